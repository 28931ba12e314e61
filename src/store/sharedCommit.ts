import { type After, afterTimeout } from '../after.ts';
import { type Lasts, NothingChanged, notTaken, UnsureCommitError } from './engine.ts';
import { FilesLostError, type NodeSqlite } from './nodeSqlite.ts';
import type { StoreDownError } from './store.ts';

interface Work {
  /** Synchronous, and harmless to run again after a rollback. */
  run(): unknown;
  lasts: Lasts;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** What a work is told once its commit is done, and whether the disk has to have it before. */
interface Answer {
  tell(): void;
  toDisk: boolean;
}

/** So many works share a commit at most; nothing else runs in the process meanwhile. */
const MOST_TOGETHER = 200;
/** SQLite's own waiting for a lock stops the whole program, so it waits little, and the rest of the time is awaited. */
const BLOCKING_WAIT_MS = 10;
const PAUSE_MS = 20;
/** So long works that nobody waits for may be held back for a commit to share. */
const COMPANY_MS = 10;

/**
 * Writes to the database. Commits are what costs most of it, so everything that asks at about the same time shares
 * one, and what need not survive a power cut by itself waits a little for one that does. While the disk takes a
 * commit, the program goes on, and what comes meanwhile shares the next.
 *
 * Works of one commit take nothing of each other with them when they fail: then all is undone and done again, each in
 * a savepoint of its own.
 */
export class SharedCommit {
  readonly #database: NodeSqlite;
  readonly #lockTries: number;
  readonly #after: After;
  #waiting: Work[] = [];
  #flushing: Promise<void> | undefined;
  #hurry: (() => void) | undefined;
  #closed = false;

  constructor(database: NodeSqlite, lockWaitMs: number, after: After = afterTimeout) {
    this.#database = database;
    this.#after = after;
    this.#lockTries = Math.ceil(lockWaitMs / (BLOCKING_WAIT_MS + PAUSE_MS));
    database.waitForLocks(Math.min(BLOCKING_WAIT_MS, lockWaitMs));
  }

  write<T>(run: () => T, lasts: Lasts = 'power-cut'): Promise<T> {
    if (this.#closed) return Promise.reject(storeDown(new Error('The store is closed.')));
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ run, lasts, resolve: resolve as (value: unknown) => void, reject });
      if (lasts === 'power-cut') this.#hurry?.();
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
    this.#hurry?.();
    await this.#flushing;
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#gather();
      const works = this.#waiting.splice(0, MOST_TOGETHER);
      try {
        await this.#commit(works);
      } catch (error) {
        // The trouble may be that of one work, as when the disk has room for a small one and not for a large one.
        if (works.length > 1 && !isLocked((error as Error).cause)) await this.#oneByOne(works);
        else for (const { reject } of works) reject(error);
      }
      if (this.#database.logIsLong) await this.#database.carryOver();
    }
    this.#flushing = undefined;
  }

  async #gather(): Promise<void> {
    const urgent = () => this.#closed || this.#waiting.some(({ lasts }) => lasts === 'power-cut');
    if (!urgent()) {
      await new Promise<void>((resume) => {
        const callOff = this.#after(COMPANY_MS, resume);
        this.#hurry = () => {
          callOff();
          resume();
        };
      });
      this.#hurry = undefined;
    }
    // Once round the event loop: every turn that this round brings shares the commit.
    await new Promise((resume) => setImmediate(resume));
  }

  async #oneByOne(works: Work[]): Promise<void> {
    for (const work of works) await this.#commit([work]).catch(work.reject);
  }

  async #commit(works: Work[]): Promise<void> {
    const answers = await this.patiently(() => this.#together(works));
    if (answers.some(({ toDisk }) => toDisk)) {
      try {
        await this.#database.sync();
      } catch (cause) {
        // A disk that failed once may say later that it has what it has lost; so nothing rests on this log any more.
        this.#database.reopen();
        for (const { reject } of works) reject(new UnsureCommitError(cause));
        return;
      }
    }
    for (const { tell } of answers) tell();
  }

  #together(works: Work[]): Answer[] {
    this.#database.checkFiles();
    try {
      return this.#transaction((work) => {
        const answer = work.run();
        return { tell: () => work.resolve(answer), toDisk: work.lasts === 'power-cut' };
      }, works);
    } catch (error) {
      // Trouble of the database concerns everybody.
      if (isTrouble(error)) throw error;
      return this.#transaction((work) => this.#inSavepoint(work), works);
    }
  }

  #transaction(run: (work: Work) => Answer, works: Work[]): Answer[] {
    const database = this.#database;
    try {
      database.prepare('begin').run([]);
      const answers = works.map(run);
      database.prepare('commit').run([]);
      return answers;
    } catch (error) {
      if (database.inTransaction) database.prepare('rollback').run([]);
      throw error;
    }
  }

  #inSavepoint({ run, lasts, resolve, reject }: Work): Answer {
    const database = this.#database;
    let answered: Answer;
    database.prepare('savepoint work').run([]);
    try {
      const answer = run();
      answered = { tell: () => resolve(answer), toDisk: lasts === 'power-cut' };
    } catch (error) {
      if (isTrouble(error)) throw error;
      database.prepare('rollback to work').run([]);
      // What it has seen was on the disk before its turn came, or is in this very commit.
      const tell = error instanceof NothingChanged ? () => resolve(error.answer) : () => reject(error);
      answered = { tell, toDisk: false };
    }
    database.prepare('release work').run([]);
    return answered;
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
