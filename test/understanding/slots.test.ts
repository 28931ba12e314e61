import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { EXPECTING, type Expecting, type Slots } from '../../dialogs/words.ts';
import { loadModel } from '../../src/understanding/classifier/model.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { loadTimes } from '../../src/understanding/recognizers.ts';
import { isOfAge } from '../../src/understanding/slots/age.ts';
import { readDays } from '../../src/understanding/slots/days.ts';
import { withDigits } from '../../src/understanding/slots/numbers.ts';
import { readRating } from '../../src/understanding/slots/rating.ts';
import { readTime } from '../../src/understanding/slots/time.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';

const understand = createUnderstand(loadLexicon(), loadModel());

/** The slots of time, day, place and number. Sides and regions have tests of their own. */
const NAMES = [
  'on',
  'from',
  'until',
  'time',
  'sameTime',
  'shift',
  'oftener',
  'days',
  'added',
  'minutes',
  'rating',
  'zone',
  'offset',
] as const;

const rows = readFileSync(join(import.meta.dirname, 'slots.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line): [said: string, expecting: Expecting, slots: string] => {
    const [expecting = '', said = '', slots = ''] = line.split(' | ');
    if (!EXPECTING.includes(expecting as Expecting)) throw new Error(`slots.txt: nothing asks for '${expecting}'.`);
    return [said, expecting as Expecting, slots];
  });

function told(slots: Slots): string {
  const all = NAMES.flatMap((name) => (slots[name] === undefined ? [] : [`${name}=${slots[name]}`]));
  return all.toSorted().join(' ') || '-';
}

describe('the recogniser of times', () => {
  it('is not waited for: until it is loaded, our own words have to do', () => {
    expect(understand('pause reminders until Halloween', 'nothing').slots).toEqual({});
    expect(understand('pause reminders until Monday', 'nothing').slots).toEqual({ until: 'mon' });
  });
});

describe('what is named in a message', () => {
  beforeAll(loadTimes);

  it.each(rows)('%s (%s): %s', (said, expecting, slots) => {
    expect(told(understand(said, expecting).slots)).toBe(slots.split(' ').toSorted().join(' '));
  });
});

describe('a wish to be asked later', () => {
  it('is kept beside the answer about the knot', () => {
    expect(understand('better than yesterday, but ask again in 2 hours', 'check-in')).toMatchObject({
      intent: 'knot.better',
      also: [{ intent: 'reminder.snooze', slots: { minutes: 120 } }],
    });
  });

  it('is not heard in a length that is over', () => {
    expect(understand('worse after I tried it for ten minutes', 'check-in')).toMatchObject({
      intent: 'knot.worse',
      also: [],
    });
  });
});

describe('a time, where none is asked for', () => {
  it.each<[said: string, time: string | undefined]>([
    ['remind me at 9', '09:00'],
    ['change it to 7', '07:00'],
    ['make it 8:30', '08:30'],
    ['ping me 9am', '09:00'],
    ['my knot is a 7', undefined],
    ['i pressed 3 spots', undefined],
    ['7/10', undefined],
  ])('%s', (said, time) => {
    expect(readTime(said, false)).toBe(time);
  });
});

describe('days, where none are asked for', () => {
  it.each(['i sat in the garden', 'mon ami', 'the sun is out'])('are not heard in "%s"', (said) => {
    expect(readDays(said, false)).toBeUndefined();
  });
});

describe('numbers in words', () => {
  it.each([
    ['half past eight', 'half past 8'],
    ['twenty five past nine', '25 past 9'],
    ['nine thirty', '9 30'],
    ['this one and no one', 'this one and no one'],
    ['at one', 'at 1'],
    ['one', '1'],
  ])('%s is %s', (said, digits) => {
    expect(withDigits(said)).toBe(digits);
  });
});

describe('a very long message', () => {
  it.each([
    ['times', () => readTime('9 10 11:30 half 8 '.repeat(50_000), true)],
    ['days', () => readDays('mon to fri, ten of the clock '.repeat(50_000), true)],
    ['ratings', () => readRating('7 or 8, was 9 '.repeat(50_000))],
  ])('is read for %s by its beginning alone', (_what, read) => {
    expect(read()).toBeDefined();
  });
});

describe('an age, where being a grown-up is asked for', () => {
  it.each<[said: string, intent: string]>([
    ['i am 40', 'yes'],
    ["yes, I'm thirty four, go on", 'yes'],
    ['over 18', 'yes'],
    ['52', 'yes'],
    ['im 16', 'no'],
    ['under 18', 'no'],
    ["I'm only fifteen", 'no'],
    ['almost 18', 'no'],
    ['nearly 60', 'yes'],
    ["over 18 but I don't want to continue", 'no'],
  ])('%s: %s', (said, intent) => {
    expect(understand(said, 'consent')).toMatchObject({ intent });
  });

  it.each(['I have 2 kids', '3 minutes', 'what is 18', '2024'])('%s tells none', (said) => {
    expect(isOfAge(said)).toBeUndefined();
  });
});
