import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely';
import { Pool } from 'pg';
import { newFrame } from '../../dialogs/place.ts';
import * as firstTables from '../../src/store/migrations/0001tables.ts';
import { NodeSqlite } from '../../src/store/nodeSqlite.ts';
import { openPostgresStore } from '../../src/store/postgres.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { newPerson } from '../../src/turn/person.ts';
import { aConnectorServer, type ConnectorServer } from '../support/connectorServer.ts';
import { dailyAt, keyOf, wantsCheckIns } from '../support/dueCheckIn.ts';
import { aPostgresServer, ask, type PostgresServer } from '../support/postgresServer.ts';
import { World } from './world.ts';

/** A database that the first tables were made in, with people in it, found by this release; and the way back. */
jest.setTimeout(180_000);

const MINUTE = 60_000;
/** As `World` has it. */
const MONDAY = Date.parse('2026-03-02T08:00:00Z');

let server: PostgresServer;
let folder: string;
beforeAll(async () => {
  server = await aPostgresServer();
  folder = await mkdtemp(join(tmpdir(), 'unknot-upgrade-'));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

interface Place {
  /** A connection that knows nothing of this program's tables. */
  connect(): Promise<Kysely<unknown>>;
  open(): Promise<Store>;
  /** Takes a copy while nobody is connected, and puts it back. */
  copy(): Promise<void>;
  putBack(): Promise<void>;
}

function onSqlite(): Promise<Place> {
  const [path, kept] = [join(folder, 'unknot.db'), join(folder, 'copy.db')];
  return Promise.resolve({
    connect: async () => new Kysely<unknown>({ dialect: new SqliteDialect({ database: new NodeSqlite(path) }) }),
    open: () => openSqliteStore(path),
    async copy() {
      using database = new DatabaseSync(path);
      database.exec(`vacuum into '${kept}'`);
    },
    async putBack() {
      for (const end of ['', '-wal', '-shm']) await rm(`${path}${end}`, { force: true });
      await copyFile(kept, path);
    },
  });
}

async function onPostgres(): Promise<Place> {
  const url = await server.database();
  const { pathname } = new URL(url);
  const [name, kept] = [pathname.slice(1), `${pathname.slice(1)}_copy`];
  const maintenance = url.replace(pathname, '/postgres');
  return {
    async connect() {
      const pool = new Pool({ connectionString: url });
      // The server may hang up before the goodbye of a connection has reached it, be it idle or in use.
      pool.on('error', () => {});
      pool.on('connect', (client) => client.on('error', () => {}));
      return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
    },
    open: () => openPostgresStore(url),
    async copy() {
      await ask(maintenance, `create database ${kept} template ${name}`);
    },
    async putBack() {
      await ask(maintenance, `drop database ${name}`);
      await ask(maintenance, `create database ${name} template ${kept}`);
    },
  };
}

describe.each<[database: string, place: () => Promise<Place>]>([
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
])('%s: a database with the tables of the first release', (_database, placed) => {
  let place: Place;
  /** What the first release would have kept of three people, told to `serviceUrl`. */
  async function filled(serviceUrl: string): Promise<void> {
    const db = await place.connect();
    await sql`create table migration (number integer primary key, name text not null)`.execute(db);
    await firstTables.up(db);
    await sql`insert into migration (number, name) values (1, '0001tables')`.execute(db);
    await sql`insert into meta (name, value) values ('hash-key', 'kept-from-the-first-start')`.execute(db);
    const { on: _, ...context } = newFrame('schedule').context;
    const setsUp = {
      ...{ ...newPerson(), consentAt: MONDAY - MINUTE, heardAt: MONDAY - MINUTE },
      frames: [newFrame('main'), { ...newFrame('schedule'), version: 1, context }],
    };
    const wanted = wantsCheckIns({ user: '29:asked', serviceUrl }, dailyAt(MONDAY + MINUTE));
    const addressOf = (user: string) =>
      JSON.stringify({ ...wanted.address, conversation: `a:${user}`, user: { id: user } });
    const person = (user: string, state: unknown) =>
      sql`insert into person (key, revision, state, address)
        values (${keyOf({ user })}, 3, ${JSON.stringify(state)}, ${addressOf(user)})`.execute(db);
    await person('29:sets-up', setsUp);
    await person('29:asked', wanted.state);
    await person('29:waits', { ...newPerson(), consentAt: MONDAY - MINUTE });
    await sql`insert into wake (person, kind, channel, due_at)
      values (${keyOf({ user: '29:asked' })}, 'check-in', 'msteams', ${MONDAY + MINUTE})`.execute(db);
    const result = { kind: 'check-in', answer: 'better', rating: 3, date: '2026-03-01' };
    await sql`insert into result (person, id, at, data)
      values (${keyOf({ user: '29:asked' })}, 'yesterday', ${MONDAY - 86_400_000}, ${JSON.stringify(result)})`.execute(
      db,
    );
    const body = { summary: 'left over', blocks: [{ kind: 'text', text: 'left over' }], choices: [], step: 0 };
    await sql`insert into outbox (id, person, number, channel, kind, operation, body, state, not_before, expires_at, attempts, forgotten)
      values ('row-1', ${keyOf({ user: '29:waits' })}, 1, 'msteams', 'reply', 'send', ${JSON.stringify(body)}, 'open', ${MONDAY}, ${MONDAY + 10 * MINUTE}, 0, 0)`.execute(
      db,
    );
    await db.destroy();
  }

  const versions = async () => {
    const db = await place.connect();
    const { rows } = await sql<{ number: number }>`select number from migration order by number`.execute(db);
    await db.destroy();
    return rows.map(({ number }) => number);
  };

  beforeAll(async () => {
    place = await placed();
  });

  async function inWorld(channel: ConnectorServer, does: (world: World, store: Store) => Promise<void>) {
    const store = await place.open();
    const world = await World.begin(store, { channel });
    try {
      await does(world, store);
    } finally {
      await world[Symbol.asyncDispose]();
      await store.close();
    }
  }

  it('is brought up to date with everybody in it, and a copy from before goes back to where it was', async () => {
    await using channel = await aConnectorServer();
    await filled(channel.serviceUrl);
    await place.copy();

    await inWorld(channel, async (world, store) => {
      // What waited to be sent, who was in the middle of something, and who is due.
      await world.goesOnUntil(() => world.sentTo('29:waits').length === 1);
      expect(await world.says('29:sets-up', 'every day at 8:30')).toBe(200);
      await world.goesOnUntil(() => world.sentTo('29:sets-up').length === 1);
      expect(world.sentTo('29:sets-up')[0]?.words).toMatch(/every day at 08:30/);
      world.pass(MINUTE);
      await world.goesOnUntil(() => world.sentTo('29:asked').length === 1);
      expect(world.sentTo('29:asked')[0]?.summary).toBe('Your check-in is ready');
      expect(await store.results(keyOf({ user: '29:asked' }), 9)).toMatchObject([{ id: 'yesterday' }]);
    });
    const upgraded = await versions();

    // Back to before: the older release finds what it knows, and nothing of what came after.
    await place.putBack();
    expect(await versions()).toEqual([1]);
    expect(upgraded.length).toBeGreaterThan(1);
    // And forward once more.
    await inWorld(channel, async (world, store) => {
      expect((await store.read(keyOf({ user: '29:sets-up' })))?.revision).toBe(3);
      world.pass(MINUTE);
      await world.goesOnUntil(() => world.sentTo('29:asked').length === 2 && world.sentTo('29:waits').length === 2);
      expect(await versions()).toEqual(upgraded);
    });
  });
});
