import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { aSlackMention, aSlackMessage, aTeamsChannelMessage } from '../support/activities.ts';
import { buttonsOf } from '../support/cardButtons.ts';
import { type ChatApp, type SlackPressing, slackApp, teamsApp, webChatApp } from '../support/chatApps.ts';
import { type Activity, ServedBot } from '../support/servedBot.ts';
import { missing, walk } from '../support/walk.ts';
import { WALKERS } from '../support/walkers.ts';

/** Whole sessions over HTTP, from the first word to the last, as each channel tells and shows them. */

// The words and what understands them are read once, which takes seconds on a busy machine.
jest.setTimeout(60_000);

let bot: ServedBot;
beforeAll(async () => {
  bot = await ServedBot.start();
});
afterAll(() => bot[Symbol.asyncDispose]());

type Name = keyof typeof WALKERS;
const NAMES = Object.keys(WALKERS) as Name[];

async function getsThere(name: Name, app: ChatApp, answers: 'pressed' | 'typed'): Promise<void> {
  expect(missing(await walk(bot, app, WALKERS[name], answers), WALKERS[name])).toEqual([]);
}

describe('on Slack', () => {
  const pressings = (['Payload', 'payload', 'SlackMessage'] as const).flatMap((under) =>
    [true, false].map((text): SlackPressing => ({ under, text })),
  );
  // Each spelling of a press for the short way, and one for each of the long ways.
  const pressed = [
    ...pressings.map((pressing) => ['margaret', pressing] as const),
    ...NAMES.slice(1).map((name, at) => [name, pressings[at] as SlackPressing] as const),
  ];

  it.each(NAMES)('%s gets there by typing alone', (name) => getsThere(name, slackApp(`${name}types`), 'typed'));

  it.each(
    pressed.map(([name, pressing]) => [name, pressing.under, pressing.text ? 'with' : 'without', pressing] as const),
  )('%s gets there by pressing, told in %s %s text', (name, _under, _withText, pressing) =>
    getsThere(name, slackApp(`${name}${pressings.indexOf(pressing)}`, pressing), 'pressed'),
  );
});

describe('on Slack, in threads and channels', () => {
  const [THREAD, SECOND] = ['1772438000.000100', 1_000];
  const DIRECT = 'B0BOT:T0TEAM:D0THEA';
  const thea = { user: 'U0THEA', channel: 'D0THEA' };
  const says = (words: string, ts: string, event: Activity = {}) =>
    bot.post(
      aSlackMessage(
        words,
        { ...thea, ts, client_msg_id: ts, ...event },
        {
          id: ts,
          from: { id: 'U0THEA:T0TEAM' },
          conversation: { id: event.thread_ts ? `${DIRECT}:${event.thread_ts}` : DIRECT },
        },
      ),
    );
  const where = (sent: Activity[]) =>
    sent.map(({ conversation, channelData }) => [conversation.id, channelData.thread_ts]);

  it('an answer stands where the question was, and what comes unprompted at the top', async () => {
    expect(where(await says('help me with my knot', '1.1'))).toEqual([[DIRECT, undefined]]);
    expect(where(await says('yes, go on', '1.2', { thread_ts: THREAD }))).toEqual([[DIRECT, THREAD]]);
    for (const [at, words] of ['none of these', 'none of these', '5'].entries()) await says(words, `2.${at}`);
    const [asked] = await says('left', '1.3', { thread_ts: THREAD });
    const [timer] = slackApp('thea').shows(asked as Activity).buttons;
    const press = timer?.press() as Activity;
    press.channelData.Payload.message.thread_ts = THREAD;
    expect(where(await bot.post(press))).toEqual([[DIRECT, THREAD]]);
    expect(where(await bot.wait(20 * SECOND))).toEqual([[DIRECT, undefined]]);
  });

  it('a press on a message that a thread hangs from is answered beside it, not in the thread', async () => {
    const [asked] = await says('repeat', '3.1');
    const press = slackApp('thea')
      .shows(asked as Activity)
      .buttons.at(1)
      ?.press() as Activity;
    press.channelData.Payload.message.thread_ts = press.channelData.Payload.message.ts;
    expect(where(await bot.post(press))).toEqual([[DIRECT, undefined]]);
  });

  it('what the bot itself or another bot says is not answered', async () => {
    expect(await says('hello', '4.1', { bot_id: 'B0BOT' })).toEqual([]);
    expect(await says('hello', '4.2', { subtype: 'bot_message' })).toEqual([]);
  });

  it('a mention is answered once, although it comes as two events, and sends the person to a direct message', async () => {
    const event = { channel: 'C0OPEN', ts: '5.1', client_msg_id: 'five' };
    const group = { id: 'one', conversation: { isGroup: true, id: 'B0BOT:T0TEAM:C0OPEN' } };
    const mention = aSlackMention('my shoulder is killing me', event, group);
    const [answer, ...more] = [
      ...(await bot.post(mention)),
      ...(await bot.post(
        aSlackMention('my shoulder is killing me', { ...event, type: 'message' }, { ...group, id: 'two' }),
      )),
    ];
    expect(more).toEqual([]);
    expect(where([answer as Activity])).toEqual([['B0BOT:T0TEAM:C0OPEN', undefined]]);
    const { words, buttons } = slackApp('ann').shows(answer as Activity);
    expect(words).toContain('direct message');
    expect(words).not.toMatch(/shoulder|teams\.microsoft|https?:/i);
    expect(buttons).toEqual([]);
  });

  it('a mention in a thread is answered in the thread, and talk that is not for the bot nowhere', async () => {
    const event = { channel: 'C0OPEN', ts: '6.1', client_msg_id: 'six', thread_ts: THREAD };
    const conversation = { isGroup: true, id: `B0BOT:T0TEAM:C0OPEN:${THREAD}` };
    expect(where(await bot.post(aSlackMention('hi', event, { id: 'three', conversation })))).toEqual([
      ['B0BOT:T0TEAM:C0OPEN', THREAD],
    ]);
    const talk = { ...event, type: 'message', ts: '6.2', text: 'lunch?' };
    expect(await bot.post(aSlackMention('', talk, { id: 'four', text: 'lunch?', conversation }))).toEqual([]);
  });

  it('the time zone is asked for, since nothing tells it', async () => {
    await says('remind me every day at 9', '7.1');
    const [asked] = await says('yes, go on', '7.2');
    expect(asked?.channelData.text).toMatch(/city|time is it/);
  });
});

