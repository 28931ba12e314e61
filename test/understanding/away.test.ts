import { describe, expect, it } from '@jest/globals';
import type { Expecting } from '../../dialogs/words.ts';
import { loadModel } from '../../src/understanding/classifier/model.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';

const understand = createUnderstand(loadLexicon(), loadModel());

function taken(words: string, expecting: Expecting): string {
  const { intent, slots, also } = understand(words, expecting);
  return [intent, slots.from, slots.until, slots.on, ...also.map((one) => one.intent)].filter(Boolean).join(' ');
}

describe('somebody who is away', () => {
  it.each<[taken: string, lines: string[]]>([
    [
      'reminder.pause 12-07 12-11+1',
      ["I'm off 7-11 december", 'out of office dec 7 to 11', 'away from the 7th to 11 December'],
    ],
    ['reminder.pause 12-21 01-03+1', ['on leave 21 Dec to 3 Jan', "I'll be travelling from Dec 21 till Jan 3"]],
    ['reminder.pause mon wed+1', ['off monday to wednesday', "hi, I'm away from Monday to Wednesday"]],
  ])('is left in peace: %s', (expected, lines) => {
    for (const line of lines) {
      expect([line, taken(line, 'nothing'), taken(line, 'check-in')]).toEqual([line, expected, expected]);
    }
  });

  it('is asked on the other days when it is so every week', () => {
    expect(taken('I am off Friday and Saturday. The rest of the week is fine.', 'reminder-time')).toMatch(
      /^reminder\.set/,
    );
  });

  it('who wants none today loses no other', () => {
    const lines = [
      "don't bug me today",
      'please no pings today',
      'do not ask me again today',
      'no reminders tonight please',
    ];
    for (const line of lines) {
      expect([line, taken(line, 'nothing'), taken(line, 'check-in')]).toEqual([
        line,
        'reminder.skip today',
        'reminder.skip today',
      ]);
    }
    expect(taken("don't bug me any more", 'nothing')).toBe('reminder.stop');
  });
});
