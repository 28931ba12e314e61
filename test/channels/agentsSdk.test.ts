import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { type Bot, createBot } from '../../src/bot.ts';
import type { TakeTurn } from '../../src/heard.ts';
import { openStore } from '../../src/store/openStore.ts';
import { aTeamsMessage, aTeamsPress } from '../support/activities.ts';
import { agentsConnector, agentsListener } from '../support/agentsSdk.ts';
import { buttonsOf } from '../support/cardButtons.ts';
import { aConnectorServer } from '../support/connectorServer.ts';

/** The way out of the archived SDK, walked once: the same turns behind `@microsoft/agents-hosting`. See docs/agents-sdk.md. */
it('the same bot answers behind the Agents SDK: words, a press, and each thing once', async () => {
  await using after = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'unknot-agents-'));
  after.defer(() => rm(folder, { recursive: true, force: true }));
  const channel = after.use(await aConnectorServer());
  const store = await openStore({ databaseUrl: undefined, databasePath: join(folder, 'unknot.db') });
  after.defer(() => store.close());
  let take: TakeTurn | undefined;
  const bot: Bot = createBot({
    store,
    channels: ['msteams'],
    log: { info: () => {}, warn: () => {}, error: () => {} },
    resultsDays: 180,
    connect: (takeTurn) => {
      take = takeTurn;
      return agentsConnector();
    },
  });
  bot.start();
  after.defer(() => bot.stop());
  const listener = after.use(await agentsListener(take as unknown as TakeTurn));
  const post = async (activity: unknown) => {
    const response = await fetch(listener.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    await response.text();
    return response.status;
  };

  const question = aTeamsMessage("why won't my knot relax?", { id: '1', serviceUrl: channel.serviceUrl });
  expect(await post(question)).toBe(200);
  const answer = await channel.request(0);
  expect(answer.path).toBe('/v3/conversations/a:1personal/activities');
  const card = answer.body.attachments[0].content;
  expect(card.fallbackText).toContain('This method');
  expect(answer.body).not.toHaveProperty('replyToId');

  const data = buttonsOf(card).find(({ title }) => title === 'Find out my kind')?.data;
  expect(await post(aTeamsPress(data, { id: '2', serviceUrl: channel.serviceUrl }))).toBe(200);
  const settled = await channel.request(1);
  expect([settled.method, buttonsOf(settled.body.attachments[0].content)]).toEqual(['PUT', []]);
  const consent = await channel.request(2);
  expect(buttonsOf(consent.body.attachments[0].content)[0]?.title).toBe("I'm 18 or over: go on");

  expect(await post(question)).toBe(200);
  await bot.stop();
  expect(channel.requests).toHaveLength(3);
}, 60_000);
