import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CHANNELS } from '../../src/address.ts';
import { openStore } from '../../src/store/openStore.ts';
import type { Store } from '../../src/store/store.ts';
import { aTeamsMessage } from '../support/activities.ts';
import { BotProcess, type BotProcessOptions, endLeftBots } from '../support/bots.ts';
import { aConnectorServer, type ConnectorServer } from '../support/connectorServer.ts';
import { dailyAt, keyOf, wantsCheckIns } from '../support/dueCheckIn.ts';
import { aPostgresServer, type PostgresServer } from '../support/postgresServer.ts';

/**
 * What is promised when a process dies, each with real processes on one real database: one that ends itself by SIGKILL
 * at a named point of a turn, another that does so over check-ins, and a third that lives and takes over when the time
 * of their leases is over. The verdict is read from what the connector was sent.
 */
// Processes have to start in each, on a machine that may be busy.
jest.setTimeout(120_000);

const POINTS = ['turn.decided', 'turn.committed', 'delivery.sending', 'delivery.answered', 'delivery.recorded'];
const SECOND = 1000;
const PEOPLE = [1, 2, 3];

interface Kept {
  database: BotProcessOptions['database'];
  close(): Promise<void>;
}

async function onSqlite(): Promise<Kept> {
  const folder = await mkdtemp(join(tmpdir(), 'unknot-crash-'));
  return {
    database: { DATABASE_PATH: join(folder, 'unknot.db') },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function onPostgres(): Promise<Kept> {
  const server: PostgresServer = await aPostgresServer();
  return { database: { DATABASE_URL: await server.database() }, close: () => server[Symbol.asyncDispose]() };
}

describe.each([
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
])('on %s, a process that dies', (_name, keep) => {
  let kept: Kept;
  let store: Store;
  let connector: ConnectorServer;
  let survivor: BotProcess;
  /** Each test takes place some minutes after the one before. */
  let minutes = 0;

  beforeAll(async () => {
    kept = await keep();
    store = await openStore({
      databaseUrl: 'DATABASE_URL' in kept.database ? kept.database.DATABASE_URL : undefined,
      databasePath: 'DATABASE_PATH' in kept.database ? kept.database.DATABASE_PATH : '',
    });
    survivor = await BotProcess.start({ database: kept.database });
  });
  afterAll(async () => {
    await survivor[Symbol.asyncDispose]();
    endLeftBots();
    await store.close();
    await kept.close();
  });
  beforeEach(async () => {
    connector = await aConnectorServer();
    minutes += 3;
  });
  afterEach(async () => connector[Symbol.asyncDispose]());

  const hello = (person: number, at: string) =>
    aTeamsMessage('help', {
      id: `hello-${at}-${person}`,
      serviceUrl: connector.serviceUrl,
      from: { id: `29:writes-${at}-${person}` },
      conversation: { conversationType: 'personal', id: `a:29:writes-${at}-${person}` },
    });
  const times = (user: string) =>
    connector.requests.filter(({ path }) => path.startsWith(`/v3/conversations/a:${user}/`)).length;

  /** Until nothing is left to be done at a moment. */
  async function over(now: number): Promise<void> {
    while (
      (await store.nextDue(CHANNELS, 'outbox')) !== undefined ||
      (await store.dueWakes(CHANNELS, now, 1)).length > 0
    ) {
      await new Promise((resume) => setTimeout(resume, 20));
    }
  }

  it.each(POINTS)('at %s loses no answer, sends none more than once too often, and no check-in twice', async (at) => {
    const { database } = kept;
    const aheadMs = minutes * 60 * SECOND;
    // Due for the second process alone: the first one's clock is behind, and that of the third still further.
    const due = Date.now() + aheadMs + 20 * SECOND;
    for (const person of PEOPLE) {
      const { serviceUrl } = connector;
      const turn = wantsCheckIns({ user: `29:asked-${at}-${person}`, serviceUrl }, dailyAt(due));
      expect((await store.commit(turn)).outcome).toBe('committed');
    }
    const before = await store.queueDepth();
    const [inTurns, inCheckIns] = await Promise.all([
      BotProcess.start({ database, aheadMs, killAt: { point: at, nth: 2 } }),
      BotProcess.start({ database, aheadMs: aheadMs + 20 * SECOND, killAt: { point: at, nth: 2 } }),
    ]);
    await Promise.all(PEOPLE.map((person) => inTurns.post(hello(person, at))));
    await Promise.all([inTurns.ended, inCheckIns.ended]);

    // By now the leases and claims of those who died have run out.
    survivor.tell({ aheadMs: aheadMs + 60 * SECOND });
    // The channel has had no answer from some, so it tries again.
    for (const person of PEOPLE) expect(await survivor.post(hello(person, at))).toBe(200);
    await over(due + 40 * SECOND);

    const answered = PEOPLE.map((person) => times(`29:writes-${at}-${person}`));
    expect(Math.min(...answered)).toBe(1);
    expect(Math.max(...answered)).toBeLessThanOrEqual(2);
    const asked = PEOPLE.map((person) => times(`29:asked-${at}-${person}`));
    expect(Math.max(...asked)).toBe(1);
    const { unknown, expired, dropped } = await store.queueDepth();
    expect([expired, dropped]).toEqual([before.expired, before.dropped]);
    // Whoever was not asked is counted; some that are counted were asked, and nobody knew.
    expect(asked.filter((count) => count === 0).length).toBeLessThanOrEqual(unknown - before.unknown);
    for (const person of PEOPLE) {
      // The same activity again has changed nothing.
      expect(await store.read(keyOf({ user: `29:writes-${at}-${person}` }))).toMatchObject({ revision: 1 });
    }
  });
});
