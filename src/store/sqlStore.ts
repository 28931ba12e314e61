import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type Address, type Channel, channelOf, type PersonKey } from '../address.ts';
import { type Engine, NothingChanged, type Steps } from './engine.ts';
import { channelQueries, type Dialect, queries, type Row } from './queries.ts';
import {
  CLOSED_ROWS_KEPT_MS,
  type Committed,
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

const WAKE_KINDS: readonly WakeKind[] = ['hold', 'check-in', 'snooze'];

/** What people wait for goes first. */
const LANES: readonly OutboxKind[] = ['reply', 'hold', 'check-in'];

interface SqlStoreParts {
  /** Builds the queries; runs none. */
  db: Kysely<Tables>;
  dialect: Dialect;
  engine: Engine;
  /** Keys the hashes of inbound keys. */
  hashKey: string;
}

/** The store on whatever speaks SQL. What is special to one database is in its engine and in `queries.ts`. */
export class SqlStore implements Store {
  readonly #db: Kysely<Tables>;
  readonly #dialect: Dialect;
  readonly #engine: Engine;
  readonly #queries: ReturnType<typeof queries>;
  readonly #byChannels = new Map<string, ReturnType<typeof channelQueries>>();
  readonly #hashKey: KeyObject;

  get shared(): boolean {
    return this.#dialect === 'postgres';
  }

  constructor({ db, dialect, engine, hashKey }: SqlStoreParts) {
    this.#db = db;
    this.#dialect = dialect;
    this.#engine = engine;
    this.#queries = queries(db, dialect);
    this.#hashKey = createSecretKey(hashKey, 'utf8');
  }

  read(person: PersonKey): Promise<SavedPerson | undefined> {
    const { readPerson } = this.#queries;
    return this.#engine.read(function* () {
      const row = yield* readPerson.first({ key: person });
      return row === undefined || row.state === null
        ? undefined
        : { revision: row.revision, state: JSON.parse(row.state) };
    });
  }

  async commit(turn: Turn): Promise<Committed> {
    // Written out before anything is asked of the database: what cannot be written tears this turn alone.
    const written = writeOut(turn, turn.inbound && this.#hash(turn.inbound.key));
    return this.#engine.write(() => save(this.#queries, turn, written), 'power-cut', turn.person);
  }

  seen(inboundKey: string): Promise<{ replies: unknown } | undefined> {
    const { readInbound } = this.#queries;
    const hash = this.#hash(inboundKey);
    return this.#engine.read(function* () {
      const row = yield* readInbound.first({ hash });
      return row && { replies: parse(row.replies) };
    });
  }

  results(person: PersonKey, limit: number): Promise<Result[]> {
    const { readResults } = this.#queries;
    return this.#engine.read(function* () {
      const rows = yield* readResults.all({ person, limit });
      return rows.map(({ id, at, data }) => ({ id, at, data: parse(data) }));
    });
  }

  async dueWakes(channels: readonly Channel[], now: number, limit: number, claimMs?: number): Promise<Wake[]> {
    const { dueWakes, claimWakes } = this.#of(channels);
    // Most of the time there is nothing, and looking takes no lock.
    let rows = await this.#engine.read(() => dueWakes.all({ now, limit: claimMs === undefined ? limit : 1 }));
    if (claimMs !== undefined && rows.length > 0) {
      // Lost in a power cut, they are found anew; the turn itself is what counts.
      rows = await this.#engine.eachByItself(() => claimWakes.all({ now, until: now + claimMs, limit }));
      rows.sort((one, other) => one.due_at - other.due_at);
    }
    return rows.map((row) => ({ person: row.person as PersonKey, kind: row.kind as WakeKind, dueAt: row.due_at }));
  }

  giveBackWakes(wakes: readonly Wake[]): Promise<void> {
    const { unclaimWake } = this.#queries;
    return this.#engine.eachByItself(function* () {
      for (const { person, kind } of wakes) yield* unclaimWake.run({ person, kind });
    });
  }

  nextDue(channels: readonly Channel[], of?: 'wakes' | 'outbox'): Promise<number | undefined> {
    const { nextWake, nextRow, nextLapse } = this.#of(channels);
    const asked = of === 'wakes' ? [nextWake] : of === 'outbox' ? [nextRow, nextLapse] : [nextWake, nextRow, nextLapse];
    return this.#engine.read(function* () {
      const times: number[] = [];
      for (const query of asked) times.push((yield* query.first({}))?.at ?? Infinity);
      const earliest = Math.min(...times);
      return earliest === Infinity ? undefined : earliest;
    });
  }

  async lease(
    channels: readonly Channel[],
    now: number,
    leaseMs: number,
    limit: number,
    checkIns = limit,
  ): Promise<OutboxRow[]> {
    const { nextRow, anyExpired, expire, lease } = this.#of(channels);
    const { removeForgotten } = this.#queries;
    // Most of the time there is nothing, and looking takes no lock.
    const anything = await this.#engine.read(function* () {
      return ((yield* nextRow.first({}))?.at ?? Infinity) <= now || (yield* anyExpired.first({ now })) !== undefined;
    });
    if (!anything) return [];
    return this.#engine.write(function* () {
      if ((yield* expire.run({ now })) > 0) yield* removeForgotten.run({});
      const taken: Row[] = [];
      for (const kind of LANES) {
        const free = limit - taken.length;
        const most = kind === 'check-in' ? Math.min(free, checkIns) : free;
        if (most <= 0) continue;
        const rows = yield* lease.all({ kind, now, leaseUntil: now + leaseMs, limit: most });
        taken.push(...rows.sort((one, other) => one.not_before - other.not_before || one.number - other.number));
      }
      return taken.map((row) => outboxRow({ ...row, attempts: row.attempts - 1 }));
    });
  }

  async reclaim(now: number): Promise<{ reopened: number; unknown: number }> {
    const { anyLapsed, loseLapsed, reopenLapsed, removeForgotten } = this.#queries;
    if (!(await this.#engine.read(() => anyLapsed.first({ now })))) return { reopened: 0, unknown: 0 };
    return this.#engine.write(function* () {
      const unknown = yield* loseLapsed.run({ now });
      if (unknown > 0) yield* removeForgotten.run({});
      return { reopened: yield* reopenLapsed.run({ now }), unknown };
    });
  }

  settle(row: string, outcome: Settled, now: number): Promise<boolean> {
    const { reopen, putBack, closeSent, closeUnsent, removeForgotten } = this.#queries;
    return this.#engine.eachByItself(function* () {
      if (outcome.state === 'open') {
        yield* (outcome.untried ? putBack : reopen).run({ id: row, notBefore: outcome.notBefore });
        return false;
      }
      const closed =
        outcome.state === 'sent'
          ? yield* closeSent.first({ id: row, activityId: outcome.activityId ?? null, now })
          : yield* closeUnsent.first({ id: row, state: outcome.state, now });
      if (closed?.forgotten) yield* removeForgotten.run({});
      // Lost in a power cut, it is as if the process had ended before: the lease runs out, which breaks no promise.
      return Boolean(closed?.behind);
    });
  }

  advance(clocks: Readonly<Record<string, number>>, now: number): Promise<Record<string, number>> {
    const { advance } = this.#queries;
    // A clock may be that of one conversation, and whose it was is not to be read off it later.
    const named = new Map(Object.entries(clocks).map(([name, ms]) => [this.#hash(name), { name, ms: Math.round(ms) }]));
    const asked = JSON.stringify(Object.fromEntries([...named].map(([key, { ms }]) => [key, ms])));
    return this.#engine.eachByItself(function* () {
      const began: Record<string, number> = {};
      for (const { key, clock } of yield* advance.all({ now, clocks: asked })) {
        const asking = named.get(key);
        if (asking) began[asking.name] = clock - asking.ms;
      }
      return began;
    });
  }

  activityIdOf(row: string): Promise<string | undefined> {
    const { activityId } = this.#queries;
    return this.#engine.read(function* () {
      return (yield* activityId.first({ id: row }))?.activity_id ?? undefined;
    });
  }

  address(person: PersonKey): Promise<Address | undefined> {
    const { readAddress } = this.#queries;
    return this.#engine.read(function* () {
      const text = (yield* readAddress.first({ key: person }))?.address;
      return text ? (JSON.parse(text) as Address) : undefined;
    });
  }

  async sweep(now: number, resultsBefore: number): Promise<void> {
    const { sweep, removeForgotten } = this.#queries;
    const ages = { now, resultsBefore, closedBefore: now - CLOSED_ROWS_KEPT_MS };
    for (const query of sweep) {
      // Batch by batch, so that turns get in between.
      while ((await this.#engine.write(() => query.run(ages))) > 0);
    }
    await this.#engine.write(() => removeForgotten.run({}));
  }

  queueDepth(): Promise<Record<OutboxState, number>> {
    const { countRows } = this.#queries;
    return this.#engine.read(function* () {
      const depth: Record<OutboxState, number> = { open: 0, sending: 0, sent: 0, expired: 0, dropped: 0, unknown: 0 };
      for (const { state, rows } of yield* countRows.all({})) depth[state as OutboxState] = rows;
      return depth;
    });
  }

  waiting(): Promise<{ open: number; sending: number }> {
    const { countWaiting } = this.#queries;
    return this.#engine.read(function* () {
      const waiting = { open: 0, sending: 0 };
      for (const { state, rows } of yield* countWaiting.all({})) waiting[state as 'open' | 'sending'] = rows;
      return waiting;
    });
  }

  close(): Promise<void> {
    return this.#engine.close();
  }

  #of(channels: readonly Channel[]): ReturnType<typeof channelQueries> {
    const name = channels.join();
    let found = this.#byChannels.get(name);
    if (found === undefined) {
      found = channelQueries(this.#db, this.#dialect, [...channels]);
      this.#byChannels.set(name, found);
    }
    return found;
  }

  #hash(inboundKey: string): string {
    return createHmac('sha256', this.#hashKey).update(inboundKey).digest('base64url');
  }
}

