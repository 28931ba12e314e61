import type { Expecting, Intent, Meaning, Slots } from '../../dialogs/words.ts';
import { expectedBy } from './expected.ts';
import type { Entry, Lexicon } from './lexicon.ts';
import type { Found } from './phraseBook.ts';
import type { Reading } from './reading.ts';
import { yesOrNo } from './recognizers.ts';
import { isAway, isNotToday } from './slots/away.ts';
import { saysForGood } from './slots/forGood.ts';
import { tellsOfTheKnot } from './slots/knotNews.ts';
import { wishesOnce } from './slots/onceTold.ts';
import { putsBack } from './slots/putBack.ts';
import { isPutOff, saysAskLater, tellsOfThePast } from './slots/putOff.ts';
import { isMostlyRating, readRating } from './slots/rating.ts';
import { readSetting } from './slots/reminder.ts';
import { movesAll, shiftsForGood } from './slots/shift.ts';
import { readTime } from './slots/time.ts';
import { readZone } from './slots/zone.ts';
import { isZoneWish } from './slots/zoneWish.ts';
import { readWhereabouts, slotsFor, spokenPlaces } from './slots.ts';
import type { Understood } from './understood.ts';
import { answerIn, isPolite, strongest, type Weighed, weigh } from './weigh.ts';

/** Less than this is a word that happens to occur. */
const ENOUGH = 0.8;

/** What is said beside an answer is acted on without asking, so it has to be plain. */
const ENOUGH_BESIDE = 1.4;

/** Beside an answer only these are heard; a thank-you needs no reaction of its own. */
export const HEARD_BESIDE =
  /^(?:ask\.|reminder\.|data\.|progress\.|language\.|timer\.|stop$|later$|skip$|restart$|repeat$|help$|something-wrong$)/;

/** What a person does rather than says: with a lone "no" before it, it is meant more than the "no". */
export const COMMANDS =
  /^(?:reminder\.|data\.|language\.|progress\.|stop$|later$|skip$|restart$|repeat$|back$|help$|something-wrong$|goodbye$|relief\.start$)/;

