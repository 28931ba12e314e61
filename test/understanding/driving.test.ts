import { describe, expect, it } from '@jest/globals';
import type { Expecting, Intent, Slots } from '../../dialogs/words.ts';
import { whileDriving } from '../../src/understanding/driving.ts';
import type { Understood } from '../../src/understanding/understood.ts';

const meant = (intent: Intent, slots: Slots = {}): Understood => ({ intent, slots, also: [], how: 'words' });
const heard = (words: string, intent: Intent, slots: Slots = {}, expecting: Expecting = 'pressure') =>
  whileDriving(meant(intent, slots), words, expecting);

describe('a wheel in the hands', () => {
  it.each<[words: string, intent: Intent]>([
    ['i am driving now', 'later'],
    ["driving, can't", 'out-of-scope'],
    ['still driving', 'out-of-scope'],
    ['i press while driving', 'pressure.unsure'],
    ['let me park first', 'later'],
    ['i have 5 minutes at red light', 'reminder.snooze'],
  ])('is heard: %s', (words, intent) => {
    expect(heard(words, intent)).toMatchObject({ bar: 'driving', intent: 'later', slots: {}, also: [] });
  });

  it.each<[words: string, intent: Intent]>([
    ["it's driving me mad, still hard", 'pressure.does-not-relax'],
    ["still hard, i've been driving all day", 'pressure.does-not-relax'],
    ["it hurts when i'm driving", 'out-of-scope'],
    ['parked the car, it gave way', 'pressure.relaxes'],
    ['my wife is driving', 'out-of-scope'],
    ['can i do this while driving?', 'ask.how-to-press'],
    ["my chest hurts and i'm driving", 'red-flag'],
  ])('is not there: %s', (words, intent) => {
    expect(heard(words, intent)).toEqual(meant(intent));
  });

  it('leaves a wish to be asked again, for this once', () => {
    expect(heard('ask me at eight, i am driving', 'reminder.set', { time: '08:00' })).toMatchObject({
      bar: 'driving',
      intent: 'reminder.snooze',
      slots: { time: '08:00' },
    });
    expect(heard('i am driving, ask me at 8', 'reminder.set', { time: '08:00' }, 'check-in')).toEqual(
      meant('reminder.snooze', { time: '08:00' }),
    );
    const days = { time: '08:00', days: 'daily' } as const;
    expect(heard('i am driving, ask me daily at 8', 'reminder.set', days)).toMatchObject({ slots: days });
  });
});
