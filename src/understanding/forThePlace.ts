import type { Expecting } from '../../dialogs/words.ts';
import { AFFIRMS } from './affirms.ts';
import { askedBy } from './besides.ts';
import { whileDriving } from './driving.ts';
import type { Learned, Opened } from './heard.ts';
import { withoutIrony } from './irony.ts';
import { leavesToo } from './leavesToo.ts';
import { isOffScale, isStrayNumber, loneDelay, noDelay } from './noResult.ts';
import { isPlainNews } from './noSign.ts';
import { nothing, RATING_ASKED, SAYS_LATER } from './readByPhrases.ts';
import type { Reading } from './reading.ts';
import { isInPart } from './remarks.ts';
import { ofTheList } from './steps/listAsked.ts';
import { RATED } from './steps/meaning.ts';
import type { Understood } from './understood.ts';
import { whilePressing } from './whilePressing.ts';
import { OF_CHECK_INS, onlyWished, type Read, withAnswerBefore, withNews, withoutFarWishes } from './wishBeside.ts';

/** What was understood, corrected by what is asked: lists, numbers and hands on a sore place take words their own way. */
export function forThePlace(first: Understood, opened: Opened, learned: Learned, read: Read): Understood {
  const { words, reading, expecting } = opened;
  const { text } = reading;
  const near = withoutFarWishes(first, text, expecting);
  const answered = expecting === 'check-in' ? withAnswerBefore(near, words, read) : near;
  const wished = onlyWished(whileDriving(answered, text, expecting), text);
  const taken = leavesToo(wished, text, expecting);
  const { intent, how, bar, doubt, foreign } = taken;
  if (bar) return taken;
  if (intent === 'reminder.snooze' && expecting !== 'check-in' && asksHowLong(text))
    return { ...taken, intent: 'ask.how-long', slots: {}, also: [] };
  if (expecting === 'check-in' && OF_CHECK_INS.has(intent)) return withNews(taken, words);
  if (intent === 'data.delete' && isInPart(text)) return { ...taken, remark: 'in-part' };
  const none: Understood = { ...nothing(), also: [], how };
  if (isStrayNumber(taken, reading, expecting)) return none;
  if (expecting === 'safety' && how === 'words') return ofTheList(taken, reading, learned);
  // "Right side" before it was asked: a place, and no "right, go on".
  if (expecting === 'rating' && taken.slots.side !== undefined && SIDE_ALONE.test(text))
    return { ...none, intent: 'side.set', slots: { side: taken.slots.side } };
  const waits = NOTHING_OPEN.has(expecting) || doubt || foreign ? undefined : noDelay(taken, reading);
  if (waits) return { ...none, intent: waits };
  // "No" to a number, "yes" to "at what time?": nothing is taken back, and it is asked again.
  if (how === 'bare' && intent === 'back' && NAMED_ANSWERS.has(expecting) && isYesOrNo(reading)) return none;
  if (expecting === 'reminder-offer' && how === 'words' && isPlainNews(text)) return { ...none, remark: 'of-the-knot' };
  if (expecting === 'region' && intent === 'go-on' && ON_TO_NEXT.test(text)) return { ...none, intent: 'skip' };
  if (RATED.has(expecting) && how === 'bare') {
    if (isMereYes(taken, reading)) return none;
    if (isMereOk(taken, reading)) return { ...taken, candidates: [taken, { intent: 'knot.same', slots: {} }] };
  }
  const minutes = expecting === 'check-in' ? loneDelay(taken, reading) : undefined;
  if (minutes !== undefined) return { ...none, intent: 'reminder.snooze', slots: { minutes } };
  if (RATING_ASKED.has(expecting) && isOffScale(taken, reading)) return { ...taken, report: 'off-scale' };
  const understood = withoutIrony(taken, words, expecting, (rest) => read(rest, expecting));
  return whilePressing(understood, reading, expecting, () => askedBy(words, learned.lexicon, learned.model));
}

/** "Is it quick? I have to leave in ten minutes" asks for no message then. */
function asksHowLong(text: string): boolean {
  return ASKS_LENGTH.test(text) && !SAYS_LATER.test(text);
}
const ASKS_LENGTH =
  /\bhow (?:long|much time)\b|\b(?:is|does|will|would) (?:it|this|that)(?: (?:be|take|last))* (?:quick|long|fast|short|more than|less than)\b/;

const SIDE_ALONE =
  /^(?:(?:it's|its|it|is|on|at|the|my|that|in|yes|ok|just|only)[\s,]+)*(?:left|right)(?: (?:hand|side|one|shoulder|blade|shoulder blade|half))*[\s.!]*$/;

/** Asked for a number, a time or a place. */
const NAMED_ANSWERS = new Set<Expecting>(['rating', 'reminder-time', 'zone']);
const ON_TO_NEXT =
  /^\W*(?:(?:ok|okay|yes|right|so|well|and|then)\W+)*(?:the )?next(?: (?:one|place|spot))?\W*(?:please|pls|then)?\W*$/;

function isYesOrNo({ words }: Reading): boolean {
  return words.every((word) => AFFIRMS.has(word) || DENIES.has(word));
}
const DENIES: ReadonlySet<string> = new Set(['no', 'nope', 'nah', 'naw', 'nay']);

/** "Yes" to "how is it?" tells nothing, and takes nothing back. */
function isMereYes({ intent }: Understood, { words }: Reading): boolean {
  return intent === 'back' && AFFIRMS.has(words[0] ?? '');
}

/** "Ok" may say that it is well, or that it was heard. */
function isMereOk({ intent, candidates }: Understood, { words }: Reading): boolean {
  return intent === 'knot.better' && !candidates && words.every((word) => word === 'ok' || word === 'okay');
}

/** Where "I am back" greets, or tells of the knot. */
const NOTHING_OPEN = new Set<Expecting>(['nothing', 'consent', 'safety', 'doubt', 'check-in', 'reminder-time', 'zone']);
