import { describe, expect, it } from '@jest/globals';
import { type BotFrameworkOptions, createBotFramework } from '../../src/channels/botFramework.ts';
import type { Heard, Taken } from '../../src/heard.ts';
import type { Message } from '../../src/message.ts';
import {
  aSlackMessage,
  aTeamsInstall,
  aTeamsInvoke,
  aTeamsMessage,
  aTeamsReaction,
  aWebChatMessage,
} from '../support/activities.ts';
import { aConnectorServer } from '../support/connectorServer.ts';

const saying = (text: string): Message => ({
  blocks: [{ kind: 'paragraph', text }],
  choices: [{ id: 'yes', label: 'Yes' }],
  step: 1,
  summary: 'Unknot has something to say.',
  tone: 'plain',
});
const notKept = saying('That was not kept. Please send it again.');

function aBot(changes: Partial<BotFrameworkOptions> & { taken?: Taken } = {}) {
  const turns: Heard[] = [];
  const { taken = { outcome: 'saved', replies: [saying('Hello.')] }, ...options } = changes;
  const bot = createBotFramework({
    settings: {},
    notKept,
    takeTurn: async (heard) => {
      turns.push(heard);
      return taken;
    },
    ...options,
  });
  return { ...bot, turns, say: (body: unknown, authorization = '') => bot.listen({ body, authorization }) };
}

describe('an activity without an app id', () => {
  it('is answered once its turn is kept, with nothing in the body', async () => {
    const bot = aBot();
    expect(await bot.say(aTeamsMessage('hi'))).toEqual({ status: 200 });
    expect(bot.turns).toHaveLength(1);
  });

  it('is refused in a sentence when it is not one', async () => {
    const bot = aBot();
    for (const body of [
      null,
      [],
      'x',
      {},
      { type: 'message' },
      aTeamsMessage('hi', { serviceUrl: 'https://example.org' }),
    ]) {
      expect(await bot.say(body)).toEqual({ status: 400, body: { error: expect.stringMatching(/\.$/) } });
    }
    expect(bot.turns).toHaveLength(0);
  });

  it('is let go without a turn when it needs none', async () => {
    const bot = aBot();
    expect(await bot.say(aTeamsMessage('', { type: 'typing' }))).toEqual({ status: 200 });
    expect(bot.turns).toHaveLength(0);
  });

  it('gets its replies in the body when it wants them there', async () => {
    const answer = await aBot().say(aWebChatMessage('hi', { deliveryMode: 'expectReplies' }));
    expect(answer).toMatchObject({ status: 200, body: { activities: [{ type: 'message', text: 'Hello.' }] } });
  });

  it('gets an empty list when there is nothing to say', async () => {
    expect(
      await aBot({ taken: { outcome: 'ignored' } }).say(aWebChatMessage('hi', { deliveryMode: 'expectReplies' })),
    ).toEqual({
      status: 200,
      body: { activities: [] },
    });
  });

  it('that is an invoke of ours gets the card that was pressed, as it is from now on', async () => {
    const card = { ...saying('Are you 18 or over?'), choices: [], answered: 'You chose: Yes' };
    const bot = aBot({ taken: { outcome: 'saved', replies: [saying('Good.')], card } });
    const { status, body } = await bot.say(aTeamsInvoke({ unknot: 'yes', step: 1 }));
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: { type: 'AdaptiveCard' } },
    });
    expect(JSON.stringify(body)).toMatch(/18 or over.*You chose: Yes/);
    expect(JSON.stringify(body)).not.toContain('Good.');
  });

  it('that is an invoke of ours gets a plain OK when there is no card to change', async () => {
    expect(await aBot().say(aTeamsInvoke({ unknot: 'yes', step: 1 }))).toEqual({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'OK' },
    });
  });

  it('that is any other invoke gets a harmless answer', async () => {
    const bot = aBot();
    expect(await bot.say(aTeamsInvoke({ verb: 'x' }))).toMatchObject({ status: 200, body: { statusCode: 200 } });
    expect(await bot.say(aTeamsInvoke({}, { name: 'composeExtension/query' }))).toEqual({ status: 200 });
    expect(bot.turns).toHaveLength(0);
  });
});

