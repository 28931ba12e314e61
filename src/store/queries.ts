import { type Compilable, type ExpressionBuilder, type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import { Query, type Value } from './query.ts';
import type { Tables } from './tables.ts';

type Outbox = ExpressionBuilder<Tables, 'outbox'>;

/** So many rows are closed or removed in one transaction at most: messages wait no longer than for these. */
const BATCH = 1000;

/** What PostgreSQL's advisory locks are for, so that they do not meet those of another program by chance. */
export const LOCKS = { migration: 8_366_501, alone: 8_366_502 };

const ROW = ['id', 'person', 'number', 'kind', 'body', 'address', 'expires_at', 'attempts'] as const;
export type Row = Pick<Tables['outbox'], (typeof ROW)[number]>;

// Spelled out, not given as values: SQLite uses a partial index only where the query repeats its condition.
const isOpen = sql<boolean>`outbox.state = 'open'`;
const isSending = sql<boolean>`outbox.state = 'sending'`;
const isClosed = sql<boolean>`outbox.closed_at is not null`;

/** Closed rows keep no words and no address. */
const closed = <Now>(now: Now) => ({ closed_at: now, body: null, address: null, lease_until: null });

const before = (eb: Outbox) =>
  eb
    .selectFrom('outbox as earlier')
    .select('earlier.id')
    .whereRef('earlier.person', '=', 'outbox.person')
    .whereRef('earlier.number', '<', 'outbox.number')
    .where('earlier.closed_at', 'is', null);

/** The two differ where several programs write at once, which PostgreSQL allows and SQLite does not. */
export type Dialect = 'sqlite' | 'postgres';

/**
 * Among these outbox rows. PostgreSQL locks each as it is found, and leaves to another replica what that one has
 * locked; without it, a row that changed since it was found would be changed back. As an array it is found once: a
 * plain subquery may be run again for every row, and then passes its limit.
 */
const among = (dialect: Dialect, found: SelectQueryBuilder<Tables, 'outbox', { id: string }>) =>
  dialect === 'sqlite'
    ? sql<boolean>`id in (${found})`
    : sql<boolean>`id = any(array(${found.forUpdate().skipLocked()}))`;

/** Whether a row of the same person has been waiting for this one. */
const behind = sql<number | boolean>`exists (
  select 1 from outbox as other where other.person = outbox.person and other.closed_at is null and other.id <> outbox.id
)`;

/** All clocks in one statement, and in one order, or two replicas could wait for each other. */
function advanceQuery(dialect: Dialect, value: Value<{ now: number; clocks: string }>) {
  const [now, clocks] = [value('now'), value('clocks')];
  const asked =
    dialect === 'sqlite'
      ? sql`select key, ${now} + value from json_each(${clocks}) where true`
      : sql`select key, ${now} + value::bigint from json_each_text(${clocks}::json) order by key`;
  const later = sql.raw(dialect === 'sqlite' ? 'max' : 'greatest');
  return sql<{ key: string; clock: number }>`insert into pace (key, clock) ${asked}
    on conflict (key) do update set clock = ${later}(pace.clock, ${now}) + excluded.clock - ${now}
    returning key, clock`;
}

/**
 * A limit that is given when the query runs. SQLite looks at what is bound to a bare one, to plan by it, and so plans
 * anew each time, which costs more than the query.
 */
const upTo = (limit: number) => sql<number>`cast(${limit} as integer)`;

const query = <Values, Row>(build: (value: Value<Values>) => Compilable<Row>) => new Query(build);

/** Every query of a turn and of its delivery. */
export function queries(db: Kysely<Tables>, dialect: Dialect) {
  const rowsBy = (which: typeof isOpen) =>
    db
      .selectFrom('outbox')
      .select((eb) => ['state', eb.fn.countAll<number>().as('rows')])
      .where(which)
      .groupBy('state');
  return {
    readPerson: query((value: Value<{ key: string }>) =>
      db.selectFrom('person').select(['revision', 'state']).where('key', '=', value('key')),
    ),
    readAddress: query((value: Value<{ key: string }>) =>
      db.selectFrom('person').select('address').where('key', '=', value('key')),
    ),
    savePerson: query((value: Value<{ key: string; revision: number; state: string | null; address: string | null }>) =>
      db
        .updateTable('person')
        .set((eb) => ({
          revision: eb('revision', '+', 1),
          state: value('state'),
          address: eb.fn.coalesce(eb.val(value('address')), 'address'),
        }))
        .where('key', '=', value('key'))
        .where('revision', '=', value('revision')),
    ),
    addPerson: query((value: Value<{ key: string; state: string | null; address: string | null }>) =>
      db
        .insertInto('person')
        .values({ key: value('key'), revision: 1, state: value('state'), address: value('address') })
        .onConflict((oc) => oc.column('key').doNothing()),
    ),
    saveAddress: query((value: Value<{ key: string; address: string }>) =>
      db
        .insertInto('person')
        .values({ key: value('key'), revision: 0, state: null, address: value('address') })
        .onConflict((oc) => oc.column('key').doUpdateSet({ address: value('address') })),
    ),

    readInbound: query((value: Value<{ hash: string }>) =>
      db.selectFrom('inbound').select('replies').where('hash', '=', value('hash')),
    ),
    addInbound: query(
      (value: Value<{ hash: string; person: string | null; expiresAt: number; replies: string | null }>) =>
        db
          .insertInto('inbound')
          .values({
            hash: value('hash'),
            person: value('person'),
            expires_at: value('expiresAt'),
            replies: value('replies'),
          })
          .onConflict((oc) => oc.column('hash').doNothing()),
    ),

    readResults: query((value: Value<{ person: string; limit: number }>) =>
      db
        .selectFrom('result')
        .select(['id', 'at', 'data'])
        .where('person', '=', value('person'))
        .orderBy('at', 'desc')
        .limit(upTo(value('limit'))),
    ),
    saveResult: query((value: Value<{ person: string; id: string; at: number; data: string }>) =>
      db
        .insertInto('result')
        .values({ person: value('person'), id: value('id'), at: value('at'), data: value('data') })
        .onConflict((oc) => oc.columns(['person', 'id']).doUpdateSet({ at: value('at'), data: value('data') })),
    ),

    saveWake: query((value: Value<{ person: string; kind: string; channel: string; dueAt: number }>) =>
      db
        .insertInto('wake')
        .values({
          person: value('person'),
          kind: value('kind'),
          channel: value('channel'),
          due_at: value('dueAt'),
          look_at: value('dueAt'),
        })
        .onConflict((oc) =>
          oc.columns(['person', 'kind']).doUpdateSet({ due_at: value('dueAt'), look_at: value('dueAt') }),
        ),
    ),
    // All kinds that a turn removes in one query; with fewer, one stands for several.
    dropWakes: query((value: Value<{ person: string; one: string; other: string; third: string }>) =>
      db
        .deleteFrom('wake')
        .where('person', '=', value('person'))
        .where('kind', 'in', [value('one'), value('other'), value('third')]),
    ),
    unclaimWake: query((value: Value<{ person: string; kind: string }>) =>
      db
        .updateTable('wake')
        .set((eb) => ({ look_at: eb.ref('due_at') }))
        .where('person', '=', value('person'))
        .where('kind', '=', value('kind')),
    ),

    advance: query((value: Value<{ now: number; clocks: string }>) => ({
      compile: () => advanceQuery(dialect, value).compile(db),
    })),

    /** The last number of a person's rows, and whether one of them has still to go. */
    lastRow: query((value: Value<{ person: string }>) =>
      db.selectNoFrom((eb) => [
        eb
          .selectFrom('outbox')
          .select((o) => o.fn.max('number').as('number'))
          .where('person', '=', value('person'))
          .as('number'),
        eb
          .exists(
            eb.selectFrom('outbox').select('id').where('person', '=', value('person')).where('closed_at', 'is', null),
          )
          .as('waiting'),
      ]),
    ),
    addRow: query((value: Value<Omit<Tables['outbox'], 'activity_id'>>) =>
      db.insertInto('outbox').values({
        id: value('id'),
        person: value('person'),
        number: value('number'),
        channel: value('channel'),
        kind: value('kind'),
        body: value('body'),
        address: value('address'),
        state: value('state'),
        not_before: value('not_before'),
        expires_at: value('expires_at'),
        attempts: value('attempts'),
        lease_until: value('lease_until'),
        activity_id: null,
        closed_at: value('closed_at'),
        forgotten: value('forgotten'),
      }),
    ),

    reopen: query((value: Value<{ id: string; notBefore: number }>) =>
      db
        .updateTable('outbox')
        .set({ state: 'open', not_before: value('notBefore'), lease_until: null })
        .where('id', '=', value('id'))
        .where(isSending),
    ),
    putBack: query((value: Value<{ id: string; notBefore: number }>) =>
      db
        .updateTable('outbox')
        .set((eb) => ({
          state: 'open',
          not_before: value('notBefore'),
          lease_until: null,
          attempts: eb('attempts', '-', 1),
        }))
        .where('id', '=', value('id'))
        .where(isSending),
    ),
    // Whoever sent it knows, even when the lease ran out meanwhile and the row was closed as something else.
    closeSent: query((value: Value<{ id: string; activityId: string | null; now: number }>) =>
      db
        .updateTable('outbox')
        .set({ state: 'sent', activity_id: value('activityId'), ...closed(value('now')) })
        .where('id', '=', value('id'))
        .where('state', '<>', 'sent')
        .returning(['forgotten', behind.as('behind')]),
    ),
    closeUnsent: query((value: Value<{ id: string; state: string; now: number }>) =>
      db
        .updateTable('outbox')
        .set({ state: value('state'), ...closed(value('now')) })
        .where('id', '=', value('id'))
        .where('closed_at', 'is', null)
        .returning(['forgotten', behind.as('behind')]),
    ),
    removeForgotten: query((_value: Value<object>) =>
      db.deleteFrom('outbox').where(sql<boolean>`forgotten = 1`).where('closed_at', 'is not', null),
    ),
    activityId: query((value: Value<{ id: string }>) =>
      db.selectFrom('outbox').select('activity_id').where('id', '=', value('id')),
    ),

    anyLapsed: query((value: Value<{ now: number }>) =>
      db.selectFrom('outbox').select('id').where(isSending).where('lease_until', '<=', value('now')).limit(1),
    ),
    loseLapsed: query((value: Value<{ now: number }>) =>
      db
        .updateTable('outbox')
        .set({ state: 'unknown', ...closed(value('now')) })
        .where(isSending)
        .where('lease_until', '<=', value('now'))
        .where('kind', '=', 'check-in'),
    ),
    reopenLapsed: query((value: Value<{ now: number }>) =>
      db
        .updateTable('outbox')
        .set({ state: 'open', lease_until: null })
        .where(isSending)
        .where('lease_until', '<=', value('now'))
        .where('kind', '<>', 'check-in'),
    ),

    // In parts, each of which an index counts without reading a row.
    countRows: query((_value: Value<object>) => rowsBy(isClosed).unionAll(rowsBy(isOpen)).unionAll(rowsBy(isSending))),

    countWaiting: query((_value: Value<object>) => rowsBy(isOpen).unionAll(rowsBy(isSending))),

    forget: [
      query((value: Value<{ person: string }>) => db.deleteFrom('person').where('key', '=', value('person'))),
      query((value: Value<{ person: string }>) => db.deleteFrom('inbound').where('person', '=', value('person'))),
      query((value: Value<{ person: string }>) => db.deleteFrom('result').where('person', '=', value('person'))),
      query((value: Value<{ person: string }>) => db.deleteFrom('wake').where('person', '=', value('person'))),
      query((value: Value<{ person: string }>) => db.deleteFrom('outbox').where('person', '=', value('person'))),
    ],

    sweep: [
      query((value: Value<Ages>) =>
        db
          .deleteFrom('inbound')
          .where(
            'hash',
            'in',
            db.selectFrom('inbound').select('hash').where('expires_at', '<=', value('now')).limit(BATCH),
          ),
      ),
      query((value: Value<Ages>) =>
        db
          .deleteFrom('result')
          .where((eb) =>
            eb(
              eb.refTuple('person', 'id'),
              'in',
              db
                .selectFrom('result')
                .select(['person', 'id'])
                .where('at', '<', value('resultsBefore'))
                .limit(BATCH)
                .$asTuple('person', 'id'),
            ),
          ),
      ),
      query((value: Value<Ages>) =>
        db
          .deleteFrom('pace')
          .where('key', 'in', db.selectFrom('pace').select('key').where('clock', '<=', value('now')).limit(BATCH)),
      ),
      // A channel that nobody speaks any more must not keep words for ever.
      query((value: Value<Ages>) =>
        db
          .updateTable('outbox')
          .set({ state: 'expired', ...closed(value('now')) })
          .where(
            among(
              dialect,
              db.selectFrom('outbox').select('id').where(isOpen).where('expires_at', '<=', value('now')).limit(BATCH),
            ),
          ),
      ),
      query((value: Value<Ages>) =>
        db
          .deleteFrom('outbox')
          .where(
            'id',
            'in',
            db
              .selectFrom('outbox')
              .select('id')
              .where('closed_at', 'is not', null)
              .where('state', 'in', ['sent', 'expired', 'dropped', 'unknown'])
              .where('closed_at', '<=', value('closedBefore'))
              .limit(BATCH),
          ),
      ),
    ],
  };
}

interface Ages {
  now: number;
  resultsBefore: number;
  closedBefore: number;
}

/** The queries that ask for certain channels. */
export function channelQueries(db: Kysely<Tables>, dialect: Dialect, channels: readonly string[]) {
  const ofChannels = channels.length > 0 ? sql<boolean>`channel in (${sql.join(channels)})` : sql<boolean>`false`;
  // One that has expired and only waits to be closed stands in nobody's way. Unless another replica may be taking it
  // at this very moment, by a clock that is a little behind.
  const standsBefore = (eb: Outbox, now: number) =>
    dialect === 'sqlite'
      ? before(eb).where((e) => e.or([e('earlier.state', '=', 'sending'), e('earlier.expires_at', '>', now)]))
      : before(eb);

  return {
    dueWakes: query((value: Value<{ now: number; limit: number }>) =>
      db
        .selectFrom('wake')
        .select(['person', 'kind', 'due_at'])
        .where('look_at', '<=', value('now'))
        .where(ofChannels)
        .orderBy('look_at')
        .limit(upTo(value('limit'))),
    ),
    claimWakes: query((value: Value<{ now: number; until: number; limit: number }>) => {
      const id = sql.ref<string>(dialect === 'sqlite' ? 'rowid' : 'ctid');
      const due = db
        .selectFrom('wake')
        .select(id.as('id'))
        .where('look_at', '<=', value('now'))
        .where(ofChannels)
        .orderBy('look_at')
        .limit(upTo(value('limit')));
      return db
        .updateTable('wake')
        .set({ look_at: value('until') })
        .where(
          dialect === 'sqlite'
            ? sql<boolean>`${id} in (${due})`
            : sql<boolean>`${id} = any(array(${due.forUpdate().skipLocked()}))`,
        )
        .returning(['person', 'kind', 'due_at']);
    }),
    nextWake: query((_value: Value<object>) =>
      db.selectFrom('wake').select('look_at as at').where(ofChannels).orderBy('look_at').limit(1),
    ),
    nextRow: query((_value: Value<object>) =>
      db
        .selectFrom('outbox')
        .select('not_before as at')
        .where(isOpen)
        .where(ofChannels)
        .where((eb) => eb.not(eb.exists(before(eb))))
        .orderBy('not_before')
        .limit(1),
    ),
    nextLapse: query((_value: Value<object>) =>
      db
        .selectFrom('outbox')
        .select('lease_until as at')
        .where(isSending)
        .where(ofChannels)
        .orderBy('lease_until')
        .limit(1),
    ),

    anyExpired: query((value: Value<{ now: number }>) =>
      db
        .selectFrom('outbox')
        .select('id')
        .where(isOpen)
        .where('expires_at', '<=', value('now'))
        .where(ofChannels)
        .limit(1),
    ),
    expire: query((value: Value<{ now: number }>) =>
      db
        .updateTable('outbox')
        .set({ state: 'expired', ...closed(value('now')) })
        .where(
          among(
            dialect,
            db
              .selectFrom('outbox')
              .select('id')
              .where(isOpen)
              .where('expires_at', '<=', value('now'))
              .where(ofChannels)
              .limit(BATCH),
          ),
        ),
    ),
    lease: query((value: Value<{ kind: string; now: number; leaseUntil: number; limit: number }>) =>
      db
        .updateTable('outbox')
        .set((eb) => ({ state: 'sending', lease_until: value('leaseUntil'), attempts: eb('attempts', '+', 1) }))
        .where(
          among(
            dialect,
            db
              .selectFrom('outbox')
              .select('id')
              .where(isOpen)
              .where('kind', '=', value('kind'))
              .where('not_before', '<=', value('now'))
              .where('expires_at', '>', value('now'))
              .where(ofChannels)
              .where((eb) => eb.not(eb.exists(standsBefore(eb, value('now')))))
              .orderBy('not_before')
              .limit(upTo(value('limit'))),
          ),
        )
        .returning([...ROW.filter((column) => column !== 'address'), 'not_before'])
        // What has no address of its own goes to the person's newest.
        .returning((eb) =>
          eb.fn
            .coalesce('address', eb.selectFrom('person').select('person.address').whereRef('key', '=', 'outbox.person'))
            .as('address'),
        ),
    ),
  };
}
