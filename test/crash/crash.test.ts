import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { personKey } from '../../src/address.ts';
import { LEASE_MS } from '../../src/delivery/deliver.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { newPerson } from '../../src/turn/person.ts';
import { aTeamsMessage, TEAMS_BOT, TEAMS_TENANT, TEAMS_USER } from '../support/activities.ts';
import { BotProcess, endLeftBots } from '../support/bots.ts';
import { aConnectorServer, type ConnectorServer } from '../support/connectorServer.ts';

/**
 * What is promised when a process dies, each with a real process that ends itself by SIGKILL, a real database file,
 * and the verdict read from what the connector was sent.
 */
// Two processes have to start in each, on a machine that may be busy.
jest.setTimeout(60_000);

let folder: string;
let databasePath: string;
let connector: ConnectorServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unknot-crash-'));
  databasePath = join(folder, 'unknot.db');
  connector = await aConnectorServer();
});
afterEach(async () => {
  endLeftBots();
  await connector[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const hello = (id: string, text = 'help') => aTeamsMessage(text, { id, serviceUrl: connector.serviceUrl });
const sentTexts = () => connector.requests.map(({ body }) => JSON.stringify(body.attachments));

/** By now the lease of a process that died has run out. */
const LATER = { aheadMs: 2 * LEASE_MS };

/** Says something and waits for its answer: nothing that stood before it in the outbox is still open then. */
async function sayAndHear(bot: BotProcess, id: string, before: number): Promise<void> {
  expect(await bot.post(hello(id, 'help'))).toBe(200);
  await connector.request(before);
}

describe('a process that dies in a turn', () => {
  it('before the commit has changed nothing: the same activity is answered once by the next', async () => {
    const dying = await BotProcess.start({
      database: { DATABASE_PATH: databasePath },
      killAt: { point: 'turn.decided' },
    });
    expect(await dying.post(hello('1'))).toBeUndefined();
    await dying.ended;

    await using bot = await BotProcess.start({ database: { DATABASE_PATH: databasePath } });
    expect(await bot.post(hello('1'))).toBe(200);
    await connector.request(0);
    await sayAndHear(bot, '2', 1);
    expect(connector.requests).toHaveLength(2);
  });

  it.each(['turn.committed', 'delivery.sending'])(
    'at %s has kept its answer: the next sends it once, and the same activity changes nothing again',
    async (point) => {
      const dying = await BotProcess.start({ database: { DATABASE_PATH: databasePath }, killAt: { point } });
      await dying.post(hello('1'));
      await dying.ended;
      expect(connector.requests).toHaveLength(0);

      await using bot = await BotProcess.start({ database: { DATABASE_PATH: databasePath }, ...LATER });
      await connector.request(0);
      expect(await bot.post(hello('1'))).toBe(200);
      await sayAndHear(bot, '2', 1);
      expect(connector.requests).toHaveLength(2);
    },
  );

  it('after the answer went out and before that was recorded, the next sends it again: at least once', async () => {
    const dying = await BotProcess.start({
      database: { DATABASE_PATH: databasePath },
      killAt: { point: 'delivery.answered' },
    });
    await dying.post(hello('1'));
    await dying.ended;
    expect(connector.requests).toHaveLength(1);

    await using bot = await BotProcess.start({ database: { DATABASE_PATH: databasePath }, ...LATER });
    await connector.request(1);
    const [first, again] = sentTexts();
    expect(again).toBe(first);
    await sayAndHear(bot, '2', 2);
    expect(connector.requests).toHaveLength(3);
  });

  it('after that was recorded, nothing is sent twice', async () => {
    const dying = await BotProcess.start({
      database: { DATABASE_PATH: databasePath },
      killAt: { point: 'delivery.recorded' },
    });
    await dying.post(hello('1'));
    await dying.ended;

    await using bot = await BotProcess.start({ database: { DATABASE_PATH: databasePath }, ...LATER });
    await sayAndHear(bot, '2', 1);
    expect(connector.requests).toHaveLength(2);
  });
});

describe('a process that dies over a check-in', () => {
  /** Somebody whose check-in is due now. */
  async function dueCheckIn(): Promise<void> {
    const store = await openSqliteStore(databasePath);
    const now = Date.now();
    const person = personKey('msteams', TEAMS_TENANT, TEAMS_USER);
    const state = newPerson();
    state.consentAt = now - 86_400_000;
    state.schedule = {
      time: new Date(now).toISOString().slice(11, 16),
      days: 'daily',
      zone: 'UTC',
      since: now - 86_400_000,
      next: { at: now, date: new Date(now).toISOString().slice(0, 10) },
      pausedUntil: null,
      snoozedTo: null,
      unanswered: 0,
      changes: {},
    };
    await store.commit({
      person,
      revision: 0,
      state,
      address: {
        channel: 'msteams',
        serviceUrl: connector.serviceUrl,
        conversation: 'a:1',
        scope: 'personal',
        bot: { id: TEAMS_BOT },
        user: { id: TEAMS_USER },
        tenant: TEAMS_TENANT,
      },
      results: [],
      wakes: { 'check-in': now },
      outbox: [],
      now,
    });
    await store.close();
  }

  it.each<[point: string, sent: number]>([
    ['turn.decided', 1],
    ['turn.committed', 1],
    ['delivery.sending', 0],
    ['delivery.answered', 1],
    ['delivery.recorded', 1],
  ])('at %s: it is never sent twice', async (point, sent) => {
    await dueCheckIn();
    const dying = await BotProcess.start({ database: { DATABASE_PATH: databasePath }, killAt: { point } });
    await dying.ended;

    await using bot = await BotProcess.start({ database: { DATABASE_PATH: databasePath }, ...LATER });
    if (sent > 0) await connector.request(sent - 1);
    // The answer to this comes after everything that was still open for the person.
    await sayAndHear(bot, '1', sent);
    expect(connector.requests).toHaveLength(sent + 1);
  });
});
