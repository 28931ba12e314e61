import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { personKey } from '../../src/address.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { start } from '../../src/main.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { newPerson, type ResultData } from '../../src/turn/person.ts';
import { aTeamsMessage, TEAMS_TENANT, TEAMS_USER } from '../support/activities.ts';
import { aConnectorServer, type ConnectorServer } from '../support/connectorServer.ts';

const ANN = personKey('msteams', TEAMS_TENANT, TEAMS_USER);
const DAY = 86_400_000;

// Each starts the bot, which takes a second or more on a busy machine.
jest.setTimeout(60_000);

let folder: string;
let connector: ConnectorServer;
let running: Awaited<ReturnType<typeof start>> | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unknot-fetched-'));
  connector = await aConnectorServer();
  const store = await openSqliteStore(join(folder, 'unknot.db'));
  await store.commit({
    person: ANN,
    revision: 0,
    state: { ...newPerson(), welcomed: true, consentAt: Date.now() - 3 * DAY },
    results: [6, 3].map((rating, day) => ({
      id: `check-in-${day}`,
      at: Date.now() - (2 - day) * DAY,
      data: { kind: 'check-in', answer: 'rated', rating, date: `2026-03-0${day + 2}` } satisfies ResultData,
    })),
    wakes: {},
    outbox: [],
    now: Date.now(),
  });
  await store.close();
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await connector[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** The bot on this machine's own address, and what it sends for what Ann says. */
async function bot(settings: Record<string, string> = {}) {
  const config = readConfig({ PORT: '0', DATABASE_PATH: join(folder, 'unknot.db'), ...settings });
  running = await start(config, { log: createLog('silent') });
  const url = `http://127.0.0.1:${running.port}`;
  let said = 0;
  return async (words: string) => {
    said += 1;
    await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(aTeamsMessage(words, { id: `${said}`, serviceUrl: connector.serviceUrl })),
    });
    const { body } = await connector.request(said - 1);
    const [card] = (body as { attachments: { content: { body: { type: string; url: string; altText: string }[] } }[] })
      .attachments;
    return card?.content.body.find(({ type }) => type === 'Image');
  };
}

describe('the chart of "how am I doing?", fetched as a channel does', () => {
  it('is a picture at the address that was sent, until the person is gone', async () => {
    const says = await bot();
    const image = await says('how am I doing?');
    expect(image?.altText).toMatch(/^How sore the knot was, from 0 to 10\. .+: 6\. .+: 3\.$/);
    expect(image?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/charts\/[\w-]{150,}$/);
    const url = image?.url ?? '';

    const fetched = await fetch(url);
    expect([fetched.status, fetched.headers.get('content-type'), fetched.headers.get('cache-control')]).toEqual([
      200,
      'image/png',
      'no-store',
    ]);
    expect(
      Buffer.from(await fetched.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect((await fetch(`${url.slice(0, -8)}AAAAAAAA`)).status).toBe(404);
    expect((await fetch(url.replace(/[^/]+$/, ''))).status).toBe(404);

    await says('delete my data');
    await says('yes, delete everything');
    expect((await fetch(url)).status).toBe(404);
  });

  it('outlives the process where the secret does', async () => {
    const secret = { LINK_SECRET: 'a secret of thirty-two characters' };
    const image = await (await bot(secret))('how am I doing?');
    await running?.stop();
    await bot(secret);
    const path = new URL(image?.url ?? '').pathname;
    expect((await fetch(`http://127.0.0.1:${running?.port}${path}`)).status).toBe(200);
  });
});
