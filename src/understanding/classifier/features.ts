import type { Intent } from '../../../dialogs/words.ts';
import type { Entry } from '../lexicon.ts';
import type { Found } from '../phraseBook.ts';
import type { Reading } from '../reading.ts';
import { mixed, printOf } from './print.ts';
import { tokensOf } from './tokens.ts';

/** Part of what a trained model is bound to. Raise it when the model sees a message otherwise than before. */
export const FEATURES_VERSION = 6;

/** A message as the two halves of the model see it. */
export interface Seen {
  /**
   * For the linear half: fingerprints of the features, of which some may come twice, and among them those of the letters
   * of a word together.
   */
  features: readonly (number | Int32Array)[];
  /** For the net: the words in order. */
  tokens: readonly string[];
}

/** What the model sees of a message of which the phrases are known. */
export function see(reading: Reading, found: readonly Found<Entry>[], byPhrases: Intent): Seen {
  return { features: featuresOf(reading, found, byPhrases), tokens: tokensOf(reading) };
}

/** All features one by one, each once. */
export function everyFeature({ features }: Seen): number[] {
  return [...new Set(features.flatMap((feature) => (typeof feature === 'number' ? feature : [...feature])))];
}

/** The feature of a word that occurs anywhere. */
export function wordFeature(word: string): number {
  return mixed(WORD, printsOf(word).word);
}

/** Words after which the answer comes: "I was going to say no, and then I hit it". */
const TURNS = new Set(['but', 'then', 'and', 'so', 'though', 'actually']);
const DENIALS = new Set(['not', 'no', 'never', 'nothing', 'none', 'without', 'hardly', 'barely', 'neither', 'cannot']);
/** How many features the reading by phrases makes. */
const VOICES = 4;
/** A strong phrase weighs at least this. */
const STRONG = 1.5;

/** What a feature is about. One fingerprint in tens of thousands is that of another feature, too, and no more. */
const WORD = 1;
const PAIR = 2;
const THREE = 3;
const ACROSS = 4;
const LETTERS = 5;
const DENIED = 6;
const LAST = 7;
const LAST_PAIR = 8;
const ASKS = 9;
const LENGTH = 10;
const PHRASE = 11;
const BY_PHRASES = 12;
const FAR_PAIR = 13;
/** So far apart two words still make a pair: "cannot say that it stayed hard". */
const FAR = 6;

/**
 * What the linear half sees of a message: its words alone, in pairs near and far, in threes, the letters they are made of,
 * what stands after a denial, how it ends, which phrases of the word lists were found in it, and what those alone
 * would take it to mean under the open question. Pure.
 */
function featuresOf(reading: Reading, found: readonly Found<Entry>[], byPhrases: Intent): Seen['features'] {
  const { words } = reading;
  const all = words.map(printsOf);
  const prints = [FIRST, ...all.map(({ word }) => word), END];
  const features: (number | Int32Array)[] = [];
  for (let i = 0; i < prints.length; i++) {
    const word = prints[i] as number;
    features.push(mixed(WORD, word));
    if (i + 1 === prints.length) break;
    const pair = mixed(mixed(PAIR, word), prints[i + 1] as number);
    features.push(pair);
    if (i + 2 === prints.length) continue;
    const afterNext = prints[i + 2] as number;
    features.push(mixed(mixed(THREE, pair), afterNext), mixed(mixed(ACROSS, word), afterNext));
    const far = mixed(FAR_PAIR, word);
    for (let next = i + 3; next <= i + FAR && next < prints.length; next++) {
      features.push(mixed(far, prints[next] as number));
    }
  }
  for (const { letters } of all) features.push(letters);
  let denied = 0;
  for (const [at, word] of words.entries()) {
    if (DENIALS.has(word)) denied = 4;
    else if (denied > 0) {
      denied -= 1;
      features.push(mixed(DENIED, (all[at] as Prints).word));
    }
  }
  const turn = lastTurn(reading);
  for (let i = turn; turn > 0 && i < words.length; i++) {
    const word = (all[i] as Prints).word;
    features.push(mixed(LAST, word));
    const next = all[i + 1];
    if (next) features.push(mixed(mixed(LAST_PAIR, word), next.word));
  }
  if (reading.asks.some(Boolean)) features.push(mixed(ASKS, 0));
  features.push(mixed(LENGTH, Math.min(5, Math.ceil(Math.log2(words.length + 1)))));
  for (const { what, weight } of found) {
    if (what.is !== 'sense') features.push(mixed(PHRASE, printsOf(what.is).word));
    else {
      const strength = weight > STRONG ? 1 : 0;
      for (const { intent } of what.sense.means) features.push(mixed(PHRASE, printsOf(intent).word + strength));
    }
  }
  // Among a hundred letters and pairs a single feature would hardly be heard.
  const told = printsOf(byPhrases).word;
  for (let voice = 0; voice < VOICES; voice++) features.push(mixed(mixed(BY_PHRASES, voice), told));
  return features;
}

/** The fingerprint of a word, and those of the letters it is made of: most of the features, the same whenever it comes. */
interface Prints {
  word: number;
  /** Three, four and five letters in a row. */
  letters: Int32Array;
}

/** The words of strangers must not pile up in memory. */
const MOST_KEPT = 4000;
const LONGEST_KEPT = 20;
const kept = new Map<string, Prints>();

function printsOf(word: string): Prints {
  const before = kept.get(word);
  if (before) return before;
  const framed = `_${word}_`;
  const letters: number[] = [];
  for (const size of [3, 4, 5]) {
    for (let i = 0; i + size <= framed.length; i++) letters.push(mixed(LETTERS, printOf(framed.slice(i, i + size))));
  }
  const prints = { word: printOf(word), letters: Int32Array.from(letters) };
  if (kept.size >= MOST_KEPT) kept.clear();
  if (word.length <= LONGEST_KEPT) kept.set(word, prints);
  return prints;
}

const FIRST = printOf('<');
const END = printOf('>');

function lastTurn({ words, pauses }: Reading): number {
  for (let i = words.length - 1; i > 0; i--) if (pauses[i] || TURNS.has(words[i] ?? '')) return i;
  return 0;
}