/** Questions about reminders, where a time or a day is an answer. */
export const TIME_ASKED = new Set<Expecting>(['reminder-time', 'reminder-offer']);
const FINDING_WORDS = /^(?:later|back|repeat|mistake|go-on|restart|relief\.start|greet|thanks|goodbye)$/;
/** "Make them 1:15 pm instead", said of check-ins that need no name because one was just there. */
const MAY_CHANGE = new Set<Expecting>(['check-in', 'nothing']);
const MAKE_IT = /\b(?:make|do|have|change|move|switch|set|shift) (?:it|them|'?em|these|those|that|this)\b/;
/** Questions that have to be answered first, and the one for the zone. */
const NO_WISH_YET = new Set<Expecting>(['safety', 'doubt', 'consent', 'confirm', 'zone']);
const CLOCK = /\d ?(?:am|pm)\b|\d[:.]\d\d|o'?clock|\b(?:noon|half|quarter)\b/;
const TELLS_MORE = /\b(?:and|but|it|so|because|sore|hurts?|there)\b/;
/** Words of which a wish for check-ins holds one, where none are asked for. */
export const OF_CHECK_INS =
  /\b(?:remind|check|ping|nudg|messag|notif|alert|alarm|prompt|schedul|every|each|daily|week|noon|morning|evening|afternoon|o'?clock)|\d ?(?:am|pm)\b|\d:\d/;
/** "I'd put it at six this morning" tells a number and no time. */
const THIS_MORNING = /\bthis (?:morning|evening|afternoon)\b/g;
/** Questions that a bare number answers. */
export const RATING_ASKED = new Set<Expecting>(['rating', 'outcome', 'check-in']);

export function nothing(): Meaning {
  return { intent: 'out-of-scope', slots: {} };
}

/** What a message means by the phrases in it alone. */
export function readByPhrases(
  reading: Reading,
  expecting: Expecting,
  lexicon: Lexicon,
  found: Found<Entry>[] = lexicon.book.find(reading),
  places: Slots = spokenPlaces(found, reading, expecting),
): Omit<Understood, 'how'> {
  const expected = expectedBy(expecting);
  const isOver = expecting === 'check-in' && tellsOfThePast(reading.text);
  const weighed = weigh(reading, found, lexicon, expected).filter(
    ({ intent }) => !(isOver && intent === 'reminder.snooze'),
  );
  const answer = answerIn(weighed, reading);
  const [other, rivalOther] = strongest(weighed.filter((one) => !one.answers));
  const meaning = (intent: Intent): Meaning => ({
    intent,
    slots: slotsFor(intent, reading, found, places, expecting, lexicon),
  });

  const told = toldOutright(reading, expecting, lexicon, found, answer?.best, other);
  if (told) {
    const onlyRates = told === 'knot.rating' && !OF_CHECK_INS.test(reading.text.replace(THIS_MORNING, ''));
    const agreed = answer?.best.intent === 'yes' ? answer.best : undefined;
    const rest = weighed.filter(
      (one) =>
        !(onlyRates && one.intent === 'reminder.set') &&
        // "Why not" asks nothing.
        !(agreed && one.intent.startsWith('ask.') && overlap(one, agreed)),
    );
    return { ...meaning(told), also: beside(told, rest, undefined, meaning) };
  }

  const best = answer?.best;
  if (best && best.score >= ENOUGH && !(other && outweighs(other, best, expecting))) {
    const rival = answer?.rival;
    return {
      ...meaning(best.intent),
      also: beside(best.intent, weighed, best, meaning),
      ...(rival ? { candidates: [meaning(best.intent), meaning(rival.intent)] } : {}),
    };
  }
  if (other && other.score >= ENOUGH) {
    const close =
      rivalOther && rivalOther.score >= ENOUGH && rivalOther.score > other.score * 0.95 && overlap(other, rivalOther);
    // "How long does it take? I have a call in ten minutes" asks for no message then.
    const isReason = other.intent.startsWith('ask.') && !SAYS_LATER.test(reading.text);
    const rest = isReason
      ? weighed.filter(({ intent }) => intent !== 'reminder.snooze' && intent !== 'later')
      : weighed;
    return {
      ...meaning(other.intent),
      also: beside(other.intent, rest, other, meaning),
      ...(close ? { candidates: [meaning(other.intent), meaning(rivalOther.intent)] } : {}),
    };
  }
  if (best && best.score >= ENOUGH * 0.75) return { ...meaning(best.intent), also: [] };

  // Only a short message can be a yes or no in words we have never seen.
  if (expected.yes && expected.no && reading.words.length <= 3 && reading.words.length > 0) {
    const guess = yesOrNo(reading.text);
    const intent = guess && expected[guess];
    if (intent) return { ...meaning(intent), also: [] };
  }
  return { ...nothing(), also: [] };
}

/** Beside a question a length only puts something off where that is said. */
export const SAYS_LATER = /\b(?:ask|remind|ping|nudge|check|later|snooze|again|wait|come back|not now)\b/;

/** "Tonight at 8", and nothing beside. */
const LATER_TODAY =
  /^(?:(?:not now|not yet|later|busy)[ ,.]+)(?:(?:ask|ping|try|remind) me )?(?:again )?(?:at|by|around|about) (?:\w+[: ]?){1,3}(?: today)?(?: please| pls)?[.!]?$|^(?:ask|ping|try|remind|nudge) me (?:again )?(?:at|by|around) (?:\w+[: ]?){1,3} today(?: please| pls)?[.!]?$|^(?:(?:ok|okay|yes|well|no|not now|ask me|try|please)[ ,]+)*(?:tonight|this evening|this afternoon|later today),? (?:at |around |about |by )*(?:\w+[: ]?){1,3}(?: please| pls)?[.!]?$/;
/** Where a clock is asked about, a time beside days is another wish: "Tuesdays at half past eight, rather". */
const OF_MY_CLOCK = /\b(?:here|now|clock|currently|it's|it is|its|right now|at mine)\b/;
/** A halt in so many words. */
const PAUSES =
  /\b(?:paus|hold|halt|break|suspend|(?<!\b(?:mon|tues?|wed|wednes|thurs?|fri|sat|satur|sun)(?:day)?s? )(?:until|till)|for (?:a|the|one|two|three|\d+|next)\b)/;
/** "Leave the weekend alone" leaves out days and no step. */
const LEAVES_OUT = /\b(?:leave|skip|drop|spare|keep)\b.*\b(?:weekends?|\w+days?|days)\b/;
/** Asks nothing: "ah sure every day, why not". */
const WHY_NOT = /\bwhy (?:not|no)\b(?! (?:relax|let|go|get))/;
/** "No Mondays please" declines a day, and no check-ins. */
export const NO_SUCH_DAY =
  /^(?:please )?(?:don't|dont|do not) (?:ping|ask|message|text|check|bother|disturb|remind|contact|write)\b.* (?:\w+days?|weekends?|mon|tues?|wed|thu|thurs|fri|sat|sun)\b|^(?:no|not|never|neither)\b (?:on |in |at |during |the |my |an? )*(?:\w+days?|days? off|weekends?|week|matter|mon|tues?|wed|thu|thurs|fri|sat|sun)\b/;

/** Answers that are told by what they name and not by a phrase: a time, a number, a side, a city. */
function toldOutright(
  reading: Reading,
  expecting: Expecting,
  lexicon: Lexicon,
  found: Found<Entry>[],
  answer: Weighed | undefined,
  other: Weighed | undefined,
): Intent | undefined {
  const somethingElse = other !== undefined && other.score >= ENOUGH_BESIDE;
  // "Better, remind me tomorrow at 10" answers first.
  const tellsHow = expecting === 'check-in' && answer !== undefined && answer.score >= ENOUGH && isNews(answer.intent);
  if (!NO_WISH_YET.has(expecting) && !tellsHow && wishesOnce(reading.text)) return 'reminder.set';
  if (TIME_ASKED.has(expecting)) {
    if (tellsOfTheKnot(reading.text)) return undefined;
    const { time, days } = readSetting(reading, expecting);
    // "8am, no, hang on, 8:30": beside a time, these words are only how it was found.
    const isMeant =
      other?.intent === 'reminder.set' ||
      ((time !== undefined || (days !== undefined && other?.intent === 'later')) &&
        FINDING_WORDS.test(other?.intent ?? '')) ||
      (time !== undefined && other !== undefined && answer?.intent === 'yes' && overlap(other, answer)) ||
      (other?.intent.startsWith('ask.') && saysTimeApart(reading.text)) ||
      // "Sunday is holiday for us, all the rest is fine": nothing is set that could be paused.
      (other?.intent === 'reminder.pause' && !PAUSES.test(reading.text)) ||
      (days !== undefined && other?.intent === 'skip' && LEAVES_OUT.test(reading.text)) ||
      (days !== undefined && WHY_NOT.test(reading.text)) ||
      (days !== undefined && other?.intent === 'reminder.stop' && NO_SUCH_DAY.test(reading.text)) ||
      // "One hour later than nine": there is nothing yet to put off.
      (time !== undefined && other?.intent === 'reminder.snooze');
    if (somethingElse && !isMeant) return undefined;
    const declines = answer?.plain && answer.intent === 'no' && answer.from === 0 && !NO_SUCH_DAY.test(reading.text);
    if (time || (days && !declines)) return 'reminder.set';
  }
  if (MAY_CHANGE.has(expecting) && saysForGood(reading.text)) {
    const { time, days } = readSetting(reading, expecting);
    if (time ?? days) return 'reminder.set';
  }
  if (MAY_CHANGE.has(expecting) && putsBack(reading.text)) return 'reminder.resume';
  if (expecting === 'nothing' && movesAll(reading.text)) return 'reminder.set';
  if (MAY_CHANGE.has(expecting) && !tellsHow && shiftsForGood(reading.text)) return 'reminder.set';
  if (MAY_CHANGE.has(expecting) && isAway(reading.text)) return 'reminder.pause';
  if (MAY_CHANGE.has(expecting) && isNotToday(reading.text)) return 'reminder.skip';
  const isIt = !somethingElse || other.intent === 'skip' || other.intent === 'later';
  if (MAY_CHANGE.has(expecting) && isIt && MAKE_IT.test(reading.text)) {
    if (CLOCK.test(reading.text) && readTime(reading.text, false)) return 'reminder.set';
  }
  // "In 1h30" under a check-in is no number for the knot.
  const saysMore = answer !== undefined && answer.score >= ENOUGH && answer.intent.startsWith('knot.');
  if (expecting === 'check-in' && !(saysMore && answer.breath === 0) && isPutOff(reading.text))
    return 'reminder.snooze';
  if (expecting === 'check-in' && !saysMore && saysAskLater(reading.text)) return 'reminder.snooze';
  if (expecting === 'check-in' && LATER_TODAY.test(reading.text) && readTime(reading.text, false))
    return 'reminder.snooze';
  const rating = RATING_ASKED.has(expecting) ? readRating(reading.text) : undefined;
  // "Seven, no, make it six" changes a number and no check-in.
  const onlyRates =
    rating !== undefined &&
    (other?.intent === 'reminder.set'
      ? !OF_CHECK_INS.test(reading.text.replace(THIS_MORNING, ''))
      : other?.intent === 'reminder.snooze'
        ? expecting !== 'check-in'
        : other?.intent.startsWith('ask.') === true && !reading.asks.some(Boolean) && isMostlyRating(reading.text));
  if (RATING_ASKED.has(expecting) && (!somethingElse || onlyRates)) {
    if (
      rating !== undefined &&
      !saysMore &&
      (isMostlyRating(reading.text) || onlyRates || !other || other.score < ENOUGH)
    )
      return 'knot.rating';
    if (expecting === 'rating' && rating === undefined && !other && lexicon.ratings.size > 0) {
      if (slotsFor('knot.rating', reading, found, {}, expecting, lexicon).rating !== undefined) return 'knot.rating';
    }
  }
  if (expecting !== 'zone') {
    // Where something else is asked, a place beside more is part of a story.
    const namesPlace = () =>
      (MAY_CHANGE.has(expecting) || !TELLS_MORE.test(reading.text)) &&
      readZone(reading.text, lexicon.places, false) !== undefined;
    if (isZoneWish(reading.text, namesPlace)) return 'zone.set';
  }
  if (expecting === 'side' && !somethingElse && spokenPlaces(found, reading, expecting).side) return 'side.set';
  if (expecting === 'zone' && !somethingElse) {
    const { zone, offset, time } = readWhereabouts(reading, lexicon, true);
    if (!zone && time && readSetting(reading, expecting).days && !OF_MY_CLOCK.test(reading.text)) return 'reminder.set';
    if (zone ?? offset ?? time) return 'zone.set';
  }
  return undefined;
}

const isNews = (intent: Intent) => intent.startsWith('knot.');

/** "10 am. Why does it not relax?": a time, and a question beside it. */
function saysTimeApart(text: string): boolean {
  return text
    .split(/(?<=[.!?;,])\s+|\s+(?=(?:but|and|also) )/)
    .some(
      (part) =>
        !part.endsWith('?') && part.length <= 40 && !/\b(?:why|how|what|which)\b/.test(part) && readTime(part, true),
    );
}

/** Whether something that may be said at any time is meant rather than the answer found beside it. */
function outweighs(other: Weighed, answer: Weighed, expecting: Expecting): boolean {
  if (isPolite(other.intent)) return false;
  if (overlap(other, answer)) return other.score > answer.score;
  // "Yes, delete it all" confirms; "nah, let's stop here" stops.
  if (expecting === 'confirm' || expecting === 'consent' || expecting === 'doubt') return false;
  if (answer.plain && COMMANDS.test(other.intent)) return other.score > answer.score * 1.1;
  return COMMANDS.test(other.intent) && other.score > answer.score * 2.2;
}

function overlap(one: Weighed, another: Weighed): boolean {
  return one.from < another.to && another.from < one.to;
}

/** What else is said, in other words of the message than the intent. */
function beside(
  intent: Intent,
  weighed: Weighed[],
  main: Weighed | undefined,
  meaning: (intent: Intent) => Meaning,
): Meaning[] {
  const rest = weighed.filter(
    (one) =>
      !one.answers &&
      one.intent !== intent &&
      HEARD_BESIDE.test(one.intent) &&
      one.score >= ENOUGH_BESIDE &&
      (main ? one.breath !== main.breath && !overlap(one, main) : true),
  );
  // A command is not a second command in other words.
  const [first] = strongest(
    main && !main.answers
      ? rest.filter((one) => one.intent.startsWith('ask.') !== main.intent.startsWith('ask.'))
      : rest,
  );
  return first ? [meaning(first.intent)] : [];
}
