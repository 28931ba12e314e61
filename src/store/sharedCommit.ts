import { type Lasts, NothingChanged, notTaken } from './engine.ts';
import { FilesLostError, type NodeSqlite } from './nodeSqlite.ts';
import type { StoreDownError } from './store.ts';

interface Work {
  /** Synchronous, and harmless to run again after a rollback. */
  run(): unknown;
  lasts: Lasts;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** So many works share a commit at most; nothing else runs in the process meanwhile. */
const MOST_TOGETHER = 200;
/** SQLite's own waiting for a lock stops the whole program, so it waits little, and the rest of the time is awaited. */
const BLOCKING_WAIT_MS = 10;
const PAUSE_MS = 20;

/**
 * Writes to the database. Making a commit durable is what costs most of it, so everything that asks at about the
 * same time shares one, each in a savepoint of its own: one that fails takes nothing of the others with it.
 */
export class SharedCommit {
  readonly #database: NodeSqlite;
  readonly #lockTries: number;
  #waiting: Work[] = [];
  #flushing: Promise<void> | undefined;
  #closed = false;
  #lasts: Lasts = 'power-cut';

  constructor(database: NodeSqlite, lockWaitMs: number) {
    this.#database = database;
    this.#lockTries = Math.ceil(lockWaitMs / (BLOCKING_WAIT_MS + PAUSE_MS));
    database.waitForLocks(Math.min(BLOCKING_WAIT_MS, lockWaitMs));
  }

  write<T>(run: () => T, lasts: Lasts = 'power-cut'): Promise<T> {
    if (this.#closed) return Promise.reject(storeDown(new Error('The store is closed.')));
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ run, lasts, resolve: resolve as (value: unknown) => void, reject });
      this.#flushing ??= this.#flush();
    });
  }

  /** Tries again while another process holds a lock, for as long as agreed. */
  async patiently<T>(run: () => T): Promise<T> {
    for (let tries = this.#lockTries; ; tries--) {
      try {
        return run();
      } catch (error) {
        if (!isTrouble(error)) throw error;
        if (!isLocked(error) || tries <= 0) throw storeDown(error);
      }
      await new Promise((resume) => setTimeout(resume, PAUSE_MS));
    }
  }

  /** Writes what is waiting, and takes nothing more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#flushing;
  }

  async #flush(): Promise<void> {
    // Once round the event loop: every turn that this round brings shares the commit.
    await new Promise((resume) => setImmediate(resume));
    while (this.#waiting.length > 0) {
      const works = this.#waiting.splice(0, MOST_TOGETHER);
      try {
        await this.patiently(() => this.#together(works));
      } catch (error) {
        // The trouble may be that of one work, as when the disk has room for a small one and not for a large one.
        if (works.length > 1 && !isLocked((error as Error).cause)) await this.#oneByOne(works);
        else for (const { reject } of works) reject(error);
      }
    }
    this.#flushing = undefined;
  }

  async #oneByOne(works: Work[]): Promise<void> {
    for (const work of works) await this.patiently(() => this.#together([work])).catch(work.reject);
  }

  #together(works: Work[]): void {
    const database = this.#database;
    const answers: (() => void)[] = [];
    try {
      if (database.checkFiles() === 'reopened') this.#lasts = 'power-cut';
      this.#makeLast(works.some(({ lasts }) => lasts === 'power-cut') ? 'power-cut' : 'crash');
      database.prepare('begin').run([]);
      for (const { run, resolve, reject } of works) {
        database.prepare('savepoint work').run([]);
        try {
          const answer = run();
          answers.push(() => resolve(answer));
        } catch (error) {
          // Trouble of the database may have ended the transaction already, and concerns everybody.
          if (isTrouble(error)) throw error;
          database.prepare('rollback to work').run([]);
          answers.push(error instanceof NothingChanged ? () => resolve(error.answer) : () => reject(error));
        }
        database.prepare('release work').run([]);
      }
      database.prepare('commit').run([]);
    } catch (error) {
      if (database.inTransaction) database.prepare('rollback').run([]);
      throw error;
    }
    for (const answer of answers) answer();
  }

  #makeLast(lasts: Lasts): void {
    if (lasts === this.#lasts) return;
    this.#database.exec(`pragma synchronous = ${lasts === 'power-cut' ? 'full' : 'normal'}`);
    this.#lasts = lasts;
  }
}

/** SQLite's primary result codes that say nothing against the statement, only against the moment. */
const TROUBLE: Record<number, string> = {
  5: 'another process holds its lock',
  6: 'a table is locked',
  7: 'memory ran out',
  8: 'it cannot be written to',
  9: 'it was interrupted',
  10: 'the disk failed',
  11: 'the file is damaged',
  13: 'the disk is full',
  14: 'the file cannot be opened',
  15: 'its lock could not be had',
  26: 'the file is no database',
};

export function storeDown(cause: unknown): StoreDownError {
  const why = TROUBLE[primaryCode(cause) ?? -1] ?? (cause instanceof Error ? cause.message : String(cause));
  return notTaken(why, cause);
}

function isTrouble(error: unknown): boolean {
  const code = primaryCode(error);
  if (code !== undefined) return code in TROUBLE;
  return error instanceof FilesLostError || (error as { code?: unknown } | undefined)?.code === 'ERR_INVALID_STATE';
}

function isLocked(error: unknown): boolean {
  const code = primaryCode(error);
  return code === 5 || code === 6;
}

/** The low byte of SQLite's result code; the rest of it only refines. */
function primaryCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | undefined)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}