type Queries = ReturnType<typeof queries>;

/** One turn, inside a transaction. */
function* save(query: Queries, turn: Turn, written: WrittenTurn): Steps<Committed> {
  const { person, revision } = turn;
  const { state, address, inbound, results } = written;

  if (inbound && (yield* query.addInbound.run(inbound)) === 0) {
    throw new NothingChanged({
      outcome: 'repeated',
      replies: parse((yield* query.readInbound.first({ hash: inbound.hash }))?.replies ?? null),
    } satisfies Committed);
  }

  const changesPerson = state !== null && !turn.forget;
  const unchanged = changesPerson
    ? (yield* query.savePerson.run({ key: person, revision, state, address })) === 1 ||
      (revision === 0 && (yield* query.addPerson.run({ key: person, state, address })) === 1)
    : ((yield* query.readPerson.first({ key: person }))?.revision ?? 0) === revision;
  if (!unchanged) throw new NothingChanged({ outcome: 'conflict' } satisfies Committed);

  if (turn.forget) {
    // Rows that nobody has an address for any more could not be sent.
    const last = address ?? (yield* query.readAddress.first({ key: person }))?.address ?? null;
    for (const forget of query.forget) yield* forget.run({ person });
    return { outcome: 'committed', leased: yield* queue(query, turn, written, last) };
  }

  if (!changesPerson && address !== null) yield* query.saveAddress.run({ key: person, address });
  for (const result of results) yield* query.saveResult.run({ person, ...result });
  for (const [kind, dueAt] of Object.entries(turn.wakes)) {
    if (dueAt !== null) yield* query.saveWake.run({ person, kind, channel: channelOf(person), dueAt });
  }
  const [one, ...more] = WAKE_KINDS.filter((kind) => turn.wakes[kind] === null);
  if (one) yield* query.dropWakes.run({ person, one, other: more[0] ?? one, third: more[1] ?? one });
  return { outcome: 'committed', leased: yield* queue(query, turn, written, null) };
}

