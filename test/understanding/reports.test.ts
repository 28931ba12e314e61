import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Expecting, Intent } from '../../dialogs/words.ts';
import { namesCare } from '../../src/understanding/careAnswer.ts';
import { loadModel } from '../../src/understanding/classifier/model.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { readMessage } from '../../src/understanding/reading.ts';
import { loadTimes } from '../../src/understanding/recognizers.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
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

/** What a message is, as the bot understands it. */
const understand = createUnderstand(lexicon, loadModel());
beforeAll(loadTimes);

describe('what only sounds like an answer', () => {
  it.each<[expecting: Expecting, intent: Intent, lines: string[]]>([
    [
      'pressure',
      'pressure.does-not-relax',
      [
        'it stayed hard, surprise surprise',
        'hard, what a surprise',
        'stayed like stone, what a surprise',
        'and now? it is soft like butter, the ball I mean. the knot is hard',
      ],
    ],
    ['pressure', 'pressure.relaxes', ['soft, what a surprise', 'perfect, it let go']],
    ['pressure', 'out-of-scope', ['1', '3', '(2)']],
    ['confirm', 'out-of-scope', ['5']],
    ['side', 'out-of-scope', ['2']],
    ['hold', 'hurts-too-much', ['7']],
    ['rating', 'side.set', ['right side', 'on the left', 'the left one']],
    ['rating', 'go-on', ['yes, we go to first place', 'I am again here']],
    ['hold', 'go-on', ['I am again here', 'ok I am back from the phone']],
    ['rating', 'out-of-scope', ['I am working in the office']],
    ['rating', 'later', ['working now, later']],
    ['check-in', 'out-of-scope', ['yes', 'yeah']],
    ['region', 'knot.gone', ['oh, the knot is gone', 'my knot has let go']],
    ['region', 'out-of-scope', ['my knot is not gone']],
    ['hold', 'timer.start', ['go go go', "i'm going to start"]],
    ['hold', 'out-of-scope', ['started', 'counting 40']],
  ])('at %s it is %s: %s', (expecting, intent, lines) => {
    expect(lines.map((line) => [line, understand(line, expecting).intent])).toEqual(
      lines.map((line) => [line, intent]),
    );
  });

  it('takes a bare "ok" to "how is it?" for more than one thing', () => {
    expect(understand('ok', 'check-in').candidates?.map(({ intent }) => intent)).toEqual(['knot.better', 'knot.same']);
  });

  it('hears a number above the scale as one', () => {
    expect(understand('12', 'rating')).toMatchObject({ intent: 'knot.rating', report: 'off-scale' });
    expect(understand('12 out of 10', 'rating').report).toBeUndefined();
  });

  it('sets no check-ins by "the other arm"', () => {
    expect(understand('nothing. well, a bit, on the left, no the other arm', 'region').also).toEqual([]);
  });
});

describe('a list of areas to leave out', () => {
  it.each([
    ['i have a contraceptive implant in it', true],
    ['I wear a Libre sensor on that arm', true],
    ['got a flu jab there yesterday', true],
    ['no implant or anything', false],
    ['what is a fistula?', false],
    ['my wife has a pacemaker', false],
    ['nothing of that', false],
  ])('is answered by what it holds: %s', (words, names) => {
    expect(namesCare(words)).toBe(names);
  });
});

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
    ['hold', 'hold.eased', 'hold.eased', ['down to 3', 'from 6 to 2', 'it was a 5, now a 2']],
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
    ['pressure', 'pressure.relaxes', 'out-of-scope', ['my chair is soft', 'the bed here is very soft']],
    ['pressure', 'pressure.relaxes', 'cannot-reach', ['mattress too soft to lean on', 'the sofa is too soft']],
    ['pressure', 'pressure.relaxes', 'out-of-scope, under-way', ['lying down now', 'ok i am leaning against the wall']],
    ['pressure', 'pressure.relaxes', 'pressure.relaxes', ['soft like a pillow now', 'it went soft as a cushion']],
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
      'hold',
      'hold.eased',
      'hold.not-eased, worse',
      [
        'it hurts more now',
        'now it is more painful',
        'oh wonderful, it hurts more now',
        'it is worse than before',
        'well done, it got worse',
        'sorer if anything',
        'the pain is going up',
      ],
    ],
    [
      'hold',
      'hold.eased',
      'hold.eased',
      [
        'it hurts no more',
        'no more pain, wonderful',
        'more sore first and then it let go',
        'it was worse, now it is soft',
      ],
    ],
    ['hold', 'hold.eased', 'hold.not-eased', ['worked like a charm, not', 'it melted. Not!', 'all gone, as if']],
    ['hold', 'hold.eased', 'hold.eased', ['it eased, did it not', 'could be worse, it eased']],
    [
      'hold',
      'hold.not-eased',
      'hold.eased, too-long',
      ['i pressed for 10 minutes, better', 'held five minutes and it is softer now'],
    ],
    [
      'hold',
      'hold.not-eased',
      'hold.not-eased, too-long',
      ['I did it 5 minutes, still nothing', '2 minutes i pressed and it is the same'],
    ],
    [
      'hold',
      'hold.not-eased',
      'hold.not-eased',
      ['a minute and nothing', 'still the same, ten minutes ago it was softer'],
    ],
    [
      'pressure',
      'pressure.relaxes',
      'timer.start',
      ['ok starting now', 'start please', 'go', 'okay I am starting now', 'begin'],
    ],
    ['pressure', 'pressure.relaxes', 'pressure.relaxes', ['it starts to soften', 'starting to give']],
    ['region', 'region.not-tender', 'out-of-scope, under-way', ['ok starting now']],
    [
      'pressure',
      'pressure.does-not-relax',
      'cannot-reach',
      [
        'i have no wall here, only truck',
        'there is no wall in a truck, what else',
        'no ball, no wall, no luck',
        'ball rolls away, the knot feels nothing',
        "we don't have a free wall",
      ],
    ],
    [
      'pressure',
      'pressure.relaxes',
      'pressure.relaxes',
      ['no wall needed, it let go', 'without the ball it went soft', "it's not a ball anymore", 'yes it did, ok?'],
    ],
    ['pressure', 'pressure.relaxes', 'ask.how-to-press', ['I lay on the ball on the bed in the cabin, ok?']],
    ['pressure', 'ask.deep-pressure', 'ask.how-to-press', ['I press on it with the seat, is ok?']],
    [
      'region',
      'region.not-tender',
      'cannot-reach, no-desk',
      ['no desk here, I sit in the cab', 'there is no desk here'],
    ],
    ['region', 'region.not-tender', 'region.not-tender', ['nothing sore at my desk', 'nothing, well done']],
    ['region', 'region.not-tender', 'unsure', ['nothing. well, a bit, on the left', 'no, hmm maybe something']],
    [
      'region',
      'region.not-tender',
      'out-of-scope, knot-or-spot',
      ['still rock hard bro', 'still hard', 'the knot is still there', 'same as before', 'the knot is hard'],
    ],
    ['region', 'region.tender', 'region.tender', ['still a hard spot there', 'rock hard', 'hard as stone here']],
    [
      'outcome',
      'knot.gone',
      'knot.gone, nothing-felt',
      ['I do not feel there anything', "I don't feel anything", 'nothing there'],
    ],
    ['outcome', 'knot.gone', 'knot.gone', ["I can't feel it any more", 'nothing left of the knot', 'gone']],
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
