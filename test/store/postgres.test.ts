import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { Client } from 'pg';
import { personKey } from '../../src/address.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { start } from '../../src/main.ts';
import { openStore } from '../../src/store/openStore.ts';
import { openPostgresStore, type PostgresOptions } from '../../src/store/postgres.ts';
import { channelQueries, queries } from '../../src/store/queries.ts';
import { NewerDatabaseError, type OutboxRow, type Store, StoreDownError } from '../../src/store/store.ts';
import type { Tables } from '../../src/store/tables.ts';
import { aTeamsMessage, TEAMS_TENANT, TEAMS_USER } from '../support/activities.ts';
import { aConnectorServer } from '../support/connectorServer.ts';
import { aPostgresServer, ask, type PostgresServer } from '../support/postgresServer.ts';
import { type OpenedStore, storeContract } from './storeContract.ts';
import { ana, aReply, aTurn, ben, CHANNELS, LEASE, MINUTE, NINE } from './turns.ts';

// The server takes a second to be made, more on a busy machine.
jest.setTimeout(180_000);

let server: PostgresServer;
beforeAll(async () => {
  server = await aPostgresServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const IMPATIENT: PostgresOptions = { connections: 3, connectWaitMs: 2000, lockWaitMs: 100, queryMs: 1000 };

const persons = Array.from({ length: 40 }, (_, user) => personKey('slack', 'south', `${user}`));
const ids = (rows: OutboxRow[]) => rows.map(({ id }) => id);

let used: string | undefined;

storeContract('PostgreSQL', async (): Promise<OpenedStore> => {
  // One database, emptied for each test: to make one takes longer than most of the tests.
  used ??= await server.database();
  const url = used;
  const tables = (await ask(url, "select tablename from pg_tables where schemaname = 'public'"))
    .map(({ tablename }) => tablename)
    .filter((name) => name !== 'migration');
  await ask(url, tables.map((name) => `delete from ${name}`).join('; '));
  const stores: Store[] = [await openPostgresStore(url)];
  return {
    store: stores[0] as Store,
    async another() {
      const store = await openPostgresStore(url);
      stores.push(store);
      return store;
    },
    async everything() {
      const kept = ['person', 'inbound', 'result', 'wake', 'outbox', 'pace'];
      return JSON.stringify(await Promise.all(kept.map((table) => ask(url, `select * from ${table}`))));
    },
    async close() {
      for (const store of stores) await store.close();
    },
  };
});

describe('a PostgreSQL database', () => {
  let url: string;
  let store: Store;
  const opened: { close(): Promise<void> }[] = [];

  async function open(options?: PostgresOptions): Promise<Store> {
    const one = await openPostgresStore(url, options);
    opened.push(one);
    return one;
  }

  beforeEach(async () => {
    url = await server.database();
    store = await open(IMPATIENT);
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });

  describe('when it is opened', () => {
    it('keeps the key of its hashes, for every replica', async () => {
      await store.commit(aTurn({ inbound: { key: 'once', expiresAt: NINE } }));
      expect(await (await open()).seen('once')).toBeDefined();
    });

    it('hashes with the key that is given', async () => {
      const given = await open({ hashKey: 'a secret from elsewhere' });
      await given.commit(aTurn({ inbound: { key: 'once', expiresAt: NINE } }));
      expect(await given.seen('once')).toBeDefined();
      expect(await store.seen('once')).toBeUndefined();
    });

    it('may be opened by several replicas at once for the first time', async () => {
      url = await server.database();
      const replicas = await Promise.all([open(), open(), open(), open()]);
      await replicas[0]?.commit(aTurn());
      for (const replica of replicas) expect(await replica.read(ana)).toBeDefined();
    });

    it('is refused, with advice, when a newer version has written it', async () => {
      await ask(url, "insert into migration (number, name) values (99, '0099future')");
      const opening = open();
      await expect(opening).rejects.toBeInstanceOf(NewerDatabaseError);
      await expect(opening).rejects.toThrow(/version 99.*only knows versions up to 3.*Start the newer program/);
    });

    it.each<[fact: string, wrong: (url: string) => string, says: RegExp]>([
      ['the password is wrong', (right) => right.replace('hush-hush', 'hunter2'), /does not let this user in/],
      ['the database is not there', (right) => `${right}_not`, /it does not exist/],
      ['the server is not there', (right) => right.replace(/:\d+\//, ':1/'), /nothing answers at its address/],
    ])('says so when %s, and where, without the password', async (_fact, wrong, says) => {
      const databaseUrl = wrong(url);
      const problem = await openStore({ databaseUrl, databasePath: 'unused' }).catch((error: Error) => error);
      expect(problem).toMatchObject({ message: expect.stringMatching(/^The database at 127\.0\.0\.1:\d+\/test_/) });
      expect(problem).toMatchObject({ message: expect.stringMatching(says), cause: expect.any(StoreDownError) });
      expect((problem as Error).message).not.toMatch(/hush-hush|hunter2/);
    });
  });

  describe('whose server is restarted', () => {
    it('takes nothing while it is down, says why, and takes everything again afterwards', async () => {
      await store.commit(aTurn({ state: 'before' }));
      await server.stop();
      const committing = store.commit(aTurn({ revision: 1, state: 'lost', outbox: [aReply('lost')] }));
      await expect(committing).rejects.toBeInstanceOf(StoreDownError);
      await expect(committing).rejects.toThrow(/nothing answers at its address/);
      await expect(store.read(ana)).rejects.toBeInstanceOf(StoreDownError);
      await expect(store.queueDepth()).rejects.toBeInstanceOf(StoreDownError);
      await server.start();
      expect(await store.read(ana)).toEqual({ revision: 1, state: 'before' });
      expect(await store.commit(aTurn({ revision: 1, state: 'after' }))).toMatchObject({ outcome: 'committed' });
      expect(await store.queueDepth()).toMatchObject({ open: 0 });
    });

    it('saves each turn under way wholly or not at all', async () => {
      const committing = persons.map((person) =>
        store.commit(aTurn({ person, outbox: [aReply(person)], wakes: { hold: NINE } })),
      );
      const settled = Promise.allSettled(committing);
      await committing[0];
      await server.stop();
      const outcomes = await settled;
      await server.start();
      const wakes = (await store.dueWakes(CHANNELS, NINE, 100)).map(({ person }) => person);
      const rows = ids(await store.lease(CHANNELS, NINE, LEASE, 100));
      expect([...rows].sort()).toEqual([...wakes].sort());
      for (const [index, { status }] of outcomes.entries()) {
        const person = persons[index] as (typeof persons)[number];
        if (status === 'fulfilled') expect(wakes).toContain(person);
        expect((await store.read(person)) !== undefined).toBe(wakes.includes(person));
      }
    });
  });

  it('does without connections that somebody has ended', async () => {
    await Promise.all(persons.slice(0, 3).map((person) => store.commit(aTurn({ person }))));
    await ask(
      url,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    expect(await store.read(ben)).toBeUndefined();
    expect(await store.commit(aTurn())).toMatchObject({ outcome: 'committed' });
  });

  it('takes nothing from a server that hangs, and waits no longer than agreed', async () => {
    const backends = (await Promise.all(persons.slice(0, 3).map((person) => store.commit(aTurn({ person })))).then(() =>
      ask(url, "select pid from pg_stat_activity where datname = current_database() and application_name = 'unknot'"),
    )) as { pid: number }[];
    for (const { pid } of backends) process.kill(pid, 'SIGSTOP');
    try {
      const stuck = await Promise.allSettled(backends.map(() => store.read(ana)));
      for (const one of stuck) expect(one).toMatchObject({ status: 'rejected', reason: expect.any(StoreDownError) });
      // Others take their place.
      expect(await store.commit(aTurn())).toMatchObject({ outcome: 'committed' });
    } finally {
      for (const { pid } of backends) process.kill(pid, 'SIGCONT');
    }
  });

  it('keeps those waiting who come while every connection is in use, and serves them all', async () => {
    const outcomes = await Promise.all(persons.map((person) => store.commit(aTurn({ person }))));
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['committed']));
  });

  describe('that somebody else has locked', () => {
    let other: Client;
    beforeEach(async () => {
      other = new Client(url);
      await other.connect();
      await other.query('begin; lock table outbox in access exclusive mode');
    });
    afterEach(() => other.end());

    it('takes nothing, says why, and takes it again afterwards', async () => {
      const committing = store.commit(aTurn({ outbox: [aReply('a')] }));
      await expect(committing).rejects.toBeInstanceOf(StoreDownError);
      await expect(committing).rejects.toThrow('somebody else holds its lock');
      expect(await store.read(ana)).toBeUndefined();
      await other.query('rollback');
      expect(await store.commit(aTurn({ outbox: [aReply('a')] }))).toMatchObject({ outcome: 'committed' });
    });

    it('is waited for', async () => {
      const patient = await open();
      const committing = patient.commit(aTurn({ outbox: [aReply('a')] }));
      expect(await patient.read(ben)).toBeUndefined();
      await other.query('rollback');
      expect(await committing).toMatchObject({ outcome: 'committed' });
    });
  });

  it.each<[code: string, says: RegExp]>([
    ['53100', /the disk is full/],
    ['53200', /memory ran out/],
    ['57014', /a query took too long/],
    ['25006', /it can only be read/],
    ['XX001', /it is damaged/],
  ])('takes nothing while the server answers %s, and takes it again afterwards', async (code, says) => {
    await ask(
      url,
      `create function refuse() returns trigger language plpgsql as $$ begin raise exception sqlstate '${code}'; end $$;
       create trigger refuse before insert on outbox for each row execute function refuse()`,
    );
    const committing = store.commit(aTurn({ outbox: [aReply('a')] }));
    await expect(committing).rejects.toBeInstanceOf(StoreDownError);
    await expect(committing).rejects.toThrow(says);
    await ask(url, 'drop trigger refuse on outbox');
    expect(await store.read(ana)).toBeUndefined();
    expect(await store.commit(aTurn({ outbox: [aReply('a')] }))).toMatchObject({ outcome: 'committed' });
  });

  it('tries a turn again that the server has undone in favour of another', async () => {
    await ask(
      url,
      `create sequence tries;
       create function give_way() returns trigger language plpgsql as $$ begin
         if nextval('tries') < 3 then raise exception sqlstate '40P01'; end if; return new; end $$;
       create trigger give_way before insert on outbox for each row execute function give_way()`,
    );
    expect(await store.commit(aTurn({ outbox: [aReply('a')] }))).toMatchObject({ outcome: 'committed' });
    expect(await store.read(ana)).toMatchObject({ revision: 1 });
    await ask(url, "select setval('tries', 1); alter sequence tries cycle maxvalue 2");
    await expect(store.commit(aTurn({ revision: 1, outbox: [aReply('b')] }))).rejects.toThrow(/others wrote the same/);
  });

  it('serves two programs, which say that they are not ready while it is down, and tell whoever writes', async () => {
    await using connector = await aConnectorServer();
    const config = readConfig({ PORT: '0', DATABASE_URL: url, DATABASE_PATH: '/dev/null/never' });
    const programs = [
      await start(config, { log: createLog('silent') }),
      await start(config, { log: createLog('silent') }),
    ];
    const get = async (port: number | undefined) => {
      const response = await fetch(`http://127.0.0.1:${port}/readyz`);
      return [response.status, await response.text()];
    };
    const says = async (port: number | undefined, id: string) => {
      const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(aTeamsMessage('help', { id, serviceUrl: connector.serviceUrl })),
      });
      return response.status;
    };
    /** So many messages have come. Cards that are settled come between them, when the program knows them. */
    const came = async (messages: number) => {
      const sent = () => connector.requests.filter(({ method }) => method === 'POST');
      for (let at = 0; sent().length < messages; at++) await connector.request(at);
      return JSON.stringify(sent().at(-1)?.body);
    };
    try {
      for (const [index, { port }] of [...programs, ...programs].entries()) {
        expect(await says(port, `${index}`)).toBe(200);
        await came(index + 1);
      }
      expect(await store.read(personKey('msteams', TEAMS_TENANT, TEAMS_USER))).toMatchObject({ revision: 4 });
      await server.stop();
      for (const { port } of programs) {
        expect(await get(port)).toEqual([503, expect.stringContaining('The database cannot be used at the moment.')]);
      }
      expect(await says(programs[0]?.port, 'lost')).toBe(503);
      expect(await came(5)).toMatch(/could not (keep|save)|not (kept|saved)/i);
      await server.start();
      for (const { port } of programs) expect((await get(port))[0]).toBe(200);
      // The channel tries again, and now it is kept.
      expect(await says(programs[1]?.port, 'lost')).toBe(200);
      await came(6);
      expect(await store.read(personKey('msteams', TEAMS_TENANT, TEAMS_USER))).toMatchObject({ revision: 5 });
    } finally {
      for (const program of programs) await program.stop();
    }
  });

  describe('with two replicas', () => {
    let other: Store;
    beforeEach(async () => {
      store = await open();
      other = await open();
    });
    const both = <T>(call: (replica: Store) => Promise<T>) => Promise.all([store, other].map(call));

    it('leases no row twice and leaves none, in the order of each person', async () => {
      for (const person of persons) {
        await store.commit(aTurn({ person, outbox: [1, 2, 3].map((row) => aReply(`${person} ${row}`)) }));
      }
      const sent: string[] = [];
      const empties = async (replica: Store) => {
        for (let idle = 0; idle < 5; ) {
          const rows = await replica.lease(CHANNELS, NINE, LEASE, 7);
          idle = rows.length === 0 ? idle + 1 : 0;
          for (const { id } of rows) {
            sent.push(id);
            await replica.settle(id, { state: 'sent' }, NINE);
          }
        }
      };
      await Promise.all([store, other, store, other].map(empties));
      expect(sent).toHaveLength(persons.length * 3);
      for (const person of persons) {
        expect(sent.filter((id) => id.startsWith(`${person} `))).toEqual([1, 2, 3].map((row) => `${person} ${row}`));
      }
      expect(await store.queueDepth()).toMatchObject({ open: 0, sending: 0, sent: persons.length * 3 });
    });

    it('lets one turn alone answer a wake that both found', async () => {
      for (const person of persons) await store.commit(aTurn({ person, wakes: { 'check-in': NINE } }));
      await both(async (replica) => {
        for (const { person, dueAt } of await replica.dueWakes(CHANNELS, NINE, 100)) {
          await replica.commit(
            aTurn({
              person,
              revision: 1,
              inbound: { key: `${person} ${dueAt}`, expiresAt: NINE + MINUTE },
              wakes: { 'check-in': null },
              outbox: [aReply(`${person} ${replica === store}`, { kind: 'check-in' })],
            }),
          );
        }
      });
      expect(await store.dueWakes(CHANNELS, NINE, 100)).toEqual([]);
      expect(await store.queueDepth()).toMatchObject({ open: persons.length });
    });

    it('commits one of two turns from the same revision, each time, and gives each row its number', async () => {
      for (let revision = 0; revision < 30; revision++) {
        const outcomes = await both((replica) =>
          replica.commit(aTurn({ revision, outbox: [aReply(`${revision} ${replica === store}`)] })),
        );
        expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['committed', 'conflict']);
      }
      const rows = await ask(url, 'select number from outbox order by number');
      expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    });

    it('takes the same activity once, whichever hears it first', async () => {
      const outcomes = await Promise.all(
        persons.flatMap((person) =>
          [store, other].map((replica) =>
            replica.commit(aTurn({ person, inbound: { key: person, expiresAt: NINE + MINUTE, replies: ['hello'] } })),
          ),
        ),
      );
      const repeats = outcomes.filter(({ outcome }) => outcome === 'repeated');
      expect(outcomes.filter(({ outcome }) => outcome === 'committed')).toHaveLength(persons.length);
      expect(repeats).toEqual(persons.map(() => ({ outcome: 'repeated', replies: ['hello'] })));
    });

    it('numbers the rows of turns that change no state one after the other', async () => {
      const rows = Array.from({ length: 20 }, (_, index) => `${index}`);
      await Promise.all(
        rows.map((id, index) =>
          (index % 2 ? store : other).commit(aTurn({ state: undefined, outbox: [aReply(id)], leaseMs: LEASE })),
        ),
      );
      // Only the very first had nothing before it.
      expect(await store.queueDepth()).toMatchObject({ sending: 1, open: rows.length - 1 });
      expect(await ask(url, 'select max(number) as last from outbox')).toEqual([{ last: rows.length }]);
    });

    it('finds each lease that ran out once', async () => {
      for (const [index, person] of persons.entries()) {
        const kind = index % 2 ? 'check-in' : 'reply';
        await store.commit(aTurn({ person, outbox: [aReply(person, { kind })], leaseMs: LEASE }));
      }
      const found = await both((replica) => replica.reclaim(NINE + LEASE));
      expect(found.reduce((sum, { reopened }) => sum + reopened, 0)).toBe(persons.length / 2);
      expect(found.reduce((sum, { unknown }) => sum + unknown, 0)).toBe(persons.length / 2);
    });

    it('leaves a row alone that the other is taking at the moment it expires, and those behind it', async () => {
      await store.commit(aTurn({ outbox: [aReply('first', { expiresAt: NINE + 1 }), aReply('second')] }));
      const taking = new Client(url);
      await taking.connect();
      await taking.query(
        `begin; update outbox set state = 'sending', lease_until = ${NINE + LEASE} where id = 'first'`,
      );
      expect(await other.lease(CHANNELS, NINE + 1, LEASE, 10)).toEqual([]);
      await taking.query('commit');
      await taking.end();
      expect(await other.lease(CHANNELS, NINE + 1, LEASE, 10)).toEqual([]);
      expect(await store.queueDepth()).toMatchObject({ open: 1, sending: 1, expired: 0 });
    });

    it('may sweep at once', async () => {
      const outbox = Array.from({ length: 2500 }, (_, index) => aReply(`${index}`, { expiresAt: NINE }));
      await store.commit(aTurn({ outbox, inbound: { key: 'old', expiresAt: NINE } }));
      await both((replica) => replica.sweep(NINE, 0));
      await store.sweep(NINE, 0);
      expect(await store.queueDepth()).toMatchObject({ open: 0, expired: 2500 });
    });
  });

  // What runs for every message and every wake-up must cost the same with a thousand rows and with a million.
  it('finds everything by an index', async () => {
    const db = new Kysely<Tables>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (of) => new PostgresIntrospector(of),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    });
    const all = [queries(db, 'postgres'), channelQueries(db, 'postgres', CHANNELS)].flatMap((some) =>
      Object.values(some).flat(),
    );
    const planner = new Client(url);
    opened.push({ close: () => planner.end() });
    await planner.connect();
    // An empty table is always read whole, unless that is made dear.
    await planner.query('set enable_seqscan = off');
    const steps: string[] = [];
    for (const { sql } of all) {
      const plan = await planner.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${sql}`);
      steps.push(...plan.rows.map((step) => step['QUERY PLAN']));
    }
    expect(steps.filter((step) => /Index (Only )?Scan|Bitmap Heap Scan/.test(step)).length).toBeGreaterThan(30);
    expect(steps.filter((step) => step.includes('Seq Scan'))).toEqual([]);
  });
});
