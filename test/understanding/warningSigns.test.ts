import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Expecting } from '../../dialogs/words.ts';
import { loadModel } from '../../src/understanding/classifier/model.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { readMessage } from '../../src/understanding/reading.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
import { findWarning } from '../../src/understanding/warning-signs/findWarning.ts';

const lexicon = loadLexicon();
const warningIn = (words: string) =>
  findWarning(readMessage(words, lexicon.writing, lexicon.repair), lexicon.warnings, lexicon.denying);

const SIGNS: Record<string, string[]> = {
  chest: [
    'my left arm hurts and i am sweating',
    'left arm heavy, chest tight',
    'pain in my left arm and my jaw',
    'my chest hurts',
    'chest pain since this morning',
    "I've got a heavy feeling in my chest",
    'there is a tightness across my chest and it is not going',
    'feels like an elephant is sitting on my chest',
    'Knot is better. Chest feels squeezed though.',
    'the pain goes from my back into my jaw and left arm',
    'pressure behind the breastbone',
    'my heart is racing and I am just sitting here',
    'palpitations all day',
    'my heart keeps skipping beats',
    'sudden tearing pain in my upper back',
    'I am having a pain in the chest, sir',
    'chest tight and sweaty',
    'My wife says I look grey and my chest is tight.',
  ],
  breathing: [
    "can't breathe properly",
    'i am short of breath',
    'out of breath just walking to the kitchen',
    'It hurts when I breathe in deeply.',
    'sharp pain with every breath in, and breathing is hard',
    'struggling to get air',
    'i coughed up blood',
    'worried because i coughed up some blood yesterday',
    'my breathing is getting worse',
    'wheezing and gasping',
  ],
  head: [
    'my face is drooping on one side',
    'my speech is slurred',
    'The words will not come out.',
    'i have double vision',
    "I can't see out of my left eye",
    'feeling dizzy',
    'the room is spinning',
    'i fainted this morning',
    'nearly passed out when I stood up',
    'worst headache of my life',
    'sudden loss of balance',
    'stiff neck and a fever',
    'i got dizzy when i pressed my neck',
    'my wife says my face is drooping',
    'had a mini stroke yesterday but it passed',
  ],
  nerve: [
    'my arm is numb',
    'tingling in my fingers that wont stop',
    'pins and needles down my left arm',
    'My hand has been weak since yesterday.',
    "i can't feel my thumb",
    'keep dropping things',
    'numb fingers all day',
    'electric shocks down my arm',
    'hand went numb',
    "can't grip anything",
    'it let go but my whole arm is tingling',
    'Is it normal that my arm goes numb?',
  ],
  'bladder-bowel': [
    'I am numb between my legs',
    "i can't pee",
    'lost control of my bladder',
    'both legs are weak and tingling',
    'wet myself twice today',
    'my groin is numb',
    'no feeling when i go to the toilet',
  ],
  injury: [
    'i fell off a ladder yesterday',
    'car accident last week',
    'since the crash my back hurts',
    'i think i broke a rib',
    'got whiplash on monday',
    'fell down the stairs and landed on my back',
    'came off my bike this morning',
  ],
  illness: [
    'i have a fever',
    'temperature of 39',
    'night sweats every night',
    "I've lost a lot of weight without trying",
    'I had breast cancer two years ago',
    'i feel really unwell and shivery',
    'there is a rash with blisters on my ribs',
    'currently on chemo',
  ],
  other: [
    'my arm is swollen and blue',
    'the pain wakes me every night',
    'worse at night and nothing helps',
    'I found a lump in my armpit',
    'a hard lump that keeps growing',
    'im on blood thinners',
    'i am five months pregnant',
  ],
  despair: [
    'I want to die',
    "i can't go on like this anymore",
    'thinking about killing myself',
    "there's no point in living",
    'everyone would be better off without me',
    'I feel suicidal',
    'i just want to end it all',
  ],
};

const LOOK_ALIKES = [
  'you nearly made me choke on my tea',
  'what is a knot, some kind of blood clot?',
  'that takes a weight from my chest',
  'a hard lump between spine and shoulder blade',
  'my chest muscles are tight',
  'tight chest muscles from the gym',
  'chest is sore from bench press',
  'sore spot on my upper chest when i press it',
  'heartache over the deadline',
  'that broke my heart',
  'nearly had a heart attack when I saw the bill',
  'chest of drawers fell over in the shop',
  'I need to get this off my chest',
  'what a breathtaking view',
  'you took my breath away',
  'I held my breath the whole time',
  'take a deep breath and relax',
  'breathing out slowly helped',
  'I teach a breathing class on mondays',
  'out of breath from running for the bus',
  'my head is spinning with figures',
  'dizzy with excitement',
  'not the faintest idea',
  'this spreadsheet is a headache',
  'i lost sight of the goal',
  'gentle strokes along the muscle',
  'one long stroke down the arm',
  'swimming breaststroke on sunday',
  'dead arm from carrying the bag',
  'my arms are dead tired from the shopping bags',
  'my thumb was dead by the end, but it softened',
  'thumb is numb lol but the knot let go',
  'my bum is numb from this chair',
  'my foot fell asleep from sitting on it',
  'fell asleep early last night',
  'weak tea and a weak excuse',
  'brain is numb from meetings',
  'killing me lol',
  'this knot is killing me',
  'my back is killing me',
  'dying for a coffee',
  'I could kill for a massage',
  'hopeless, it will not let go',
  "it's hopeless at relaxing",
  'pressed it by accident',
  'my laptop crashed',
  'take a coffee break',
  'the heating is broken again',
  'fell behind with my work',
  'cricket fever in the office',
  'friday fever',
  'sick of this knot',
  'sick and tired of it',
  'had my flu jab last week',
  'working from home since covid',
  'losing weight at the gym on purpose',
  'a rash decision',
  'woke up and it was gone',
  'wake me up when it is over lol',
  'laughed so hard I wet myself',
  'I painted the ceiling on sunday',
  'hit me with the next question',
  'my hands are cold because of the office',
  'lump of rock in there',
  'cough syrup is on my shopping list',
];