/** Puts the rows of a turn in the outbox, and returns those that can be sent at once, in order. */
function* queue(
  query: Queries,
  { person, outbox, now, leaseMs, forget }: Turn,
  { rows }: WrittenTurn,
  fallback: string | null,
): Steps<OutboxRow[]> {
  if (outbox.length === 0) return [];
  const last = yield* query.lastRow.first({ person });
  let number = last?.number ?? 0;
  let waiting = Boolean(last?.waiting);
  const leased: OutboxRow[] = [];

  for (const [index, draft] of outbox.entries()) {
    number += 1;
    const { delivered = false, notBefore = now } = draft;
    const goes = !delivered && !waiting && leaseMs !== undefined && notBefore <= now;
    const { body, to } = rows[index] as WrittenRow;
    // Delivered with the turn that forgets: nothing is left to record.
    if (delivered && forget) continue;
    yield* query.addRow.run({
      id: draft.id,
      person,
      number,
      channel: channelOf(person),
      kind: draft.kind,
      body: delivered ? null : body,
      address: delivered ? null : (to ?? fallback),
      state: delivered ? 'sent' : goes ? 'sending' : 'open',
      not_before: notBefore,
      expires_at: draft.expiresAt,
      attempts: goes ? 1 : 0,
      lease_until: goes ? now + leaseMs : null,
      closed_at: delivered ? now : null,
      forgotten: forget ? 1 : 0,
    });
    if (goes) {
      const address = to ?? fallback;
      leased.push({
        ...draft,
        notBefore,
        person,
        number,
        attempts: 0,
        ...(address !== null && { to: JSON.parse(address) }),
      });
    }
    waiting ||= !delivered;
  }
  return leased;
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
    body: parse(row.body),
    expiresAt: row.expires_at,
    ...(row.address !== null && { to: JSON.parse(row.address) as Address }),
    attempts: row.attempts,
  };
}

/** Made at the first opening, and shared by all that open the database. */
export async function keptHashKey(db: Kysely<Tables>): Promise<string> {
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
