import { describe, expect, it } from '@jest/globals';
import { loadModel } from '../../src/understanding/classifier/model.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { deniesTheList, exceptsOne, onlyBegins } from '../../src/understanding/listAnswer.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';

describe('an answer to a list of signs', () => {
  it.each<[what: string, reads: (text: string) => boolean, yes: string[], no: string[]]>([
    [
      'denies all of it',
      deniesTheList,
      [
        'no',
        'none',
        'nope, not me',
        'no none of that. well my back is killing me',
        'nothing on there, i just sit a lot',
        "i don't have any",
        'no fever or anything',
        "my father has some of these, i don't",
        'all fine here',
        'no, i sit at a desk all day',
        '0',
        'oh god no',
      ],
      [
        'my heart is fine, head is fine, just the knot',
        'chest is fine',
        'never had an accident in 30 years of driving',
        'never broke anything, no',
        'no fever. no rash. thats it',
        'i sit at a desk all day',
        'i am working as accountant, at the desk all the day',
        'it is stretched kind i think because i bend to the papers the whole day',
        'my doctor had nothing against a massage',
        'i live in manchester by the way',
      ],
    ],
    [
      'leaves a line out of its no',
      exceptsOne,
      [
        'none, except i am 56',
        'none of these apart from i sweat at night',
        'no to all but the third',
        'none besides a numb arm',
      ],
      ['none, except the knot', 'nothing apart from a sore shoulder', 'none of these', 'nope, other than being stiff'],
    ],
    [
      'is a yes to begin, and to no line',
      onlyBegins,
      ['yes please let us begin', 'yep im 24', 'yes i am 41 years old, we can go', 'yes, 4', 'yes, show me'],
      [
        'yes',
        'yes, one of them',
        'yes, the third',
        'yes my chest hurts',
        'yes please call someone, i have that',
        'no, begin',
      ],
    ],
  ])('%s', (_, reads, yes, no) => {
    expect([...yes, ...no].map((line) => [line, reads(line)])).toEqual([
      ...yes.map((line) => [line, true]),
      ...no.map((line) => [line, false]),
    ]);
  });

  it('is told from a long message at once', () => {
    const long = `not ${'no fever and '.repeat(1_000)} é`;
    expect([deniesTheList(long), exceptsOne(long), onlyBegins(long)]).toEqual([false, false, false]);
  });
});

describe('under a list of signs', () => {
  const understand = createUnderstand(loadLexicon(), loadModel());

  it.each(['I sit at a desk all day', 'I live in Manchester by the way', 'never broke anything, no', 'chest is fine'])(
    'passes nobody by the way: %s',
    (words) => {
      const { intent, half } = understand(words, 'safety');
      expect(intent === 'no' && half === undefined).toBe(false);
    },
  );

  it.each([
    'It is the left hand side dear, well my left, not yours',
    'when I am hoovering it is terrible but just sitting here I would say a four',
    'no none of that. well my back is killing me but not chest',
    'nope but i cough since i smoke',
    'yes please let us begin',
  ])('calls for no ambulance where nothing was told: %s', (words) => {
    const { intent, half, how } = understand(words, 'safety');
    expect(['red-flag', 'yes'].includes(intent) && half === undefined && how === 'words').toBe(false);
  });

  it.each([
    'my chest feels tight',
    'none, but my left arm has gone numb',
    'no fever, no rash, but I cannot catch my breath',
    'my husband had it and now my face droops, too',
  ])('still hears a sign: %s', (words) => {
    const { intent, half, doubt } = understand(words, 'safety');
    expect(doubt !== undefined || (intent === 'red-flag' && half === undefined)).toBe(true);
  });

  it('takes what is all denied for a no, in whatever words', () => {
    const { intent, half, doubt } = understand('no rash no fever no nothing, weight only goes up ha ha', 'safety');
    expect([intent, half, doubt]).toEqual(['no', undefined, undefined]);
  });

  it("takes a no beside somebody else's sign, and knows whose it is", () => {
    expect(understand('no but my wife has chest pain', 'safety')).toMatchObject({ intent: 'no', ofAnother: true });
  });
});
