import { describe, expect, it } from '@jest/globals';
import type { Expecting } from '../../dialogs/words.ts';
import { loadModel } from '../../src/understanding/classifier/model.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';

const understand = createUnderstand(loadLexicon(), loadModel());

describe('beside signs that are only denied', () => {
  it.each<[expecting: Expecting, words: string, intent: string]>([
    ['hold', 'yes eased. no fever or anything', 'hold.eased'],
    ['hold', 'no numbness or anything. it let go', 'hold.eased'],
    ['region', 'Sore there. No numbness.', 'region.tender'],
    ['outcome', 'Much better! No dizziness or anything.', 'knot.better'],
  ])('at %s, "%s" is the answer that it holds', (expecting, words, intent) => {
    expect(understand(words, expecting).intent).toBe(intent);
  });
});

describe('whose sign it is', () => {
  it.each([
    'one of my patients came in with a drooping face this morning so it has been hectic',
    'a client of mine gets chest pains every time he climbs our stairs, poor guy',
    'The tenant upstairs fell down the stairs last night and we all woke up',
    "my colleague's wife lost control of her bladder after the birth, he told the whole office",
    "knot's just the same. my aunt's the one with the numb leg",
    "Father-in-law's pacemaker is being changed today",
  ])('somebody else has it: "%s"', (words) => {
    expect(understand(words, 'nothing').intent).not.toBe('red-flag');
  });

  it.each([
    ['I am a nurse at the clinic and my arm has been numb since this morning', 'nerve'],
    ["I'm a bus driver with chest pain since this morning", 'chest'],
    ['my desk neighbour says my face is drooping', 'head'],
    ["are you a doctor? because I think I'm having a heart attack", 'chest'],
    ['a man in my fifties with crushing chest pain right now', 'chest'],
  ])('it is the own one: "%s"', (words, kind) => {
    expect(understand(words, 'nothing')).toMatchObject({ intent: 'red-flag', slots: { kind } });
  });
});
