import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EXPECTING, type Expecting, INTENTS } from '../../dialogs/words.ts';
import { loadModel } from '../../src/understanding/classifier/model.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';

const understand = createUnderstand(loadLexicon(), loadModel());

describe('whatever is typed', () => {
  it('gets a label, in every place', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc
        .array(
          fc.constantFrom(...'no not my chest hurts it let go 7 at nine every day stop 👍 ? . , why !!'.split(' ')),
          {
            maxLength: 40,
          },
        )
        .map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(anything, fc.constantFrom(...EXPECTING), (words, expecting) => {
        const { intent, also } = understand(words, expecting);
        expect(INTENTS).toContain(intent);
        for (const one of also) expect(INTENTS).toContain(one.intent);
      }),
      { seed: 20_261_126, numRuns: 200 },
    );
  });

  it.each([
    ['', 'out-of-scope'],
    ['   \n ', 'out-of-scope'],
    ['…', 'out-of-scope'],
    ['🦔', 'out-of-scope'],
    ['function f(x) { return x * 2; }', 'out-of-scope'],
    ['<script>alert(1)</script>', 'out-of-scope'],
    ["'; drop table persons; --", 'out-of-scope'],
    ['Wo ist der Bahnhof und wann fährt der nächste Zug nach Köln?', 'out-of-scope'],
    ['肩が凝っています', 'out-of-scope'],
    ['i want to kill myself', 'despair'],
  ])('%j is %s', (words, intent) => {
    expect(understand(words, 'nothing')).toMatchObject({ intent });
  });
});

describe('the work for one message', () => {
  /** Everything that is looked up while a message is understood, which is nearly all that is done with it. */
  function lookUps(words: string, expecting: Expecting): number {
    const { get } = Map.prototype;
    const { has } = Set.prototype;
    let count = 0;
    Map.prototype.get = function counted(key) {
      count += 1;
      return get.call(this, key);
    };
    Set.prototype.has = function counted(value) {
      count += 1;
      return has.call(this, value);
    };
    try {
      understand(words, expecting);
    } finally {
      Map.prototype.get = get;
      Set.prototype.has = has;
    }
    return count;
  }

  it.each([
    ['one word', 'no '],
    ['a sign of warning', 'my chest hurts when I breathe '],
    ['denials', 'not no never '],
    ['short sentences', 'it let go. '],
    ['questions', 'why? '],
    ['commas', 'a, '],
    ['numbers', '7/10 at 9 '],
    ['signs', '👍😭 '],
    ['one long word', 'abcdefghij'],
    ['dots', '. '],
    ['colons', ':a'],
    ['words nobody knows', 'xqzv wjkp '],
    ['what phrases skip over', 'the knot is very much not at all any '],
  ])('grows with its length and no faster: %s', (_, part) => {
    const ofLength = (length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length);
    understand(ofLength(2000), 'hold');
    for (const expecting of ['nothing', 'hold'] as const) {
      const once = lookUps(ofLength(1000), expecting);
      const twice = lookUps(ofLength(2000), expecting);
      expect(twice).toBeLessThan(once * 2.5 + 1000);
    }
  });

  it('does not grow for what lies beyond the longest message that is read', () => {
    const once = lookUps('it stays hard '.repeat(300), 'hold');
    expect(lookUps('it stays hard '.repeat(3000), 'hold')).toBeLessThan(once * 1.1);
  });
});
