import { describe, expect, it } from '@jest/globals';
import type { Expecting, Intent } from '../../dialogs/words.ts';
import { leavesToo } from '../../src/understanding/leavesToo.ts';

const also = (words: string, expecting: Expecting = 'region', intent: Intent = 'reminder.set') =>
  leavesToo({ intent, slots: { on: 'tomorrow', time: '09:00' }, also: [], how: 'words' }, words, expecting).also;

describe('a wish to be asked another day', () => {
  it.each<[leaves: Intent, words: string]>([
    ['stop', "that's enough for today, could you remind me tomorrow morning at eight"],
    ['stop', "ok let's stop here, remind me tomorrow at 9"],
    ['stop', "i'm done for today. ping me tomorrow at 9"],
    ['later', 'i have to go, remind me tomorrow at 9'],
    ['later', 'bye for now, ask me tomorrow at 9'],
  ])('is an end for now (%s): %s', (leaves, words) => {
    expect(also(words)).toEqual([{ intent: leaves, slots: {} }]);
  });

  it('is none where nothing is left, or no end is told', () => {
    expect(also('remind me at 9 tomorrow to do this again')).toEqual([]);
    expect(also('i have to go, remind me tomorrow at 9', 'nothing')).toEqual([]);
    expect(also('i have to go, it did not ease', 'region', 'hold.not-eased')).toEqual([]);
  });
});
