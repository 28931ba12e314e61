import type { Expecting, Intent } from '../../../dialogs/words.ts';
import { AFFIRMS } from '../affirms.ts';
import { graveAnswer, isPlainAnswer, isUrging, onlyComplains } from '../graveAnswers.ts';
import { type Heard, type Learned, slotsIn } from '../heard.ts';
import { nothing } from '../readByPhrases.ts';
import type { Reading } from '../reading.ts';
import { isOfAge } from '../slots/age.ts';
import type { Understood } from '../understood.ts';
import { asNumbersGo, RATED } from './meaning.ts';
import type { Settled } from './signs.ts';

/** Questions about signs and cares: a "no" to them leads on to pressing. */
const CLEARED_BY_NO = new Set<Expecting>(['safety', 'confirm']);

/** A question about what it is or whom it is for, and not "shall we?". */
const ASKS_FIRST =
  /\b(?:is (?:it|this|that)|are (?:you|there)|does|do you|what|why|how|which|who|can (?:a|people|persons?|somebody|someone|anyone)|wtf|should i)\b.*\?\W*$|\bdo i (?:really )?have to be\b/;

/** What is more or less of an answer than it seems, by what was asked: consent, a number, signs. */
export function answerAsked(heard: Heard, settled: Settled, { lexicon }: Learned): Understood | undefined {
  const { words, reading, expecting, how, byPhrases, guesses, places } = heard;
  const { intent, doubtful } = settled;
  const none: Understood = { ...nothing(), also: [], how, ...doubtful };
  if (expecting === 'consent') {
    // "Before we start, is it safe for persons of 44?" agrees to nothing yet.
    if (intent === 'yes' && ASKS_FIRST.test(reading.text) && !AFFIRMS.has(reading.words[0] ?? '')) return none;
    const ofAge = how === 'words' && !doubtful.doubt ? isOfAge(words) : undefined;
    if (ofAge !== undefined) return { intent: ofAge ? 'yes' : 'no', slots: {}, also: [], how };
  }
  // "Two, by the feel of it": a number where one is asked for, and the model thinks so, too.
  if (guesses[0]?.label === 'knot.rating' && intent !== 'knot.rating') {
    const slots = slotsIn(heard, 'knot.rating', lexicon);
    const rated = asNumbersGo('knot.rating', expecting, reading);
    if (slots.rating !== undefined) return { intent: rated, slots, also: [], how, ...doubtful };
  }
  if (saysNothing(reading, expecting)) return none;
  if (CLEARED_BY_NO.has(expecting) && onlyComplains(intent, byPhrases.intent, reading, lexicon)) {
    return { ...none, also: byPhrases.also };
  }
  if (expecting !== 'safety' && expecting !== 'doubt') return undefined;
  const answer = isNoPlainAnswer(heard, intent, lexicon)
    ? 'out-of-scope'
    : graveAnswer(byPhrases.intent, intent, guesses, reading);
  if (answer === intent) return undefined;
  const also = byPhrases.also.filter((one) => one.intent !== answer);
  return { intent: answer, slots: { ...places }, also, how, ...doubtful };
}

function isNoPlainAnswer(
  { expecting, how, byPhrases, reading }: Heard,
  intent: Intent,
  lexicon: Learned['lexicon'],
): boolean {
  if (expecting === 'doubt') return !isPlainAnswer(byPhrases.intent, intent, reading, lexicon);
  return how === 'words' && isUrging(intent, reading, lexicon);
}

/** A lone "none" where neither yes nor no is asked: none of what? And a shrug at how the knot is says nothing either. */
function saysNothing({ words }: Reading, expecting: Expecting): boolean {
  return RATED.has(expecting) && ['none', 'no', 'nothing', 'not sure'].includes(words.slice(0, 3).join(' '));
}
