import type { Expecting, Intent, Meaning } from '../../../dialogs/words.ts';
import { answerAndQuestion } from '../besides.ts';
import { isOfSomeDays } from '../checkInWishes.ts';
import { type Heard, type Learned, slotsIn } from '../heard.ts';
import type { Lexicon } from '../lexicon.ts';
import { TIME_ASKED } from '../readByPhrases.ts';
import type { Reading } from '../reading.ts';
import { hasEnd, namesOneCheckIn } from '../slots/namedDay.ts';
import { wishesOnce } from '../slots/onceTold.ts';
import { asksForLater, asksOnceIn } from '../slots/putOff.ts';
import { changeTold } from '../slots/rating.ts';
import { isBusyUntil, readSetting } from '../slots/reminder.ts';
import { LEFT_OPEN, RULED_OUT, SURE_OF_ANOTHER } from '../sureness.ts';
import type { Understood } from '../understood.ts';
import type { Settled } from './signs.ts';

/** What is most likely meant, with the time, the number or whatever else it holds, and what was said beside it. */
export function mostLikely(heard: Heard, settled: Settled, learned: Learned): Understood {
  const { words, reading, expecting, how, byPhrases, guesses } = heard;
  const { intent, candidates, doubtful } = settled;
  const { lexicon, model } = learned;
  const meaning = (label: Intent) => meaningOf(heard, label, lexicon);
  const beside = reading.pauses.includes('sentence') ? answerAndQuestion(words, expecting, lexicon, model) : undefined;
  // What tells of another time, and asks: "the last one dug his elbow in. You are not going to do the same?"
  const isQuestion = guesses[0]?.label.startsWith('ask.') === true && guesses[0].probability >= SURE_OF_ANOTHER;
  const isPossibleAnswer =
    byPhrases.intent === beside?.answer ||
    guesses.some(
      ({ label, probability }) => label === beside?.answer && probability > (isQuestion ? LEFT_OPEN : RULED_OUT),
    );
  // "Monday? No, Tuesday" declines nothing.
  const isChoice = beside?.answer === 'no' && beside.other === 'reminder.set' && TIME_ASKED.has(expecting);
  if (beside && isPossibleAnswer && !isChoice)
    return { ...meaning(beside.answer), also: [meaning(beside.other)], how, ...doubtful };
  const also = intent === byPhrases.intent ? byPhrases.also : [];
  return {
    ...meaning(asNumbersGo(intent, expecting, reading)),
    also: alsoLater(heard, intent, also, lexicon),
    how,
    ...(candidates && { candidates: [meaning(candidates[0]), meaning(candidates[1])] }),
    ...doubtful,
  };
}

/** An intent with its slots; where those say that a neighbouring one is meant, that one. */
function meaningOf(heard: Heard, label: Intent, lexicon: Lexicon): Meaning {
  const { reading, expecting, byPhrases, guesses } = heard;
  const { text } = reading;
  const slotsOf = (intent: Intent) => slotsIn(heard, intent, lexicon);
  // "Stop them till Tuesday" has an end, and so is a pause.
  const ended = label === 'reminder.stop' && hasEnd(text) ? 'reminder.pause' : label;
  const slots = slotsOf(ended);
  // "A quarter of an hour should do it" names no time of day for the next days, and how long to wait now.
  if (ended === 'reminder.set' && expecting === 'check-in' && !slots.time && !slots.days) {
    const later = slotsOf('reminder.snooze');
    const isLikely = guesses.some(({ label, probability }) => label === 'reminder.snooze' && probability > LEFT_OPEN);
    if (isLikely && later.minutes !== undefined) return { intent: 'reminder.snooze', slots: later };
  }
  // Busy now, and when that is over: to be asked then.
  if (ended === 'later' && expecting === 'check-in' && isBusyUntil(reading)) {
    const later = slotsOf('reminder.snooze');
    if (later.time !== undefined) return { intent: 'reminder.snooze', slots: later };
  }
  // "Could you remind me to do this in one minute": no time of day, and one time.
  if (ended === 'reminder.set' && !slots.time && !slots.days && !slots.on && asksOnceIn(text)) {
    return { intent: 'reminder.snooze', slots: slotsOf('reminder.snooze') };
  }
  // "Not today, remind me again tomorrow at 10": so far off nothing is put off within the day.
  if (ended === 'reminder.snooze' && slots.minutes === undefined && wishesOnce(text)) {
    const once = slotsOf('reminder.set');
    if (once.on !== undefined && once.time !== undefined) return { intent: 'reminder.set', slots: once };
  }
  if (ended !== 'reminder.stop' && ended !== 'reminder.pause') return { intent: ended, slots };
  // "No reminder on Friday": what names one day leaves out that one, and neither ends nor halts the series.
  const isOneDay =
    byPhrases.intent === 'reminder.skip' || guesses[0]?.label === 'reminder.skip' || namesOneCheckIn(text);
  const oneDay = isOneDay ? slotsOf('reminder.skip') : {};
  if (oneDay.on !== undefined) return { intent: 'reminder.skip', slots: oneDay };
  // "Stop the weekend check-ins" leaves those of the working days.
  const left = ended === 'reminder.stop' && isOfSomeDays(text) ? readSetting(reading, expecting) : {};
  return left.days === undefined ? { intent: ended, slots } : { intent: 'reminder.set', slots: left };
}

/** "Better, but ask again in two hours": more is said than that it is not now. */
export function alsoLater(heard: Heard, intent: Intent, also: Meaning[], lexicon: Lexicon): Meaning[] {
  const { expecting, reading } = heard;
  if (expecting !== 'check-in' || !intent.startsWith('knot.')) return also;
  const wish = (wished: Intent): Meaning[] => [{ intent: wished, slots: slotsIn(heard, wished, lexicon) }];
  if (wishesOnce(reading.text)) return wish('reminder.set');
  const isLater = also.every((one) => one.intent === 'later') && asksForLater(reading.text);
  return isLater ? wish('reminder.snooze') : also;
}

/** Where it is asked how the knot is now. */
export const RATED: ReadonlySet<Expecting> = new Set<Expecting>(['outcome', 'check-in']);

/**
 * Two numbers tell which way it went: "was a four at the half, it's a seven at curtain down" is worse, whatever the
 * words remind of, and "a four, was a seven" is more than a number.
 */
export function asNumbersGo(intent: Intent, expecting: Expecting, { text }: Reading): Intent {
  if (!RATED.has(expecting) || !CHANGES.has(intent)) return intent;
  const change = changeTold(text);
  if (!change || (change === 'same' && intent !== 'knot.rating')) return intent;
  return `knot.${change}`;
}
const CHANGES = new Set<Intent>(['knot.rating', 'knot.better', 'knot.worse']);
