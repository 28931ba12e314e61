import type { Intent } from '../../dialogs/words.ts';
import type { Guess } from './classifier/model.ts';
import type { Lexicon } from './lexicon.ts';
import type { Reading } from './reading.ts';
import { ENOUGH_ALONE, SURE_OF_A_SIGN } from './sureness.ts';

/**
 * A doubt comes in the middle of something, and what is said under it may still be about that: "it stayed hard" neither
 * clears it nor confirms it. What the phrases do not know has to hold a yes or a no.
 */
export function isPlainAnswer(
  byPhrases: Intent,
  intent: Intent,
  { text, words }: Reading,
  { bare, denying }: Lexicon,
): boolean {
  if (intent !== 'yes' && intent !== 'no') return true;
  if (intent === 'no' && LEAVES_AS_IT_WAS.test(text)) return false;
  if (intent === 'yes' && isNod(words)) return false;
  return byPhrases === intent || words.some((word) => bare.has(word) || denying.has(word));
}

/** "Actually no, carry on as before" is about something else than a sign. */
const LEAVES_AS_IT_WAS =
  /\b(?:as (?:before|it was|they were|usual)|like before|carry on|keep (?:it|them|going)|leave (?:it|them)|go on with|resume|as planned)\b/;

/** "Ok", "fine" and "start" may mean that all is well, and "fine, show me the place" wants to get on. */
function isNod(words: readonly string[]): boolean {
  return words.some((word) => NODS.has(word)) && !words.some((word) => NAMES_ONE.has(word));
}

/** "Just start" answers no list of signs, neither with yes nor with no. */
export function isUrging(intent: Intent, { words }: Reading, { denying }: Lexicon): boolean {
  if (intent === 'yes') return isNod(words);
  return intent === 'no' && words.includes('start') && !words.some((word) => denying.has(word));
}
const NAMES_ONE = new Set(['yes', 'one', 'some', 'have', 'not']);
const NODS = new Set(['ok', 'fine', 'good', 'cool', 'alright', 'start', 'go', 'continue']);

/**
 * "Sore as anything, there" says of no sign that it is not there: only a complaint with a denial in it is a "no".
 * Pressing goes on after one, so what the model alone takes for it is asked again.
 */
export function onlyComplains(
  intent: Intent,
  byPhrases: Intent,
  { text, words }: Reading,
  { denying }: Lexicon,
): boolean {
  if ((intent !== 'no' && intent !== 'relief.start') || byPhrases === 'no') return false;
  return COMPLAINS.test(text) && !words.some((word) => denying.has(word));
}
const COMPLAINS =
  /\b(?:sore|tender|hurts?|hurting|ouch|ow|pain(?!-? ?free)s?|painful|ach(?:es?|ing|y)|swollen|throb\w*|stings?|stinging)\b/;

/** "No, I am not fine, one of them is me" begins like a no to the list, and is none. */
const CLAIMS_ONE =
  /(?<!\b(?:not|no|none|never|nor|any|even|isn't|aren't) )\b(?:one|two|some|a few) of (?:them|those|these|the (?:list|signs|things))\b[ ,a-z]{0,14}\b(?:is|are|applies|apply|fits?|sounds?)\b(?! (?:not|no one|none|nothing|about)\b)(?!n't)|\b(?:simpler|actually|wait|sorry|but|rather)[:,]? i (?:do )?have (?:one|two|some)\b(?! (?:question|moment|minute|more))/;

/**
 * An answer about safety has to be plain: a question is none, the phrases are believed where the classifier wavers, and
 * what only the classifier half sees is asked again.
 */
export function graveAnswer(byPhrases: Intent, intent: Intent, guesses: readonly Guess[], reading: Reading): Intent {
  if (intent !== 'yes' && intent !== 'no') return intent;
  if (reading.asks.every(Boolean)) return 'out-of-scope';
  if ((intent === 'no' || byPhrases === 'no') && CLAIMS_ONE.test(reading.text)) return 'out-of-scope';
  // "If I had a heart complaint, which I haven't, who could read that?" asks, whatever it denies on the way.
  const likeliest = guesses[0]?.label ?? '';
  if (reading.asks.at(-1) && likeliest.startsWith('ask.')) return likeliest as Intent;
  const probability = guesses.find(({ label }) => label === intent)?.probability ?? 0;
  if (byPhrases === 'yes' || byPhrases === 'no') {
    if (byPhrases === intent || probability >= SURE_OF_A_SIGN) return intent;
    // "It's fine now": the two disagree, and neither may be taken.
    return probability >= ENOUGH_ALONE ? 'out-of-scope' : byPhrases;
  }
  return probability >= ENOUGH_ALONE ? intent : 'out-of-scope';
}
