import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { start } from '../../src/main.ts';
import { openPostgresStore } from '../../src/store/postgres.ts';
import { aTeamsMessage, TEAMS_TENANT } from '../support/activities.ts';
import { buttonsOf } from '../support/cardButtons.ts';
import { aConnectorServer, type ConnectorServer } from '../support/connectorServer.ts';
import { dailyAt, keyOf, wantsCheckIns } from '../support/dueCheckIn.ts';
import { aPostgresServer, ask, type PostgresServer } from '../support/postgresServer.ts';
import { World } from './world.ts';

/** What a real PostgreSQL can do to a bot that has people in it. */
jest.setTimeout(180_000);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let server: PostgresServer;
beforeAll(async () => {
  server = await aPostgresServer();
});
afterAll(() => server[Symbol.asyncDispose]());

it('away for half a minute: a hold, a check-in and a reply under way each arrive, once, and what was not kept was told', async () => {
  const url = await server.database();
  const store = await openPostgresStore(url);
  const world = await World.begin(store);
  const due = world.wall + MINUTE;
  await store.commit(wantsCheckIns({ user: '29:asked', serviceUrl: world.channel.serviceUrl }, dailyAt(due)));
  const buttons = ['find-out', 'consent-accept', 'signs-none', 'signs-none', 'rating-medium', 'side-left'];
  for (const [at, choice] of [...buttons, 'start-timer'].entries()) {
    expect(await world.presses('29:holds', choice, at + 1)).toBe(200);
    await world.until(() => world.sentTo('29:holds').length === at + 1);
    world.pass(2 * SECOND);
  }
  // On its way when the database goes: it arrives, and that cannot be written down yet.
  const arrives = Promise.withResolvers<void>();
  world.channel.react({ status: 201, body: { id: 'kept-back' }, after: arrives.promise });
  await world.says('29:waits', 'help');
  await world.until(() => world.sentTo('29:waits').length === 1);

  await server.stop();
  arrives.resolve();
  expect(await world.says('29:writes', 'help', 'while-it-was-away')).toBe(503);
  await world.until(() => world.sentTo('29:writes').length === 1);
  for (let seconds = 0; seconds < 30; seconds++) world.pass(SECOND);
  expect(await world.says('29:writes', 'help', 'while-it-was-away')).toBe(503);
  await server.start();
  // A busy machine may take a moment to let anybody in.
  await world.until(async () => (await world.says('29:writes', 'help', 'while-it-was-away')) === 200);
  world.pass(30 * SECOND);
  await world.goesOnUntil(() => world.sentTo('29:holds').length === 8 && world.sentTo('29:asked').length === 1);

  // Whatever was still to come for them comes before the answer to this.
  for (const user of ['29:holds', '29:asked', '29:waits', '29:writes']) {
    const before = world.sentTo(user).length;
    await world.until(async () => (await world.says(user, 'help')) === 200);
    await world.goesOnUntil(() => world.sentTo(user).length > before);
  }
  const counts = ['29:holds', '29:asked', '29:waits', '29:writes'].map((user) => world.sentTo(user).length);
  // The one who wrote was told once, answered once, and answered again.
  expect(counts).toEqual([9, 2, 2, 3]);
  expect(world.sentTo('29:writes')[0]?.words).toMatch(/could not keep|not kept/);
  await world[Symbol.asyncDispose]();
  await store.close();
});

it('slow for one person: others are answered meanwhile, and the program says that it lives and is ready', async () => {
  const url = await server.database();
  await using connector = await aConnectorServer();
  const program = await start(readConfig({ PORT: '0', DATABASE_URL: url }), { log: createLog('silent') });
  // The commit itself waits until the lock is let go of, as it does for a slow disk.
  await ask(
    url,
    `create function wait_for_disk() returns trigger language plpgsql as $$ begin
       if new.key like '%slow%' then perform pg_advisory_xact_lock(1); end if; return new; end $$;
     create constraint trigger wait_for_disk after insert or update on person deferrable initially deferred
       for each row execute function wait_for_disk()`,
  );
  const disk = await openLock(url);
  const says = (user: string) => post(program.port, connector, user, `from ${user}`);
  let slow: number | undefined;
  const waiting = says('29:slow').then((status) => {
    slow = status;
  });
  for (const user of ['29:ann', '29:ben', '29:cem']) expect(await says(user)).toBe(200);
  await connector.request(2);
  for (const address of ['healthz', 'readyz']) {
    expect((await fetch(`http://127.0.0.1:${program.port}/${address}`)).status).toBe(200);
  }
  expect(slow).toBeUndefined();
  await disk();
  await waiting;
  expect(slow).toBe(200);
  await connector.request(3);
  await program.stop();
});

it('between two replicas that hear one person: nothing is lost or doubled, and the answers come in order', async () => {
  const url = await server.database();
  await using connector = await aConnectorServer();
  const config = readConfig({ PORT: '0', DATABASE_URL: url });
  // A conversation takes no more than so much at once; here it is not to wait.
  const options = { log: createLog('silent'), limits: {} };
  const programs = [await start(config, options), await start(config, options)];
  const port = (at: number) => programs[at % 2]?.port as number;
  for (let at = 0; at < 10; at++) expect(await post(port(at), connector, '29:ann', `one by one ${at}`)).toBe(200);
  const together = Array.from({ length: 10 }, (_, at) => post(port(at), connector, '29:ann', `together ${at >> 1}`));
  expect(new Set(await Promise.all(together))).toEqual(new Set([200]));
  await post(port(0), connector, '29:ann', 'the last');
  // Ten one by one, five that both heard, and the last. What changes a card that was answered is no message, nor are the
  // dots that a slow machine shows.
  const messages = () => connector.requests.filter(({ method, body }) => method === 'POST' && body.type === 'message');
  for (let at = 0; messages().length < 16; at++) await connector.request(at);
  const store = await openPostgresStore(url);
  expect(await store.read(keyOf({ user: '29:ann' }))).toMatchObject({ revision: 16 });
  for (const program of programs) await program.stop();
  await store.close();
  const steps = messages().map(({ body }) => buttonsOf(body.attachments[0].content)[0]?.data.step ?? 0);
  expect(steps).toEqual(steps.toSorted((one, other) => one - other));
  expect(steps).toHaveLength(16);
});

/** Holds the lock that the slow person's commit waits for. */
async function openLock(url: string): Promise<() => Promise<unknown>> {
  const client = new Client(url);
  await client.connect();
  await client.query('select pg_advisory_lock(1)');
  return () => client.end();
}

async function post(port: number, connector: ConnectorServer, user: string, id: string): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(
      aTeamsMessage('help', {
        id,
        serviceUrl: connector.serviceUrl,
        from: { id: user },
        conversation: { conversationType: 'personal', tenantId: TEAMS_TENANT, id: `a:${user}` },
      }),
    ),
  });
  await response.text();
  return response.status;
}
