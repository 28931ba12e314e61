import { describe, expect, it } from '@jest/globals';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { isNoSign } from '../../src/understanding/noSign.ts';
import { readMessage } from '../../src/understanding/reading.ts';

const lexicon = loadLexicon();

function holdsNone(words: string): boolean {
  const { text, asks } = readMessage(words, lexicon.writing, lexicon.repair);
  return isNoSign(text, asks.every(Boolean));
}

describe('a message that can hold no sign', () => {
  it.each([
    [
      'tells that it eased',
      ['it eased a bit', 'yes, much softer now', 'the knot let go', 'it has loosened up, cross my heart'],
    ],
    ['tells a number for now and one before', ['was a 6, now a 3', 'from 7 to 4', 'it went from 5 down to 2']],
    ['tells for how long', ['for three weeks', 'about 2 years now', 'a couple of months', 'since ages']],
    [
      'is a figure of speech',
      [
        'I took it to heart',
        'had to get that off my chest',
        'my boss gives me a heart attack every week',
        'headaches too',
      ],
    ],
    ['asks about things and nobody', ['swimming?', 'does breathing matter', 'is heat good?', 'can it come back?']],
  ])('%s', (_, lines) => {
    expect(lines.map((line) => [line, holdsNone(line)])).toEqual(lines.map((line) => [line, true]));
  });

  it.each([
    ['it eased and something else came', ['it eased but my arm went numb', 'softer, and now I feel dizzy']],
    ['a number and more', ['was a 6, now a 3 but my hand has been tingling since I pressed it there']],
    ['more than a length of time', ['my chest has been tight for three weeks', 'numb for two days']],
    ['the heart itself', ['my heart is racing', 'something on my chest', 'a headache like never before']],
    ['asked of oneself', ['am I having a stroke?', 'is my arm supposed to be numb?', "why can't I feel my hand?"]],
    ['told at length as a question', ['is it normal that the whole left hand feels numb after pressing?']],
  ])('is none with %s', (_, lines) => {
    expect(lines.map((line) => [line, holdsNone(line)])).toEqual(lines.map((line) => [line, false]));
  });
});
