import type { Intent } from '../../../dialogs/words.ts';
import type { Entry } from '../lexicon.ts';
import type { Found } from '../phraseBook.ts';
import type { Reading } from '../reading.ts';
import { tokensOf } from './tokens.ts';

/** Part of what a trained model is bound to. Raise it when the model sees a message otherwise than before. */
export const FEATURES_VERSION = 4;

/** A message as the two halves of the model see it. */
export interface Seen {
  /** For the linear half: a feature each, or all those that the letters of a word are. */
  features: readonly (string | readonly string[])[];
  /** For the net: the words in order. */
  tokens: readonly string[];
}

/** What the model sees of a message of which the phrases are known. */
export function see(reading: Reading, found: readonly Found<Entry>[], byPhrases: Intent): Seen {
  return { features: featuresOf(reading, found, byPhrases), tokens: tokensOf(reading) };
}

/** All features one by one, each once. */
export function everyFeature({ features }: Seen): string[] {
  return [...new Set(features.flat())];
}

/** Words after which the answer comes: "I was going to say no, and then I hit it". */
const TURNS = new Set(['but', 'then', 'and', 'so', 'though', 'actually']);
const DENIALS = new Set(['not', 'no', 'never', 'nothing', 'none', 'without', 'hardly', 'barely', 'neither', 'cannot']);
/** How many features the reading by phrases makes. */
const VOICES = 4;
/** A strong phrase weighs at least this. */
const STRONG = 1.5;

/**
 * What the linear half sees of a message: its words alone, in pairs, in threes and across one, the letters they are made
 * of, what stands after a denial, how it ends, which phrases of the word lists were found in it, and what those alone
 * would take it to mean under the open question. Pure.
 */
function featuresOf(reading: Reading, found: readonly Found<Entry>[], byPhrases: Intent): Seen['features'] {
  const { words } = reading;
  const features = new Set<string | readonly string[]>();
  const framed = ['<', ...words, '>'];
  for (let i = 0; i < framed.length; i++) {
    const word = framed[i];
    const next = framed[i + 1];
    const afterNext = framed[i + 2];
    features.add(`1 ${word}`);
    if (next !== undefined) features.add(`2 ${word} ${next}`);
    if (afterNext !== undefined) {
      features.add(`3 ${word} ${next} ${afterNext}`);
      features.add(`_ ${word} ${afterNext}`);
    }
  }
  for (const word of words) features.add(lettersOf(word));
  let denied = 0;
  for (const word of words) {
    if (DENIALS.has(word)) denied = 4;
    else if (denied > 0) {
      denied -= 1;
      features.add(`n ${word}`);
    }
  }
  const turn = lastTurn(reading);
  for (let i = turn; turn > 0 && i < words.length; i++) {
    features.add(`l ${words[i]}`);
    if (i + 1 < words.length) features.add(`m ${words[i]} ${words[i + 1]}`);
  }
  if (reading.asks.some(Boolean)) features.add('?');
  features.add(`length ${Math.min(5, Math.ceil(Math.log2(words.length + 1)))}`);
  for (const { what, weight } of found) {
    if (what.is !== 'sense') features.add(`p ${what.is}`);
    else for (const { intent } of what.sense.means) features.add(`p ${intent}${weight > STRONG ? '!' : ''}`);
  }
  // Among a hundred letters and pairs a single feature would hardly be heard.
  for (let voice = 0; voice < VOICES; voice++) features.add(`by phrases ${voice} ${byPhrases}`);
  return [...features];
}

/** The words of strangers must not pile up in memory. */
const MOST_KEPT = 4000;
const LONGEST_KEPT = 20;
const lettersKept = new Map<string, readonly string[]>();

/** Three, four and five letters in a row: most of the features, and the same whenever a word comes. */
function lettersOf(word: string): readonly string[] {
  const kept = lettersKept.get(word);
  if (kept) return kept;
  const letters = `_${word}_`;
  const features: string[] = [];
  for (const size of [3, 4, 5]) {
    for (let i = 0; i + size <= letters.length; i++) features.push(`c ${letters.slice(i, i + size)}`);
  }
  if (lettersKept.size >= MOST_KEPT) lettersKept.clear();
  if (word.length <= LONGEST_KEPT) lettersKept.set(word, features);
  return features;
}

function lastTurn({ words, pauses }: Reading): number {
  for (let i = words.length - 1; i > 0; i--) if (pauses[i] || TURNS.has(words[i] ?? '')) return i;
  return 0;
}
