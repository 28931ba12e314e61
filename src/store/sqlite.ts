import { createHmac, randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import { type Address, type Channel, channelOf, type PersonKey } from '../address.ts';
import { migrate } from './migrate.ts';
import { NodeSqlite } from './nodeSqlite.ts';
import { channelQueries, queries, type Row } from './queries.ts';
import { NothingChanged, SharedCommit, storeDown } from './sharedCommit.ts';
import {
  CLOSED_ROWS_KEPT_MS,
  type Committed,
  NewerDatabaseError,
  type OutboxKind,
  type OutboxRow,
  type OutboxState,
  type Result,
  type SavedPerson,
  type Settled,
  type Store,
  type Turn,
  type Wake,
  type WakeKind,
} from './store.ts';
import type { Tables } from './tables.ts';

export interface SqliteOptions {
  /** Keys the hashes of inbound keys. Without one, the database makes its own at its first opening and keeps it. */
  hashKey?: string;
  /** How long another process may hold the lock before a write is given up. */
  lockWaitMs?: number;
}

/** Opens the database file, and makes it and its folder when they are not there. */
export async function openSqliteStore(path: string, options: SqliteOptions = {}): Promise<SqliteStore> {
  if (path !== ':memory:') await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch(refuse);
  try {
    return await SqliteStore.on(new NodeSqlite(path), options);
  } catch (error) {
    return refuse(error);
  }

  function refuse(error: unknown): never {
    throw error instanceof NewerDatabaseError ? error : storeDown(error);
  }
}

/** The store in one file, for one process and whoever looks over its shoulder. */
export class SqliteStore implements Store {
  readonly #database: NodeSqlite;
  readonly #db: Kysely<Tables>;
  readonly #queries: ReturnType<typeof queries>;
  readonly #byChannels = new Map<string, ReturnType<typeof channelQueries>>();
  readonly #commits: SharedCommit;
  readonly #hashKey: string;

  /** On a connection that is already open. */
  static async on(database: NodeSqlite, { hashKey, lockWaitMs = 3000 }: SqliteOptions = {}): Promise<SqliteStore> {
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
    try {
      await migrate(db);
      return new SqliteStore(database, db, hashKey ?? (await keptHashKey(db)), lockWaitMs);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  private constructor(database: NodeSqlite, db: Kysely<Tables>, hashKey: string, lockWaitMs: number) {
    this.#database = database;
    this.#db = db;
    this.#queries = queries(db, database);
    this.#commits = new SharedCommit(database, lockWaitMs);
    this.#hashKey = hashKey;
  }

  read(person: PersonKey): Promise<SavedPerson | undefined> {
    return this.#commits.patiently(() => {
      const row = this.#queries.readPerson.first({ key: person });
      return row === undefined || row.state === null
        ? undefined
        : { revision: row.revision, state: JSON.parse(row.state) };
    });
  }

  async commit(turn: Turn): Promise<Committed> {
    // Written out before anything is asked of the database: what cannot be written tears this turn alone.
    const written = writeOut(turn, turn.inbound && this.#hash(turn.inbound.key));
    return this.#commits.write(() => this.#save(turn, written));
  }

  seen(inboundKey: string): Promise<{ replies: unknown } | undefined> {
    return this.#commits.patiently(() => {
      const row = this.#queries.readInbound.first({ hash: this.#hash(inboundKey) });
      return row && { replies: parse(row.replies) };
    });
  }

  results(person: PersonKey, limit: number): Promise<Result[]> {
    return this.#commits.patiently(() =>
      this.#queries.readResults.all({ person, limit }).map(({ id, at, data }) => ({ id, at, data: parse(data) })),
    );
  }

  dueWakes(channels: readonly Channel[], now: number, limit: number): Promise<Wake[]> {
    return this.#commits.patiently(() =>
      this.#of(channels)
        .dueWakes.all({ now, limit })
        .map((row) => ({ person: row.person as PersonKey, kind: row.kind as WakeKind, dueAt: row.due_at })),
    );
  }

  nextDue(channels: readonly Channel[], of?: 'wakes' | 'outbox'): Promise<number | undefined> {
    return this.#commits.patiently(() => {
      const { nextWake, nextRow, nextLapse } = this.#of(channels);
      const asked =
        of === 'wakes' ? [nextWake] : of === 'outbox' ? [nextRow, nextLapse] : [nextWake, nextRow, nextLapse];
      const times = asked.flatMap((query) => query.first({})?.at ?? []);
      return times.length === 0 ? undefined : Math.min(...times);
    });
  }

  async lease(channels: readonly Channel[], now: number, leaseMs: number, limit: number): Promise<OutboxRow[]> {
    const { nextRow, anyExpired, expire, lease } = this.#of(channels);
    // Most of the time there is nothing, and looking takes no lock.
    const anything = () => (nextRow.first({})?.at ?? Infinity) <= now || anyExpired.first({ now }) !== undefined;
    if (!(await this.#commits.patiently(anything))) return [];
    return this.#commits.write(() => {
      if (expire.run({ now }) > 0) this.#queries.removeForgotten.run({});
      const rows = lease.all({ now, leaseUntil: now + leaseMs, limit });
      rows.sort((one, other) => one.not_before - other.not_before || one.number - other.number);
      return rows.map((row) => outboxRow({ ...row, attempts: row.attempts - 1 }));
    });
  }

  async reclaim(now: number): Promise<{ reopened: number; unknown: number }> {
    const { anyLapsed, loseLapsed, reopenLapsed, removeForgotten } = this.#queries;
    if (!(await this.#commits.patiently(() => anyLapsed.first({ now })))) return { reopened: 0, unknown: 0 };
    return this.#commits.write(() => {
      const unknown = loseLapsed.run({ now });
      if (unknown > 0) removeForgotten.run({});
      return { reopened: reopenLapsed.run({ now }), unknown };
    });
  }

  settle(row: string, outcome: Settled, now: number): Promise<void> {
    const { reopen, closeSent, closeUnsent, removeForgotten } = this.#queries;
    return this.#commits.write(() => {
      if (outcome.state === 'open') {
        reopen.run({ id: row, notBefore: outcome.notBefore });
        return;
      }
      const closed =
        outcome.state === 'sent'
          ? closeSent.first({ id: row, activityId: outcome.activityId ?? null, now })
          : closeUnsent.first({ id: row, state: outcome.state, now });
      if (closed?.forgotten) removeForgotten.run({});
      // Lost in a power cut, it is as if the process had ended before: the lease runs out, which breaks no promise.
    }, 'crash');
  }

  activityIdOf(row: string): Promise<string | undefined> {
    return this.#commits.patiently(() => this.#queries.activityId.first({ id: row })?.activity_id ?? undefined);
  }

  address(person: PersonKey): Promise<Address | undefined> {
    return this.#commits.patiently(() => {
      const text = this.#queries.readAddress.first({ key: person })?.address;
      return text ? (JSON.parse(text) as Address) : undefined;
    });
  }

  async sweep(now: number, resultsBefore: number): Promise<void> {
    const ages = { now, resultsBefore, closedBefore: now - CLOSED_ROWS_KEPT_MS };
    for (const query of this.#queries.sweep) {
      // Batch by batch, so that turns get in between.
      while ((await this.#commits.write(() => query.run(ages))) > 0);
    }
    await this.#commits.write(() => this.#queries.removeForgotten.run({}));
  }

  queueDepth(): Promise<Record<OutboxState, number>> {
    return this.#commits.patiently(() => {
      const depth: Record<OutboxState, number> = { open: 0, sending: 0, sent: 0, expired: 0, dropped: 0, unknown: 0 };
      for (const { state, rows } of this.#queries.countRows.all({})) depth[state as OutboxState] = rows;
      return depth;
    });
  }

  async close(): Promise<void> {
    await this.#commits.close();
    this.#database.close();
  }

  /** One turn, inside a transaction. */
  #save(turn: Turn, written: WrittenTurn): Committed {
    const { person, revision } = turn;
    const { state, address, inbound, results } = written;
    const query = this.#queries;

    if (inbound && query.addInbound.run(inbound) === 0) {
      throw new NothingChanged({
        outcome: 'repeated',
        replies: parse(query.readInbound.first({ hash: inbound.hash })?.replies ?? null),
      } satisfies Committed);
    }

    const changesPerson = state !== null && !turn.forget;
    const unchanged = changesPerson
      ? query.savePerson.run({ key: person, revision, state, address }) === 1 ||
        (revision === 0 && query.addPerson.run({ key: person, state, address }) === 1)
      : (query.readPerson.first({ key: person })?.revision ?? 0) === revision;
    if (!unchanged) throw new NothingChanged({ outcome: 'conflict' } satisfies Committed);

    if (turn.forget) {
      // Rows that nobody has an address for any more could not be sent.
      const last = address ?? query.readAddress.first({ key: person })?.address ?? null;
      for (const forget of query.forget) forget.run({ person });
      return { outcome: 'committed', leased: this.#queue(turn, written, last) };
    }

    if (!changesPerson && address !== null) query.saveAddress.run({ key: person, address });
    for (const result of results) query.saveResult.run({ person, ...result });
    for (const [kind, dueAt] of Object.entries(turn.wakes)) {
      if (dueAt === null) query.dropWake.run({ person, kind });
      else query.saveWake.run({ person, kind, channel: channelOf(person), dueAt });
    }
    return { outcome: 'committed', leased: this.#queue(turn, written, null) };
  }

  /** Puts the rows of a turn in the outbox, and returns the one that can be sent at once. */
  #queue({ person, outbox, now, leaseMs, forget }: Turn, { rows }: WrittenTurn, fallback: string | null): OutboxRow[] {
    if (outbox.length === 0) return [];
    const last = this.#queries.lastRow.first({ person });
    let number = last?.number ?? 0;
    let waiting = Boolean(last?.waiting);
    const leased: OutboxRow[] = [];

    for (const [index, draft] of outbox.entries()) {
      number += 1;
      const { delivered = false } = draft;
      const goes = !delivered && !waiting && leaseMs !== undefined;
      const { body, to } = rows[index] as WrittenRow;
      // Delivered with the turn that forgets: nothing is left to record.
      if (delivered && forget) continue;
      this.#queries.addRow.run({
        id: draft.id,
        person,
        number,
        channel: channelOf(person),
        kind: draft.kind,
        operation: draft.operation,
        of: draft.of ?? null,
        body: delivered ? null : body,
        address: delivered ? null : (to ?? fallback),
        state: delivered ? 'sent' : goes ? 'sending' : 'open',
        not_before: now,
        expires_at: draft.expiresAt,
        attempts: goes ? 1 : 0,
        lease_until: goes ? now + leaseMs : null,
        closed_at: delivered ? now : null,
        forgotten: forget ? 1 : 0,
      });
      if (goes) {
        const address = to ?? fallback;
        leased.push({ ...draft, person, number, attempts: 0, ...(address !== null && { to: JSON.parse(address) }) });
      }
      waiting ||= !delivered;
    }
    return leased;
  }

  #of(channels: readonly Channel[]): ReturnType<typeof channelQueries> {
    const name = channels.join();
    let found = this.#byChannels.get(name);
    if (found === undefined) {
      found = channelQueries(this.#db, this.#database, [...channels]);
      this.#byChannels.set(name, found);
    }
    return found;
  }

  #hash(inboundKey: string): string {
    return createHmac('sha256', this.#hashKey).update(inboundKey).digest('base64url');
  }
}

