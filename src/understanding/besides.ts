import type { Expecting, Intent } from '../../dialogs/words.ts';
import { see } from './classifier/features.ts';
import type { Guess, Model } from './classifier/model.ts';
import { combine, isAnswer } from './combine.ts';
import type { Lexicon } from './lexicon.ts';
import { HEARD_BESIDE, readByPhrases } from './readByPhrases.ts';
import { type Reading, readMessage } from './reading.ts';
import { ENOUGH_ALONE } from './sureness.ts';
import { findWarning } from './warning-signs/findWarning.ts';

/** Each part is understood by itself, and what is asked comes early. */
const MOST_PARTS = 24;

/** "4 but is that dangerous?": what is asked beside a number, a side or a time. */
export function questionBeside(words: string, lexicon: Lexicon, model: Model): Intent | undefined {
  if (!words.includes('?')) return undefined;
  for (const part of words.split(/(?<=[.!?,;])\s+|\s+(?=but\b|and\b)/, MOST_PARTS)) {
    const reading = readMessage(part.replace(/^(?:but|and)\s+/i, ''), lexicon.writing, lexicon.repair);
    if (!reading.asks.some(Boolean)) continue;
    const [guess] = readAlone(reading, 'nothing', lexicon, model).guesses;
    if (guess?.label.startsWith('ask.') && guess.probability >= 0.5) return guess.label as Intent;
  }
  return undefined;
}

/** What a message asks that would be an answer if it told: of the questions, the likeliest. */
export function askedBy(words: string, lexicon: Lexicon, model: Model): Intent {
  const reading = readMessage(words, lexicon.writing, lexicon.repair);
  const { byPhrases, guesses } = readAlone(reading, 'nothing', lexicon, model);
  if (byPhrases.startsWith('ask.')) return byPhrases;
  const likeliest = guesses.find(({ label }) => label.startsWith('ask.'));
  return likeliest && likeliest.probability >= LIKELY ? (likeliest.label as Intent) : 'ask.how-to-press';
}
/** Below this it is asked about the pressing at hand, as most questions in the middle of it are. */
const LIKELY = 0.3;

/** An answer in one sentence and something else in another: "like a marble. can i just dig my elbow in?" */
export function answerAndQuestion(
  words: string,
  expecting: Expecting,
  lexicon: Lexicon,
  model: Model,
): { answer: Intent; other: Intent } | undefined {
  let answer: Intent | undefined;
  let other: Intent | undefined;
  for (const sentence of words.split(/(?<=[.!?])\s+|\n+/, MOST_PARTS)) {
    const reading = readMessage(sentence, lexicon.writing, lexicon.repair);
    if (reading.words.length === 0) continue;
    const { byPhrases, guesses } = readAlone(reading, expecting, lexicon, model);
    const combined = combine(guesses, byPhrases, { denied: false, cleared: false });
    if ('warning' in combined || combined.candidates) continue;
    const guess = guesses.find(({ label }) => label === combined.intent);
    if ((guess?.probability ?? 0) < ENOUGH_ALONE && combined.intent !== byPhrases) continue;
    // The answer comes last, the first question is the one that was on the mind.
    if (isAnswer(combined.intent)) answer = combined.intent;
    else if (HEARD_BESIDE.test(combined.intent)) other ??= combined.intent;
  }
  return answer && other ? { answer, other } : undefined;
}

/**
 * What the model makes of each sentence of a message in which the list is certain of a sign, read by itself: "are you a
 * doctor? I think I am having a heart attack" begins with a question, and does not end with one.
 */
export function partsWithSigns(words: string, expecting: Expecting, lexicon: Lexicon, model: Model): Guess[][] {
  return words.split(/(?<=[.!?])\s+|\n+/, MOST_PARTS).flatMap((part) => {
    const reading = readMessage(part, lexicon.writing, lexicon.repair);
    const { certain } = findWarning(reading, lexicon.warnings, lexicon.denying);
    return certain ? [readAlone(reading, expecting, lexicon, model).guesses] : [];
  });
}

/** What the phrases and the model make of one part. */
function readAlone(
  reading: Reading,
  expecting: Expecting,
  lexicon: Lexicon,
  model: Model,
): { byPhrases: Intent; guesses: Guess[] } {
  const found = lexicon.book.find(reading);
  const byPhrases = readByPhrases(reading, expecting, lexicon, found).intent;
  return { byPhrases, guesses: model.rank(see(reading, found, byPhrases), expecting) };
}