describe('on Teams', () => {
  const ways = (['message', 'invoke'] as const).flatMap((pressing) =>
    (['pressed', 'typed'] as const).map((answers) => [answers, pressing] as const),
  );

  it.each(
    NAMES.flatMap((name) =>
      ways
        .filter(([answers, pressing]) => answers !== 'typed' || pressing === 'message')
        .map((way) => [name, ...way] as const),
    ),
  )(
    '%s gets there, and the chat reads well when they look back: %s, a press as %s',
    async (name, answers, pressing) => {
      const app = teamsApp(`${name}${answers}${pressing}`, pressing);
      await getsThere(name, app, answers);
      const chat = bot.looksBack(app.user).map((activity) => app.shows(activity));
      // The last one alone may be answered. What was chosen stands under each of the others that asked for it.
      expect(chat.slice(0, -1).filter(({ buttons }) => buttons.length > 0)).toEqual([]);
      const chosen = chat.filter(({ words }) => /✓ You (?:chose: |answered in your own words)/.test(words));
      expect(chosen.length).toBeGreaterThanOrEqual(WALKERS[name].tender.length + 9);
    },
  );
});

describe('in a channel on Teams', () => {
  const mention = (text: string, id: string) =>
    aTeamsChannelMessage(text, { id, from: { id: '29:cleo', name: 'cleo' } });
  const cardsOf = async (activity: Activity) =>
    (await bot.post(activity)).map(({ attachments }) => attachments[0].content);

  it('a mention is answered once, in one short message, and nothing of it is repeated', async () => {
    const [answer, ...more] = [
      ...(await cardsOf(mention('my shoulder is killing me', 'channel-1'))),
      ...(await cardsOf(mention('my shoulder is killing me', 'channel-1'))),
    ];
    expect(more).toEqual([]);
    expect(answer.body.map(({ type }: Activity) => type)).toEqual(['TextBlock', 'ActionSet']);
    expect(answer.fallbackText).not.toMatch(/shoulder/i);
    expect(buttonsOf(answer)).toMatchObject([{ type: 'Action.OpenUrl' }]);
  });

  it('a general question gets a general answer, and reminders are for a private chat', async () => {
    const [knot] = await cardsOf(mention('what is a knot?', 'channel-2'));
    expect(knot.fallbackText).toMatch(/knot.*this method/i);
    const [reminder] = await cardsOf(mention('remind me every day at 9', 'channel-3'));
    expect(reminder.fallbackText).toMatch(/private chat|direct message/);
  });

  it('talk that does not mention the bot is none of its business', async () => {
    expect(await cardsOf({ ...mention('lunch?', 'channel-4'), text: 'lunch?', entities: [] })).toEqual([]);
  });
});

describe('in Web Chat', () => {
  it.each(NAMES)('%s gets there by pressing, which says what is on the button', (name) =>
    getsThere(name, webChatApp(name), 'pressed'),
  );
});