interface WrittenRow {
  body: string;
  to: string | null;
}

/** A turn with everything that is JSON written out. */
interface WrittenTurn {
  state: string | null;
  address: string | null;
  inbound: { hash: string; person: string | null; expiresAt: number; replies: string | null } | undefined;
  results: { id: string; at: number; data: string }[];
  rows: WrittenRow[];
}

function writeOut(turn: Turn, hash: string | undefined): WrittenTurn {
  const { person, state, forget, address, inbound, results, outbox } = turn;
  return {
    state: state === undefined ? null : write(state),
    address: address === undefined ? null : write(address),
    inbound:
      inbound === undefined || hash === undefined
        ? undefined
        : {
            hash,
            // The key of the turn that forgets stays, and no longer says whose it was: the same activity again would
            // otherwise begin to keep the person anew.
            person: forget ? null : person,
            expiresAt: inbound.expiresAt,
            replies: inbound.replies === undefined ? null : write(inbound.replies),
          },
    results: results.map(({ id, at, data }) => ({ id, at, data: write(data) })),
    rows: outbox.map(({ body, to }) => ({ body: write(body), to: to === undefined ? null : write(to) })),
  };
}

function write(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}

function parse(text: string | null): unknown {
  return text === null ? undefined : JSON.parse(text);
}

function outboxRow(row: Row): OutboxRow {
  return {
    id: row.id,
    person: row.person as PersonKey,
    number: row.number,
    kind: row.kind as OutboxKind,
    operation: row.operation as OutboxRow['operation'],
    ...(row.of !== null && { of: row.of }),
    body: parse(row.body),
    expiresAt: row.expires_at,
    ...(row.address !== null && { to: JSON.parse(row.address) as Address }),
    attempts: row.attempts,
  };
}

async function keptHashKey(db: Kysely<Tables>): Promise<string> {
  await db
    .insertInto('meta')
    .values({ name: 'hash-key', value: randomBytes(32).toString('base64url') })
    .onConflict((oc) => oc.column('name').doNothing())
    .execute();
  const { value } = await db
    .selectFrom('meta')
    .select('value')
    .where('name', '=', 'hash-key')
    .executeTakeFirstOrThrow();
  return value;
}
