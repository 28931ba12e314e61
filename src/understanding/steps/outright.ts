import type { Expecting, Intent, Meaning } from '../../../dialogs/words.ts';
import { questionBeside } from '../besides.ts';
import { stopsAll } from '../checkInWishes.ts';
import { isPlainAnswer } from '../graveAnswers.ts';
import type { Heard, Learned } from '../heard.ts';
import { NO_SUCH_DAY, TIME_ASKED } from '../readByPhrases.ts';
import { isAway, isNotToday } from '../slots/away.ts';
import { wishesOnce } from '../slots/onceTold.ts';
import { putsBack } from '../slots/putBack.ts';
import { isPutOff, saysAskLater } from '../slots/putOff.ts';
import { movesAll, shiftsForGood } from '../slots/shift.ts';
import { isRuledOut, SURE_OF_A_SIGN } from '../sureness.ts';
import type { Understood } from '../understood.ts';
import { alsoLater, asNumbersGo } from './meaning.ts';

/** The one question that is open is put off. */
export function putsThisOff({ byPhrases, expecting, reading }: Heard): boolean {
  return (
    byPhrases.intent === 'reminder.snooze' &&
    expecting === 'check-in' &&
    (isPutOff(reading.text) || saysAskLater(reading.text))
  );
}

/** A time was asked for, and there is one. */
export function isTimeTold({ intent, slots }: Meaning, expecting: Expecting): boolean {
  return TIME_ASKED.has(expecting) && intent === 'reminder.set' && slots.time !== undefined;
}

/** A lone word or sign, a number, a time or a side says outright what it is, whatever the words remind the model of. */
export function toldOutright(
  heard: Heard,
  learned: Learned,
  doubtful: Pick<Understood, 'doubt'>,
): Understood | undefined {
  const { words, reading, expecting, how, byPhrases, guesses } = heard;
  const { text } = reading;
  const isLater = putsThisOff(heard);
  const isAll = byPhrases.intent === 'reminder.stop' && stopsAll(text);
  const isOnce = byPhrases.intent === 'reminder.set' && byPhrases.slots.on !== undefined && wishesOnce(text);
  const isOff = changesDays(heard);
  if (!(isLater || isAll || isOnce || isOff || isOutright(heard))) return undefined;
  if (how === 'emoji' && (guesses[0]?.probability ?? 0) >= SURE_OF_A_SIGN) return undefined;
  if (expecting === 'doubt' && !isPlainAnswer(byPhrases.intent, byPhrases.intent, reading, learned.lexicon)) {
    return undefined;
  }
  // "Whenever, or no, let's say 2 pm": the time is what it comes to. And a lone "morning" greets nobody here.
  const isTime = isTimeTold(byPhrases, expecting) && COMES_TO_A_TIME.has(guesses[0]?.label ?? '');
  const isDay = TIME_ASKED.has(expecting) && byPhrases.intent === 'reminder.set' && NO_SUCH_DAY.test(text);
  const isSure = byPhrases.intent === 'zone.set' || isOff || isOnce || isLater || isTime || isAll || isDay;
  if (!isSure && isRuledOut([byPhrases.intent], guesses)) return undefined;

  const asked = byPhrases.also.length === 0 ? questionBeside(words, learned.lexicon, learned.model) : undefined;
  const also = asked
    ? [{ intent: asked, slots: {} }]
    : alsoLater(heard, byPhrases.intent, byPhrases.also, learned.lexicon);
  // "Ask me again tomorrow" is one wish, in however many words.
  const same = isOff ? SAME_AS_DAYS : isLater ? SAME_AS_LATER : isOnce ? SAME_AS_ONCE : NONE;
  return {
    ...byPhrases,
    intent: asNumbersGo(byPhrases.intent, expecting, reading),
    also: also.filter((one) => !same.has(one.intent)),
    how,
    ...doubtful,
  };
}

const NONE: ReadonlySet<Intent> = new Set();
const SAME_AS_LATER: ReadonlySet<Intent> = new Set(['later']);
const SAME_AS_ONCE: ReadonlySet<Intent> = new Set(['repeat', 'later', 'reminder.snooze', 'reminder.show']);
const SAME_AS_DAYS: ReadonlySet<Intent> = new Set([
  'later',
  'skip',
  'reminder.stop',
  'reminder.pause',
  'reminder.skip',
  'reminder.snooze',
  'reminder.resume',
]);

/** Days are left out, put back or moved, in so many words. */
function changesDays({ byPhrases: { intent }, reading: { text }, expecting }: Heard): boolean {
  return (
    (intent === 'reminder.pause' && isAway(text)) ||
    (intent === 'reminder.skip' && isNotToday(text)) ||
    (intent === 'reminder.resume' && putsBack(text)) ||
    (intent === 'reminder.set' && ((expecting === 'nothing' && movesAll(text)) || shiftsForGood(text)))
  );
}

const COMES_TO_A_TIME = new Set<string>(['yes', 'unsure', 'reminder.snooze', 'greet']);

/** What puts a check-in off is said in few words. */
const LONGEST_SNOOZE = 12;
const PUTS_OFF = new Set(['snooze', 'postpone', 'delay', 'defer', 'bump']);

function isOutright({ byPhrases, how, expecting, reading: { words } }: Heard): boolean {
  const { intent, slots } = byPhrases;
  if (how !== 'words') return intent !== 'out-of-scope';
  if (intent === 'reminder.snooze') {
    // A length in a longer story is no wish to be asked later: "he dug into it for half an hour".
    return (
      (slots.minutes ?? slots.time) !== undefined &&
      words.length <= LONGEST_SNOOZE &&
      (expecting === 'check-in' || words.some((word) => PUTS_OFF.has(word)))
    );
  }
  if (intent === 'reminder.set')
    return TIME_ASKED.has(expecting) || slots.time !== undefined || slots.days !== undefined;
  if (intent === 'language.change') return slots.to !== undefined;
  return ['knot.rating', 'side.set', 'zone.set'].includes(intent);
}
