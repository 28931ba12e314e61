import type { Expecting, Intent } from '../../dialogs/words.ts';
import { mayStop } from './checkInWishes.ts';
import { lowered } from './lowered.ts';
import { newsBeside } from './slots/knotNews.ts';
import type { Understood } from './understood.ts';

/** Reads a part of a message by itself. */
export type Read = (words: string, expecting: Expecting) => Understood;

/** What is wished for the check-ins, beside which an answer may stand. */
export const OF_CHECK_INS: ReadonlySet<Intent> = new Set<Intent>([
  'reminder.set',
  'reminder.skip',
  'reminder.pause',
  'reminder.stop',
  'reminder.snooze',
]);

/** "A 4. Remind me tomorrow at 9": how the knot is comes first, and is an answer. */
export function withAnswerBefore(wish: Understood, words: string, read: Read): Understood {
  const { intent, slots } = wish;
  if (intent !== 'reminder.set' || slots.on === undefined) return wish;
  const [first = words] = words.split(/[.,;!:]\s+|\s+(?:but|and)\s+/, 1);
  if (first.length === words.length) return wish;
  const answer = read(first, 'check-in');
  return answer.intent.startsWith('knot.') ? { ...answer, also: [{ intent, slots }] } : wish;
}

/** "Same, and can you ask me at 2 instead of 9": the answer counts, and so does the wish. */
export function withNews(understood: Understood, words: string): Understood {
  const told = newsBeside(lowered(words));
  if (!told || understood.doubt) return understood;
  const { intent, slots, candidates: _, ...others } = understood;
  return {
    ...others,
    intent: told.intent,
    slots: told.rating === undefined ? {} : { rating: told.rating },
    also: [{ intent, slots }, ...understood.also.filter((one) => one.intent !== told.intent)],
  };
}

/** Where hands are on a sore place. */
const PRESSES = new Set<Expecting>(['pressure', 'contracting', 'region', 'hold']);

/** Hands that press wish for no check-ins in words that do not name them: "nothing. no, the other arm". */
export function withoutFarWishes(taken: Understood, text: string, expecting: Expecting): Understood {
  if (taken.also.length === 0 || !PRESSES.has(expecting) || mayStop(text)) return taken;
  return {
    ...taken,
    also: taken.also.filter(({ intent }) => intent !== 'reminder.pause' && intent !== 'reminder.stop'),
  };
}

/** What is told of days and hours beside an answer changes no check-ins: "better at first, then by evening worse than ever". */
export function onlyWished(understood: Understood, text: string): Understood {
  if (!understood.intent.startsWith('knot.')) return understood;
  if (understood.also.length === 0 || WISHED.test(text)) return withoutTimes(understood, text);
  return { ...understood, also: understood.also.filter(({ intent }) => !intent.startsWith('reminder.')) };
}
const WISHED =
  /\b(?:ask(?:ing)?|remind(?: me|ing)|ping(?:ing)?|check(?:ing)? (?:in|on|back)|check-?ins?|messag(?:e|es|ing)|text me|nudge|poke|notify|skip|pause|stop|snooze|later|not now|unsubscribe|please|pls|plz|(?:can|could|would|will) (?:you|u|we|ye|ya)|from now on|from (?:next|tomorrow)|henceforth|instead|move|change|switch|make|set|no more|only (?:on )?\w+days?|schedul\w+|reduce|going forward|in future|every|(?:don't|do not) want|leave out|cancel|again in|back in)\b/;

/** "I'm in meetings until 4 but it's better." */
const IN_SOMETHING = /\b(?:meetings?|calls?|class|busy|driving|client|work|shift) (?:until|till|til) (?:about )?\d/;

/** "Same, move it to 10": the one number is the time. */
function withoutTimes(understood: Understood, text: string): Understood {
  const { slots, also } = understood;
  const isTime = also.some((one) => one.slots.time !== undefined) || IN_SOMETHING.test(text);
  if (slots.rating === undefined || !isTime) return understood;
  if (text.match(/\d+(?:[:.]\d\d)?/g)?.length !== 1) return understood;
  const { rating: _, ...others } = slots;
  return { ...understood, slots: others };
}