describe('a message that was not kept', () => {
  const down: Taken = { outcome: 'not-kept' };

  it('is not answered with 200, and the person is told', async () => {
    await using server = await aConnectorServer();
    const bot = aBot({ taken: down });
    expect(await bot.say(aTeamsMessage('hi', { serviceUrl: server.serviceUrl }))).toMatchObject({ status: 503 });
    expect((await server.request(0)).body.attachments[0].content.body[0].text).toContain('not kept');
    await bot.settled();
  });

  it('is told once a minute to each person', async () => {
    await using server = await aConnectorServer();
    let time = 0;
    const bot = aBot({ taken: down, now: () => time });
    const ann = aTeamsMessage('hi', { serviceUrl: server.serviceUrl });
    const bob = aTeamsMessage('hi', { serviceUrl: server.serviceUrl, from: { id: '29:bob' } });
    for (const [at, activity] of [
      [0, ann],
      [1, ann],
      [2, bob],
      [59_999, ann],
      [60_000, ann],
      [60_001, bob],
      [60_002, bob],
    ] as const) {
      time = at;
      await bot.say(activity);
    }
    await bot.settled();
    expect(server.requests.map(({ body }) => body.recipient.id === '29:bob')).toEqual([false, true, false, true]);
  });

  it('is told in the body when replies are expected there', async () => {
    expect(await aBot({ taken: down }).say(aWebChatMessage('hi', { deliveryMode: 'expectReplies' }))).toMatchObject({
      status: 200,
      body: { activities: [{ text: expect.stringContaining('not kept') }] },
    });
  });

  it('is nothing to tell after a thumb or a removal', async () => {
    await using server = await aConnectorServer();
    const bot = aBot({ taken: down });
    for (const activity of [aTeamsReaction('like'), aTeamsInstall({ action: 'remove' })]) {
      expect(await bot.say({ ...activity, serviceUrl: server.serviceUrl })).toMatchObject({ status: 503 });
    }
    await bot.settled();
    expect(server.requests).toHaveLength(0);
  });

  it('may be lost through a fault of ours, which stays with us', async () => {
    await using server = await aConnectorServer();
    const bot = aBot({ takeTurn: () => Promise.reject(new Error('secret detail')) });
    const answer = await bot.say(aTeamsMessage('hi', { serviceUrl: server.serviceUrl }));
    expect(answer.status).toBe(503);
    expect(JSON.stringify(answer)).not.toContain('secret');
    await bot.settled();
  });
});

describe('the dots', () => {
  /** A turn that is still going on when a second has passed. */
  async function slowTurn(activity: Record<string, unknown>) {
    await using server = await aConnectorServer();
    const turn = Promise.withResolvers<Taken>();
    const timers: { ms: number; run: () => void }[] = [];
    const bot = aBot({
      takeTurn: () => turn.promise,
      after: (ms, run) => {
        timers.push({ ms, run });
        return () => timers.pop();
      },
    });
    const answered = bot.say({ ...activity, serviceUrl: server.serviceUrl });
    await new Promise(setImmediate);
    const waited = timers.map(({ ms }) => ms);
    // Not those that sending the dots sets in turn.
    for (const timer of [...timers]) timer.run();
    await bot.settled();
    turn.resolve({ outcome: 'saved', replies: [] });
    await answered;
    return { waited, left: timers.length, sent: server.requests.map(({ body }) => body.type) };
  }

  it('are shown after a second', async () => {
    expect(await slowTurn(aTeamsMessage('hi'))).toEqual({ waited: [1_000], left: 0, sent: ['typing'] });
  });

  it('are never shown on Slack, nor to who waits for the response', async () => {
    expect((await slowTurn(aSlackMessage('hi'))).waited).toEqual([]);
    expect((await slowTurn(aWebChatMessage('hi', { deliveryMode: 'expectReplies' }))).waited).toEqual([]);
  });
});
