import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { DatabaseError, Pool, type PoolClient, types } from 'pg';
import { type Engine, type Lasts, NothingChanged, notTaken, type Steps, UnsureCommitError } from './engine.ts';
import { migrate } from './migrate.ts';
import { LOCKS } from './queries.ts';
import { keptHashKey, SqlStore } from './sqlStore.ts';
import { NewerDatabaseError, type Store, StoreDownError } from './store.ts';
import type { Tables } from './tables.ts';
import { Turnstile } from './turnstile.ts';

export interface PostgresOptions {
  /** Keys the hashes of inbound keys. Without one, the database makes its own at its first opening and keeps it. */
  hashKey?: string;
  /** How many connections it keeps at most; everything else waits its turn. */
  connections?: number;
  /** How long a new connection is waited for. */
  connectWaitMs?: number;
  /** How long another may hold a lock before a write is given up. */
  lockWaitMs?: number;
  /** How long the server may take over one query, and how long a connection that is free is waited for. */
  queryMs?: number;
}

/** So long after its time the server should have given up by itself; if it has not, it is no longer there. */
const GRACE_MS = 1000;
/** How often something is tried that the server has undone, or whose connection was lost before it could be done. */
const TRIES = 5;

const INT8 = 20;

/**
 * Opens the database at the address, and makes the tables when they are not there. For any number of replicas at
 * once. Connections that are lost are replaced when the next one is needed.
 */
export async function openPostgresStore(url: string, options: PostgresOptions = {}): Promise<Store> {
  const { hashKey, connections = 10, connectWaitMs = 3000, lockWaitMs = 3000, queryMs = 10_000 } = options;
  let pool: Pool | undefined;
  try {
    pool = new Pool({
      connectionString: url,
      application_name: 'unknot',
      max: connections,
      connectionTimeoutMillis: connectWaitMs,
      lock_timeout: lockWaitMs,
      statement_timeout: queryMs,
      // A replica that is cut off in the middle of a turn must not keep its locks.
      idle_in_transaction_session_timeout: queryMs,
      query_timeout: queryMs + GRACE_MS,
      keepAlive: true,
      // Times and counts are far below 2^53; pg gives them as text by default.
      types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : types.getTypeParser(oid, format)) },
    });
    // A connection that is lost while nobody uses it ends the program when nobody listens.
    pool.on('error', () => {});
    pool.on('connect', (client) => client.on('error', () => {}));
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    await migrate(db, (trx) => sql`select pg_advisory_xact_lock(${LOCKS.migration})`.execute(trx));
    return new SqlStore({
      db,
      dialect: 'postgres',
      hashKey: hashKey ?? (await keptHashKey(db)),
      engine: new PostgresEngine(pool, new Turnstile(connections, queryMs)),
    });
  } catch (error) {
    await pool?.end();
    throw error instanceof NewerDatabaseError ? error : storeDown(error);
  }
}

class PostgresEngine implements Engine {
  readonly #pool: Pool;
  readonly #turnstile: Turnstile;
  readonly #underWay = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(pool: Pool, turnstile: Turnstile) {
    this.#pool = pool;
    this.#turnstile = turnstile;
  }

  read<T>(steps: () => Steps<T>): Promise<T> {
    return this.#finish('hurried', (client) => take(client, steps()));
  }

  eachByItself<T>(steps: () => Steps<T>): Promise<T> {
    return this.#finish('patient', (client) => take(client, steps()));
  }

  async write<T>(steps: () => Steps<T>, _lasts?: Lasts, alone?: string): Promise<T> {
    const begin = alone === undefined ? 'begin' : `begin; select pg_advisory_xact_lock(${lockOf(alone)})`;
    try {
      return await this.#finish('hurried', (client) => together(client, begin, steps));
    } catch (error) {
      if (error instanceof NothingChanged) return error.answer as T;
      throw error;
    }
  }

  close(): Promise<void> {
    this.#closing ??= (async () => {
      // The pool itself forgets those who wait for a connection when it ends.
      await Promise.allSettled(this.#underWay);
      // A server that hangs does not even take a farewell.
      const late = new Promise<void>((resume) => setTimeout(resume, GRACE_MS).unref());
      await Promise.race([this.#pool.end(), late]);
    })();
    return this.#closing;
  }

  async #finish<T>(hurry: 'hurried' | 'patient', work: (client: PoolClient) => Promise<T>): Promise<T> {
    if (this.#closing) throw storeDown(new Error('The store is closed.'));
    const working = this.#inTurn(hurry, work);
    this.#underWay.add(working);
    try {
      return await working;
    } finally {
      this.#underWay.delete(working);
    }
  }

  async #inTurn<T>(hurry: 'hurried' | 'patient', work: (client: PoolClient) => Promise<T>): Promise<T> {
    await this.#turnstile.enter(hurry).catch((error: unknown) => {
      throw storeDown(error);
    });
    try {
      return await this.#again(work);
    } finally {
      this.#turnstile.leave();
    }
  }

  async #again<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    for (let tries = TRIES; ; tries--) {
      const client = await this.#pool.connect().catch((error: unknown) => {
        throw storeDown(error);
      });
      try {
        return await this.#connected(client, work);
      } catch (error) {
        if (tries <= 1 || !isHarmlessAgain(error)) throw error;
      }
    }
  }

  async #connected<T>(client: PoolClient, work: (client: PoolClient) => Promise<T>): Promise<T> {
    let usable = true;
    try {
      return await work(client);
    } catch (error) {
      // What the server has not answered it may answer later, to somebody else's question.
      usable = !(error instanceof StoreDownError) || error.cause instanceof DatabaseError;
      throw error;
    } finally {
      client.release(!usable);
    }
  }
}

