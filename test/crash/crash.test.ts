import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CHANNELS } from '../../src/address.ts';
import { openStore } from '../../src/store/openStore.ts';
import type { Store } from '../../src/store/store.ts';
import { killReplicas, nothingDue } from '../simulation/killReplicas.ts';
import { aTeamsMessage } from '../support/activities.ts';
import { aheadUntilNine, BotProcess, type BotProcessOptions, endLeftBots, sinceBoot } from '../support/bots.ts';
import { aConnectorServer, type ConnectorServer } from '../support/connectorServer.ts';
import { dailyAt, keyOf, wantsCheckIns } from '../support/dueCheckIn.ts';
import { aPostgresServer, type PostgresServer } from '../support/postgresServer.ts';
import { until } from '../support/until.ts';

/**
 * What is promised when a process dies, each with real processes on one real database: one that ends itself by SIGKILL
 * at a named point of a turn, another that does so over a check-in, and a third that lives and takes over. The verdict
 * is read from what the connector was sent.
 *
 * Whose clock says what decides who may take what, so the clocks are many minutes apart: however slow the machine is,
 * the third finds nothing due before it is told that the time has come.
 */
// Processes have to start in each, on a machine that may be busy.
jest.setTimeout(240_000);

const MINUTE = 60_000;

interface Kept {
  database: BotProcessOptions['database'];
  close(): Promise<void>;
}

let server: PostgresServer;
beforeAll(async () => {
  server = await aPostgresServer();
});
afterAll(() => server[Symbol.asyncDispose]());
afterAll(() => endLeftBots());

async function onSqlite(): Promise<Kept> {
  const folder = await mkdtemp(join(tmpdir(), 'unknot-crash-'));
  return {
    database: { DATABASE_PATH: join(folder, 'unknot.db') },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function onPostgres(): Promise<Kept> {
  return { database: { DATABASE_URL: await server.database() }, close: async () => {} };
}

describe.each([
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
])('on %s, a process that dies', (_name, keep) => {
  let kept: Kept;
  let store: Store;
  let connector: ConnectorServer;
  let survivor: BotProcess;
  /** How far the clock of the survivor is ahead of the machine's at the beginning of a test. */
  let aheadMs: number;

  beforeAll(async () => {
    kept = await keep();
    store = await openStore({
      databaseUrl: 'DATABASE_URL' in kept.database ? kept.database.DATABASE_URL : undefined,
      databasePath: 'DATABASE_PATH' in kept.database ? kept.database.DATABASE_PATH : '',
    });
    connector = await aConnectorServer();
    aheadMs = aheadUntilNine();
    survivor = await BotProcess.start({ database: kept.database, aheadMs });
  });
  afterAll(async () => {
    await survivor?.[Symbol.asyncDispose]();
    await connector?.[Symbol.asyncDispose]();
    await store?.close();
    await kept?.close();
  });

  afterEach(async () => {
    await endLeftBots(survivor);
    // Also after one that failed, or the survivor would be ahead of everything that the next one waits for.
    aheadMs += 40 * MINUTE;
  });

  const says = (user: string, id: string) =>
    aTeamsMessage('help', {
      id,
      serviceUrl: connector.serviceUrl,
      from: { id: user },
      conversation: { conversationType: 'personal', id: `a:${user}` },
    });
  /** How often something was sent to a person. */
  const times = (user: string) =>
    connector.requests.filter(({ method, path }) => method === 'POST' && path.includes(`/a:${user}/`)).length;

  it.each<[point: string, answers: number, checkIns: number]>([
    ['turn.decided', 1, 1],
    ['turn.committed', 1, 1],
    ['delivery.sending', 1, 0],
    ['delivery.answered', 2, 1],
    ['delivery.recorded', 1, 1],
  ])('at %s: the answer comes %i times, the check-in %i times', async (point, answers, checkIns) => {
    const { database } = kept;
    const writer = `29:writes-${point}`;
    const asked = `29:asked-${point}`;
    const [overTurn, overCheckIn] = [aheadMs + 10 * MINUTE, aheadMs + 20 * MINUTE];
    const due = sinceBoot() + overCheckIn;
    const saved = await store.commit(wantsCheckIns({ user: asked, serviceUrl: connector.serviceUrl }, dailyAt(due)));
    expect(saved.outcome).toBe('committed');
    const before = await store.queueDepth();

    const [first, second] = await Promise.all([
      BotProcess.start({ database, aheadMs: overTurn, killAt: { point } }),
      BotProcess.start({ database, aheadMs: overCheckIn, killAt: { point } }),
    ]);
    const left = async () => {
      const looked = (await store.nextDue(CHANNELS, 'wakes')) ?? NaN;
      const late = sinceBoot() + overCheckIn - due;
      return `The check-in has been due for ${late} ms and is looked at ${looked - due} ms after it was due; person: ${JSON.stringify(await store.read(keyOf({ user: asked })))}`;
    };
    await second.dies(left);
    await first.post(says(writer, point));
    await first.dies(left);

    // By now the lease of the answer has run out; the check-in is not due yet.
    survivor.tell({ aheadMs: overTurn + MINUTE });
    // The channel may have had no answer, so it tries again.
    expect(await survivor.post(says(writer, point))).toBe(200);
    await until(() => times(writer) >= answers, `the answer of whoever died at ${point}`);
    // The same activity again has changed nothing.
    expect(await store.read(keyOf({ user: writer }))).toMatchObject({ revision: 1 });
    // What is said next is answered after everything that was still open for the person.
    expect(await survivor.post(says(writer, `${point}-next`))).toBe(200);
    await until(() => times(writer) > answers, 'the answer to what was said next');

    survivor.tell({ aheadMs: overCheckIn + MINUTE });
    await until(() => nothingDue(store, due + MINUTE), `the end of all that was due at ${point}`);
    expect([times(writer), times(asked)]).toEqual([answers + 1, checkIns]);
    // One turn has been taken of it, and the next check-in is set.
    expect(await store.read(keyOf({ user: asked }))).toMatchObject({ revision: 2 });
    // What was sent just before the clock leapt counts as expired until that is recorded.
    await until(async () => (await store.queueDepth()).expired === before.expired, 'what was sent to be recorded');
    // Where nobody can know whether a check-in came, that is counted.
    const { unknown, dropped } = await store.queueDepth();
    const unsure = point === 'delivery.sending' || point === 'delivery.answered' ? 1 : 0;
    expect([unknown - before.unknown, dropped - before.dropped]).toEqual([unsure, 0]);
  });
});

it('replicas that are killed at random moments lose nobody and ask nobody twice', async () => {
  const outcome = await killReplicas({ rounds: 2, people: 12, seed: 5, url: await server.database() });
  expect(outcome).toMatchObject({ kills: 2, doubled: 0, lost: 0 });
  expect(outcome.asked + outcome.unknown).toBe(24);
});
