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

const SECOND = 1000;

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

  const hello = (at: string) =>
    aTeamsMessage('help', {
      id: `hello-${at}`,
      serviceUrl: connector.serviceUrl,
      from: { id: `29:writes-${at}` },
      conversation: { conversationType: 'personal', id: `a:29:writes-${at}` },
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

  it.each<[point: string, answers: number, checkIns: number]>([
    ['turn.decided', 1, 1],
    ['turn.committed', 1, 1],
    ['delivery.sending', 1, 0],
    ['delivery.answered', 2, 1],
    ['delivery.recorded', 1, 1],
  ])('at %s: the answer comes %i times, the check-in %i times', async (point, answers, checkIns) => {
    const { database } = kept;
    const aheadMs = minutes * 60 * SECOND;
    // Due for the second process alone: the first one's clock is behind, and that of the third still further.
    const due = Date.now() + aheadMs + 20 * SECOND;
    const asked = `29:asked-${point}`;
    await store.commit(wantsCheckIns({ user: asked, serviceUrl: connector.serviceUrl }, dailyAt(due)));
    const before = await store.queueDepth();
    const [inTurn, inCheckIn] = await Promise.all([
      BotProcess.start({ database, aheadMs, killAt: { point } }),
      BotProcess.start({ database, aheadMs: aheadMs + 20 * SECOND, killAt: { point } }),
    ]);
    await inCheckIn.ended;
    await inTurn.post(hello(point));
    await inTurn.ended;

    // By now the leases and claims of those who died have run out.
    survivor.tell({ aheadMs: aheadMs + 60 * SECOND });
    // The channel may have had no answer, so it tries again.
    expect(await survivor.post(hello(point))).toBe(200);
    await over(due + 40 * SECOND);

    expect([times(`29:writes-${point}`), times(asked)]).toEqual([answers, checkIns]);
    // The same activity again has changed nothing.
    expect(await store.read(keyOf({ user: `29:writes-${point}` }))).toMatchObject({ revision: 1 });
    // Where nobody can know whether a check-in came, that is counted.
    const { unknown, expired, dropped } = await store.queueDepth();
    const unsure = point === 'delivery.sending' || point === 'delivery.answered' ? 1 : 0;
    expect([unknown - before.unknown, expired, dropped]).toEqual([unsure, before.expired, before.dropped]);
  });
});
