import { describe, expect, it } from '@jest/globals';
import type { Expecting, Intent } from '../../dialogs/words.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { readMessage } from '../../src/understanding/reading.ts';
import type { Understood } from '../../src/understanding/understood.ts';
import { whilePressing } from '../../src/understanding/whilePressing.ts';

const lexicon = loadLexicon();

/** What a message is, where it was taken for the answer first. */
function told(words: string, expecting: Expecting, taken: Intent): string {
  const understood: Understood = { intent: taken, slots: {}, also: [], how: 'words' };
  const reading = readMessage(words, lexicon.writing, lexicon.repair);
  const { intent, report } = whilePressing(understood, reading, expecting, () => 'ask.how-to-press');
  return report ? `${intent}, ${report}` : intent;
}

describe('what is told while pressing', () => {
  it.each<[expecting: Expecting, taken: Intent, told: string, lines: string[]]>([
    [
      'hold',
      'hold.eased',
      'hurts-too-much, sharp',
      [
        "it's sharp",
        'sharp',
        'it burns a little',
        'it stings',
        'ow its a stabbing pain',
        'feels like a knife now',
        'It turned sharp so i let go',
      ],
    ],
    ['region', 'region.tender', 'hurts-too-much, sharp', ['it stings', "it's sharp", 'a burning feeling']],
    ['region', 'region.tender', 'region.tender, sharp', ['yes but its a sharp pain', 'found one but it stings']],
    ['region', 'region.tender', 'region.tender', ['stiff as a board there', 'tender, not sharp']],
    [
      'hold',
      'hold.eased',
      'hold.eased',
      ["it was sharp and now it's dull", 'less sharp', 'the sting has left', 'no longer sharp'],
    ],
    ['outcome', 'knot.worse', 'knot.worse', ['it burns more', "it's sharper now"]],
    ['hold', 'hold.not-eased', 'hurts-too-much', ['its at a 5', "it's a 6 now", '7/10', 'I am at five out of ten']],
    ['hold', 'hold.eased', 'hold.eased', ['down to 3', 'from 6 to 2', 'it was a 5, now a 2', '4']],
    [
      'contracting',
      'hold.eased',
      'hurts-too-much, sore',
      ["I'm getting sore from all the pressing", 'now my whole back is sore', 'I am sore everywhere now'],
    ],
    ['hold', 'hold.eased', 'hold.eased', ['less sore from all the pressing']],
    ['outcome', 'knot.same', 'knot.same, sore', ['no change, but now i am sore everywhere']],
    ['hold', 'hold.eased', 'hold.not-eased', ['feels tender, kinda achy', 'still sore and achy']],
    [
      'hold',
      'hold.not-eased',
      'hold.eased',
      ['done, it still hurts a bit but less', 'still there but softer than before'],
    ],
    ['hold', 'hold.not-eased', 'hold.not-eased', ['hurts, no less than before', 'it hurts more and not less']],
    [
      'pressure',
      'pressure.relaxes',
      'out-of-scope, under-way',
      [
        'ok 20 seconds over',
        'ok done',
        'fine',
        'i pressed for 20 seconds',
        'still pressing',
        "time's up",
        'okay did that',
      ],
    ],
    [
      'pressure',
      'pressure.relaxes',
      'pressure.relaxes',
      ['yes, it did', 'it let go', 'gone', 'yes done', 'soft after 20 seconds', 'found it and it let go'],
    ],
    [
      'pressure',
      'pressure.relaxes',
      'out-of-scope, found',
      ['yeah found it', 'found the knot, pressing now', 'I have found it', "ok I'm on it"],
    ],
    ['hold', 'stop', 'out-of-scope, under-way', ['done', 'ok done', 'finished', 'done with the hold']],
    ['hold', 'stop', 'stop', ['done for today', "i'm done", 'stop', 'done with this']],
    ['region', 'region.tender', 'region.tender', ['found it', 'got one']],
    ['outcome', 'knot.gone', 'knot.gone', ['all done', 'finished', 'it moved out']],
    ['contracting', 'hold.eased', 'help, under-way', ['ok and now', 'and then?', 'done, now what?']],
    [
      'pressure',
      'pressure.relaxes',
      'out-of-scope, slips',
      ['it rolls around under my finger', 'it moved away under my finger', 'it keeps slipping away'],
    ],
    ['pressure', 'pressure.does-not-relax', 'pressure.does-not-relax', ['like a marble, it just rolls away']],
    [
      'hold',
      'hold.not-eased',
      'out-of-scope, tired',
      ['my thumb is tired', 'my fingers are tired', 'my arm hurts from holding it'],
    ],
    ['hold', 'hold.not-eased', 'hold.not-eased', ['my finger is tired, the spot is not', 'only my thumb got tired']],
    ['region', 'region.not-tender', 'region.not-tender, ticklish', ['it tickles', "haha i'm ticklish"]],
    ['region', 'region.not-tender', 'region.not-tender', ['ticklish but not sore', 'no pain, only tickles']],
    [
      'region',
      'region.not-tender',
      'ask.how-to-press',
      ['what if its ticklish, normal?', 'is it normal that its ticklish'],
    ],
    ['region', 'region.not-tender', 'cannot-reach', ['no ball here', "I don't have a tennis ball"]],
    ['outcome', 'knot.worse', 'out-of-scope, moved', ['its more on the right now', 'it has moved to the left side']],
    ['outcome', 'knot.worse', 'knot.worse', ['more pain on the right now', 'worse on the left side']],
    [
      'pressure',
      'pressure.unsure',
      'pressure.unsure, how-to-tell',
      ['what counts as soft', 'how do i know if it let go?'],
    ],
    ['contracting', 'hold.eased', 'ask.how-to-press', ['is it gone now?', 'is it gone then?']],
    [
      'outcome',
      'knot.gone',
      'ask.how-to-press',
      ['so i found nothing, what does that mean?', 'and if it is still there?', 'how do i know if its better'],
    ],
    [
      'outcome',
      'knot.better',
      'knot.better',
      ['better, what a relief', 'softer maybe?', 'nothing left, is that luck? gone'],
    ],
  ])('at %s, taken for %s: %s', (expecting, taken, meant, lines) => {
    expect(lines.map((line) => [line, told(line, expecting, taken)])).toEqual(lines.map((line) => [line, meant]));
  });

  it('asks about both sides beside how the knot is', () => {
    const reading = readMessage('same, but left side also has one, can we do that?', lexicon.writing, lexicon.repair);
    const taken: Understood = { intent: 'knot.same', slots: {}, also: [], how: 'words' };
    expect(whilePressing(taken, reading, 'outcome', () => 'ask.cause').also).toEqual([
      { intent: 'ask.both-sides', slots: {} },
    ]);
  });

  it('changes nothing about a warning sign or a doubt', () => {
    const reading = readMessage('it burns', lexicon.writing, lexicon.repair);
    const sign: Understood = { intent: 'red-flag', slots: { kind: 'chest' }, also: [], how: 'words' };
    const doubt: Understood = { intent: 'hold.eased', slots: {}, also: [], how: 'words', doubt: 'nerve' };
    expect(whilePressing(sign, reading, 'hold', () => 'ask.cause')).toBe(sign);
    expect(whilePressing(doubt, reading, 'hold', () => 'ask.cause')).toBe(doubt);
  });
});
