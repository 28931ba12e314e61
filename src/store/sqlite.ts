import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import type { After } from '../after.ts';
import type { Steps } from './engine.ts';
import { migrate } from './migrate.ts';
import { NodeSqlite, type ToDisk } from './nodeSqlite.ts';
import { SharedCommit, storeDown } from './sharedCommit.ts';
import { keptHashKey, SqlStore } from './sqlStore.ts';
import { NewerDatabaseError } from './store.ts';
import type { Tables } from './tables.ts';

export interface SqliteOptions {
  /** Keys the hashes of inbound keys. Without one, the database makes its own at its first opening and keeps it. */
  hashKey?: string;
  /** How long another process may hold the lock before a write is given up. */
  lockWaitMs?: number;
  after?: After;
  toDisk?: ToDisk;
}

/** Opens the database file, and makes it and its folder when they are not there. */
export async function openSqliteStore(path: string, options: SqliteOptions = {}): Promise<SqliteStore> {
  if (path !== ':memory:') await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch(refuse);
  try {
    return await SqliteStore.on(new NodeSqlite(path, options.toDisk), options);
  } catch (error) {
    return refuse(error);
  }

  function refuse(error: unknown): never {
    throw error instanceof NewerDatabaseError ? error : storeDown(error);
  }
}

/** The store in one file, for one process and whoever looks over its shoulder. */
export class SqliteStore extends SqlStore {
  /** On a connection that is already open. */
  static async on(
    database: NodeSqlite,
    { hashKey, lockWaitMs = 3000, after }: SqliteOptions = {},
  ): Promise<SqliteStore> {
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
    try {
      await migrate(db);
      const commits = new SharedCommit(database, lockWaitMs, after);
      return new SqliteStore({
        db,
        dialect: 'sqlite',
        hashKey: hashKey ?? (await keptHashKey(db)),
        engine: {
          read: (steps) => commits.patiently(() => takeNow(database, steps())),
          write: (steps, lasts) => commits.write(() => takeNow(database, steps()), lasts),
          eachByItself: (steps) => commits.write(() => takeNow(database, steps()), 'crash'),
          async close() {
            await commits.close();
            database.close();
          },
        },
      });
    } catch (error) {
      database.close();
      throw error;
    }
  }
}

function takeNow<T>(database: NodeSqlite, steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next(database.answer(step.value));
  return step.value;
}
