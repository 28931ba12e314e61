import { afterEach, describe, expect, it } from '@jest/globals';
import type { Channel } from '../../src/address.ts';
import { type Message, plainText } from '../../src/message.ts';
import { Talk } from '../support/talk.ts';
import { MINUTE, SECOND } from './walk.ts';

const talks: Talk[] = [];
afterEach(async () => {
  for (const talk of talks.splice(0)) await talk.end();
});

/** Somebody who has pressed these buttons, or typed what is not one. */
async function aTalk(steps: readonly string[] = [], channel: Channel = 'msteams'): Promise<Talk> {
  const talk = await Talk.begin(channel);
  talks.push(talk);
  await talk.happens({ kind: 'installed' });
  for (const step of steps) {
    if (talk.shown.at(-1)?.choices.some(({ label }) => label === step)) await talk.press(step);
    else await talk.say(step);
  }
  return talk;
}

const SCREENED = ['Find out my kind', "I'm 18 or over: go on", 'I have none of these', 'I have none of these'];
const PRESSING = [...SCREENED, 'Medium: 4 to 6', 'Left'];

/** What became of the newest message that was changed. */
function changed({ updates }: Talk) {
  const { of, message } = updates.at(-1) ?? {};
  return { asked: of?.blocks.at(-1), keeps: message?.blocks, left: message?.choices, answered: message?.answered };
}

describe('the message with the open question', () => {
  it('shows the button that was pressed, and has none any more', async () => {
    const talk = await aTalk();
    const home = talk.shown[0] as Message;
    const { orType: _, nonce: __, ...asked } = home;
    await talk.press('Find out my kind');
    expect(talk.updates).toEqual([
      { of: home, message: { ...asked, choices: [], answered: 'You chose: Find out my kind' } },
    ]);
  });

  it.each([
    [
      'the button that the words mean',
      [...SCREENED, 'Medium: 4 to 6'],
      'its on the left i think',
      'You chose: Left side',
    ],
    ['no word of an answer that no button gives', SCREENED, 'about a 4', 'You answered in your own words'],
    ['nothing after a question in between', SCREENED, 'why does it not relax?', undefined],
    ['nothing after words that were not understood', SCREENED, 'the moon is made of cheese', undefined],
    ['nothing after a step back', PRESSING, 'back', undefined],
  ])('shows %s', async (_what, steps, words, answered) => {
    const talk = await aTalk(steps);
    const before = talk.shown.at(-1);
    await talk.say(words);
    expect(talk.updates.at(-1)?.of).toBe(before);
    expect(changed(talk)).toMatchObject({ keeps: before?.blocks, left: [], answered });
    expect(JSON.stringify(talk.updates.at(-1)?.message)).not.toContain(`"${words}`);
  });

  it('keeps its buttons as long as they count', async () => {
    const talk = await aTalk();
    await talk.say('thanks');
    await talk.happens({ kind: 'reaction', sign: 'like' });
    expect(talk.updates).toEqual([]);
    await talk.press('Find out my kind');
    expect(talk.updates).toHaveLength(1);
  });

  it('is changed once, whatever happens to the button afterwards', async () => {
    const talk = await aTalk(PRESSING);
    const { length } = talk.updates;
    await talk.press('Find out my kind');
    await talk.press('Find out my kind');
    const later = talk.updates.slice(length);
    expect(new Set(talk.updates.map(({ of }) => of)).size).toBe(talk.updates.length);
    expect(later.map(({ message }) => message.answered)).toEqual([undefined, undefined]);
  });

  it('gives way to the end of a hold and to a check-in, neither of which waits for that', async () => {
    const talk = await aTalk([...PRESSING, 'Start 20 seconds']);
    expect(changed(talk).answered).toBe('You chose: Start 20 seconds');
    const started = talk.shown.at(-1);
    await talk.wait(20 * SECOND);
    expect(talk.updates.at(-1)?.of).toBe(started);
    expect(changed(talk)).toMatchObject({ left: [], answered: undefined });
    expect(talk.order.slice(-2)).toEqual(['send', 'update']);
    await talk.press('It stayed hard');
    expect(talk.order.slice(-2)).toEqual(['update', 'send']);
  });

  it('shows nothing to have been chosen when the press only brought somebody back', async () => {
    const talk = await aTalk(PRESSING);
    await talk.wait(31 * MINUTE);
    await talk.press('It stayed hard');
    expect(changed(talk)).toMatchObject({ left: [], answered: undefined });
  });

  it.each([
    ['pressed', 'Delete everything', 'You chose: Delete everything'],
    ['typed', 'yes', 'You chose: Delete everything'],
  ])('is changed for the last time by who is forgotten, once that is %s', async (_how, answer, answered) => {
    const talk = await aTalk([...PRESSING, 'delete everything you know about me']);
    const asked = talk.shown.at(-1);
    if (answer === 'yes') await talk.say(answer);
    else await talk.press(answer);
    expect(talk.updates.at(-1)?.of).toBe(asked);
    expect(changed(talk)).toEqual({ asked: asked?.blocks.at(-1), keeps: asked?.blocks, left: [], answered });
    expect(talk.order.slice(-2)).toEqual(['update', 'send']);
    expect(await talk.kept()).toMatchObject({ card: null, consentAt: null });
  });

  it('says nothing once more of what was known, when it asked about that and goes with it', async () => {
    const talk = await aTalk([...PRESSING, 'delete everything you know about me']);
    await talk.say('what do you know about me?');
    const asked = talk.shown.at(-1);
    expect(plainText(asked as Message)).toMatch(/left/i);
    expect(asked?.choices[0]?.label).toBe('Delete everything');
    await talk.press('Delete everything');
    const { of, message } = talk.updates.at(-1) ?? {};
    expect([of, message?.blocks]).toEqual([asked, asked?.blocks.slice(-1)]);
  });

  it('is left as it is where it went out in a response', async () => {
    const talk = await aTalk();
    await talk.happens({ kind: 'words', words: 'hello' }, { expectReplies: true });
    const { length } = talk.updates;
    await talk.happens({ kind: 'words', words: 'help' });
    expect(talk.updates).toHaveLength(length);
  });

  it.each<Channel>(['slack', 'webchat', 'directline', 'emulator', 'terminal'])(
    'is left as it is on %s, and nothing is kept for it',
    async (channel) => {
      const talk = await aTalk(PRESSING, channel);
      expect(talk.updates).toEqual([]);
      expect(await talk.kept()).toMatchObject({ card: null });
    },
  );
});
