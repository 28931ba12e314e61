import { describe, expect, it } from '@jest/globals';
import type { Expecting } from '../../dialogs/words.ts';
import { type Bar, barIn } from '../../src/understanding/bars.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { readMessage } from '../../src/understanding/reading.ts';

const lexicon = loadLexicon();

const barOf = (words: string, expecting: Expecting) =>
  barIn(readMessage(words, lexicon.writing, lexicon.repair).text, expecting);

describe('what bars the way', () => {
  it.each<[bar: Bar | undefined, expecting: Expecting, lines: string[]]>([
    [
      'age',
      'hold',
      [
        "btw I'm 15",
        'im only sixteen, is that ok',
        "i'm 17 years old",
        "I'll be 18 in March",
        'almost 18',
        "I'm still in high school",
        'im in 10th grade',
        "I'm a teenager",
        "i'm underage",
        'My 12 year old has a knot, can I press it on her?',
      ],
    ],
    ['age', 'consent', ['for my daughter, she is 9', 'my kid wants to try it', "it's for my 14 year old son"]],
    [
      undefined,
      'hold',
      [
        "I'm 34",
        "i'm 18",
        "i'm at 15 seconds",
        'when I was 15 I had one too',
        'I carry my 4 year old on that arm all day',
        'my son is 6 and jumps on my back',
        "I'm a high school teacher",
        'i am a kid at heart',
        'almost 18 seconds now',
      ],
    ],
    [undefined, 'rating', ["I'm 10", 'i am about 10, it is awful']],
    [undefined, 'consent', ["I'm 41 and I have a son", 'turned 18 last week']],
    [
      'dulled',
      'hold',
      [
        'I had three beers',
        'I had three beers, is that ok?',
        'just had two glasses of wine lol',
        "i'm a bit tipsy",
        'bit drunk tbh',
        'took a tramadol an hour ago',
        'I am on oxycodone',
        'i took a muscle relaxant before this',
        'put some lidocaine on it',
        "the painkillers are strong, I can't feel much",
        'smoked a joint before this',
        "been drinking, so it's fine",
      ],
    ],
    [
      undefined,
      'hold',
      [
        'I had a beer yesterday',
        'I never drink beer',
        "i'll have a glass of wine after this",
        'can I have a beer with this?',
        'I had two coffees',
        'my husband had three beers and snores',
        'had a root beer',
        'I am drunk with love',
        'i drank water',
        'i took a deep breath',
        'I deserve a pint now',
      ],
    ],
    [
      'skin',
      'region',
      [
        "there's a mole right there",
        'theres a mole here, ok to press?',
        'I have a bruise on that spot',
        "it's sunburnt there",
        'there is a scab',
        'found a pimple',
        'my tattoo is fresh and right on it, its a new tattoo',
        'i feel a pulse there',
        'got stitches there',
        'the skin is raw',
      ],
    ],
    [
      undefined,
      'region',
      [
        'no mole, no scar, nothing',
        'feels bruised',
        'will it leave a bruise?',
        'what if there is a mole, do I skip it?',
        'yes, is there a bruise?',
        'I bruise easily',
        'starting from scratch',
        'sore like a bruise',
        'found a tender spot',
        'my thumb is bruised from pressing',
      ],
    ],
    [undefined, 'rating', ["there's a mole right there"]],
    [
      'unread',
      'safety',
      [
        "too long didn't read",
        'tl;dr',
        'tldr',
        'that is a lot of text',
        "i'm not reading all that",
        "can't be bothered to read it",
        'I just skimmed it',
        'who has time for this',
        'whatever',
        'hmm',
        'only read half of it',
        'wall of text',
      ],
    ],
    [
      undefined,
      'safety',
      [
        'none of these',
        'I read it all, none',
        'I read the whole list and no, nothing',
        "i didn't read it properly, show it again",
        'not sure',
        'yes, one of them',
        "I've had this knot for far too long",
      ],
    ],
    [undefined, 'hold', ['whatever', "too long, didn't read"]],
  ])('is %s where %s is asked', (bar, expecting, lines) => {
    expect(lines.map((line) => [line, barOf(line, expecting)])).toEqual(lines.map((line) => [line, bar]));
  });

  it('is looked for where a message begins', () => {
    expect(barOf(`${'it hurts a little '.repeat(30)} and i had three beers`, 'hold')).toBeUndefined();
  });
});
