import { StoreDownError } from './store.ts';

/** A query with its values, as a database takes it. */
export interface Asked {
  sql: string;
  values: unknown[];
}

export interface Answered {
  rows: unknown[];
  /** How many rows were changed. */
  changed: number;
}

/**
 * What has to be asked of the database, one query after the other. Written as generators, so that what a turn does
 * is told once: SQLite answers each query at once, with no gap into which something else could slip, and
 * PostgreSQL is waited for.
 */
export type Steps<T> = Generator<Asked, T, Answered>;

/** Runs steps on one kind of database. Rejects with `StoreDownError` when the trouble is not that of the steps. */
export interface Engine {
  /** For steps that change nothing. */
  read<T>(steps: () => Steps<T>): Promise<T>;

  /**
   * All of it or nothing. The steps may be taken again from the start, after everything was undone. Of those that name
   * the same `alone`, one follows the other, also those that change no row in common.
   */
  write<T>(steps: () => Steps<T>, lasts?: Lasts, alone?: string): Promise<T>;

  /**
   * For steps that are right each by itself, and may be taken again also where some were done: spares PostgreSQL two
   * of three round trips. Not lost in a crash, but perhaps in a power cut.
   */
  eachByItself<T>(steps: () => Steps<T>): Promise<T>;

  /** Finishes what is under way, and takes nothing more. */
  close(): Promise<void>;
}

/**
 * What a commit has survived when it is answered. `power-cut`: it is on the disk. `crash`: the operating system has
 * it, and the next commit that is to survive a power cut takes it along. That costs a fraction.
 */
export type Lasts = 'power-cut' | 'crash';

/** Thrown by steps that have seen that they must change nothing; what it answers is no failure. */
export class NothingChanged {
  readonly answer: unknown;

  constructor(answer: unknown) {
    this.answer = answer;
  }
}

export function notTaken(why: string, cause: unknown): StoreDownError {
  return new StoreDownError(
    `The database did not take it (${why}), and nothing was changed. The same will work once the trouble is over.`,
    { cause },
  );
}

/**
 * It was lost in the very moment of the commit: a connection, or the disk. Asking again shows what became of it: the
 * inbound key is there, or the revision has moved.
 */
export class UnsureCommitError extends StoreDownError {
  constructor(cause: unknown) {
    super('The database was lost while it took it, so it may have been saved or not. Doing it again will show.', {
      cause,
    });
  }
}
