import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Message } from '../../src/message.ts';
import { Talk } from '../support/talk.ts';

/** Which pictures somebody is shown on the way, and when not. */
let talk: Talk;
beforeEach(async () => {
  talk = await Talk.begin('webchat');
});
afterEach(() => talk.end());

const shown = (messages: Message[]) =>
  messages.flatMap(({ picture }) => (picture ? [`${picture.name} ${picture.side ?? ''}`.trim()] : []));

/** Says one after the other, and tells what the last brought. */
async function says(...words: string[]): Promise<Message[]> {
  let last: Message[] = [];
  for (const line of words) last = await talk.say(line);
  return last;
}

const TO_THE_TEST = ['find out my kind', 'yes, go on', 'none of these', 'none of these', '4'];
const toTheTest = (side: string) => says(...TO_THE_TEST, side);

describe('a step is shown', () => {
  it('once, when it is reached, on the side of the knot and with what is to be seen', async () => {
    expect(shown(await says(...TO_THE_TEST))).toEqual([]);
    const [message] = await says('right');
    expect(message?.picture).toEqual({
      name: 'pressure-test',
      side: 'right',
      alt: 'Person seen from behind, two fingers of the left hand over the shoulder, on a knot beside the right shoulder blade.',
    });
  });

  it('on the side that comes first when the knot is on both', async () => {
    expect(shown(await says(...TO_THE_TEST, 'both'))).toEqual([]);
    expect(shown(await says('right first'))).toEqual(['pressure-test right']);
  });

  it('place by place, and not again for the hold of what was found there', async () => {
    await toTheTest('left');
    expect(shown(await says('it stayed hard'))).toEqual([]);
    expect(shown(await says('yes'))).toEqual(['lower-back left']);
    expect(shown(await says('I found a tender spot'))).toEqual([]);
    expect(shown(await says('it eased', 'no', 'the same'))).toEqual([]);
    expect(shown(await says('none apply to me'))).toEqual(['upper-arm left']);
    expect(shown(await says('nothing there'))).toEqual([]);
    expect(shown(await says('none apply to me'))).toEqual(['upper-chest left']);
  });

  it('with an ordinary contraction, too', async () => {
    await toTheTest('left');
    expect(shown(await says('it relaxed'))).toEqual(['contraction left']);
  });

  it('again when it is gone back to', async () => {
    await toTheTest('left');
    await says('it stayed hard', 'yes', 'nothing there', 'none apply to me');
    expect(shown(await says('back', 'back'))).toEqual(['lower-back left']);
  });

  it('again to whoever comes back to it later', async () => {
    await toTheTest('left');
    await talk.wait(40 * 60_000);
    expect(shown(await says('hello'))).toEqual([]);
    expect(shown(await says('go on'))).toEqual(['pressure-test left']);
  });
});

describe('a ball and a wall are shown', () => {
  it('behind the armpit, and still when the hold is repeated', async () => {
    await toTheTest('left');
    expect(shown(await says('it stayed hard', 'yes'))).toEqual(['lower-back left']);
    expect(shown(await says("I can't reach it"))).toEqual(['ball-on-wall left']);
    expect(shown(await says('I found a tender spot'))).toEqual([]);
    expect(shown(await says('repeat'))).toEqual(['ball-on-wall left']);
  });

  it('nowhere else, because the ball lies differently there', async () => {
    await toTheTest('left');
    expect(shown(await says("I can't reach it"))).toEqual([]);
    await says('it stayed hard', 'yes', 'nothing there', 'none apply to me');
    expect(shown(await says("I can't reach it"))).toEqual([]);
  });
});

describe('a question that is merely asked again comes without its picture', () => {
  beforeEach(() => toTheTest('left'));

  it.each([
    ['after a question on the way', 'what is inside a knot?'],
    ['when it was not understood', 'the purple number of my bicycle'],
    ['with "where exactly?", as it lies just above', 'where exactly do I press?'],
    ['with the timer, whose words take its place', 'start the timer'],
  ])('%s', async (_when, words) => {
    expect(shown(await says(words))).toEqual([]);
  });

  it('after something else was settled in between', async () => {
    expect(shown(await says('delete my data'))).toEqual([]);
    expect(shown(await says('no, keep it'))).toEqual([]);
  });

  it('but with it for "repeat"', async () => {
    expect(shown(await says('repeat'))).toEqual(['pressure-test left']);
  });
});

describe('where never to press is shown to who asks for it', () => {
  it('anywhere', async () => {
    expect(shown(await says('where must I not press?'))).toEqual(['where-not-to-press']);
    await toTheTest('left');
    const [message] = await says('which spots should I avoid?');
    expect(shown([message as Message])).toEqual(['where-not-to-press']);
    expect(message?.blocks.at(-1)).toMatchObject({ text: expect.stringMatching(/knot/) });
  });

  it('and not where the answer is nowhere', async () => {
    await says('my chest hurts and I cannot breathe');
    expect(shown(await says('where must I not press?'))).toEqual([]);
  });
});

it('nothing is shown beside a warning sign', async () => {
  await toTheTest('left');
  expect(shown(await says('my arm just went numb and my face droops'))).toEqual([]);
});

it('what is kept of a person survives a picture that is not there any more', async () => {
  await toTheTest('left');
  expect((await talk.kept()).pictured).toMatchObject({ name: 'pressure-test', side: 'left' });
  await talk.restart();
  expect(shown(await says('repeat'))).toEqual(['pressure-test left']);
});