const NOT_ONES_OWN_OR_NOT_NOW = [
  'had chest pains back in 2018, all fine ever since',
  'no numbness',
  'no chest pain',
  'chest is fine',
  'no fever, no rash, nothing',
  'no numbness, tingling or weakness',
  'I do not have chest pain',
  "i'm not dizzy",
  'never had any trouble breathing',
  'no chest pain or breathlessness, just the knot',
  'without any tingling',
  'Numbness? Nope.',
  "my husband's heart is bad, not mine",
  'my dad had a stroke',
  'my boss gets palpitations',
  'my sister has breast cancer',
  'She had chest pain once',
  'my colleague fainted in the meeting',
  'people with chest pain should not use this, right',
  'my last car accident was in 2009',
  'broke my collarbone as a kid',
  'i had pneumonia years ago',
  'fainted once when I was a child',
  'fell off my bike ten years ago',
  'if I had chest pain I would tell you',
];

const DOUBTFUL = [
  'my left arm hurts',
  'my jaw aches',
  'last year i could hardly breathe for pain, today it was a small pull',
  'tripped last summer, easier today',
  "there's a lump like a golf ball next to my spine",
  'could it be a heart attack',
  'is tingling normal',
  'had some chest pain last week but it has gone away',
  'my hand was numb on sunday, gone now',
  'I am afraid it is a blood clot',
];

describe.each(Object.entries(SIGNS))('a warning sign: %s', (kind, lines) => {
  it.each(lines)('is seen in "%s"', (line) => {
    expect(warningIn(line).certain).toBe(kind);
  });
});

describe('words that only sound alarming', () => {
  it.each(LOOK_ALIKES)('"%s" is no warning sign', (line) => {
    const { certain, doubt, denied } = warningIn(line);
    expect({ certain, doubt, denied }).toEqual({ denied: false });
  });
});

describe("a sign that is denied, long past or somebody else's", () => {
  it.each(NOT_ONES_OWN_OR_NOT_NOW)('is not taken for a present one in "%s"', (line) => {
    const { certain, doubt } = warningIn(line);
    expect({ certain, doubt }).toEqual({ certain: undefined, doubt: undefined });
  });
});

describe('a sign that may or may not be there', () => {
  it.each(DOUBTFUL)('is doubted in "%s"', (line) => {
    const { certain, doubt } = warningIn(line);
    expect(certain).toBeUndefined();
    expect(doubt).toBeDefined();
  });
});

interface Line {
  expecting: Expecting;
  text: string;
  /** The kind of the sign, or why the line is harmless. */
  sign?: string;
  harmless?: string;
  /** The list of signs alone does not see it. */
  needs?: 'model';
}

describe('four hundred lines about bodies', () => {
  const lines = readFileSync(join(import.meta.dirname, 'warning-signs.jsonl'), 'utf8')
    .split('\n')
    .flatMap((line): Line[] => (line === '' ? [] : [JSON.parse(line) as Line]));
  const signs = lines.filter(({ sign }) => sign);

  it.each(signs.filter(({ needs }) => !needs))('the list sees or asks about "$text"', ({ text }) => {
    const { certain, doubt } = warningIn(text);
    expect(certain ?? doubt).toBeDefined();
  });

  it('every sign is seen or asked about when the model reads it too', () => {
    const understand = createUnderstand(lexicon, loadModel());
    const missed = signs.filter(({ text, expecting }) => {
      const { intent, doubt } = understand(text, expecting);
      return intent !== 'red-flag' && intent !== 'despair' && doubt === undefined;
    });
    expect(missed).toEqual([]);
  });

  it.each(lines.filter(({ harmless }) => harmless))('the list takes "$text" for no sign', ({ text }) => {
    expect(warningIn(text).certain).toBeUndefined();
  });
});

describe('the work to find signs', () => {
  it('grows with the message and not with its square', () => {
    const everything = 'my arm is numb and my chest hurts when i breathe i fell off the bike and my mum had a stroke ';
    const looksAt = (times: number) => {
      let looks = 0;
      const counted = <T extends object>(list: T): T =>
        new Proxy(list, {
          get: (target, key) => {
            looks += 1;
            return Reflect.get(target, key) as unknown;
          },
        });
      const reading = readMessage(everything.repeat(times), lexicon.writing, lexicon.repair);
      findWarning(
        {
          ...reading,
          words: counted(reading.words),
          pauses: counted(reading.pauses),
          breaths: counted(reading.breaths),
        },
        lexicon.warnings,
        lexicon.denying,
      );
      return looks;
    };
    expect(looksAt(16) / looksAt(8)).toBeLessThan(2.5);
  });
});

describe('the list of warning signs', () => {
  it('gives every sign a source', () => {
    expect(lexicon.warnings.sources.size).toBeGreaterThan(20);
  });
});
