import { closeSync, fdatasync, fsyncSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { promisify } from 'node:util';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { CarryOver } from './carryOver.ts';
import type { Answered, Asked } from './engine.ts';

/** What can be handed to SQLite as it is. */
type SqliteValue = string | number | bigint | null;

/** Has the disk take what was written to an open file. Rejects when the disk fails. */
export type ToDisk = (file: number) => Promise<void>;

/**
 * So many rows are written before the log is carried over into the database, which makes it some 16 MB long. The fewer,
 * the more often the same page.
 */
const ROWS_IN_LOG = 2_500;

/**
 * A database file through node:sqlite, in the shape of better-sqlite3 that kysely asks for. Every statement is
 * prepared once and kept, because preparing costs more than running.
 *
 * SQLite itself would wait for the disk, and the whole program with it: at each commit, where its log begins anew, and
 * where it carries the log over into the database. So it is told never to wait, `sync` does so beside the program after
 * commits, and `carryOver` has the rest done in a thread: what was waited for survives a power cut as if SQLite had.
 */
export class NodeSqlite implements SqliteDatabase {
  readonly #path: string;
  readonly #toDisk: ToDisk;
  readonly #statements = new Map<string, Statement>();
  #database: DatabaseSync;
  /** The inode of the database, and the open log; neither in memory. */
  #file: number | undefined;
  #log: number | undefined;
  #waitMs = 0;
  readonly #carryOver: CarryOver;
  /** Rows written since the log was carried over. */
  #rows = 0;

  constructor(path: string, toDisk: ToDisk = promisify(fdatasync)) {
    this.#path = path;
    this.#carryOver = new CarryOver(path);
    this.#toDisk = toDisk;
    this.#database = this.#open();
  }

  prepare(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      // Kysely sends a plain `begin`. A transaction that starts by reading fails on its first write when another
      // process wrote in between, and no waiting helps it; so take the write lock at once.
      statement = new Statement(this.#database.prepare(sql === 'begin' ? 'begin immediate' : sql));
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  answer({ sql, values }: Asked): Answered {
    const statement = this.prepare(sql);
    if (statement.reader) {
      const rows = statement.all(values);
      if (statement.writes) this.#rows += rows.length;
      return { rows, changed: 0 };
    }
    const changed = Number(statement.run(values).changes);
    this.#rows += changed;
    return { rows: [], changed };
  }

  /** Whether it is time to carry the log over. */
  get logIsLong(): boolean {
    return this.#log !== undefined && this.#rows >= ROWS_IN_LOG;
  }

  /** Resolves when that is done, or could not be. Nothing is to be committed meanwhile, or the log is not through. */
  async carryOver(): Promise<void> {
    this.#rows = 0;
    await this.#carryOver.run();
  }

  exec(sql: string): void {
    this.#database.exec(sql);
  }

  get inTransaction(): boolean {
    return this.#database.isOpen && this.#database.isTransaction;
  }

  /** How long SQLite itself waits for a lock. The whole program stands still meanwhile. */
  waitForLocks(ms: number): void {
    this.#waitMs = ms;
    this.exec(`pragma busy_timeout = ${ms}`);
  }

  /**
   * Makes sure that what is committed now will be found after a restart. When somebody deletes the files under a
   * running program, SQLite goes on writing to files without a name, and all of it is gone when the program ends.
   * A lost log is put right here; a lost database throws.
   */
  checkFiles(): 'unchanged' | 'reopened' {
    if (this.#file === undefined) return 'unchanged';
    if (statSync(this.#path, { throwIfNoEntry: false })?.ino !== this.#file) {
      throw new FilesLostError(
        'The database file was moved, replaced or deleted while the program ran, so what is saved now would be lost. Put the file back, or restart the program to begin a new one.',
      );
    }
    if (statSync(`${this.#path}-wal`, { throwIfNoEntry: false }) === undefined) {
      this.reopen();
      return 'reopened';
    }
    return 'unchanged';
  }

  /** Resolves when everything that was committed before is on the disk. Rejects when the disk fails. */
  async sync(): Promise<void> {
    if (this.#log !== undefined) await this.#toDisk(this.#log);
  }

  /** Closing carries what the log holds over into the database, whatever became of the log; opening begins a new one. */
  reopen(): void {
    this.close();
    this.#database = this.#open();
    this.waitForLocks(this.#waitMs);
  }

  close(): void {
    this.#statements.clear();
    this.#carryOver.close();
    if (this.#database.isOpen) {
      // The last one to close carries the log over and removes it, so the disk has to have it all by then.
      if (this.#log !== undefined && !this.#database.isTransaction) this.#database.exec('pragma synchronous = normal');
      this.#database.close();
    }
    if (this.#log !== undefined) closeSync(this.#log);
    this.#log = undefined;
  }

  #open(): DatabaseSync {
    const database = new DatabaseSync(this.#path, { timeout: 3000 });
    try {
      // No waiting and no carrying over by SQLite itself, see above. A log that begins anew says so in its head, which
      // `sync` has on the disk with the first commit in it. secure_delete: what was deleted is gone from the file too.
      database.exec(`
        pragma journal_mode = wal;
        pragma synchronous = off;
        pragma wal_autocheckpoint = 0;
        pragma secure_delete = on;
        pragma temp_store = memory;
        pragma journal_size_limit = 67108864;
      `);
      // The log appears with the first access, and from here on it has to be there.
      database.exec('begin immediate; commit');
      this.#file = statSync(this.#path, { throwIfNoEntry: false })?.ino;
      if (this.#file !== undefined) {
        this.#log = openSync(`${this.#path}-wal`, 'r+');
        keepNames(dirname(this.#path));
      }
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  }
}

/** A new file is only found after a power cut where its folder is on the disk, too. Windows sees to that itself. */
function keepNames(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** The database is not where it was. */
export class FilesLostError extends Error {
  override readonly name = 'FilesLostError';
}

export class Statement implements SqliteStatement {
  readonly reader: boolean;
  readonly writes: boolean;
  readonly #statement: StatementSync;

  constructor(statement: StatementSync) {
    this.#statement = statement;
    this.reader = statement.columns().length > 0;
    this.writes = !/^\s*(?:select|pragma)\b/i.test(statement.sourceSQL);
  }

  all(parameters: readonly unknown[]): unknown[] {
    return this.#statement.all(...bindable(parameters));
  }

  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint } {
    return this.#statement.run(...bindable(parameters));
  }

  iterate(parameters: readonly unknown[]): IterableIterator<unknown> {
    return this.#statement.iterate(...bindable(parameters));
  }
}

/**
 * node:sqlite takes an object in the first place, a Date for one, for the named parameters: the other values then
 * move up by one and are stored in the wrong columns without an error.
 */
function bindable(parameters: readonly unknown[]): SqliteValue[] {
  for (const parameter of parameters) {
    if (typeof parameter === 'object' && parameter !== null) {
      throw new TypeError(
        `A ${parameter.constructor?.name ?? 'plain object'} cannot be stored, and SQLite would put the other values into the wrong columns. Give it as text or as a number.`,
      );
    }
  }
  return parameters as SqliteValue[];
}