/** A lock by name. Two names may share one by chance, and then wait for each other without need. */
function lockOf(name: string): string {
  return `${LOCKS.alone}, ${createHash('sha256').update(name).digest().readInt32BE()}`;
}

async function together<T>(client: PoolClient, begin: string, steps: () => Steps<T>): Promise<T> {
  let answer: T;
  try {
    await ask(client, begin);
    answer = await take(client, steps());
  } catch (error) {
    // Without a connection the server undoes it by itself.
    if (!(error instanceof StoreDownError) || error.cause instanceof DatabaseError) await ask(client, 'rollback');
    throw error;
  }
  try {
    await ask(client, 'commit');
  } catch (error) {
    throw isUndone((error as Error).cause) ? error : new UnsureCommitError(error);
  }
  return answer;
}

async function take<T>(client: PoolClient, steps: Steps<T>): Promise<T> {
  let step = steps.next();
  while (!step.done) {
    const { rows, rowCount } = await ask(client, step.value.sql, step.value.values);
    step = steps.next({ rows, changed: rowCount ?? 0 });
  }
  return step.value;
}

async function ask(client: PoolClient, text: string, values: unknown[] = []) {
  try {
    return await client.query(text, values);
  } catch (error) {
    throw isTrouble(error) ? storeDown(error) : error;
  }
}

/** PostgreSQL's codes, or classes of them, that say nothing against the query, only against the moment. */
const TROUBLE: Record<string, string> = {
  '08': 'the connection was lost',
  '25006': 'it can only be read, as a standby can',
  '25P03': 'a turn took too long',
  '28': 'it does not let this user in',
  '3D': 'it does not exist',
  '40': 'others wrote the same at the same time',
  '53': 'it has no room for more',
  '53100': 'the disk is full',
  '53200': 'memory ran out',
  '53300': 'it has too many connections',
  '55P03': 'somebody else holds its lock',
  '57': 'it is being stopped or started',
  '57014': 'a query took too long',
  '58': 'the disk failed',
  XX: 'it is damaged',
};

function storeDown(cause: unknown): StoreDownError {
  return notTaken(why(cause), cause);
}

function why(cause: unknown): string {
  if (cause instanceof DatabaseError) return troubleOf(cause) ?? cause.message;
  const { code } = cause as { code?: unknown };
  // A name with several addresses fails with an error for each, and without a message of its own.
  const message = cause instanceof Error ? cause.message || String(code ?? cause.name) : String(cause);
  return code === 'ECONNREFUSED' ? 'nothing answers at its address' : message;
}

/** What is no answer of the server is trouble with reaching it. */
function isTrouble(error: unknown): boolean {
  return !(error instanceof DatabaseError) || troubleOf(error) !== undefined;
}

function troubleOf({ code = '' }: DatabaseError): string | undefined {
  return TROUBLE[code] ?? TROUBLE[code.slice(0, 2)];
}

/** The server has chosen this one to give way, as when two wait for each other. */
function isUndone(cause: unknown): boolean {
  return cause instanceof DatabaseError && cause.code?.startsWith('40') === true;
}

/** A connection that stood idle while the server was restarted is only found to be lost when it is used. */
function isHarmlessAgain(error: unknown): boolean {
  if (!(error instanceof StoreDownError) || error instanceof UnsureCommitError) return false;
  const { cause } = error;
  if (cause instanceof DatabaseError) return isUndone(cause) || cause.code?.startsWith('57P') === true;
  // Who hangs once hangs again, and has been waited for already.
  return (cause as Error).message !== 'Query read timeout';
}
