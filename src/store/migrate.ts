import type { Kysely } from 'kysely';
import * as tables from './migrations/0001tables.ts';
import * as pace from './migrations/0002pace.ts';
import * as noUpdates from './migrations/0003noUpdates.ts';
import { NewerDatabaseError } from './store.ts';

/** In order; the number is the place in this list, from 1. Never changed once released, only added to. */
const MIGRATIONS: { name: string; up(db: Kysely<unknown>): Promise<void> }[] = [
  { name: '0001tables', up: tables.up },
  { name: '0002pace', up: pace.up },
  { name: '0003noUpdates', up: noUpdates.up },
];

/**
 * Brings a database up to what this program needs, in one transaction, and remembers what was run. Running it
 * again does nothing. `alone` is run first, and sees to it that no other program migrates at the same time.
 */
export async function migrate<T>(db: Kysely<T>, alone?: (db: Kysely<T>) => Promise<unknown>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await alone?.(transaction);
    const trx = transaction as unknown as Kysely<{ migration: { number: number; name: string } }>;
    await trx.schema
      .createTable('migration')
      .ifNotExists()
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .execute();
    const last = await trx
      .selectFrom('migration')
      .select('number')
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    const ran = last?.number ?? 0;
    if (ran > MIGRATIONS.length) {
      throw new NewerDatabaseError(
        `The database is at version ${ran}, but this program only knows versions up to ${MIGRATIONS.length}, so it could damage what a newer one wrote. Start the newer program, or give this one another database.`,
      );
    }
    for (const [index, { name, up }] of MIGRATIONS.entries()) {
      if (index < ran) continue;
      await up(trx as unknown as Kysely<unknown>);
      await trx
        .insertInto('migration')
        .values({ number: index + 1, name })
        .execute();
    }
  });
}
