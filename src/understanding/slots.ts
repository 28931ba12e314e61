import type { Expecting, Intent, Slots } from '../../dialogs/words.ts';
import type { Entry, Lexicon } from './lexicon.ts';
import type { Found } from './phraseBook.ts';
import type { Reading } from './reading.ts';
import { isDaysOnly } from './slots/dayMentions.ts';
import { readPutBack } from './slots/putBack.ts';
import { readRating } from './slots/rating.ts';
import { readPause, readSetting, readSkip, readSnooze } from './slots/reminder.ts';
import { readTime } from './slots/time.ts';
import { placeName, readOffset, readZone } from './slots/zone.ts';
import { whereaboutsIn } from './slots/zoneWish.ts';

/** The side and the region that are named, wherever that is. Of several, the most exact, then the last. */
export function spokenPlaces(found: Found<Entry>[], reading: Reading, expecting: Expecting): Slots {
  const slots: Slots = {};
  let side: Found<Entry> | undefined;
  let region: Found<Entry> | undefined;
  for (const one of found) {
    const names = one.what.is === 'side' || (one.what.is === 'side-answer' && expecting === 'side');
    if (names && !isMovedOn(one, reading) && (!side || isBetter(one, side))) side = one;
    if (one.what.is === 'region' && (!region || isBetter(one, region))) region = one;
  }
  if (region?.what.is === 'region') slots.region = region.what.region;
  if (side?.what.is === 'side' || side?.what.is === 'side-answer') slots.side = side.what.side;
  if (slots.side === 'spine' && expecting === 'side') slots.side = besideTheSpine(found, reading) ?? 'spine';
  return slots;
}

/**
 * "Left, between the blade and the spine" is the muscle on the left, where most knots are: the spine only says where
 * that is. On the bone itself nothing is pressed, so what may be on it stays there.
 */
function besideTheSpine(found: Found<Entry>[], reading: Reading): 'left' | 'right' | 'middle' | undefined {
  const said = reading.words.join(' ');
  if (ON_THE_SPINE.test(said.replace(NOT_ON_THE_SPINE, ' '))) return undefined;
  const named = found.flatMap((one) => {
    if (one.what.is !== 'side' && one.what.is !== 'side-answer') return [];
    const { side } = one.what;
    if ((side !== 'left' && side !== 'right') || isMovedOn(one, reading)) return [];
    // "Right next to the spine" names no side.
    const isHow =
      side === 'right' &&
      one.to - one.from === 1 &&
      !reading.pauses[one.to] &&
      NEXT_TO.has(reading.words[one.to] ?? '');
    return isHow ? [] : [side];
  });
  const [only, ...others] = new Set(named);
  if (only !== undefined && others.length === 0) return only;
  return BESIDE_THE_SPINE.test(said) ? 'middle' : undefined;
}

const SPINE = '(?:the |my )?(?:spine|backbone|vertebrae?|spinal column)';
const ON_THE_SPINE = new RegExp(`\\b(?:on|over|upon|at|in) ${SPINE}\\b|\\b(?:on|over) (?:the|my) bone\\b`);
const NOT_ON_THE_SPINE = new RegExp(
  `\\b(?:not|never) (?:right |directly |exactly )?(?:on|over) (?:${SPINE}|(?:the|my) bone)\\b`,
);
const BESIDE_THE_SPINE = new RegExp(
  `\\b(?:next to|beside|besides|near|close to|alongside|by|off|left of|right of|between (?:\\w+ ){1,4}and) ${SPINE}\\b`,
);
const NEXT_TO = new Set(
  'next beside besides near close by alongside on in at between along over under below'.split(' '),
);

function isBetter(one: Found<Entry>, than: Found<Entry>): boolean {
  const overlaps = one.from < than.to && than.from < one.to;
  return overlaps ? one.to - one.from >= than.to - than.from : one.from > than.from;
}

/** "Not the left, the right": the denied one is not meant. */
function isMovedOn(one: Found<Entry>, { words }: Reading): boolean {
  return words[one.from - 1] === 'not' || (words[one.from - 1] === 'the' && words[one.from - 2] === 'not');
}

/** A knot that is gone is felt so much at most. */
const FELT = 3;

/** "Today ok, yesterday was 8": the only number is not the one for now. */
const ONLY_OF_YESTERDAY = /^\D*\b(?:today|now)\b\D*\byesterday,? (?:it )?(?:was|had) (?:an? )?\d+\W*$/;

/** The slots a label has, from what the message says. */
export function slotsFor(
  intent: Intent,
  reading: Reading,
  found: Found<Entry>[],
  places: Slots,
  expecting: Expecting,
  lexicon?: Lexicon,
): Slots {
  const slots: Slots = { ...places };
  switch (intent) {
    case 'knot.gone':
    case 'knot.better':
    case 'knot.same':
    case 'knot.worse':
    case 'knot.rating': {
      const rating =
        readRating(reading.text) ??
        (expecting === 'rating' || intent === 'knot.rating' ? ratingInWords(reading, lexicon) : undefined);
      // "It was a six, and now there is nothing": the number is the one from before.
      const isFormer = intent === 'knot.gone' && rating !== undefined && rating > FELT;
      const isOfYesterday = expecting === 'rating' && ONLY_OF_YESTERDAY.test(reading.text);
      return rating === undefined || isFormer || isOfYesterday ? slots : { ...slots, rating };
    }
    case 'reminder.set': {
      // Elsewhere a city is where somebody goes, and not the clock to go by.
      const zone = lexicon && zoneBeside(reading, expecting, lexicon);
      return { ...readSetting(reading, expecting), ...(zone ? { zone } : {}) };
    }
    case 'reminder.snooze':
      return readSnooze(reading);
    case 'reminder.pause':
      return readPause(reading);
    case 'reminder.resume': {
      const on = readPutBack(reading.text);
      return on ? { on } : {};
    }
    case 'reminder.skip':
      return readSkip(reading);
    case 'zone.set':
      return lexicon ? readWhereabouts(reading, lexicon, expecting === 'zone') : {};
    case 'language.change': {
      const languages = found.flatMap(({ what }) => (what.is === 'language' ? [what.code] : []));
      const to = languages.at(-1);
      return to ? { to } : {};
    }
    default:
      return slots;
  }
}

function zoneBeside({ text }: Reading, expecting: Expecting, { places }: Lexicon): string | undefined {
  if (ASKS_FOR_SCHEDULE.has(expecting)) return readZone(text, places, false);
  for (const part of whereaboutsIn(text)) {
    const zone = readZone(part, places, false);
    if (zone) return zone;
  }
  return undefined;
}

const ASKS_FOR_SCHEDULE = new Set<Expecting>(['reminder-time', 'reminder-offer', 'zone']);

/** The message is nothing but a place or days, which look foreign: "Ho Chi Minh City", "mon-fri". */
export function namesOnly({ text }: Reading, expecting: Expecting, { places }: Lexicon): boolean {
  if (expecting === 'zone') return places.has(placeName(text));
  return ASKS_FOR_SCHEDULE.has(expecting) && isDaysOnly(text);
}

/** A place, a clock's distance from Greenwich, or the time it shows where the person is. */
export function readWhereabouts(
  { text }: Reading,
  { places }: Lexicon,
  asked: boolean,
): Pick<Slots, 'zone' | 'offset' | 'time'> {
  const zone = readZone(text, places, asked);
  if (zone) return { zone };
  const offset = readOffset(text);
  if (offset !== undefined) return { offset };
  const time = readTime(text, asked);
  return time ? { time } : {};
}

function ratingInWords({ words }: Reading, lexicon: Lexicon | undefined): number | undefined {
  if (!lexicon) return undefined;
  const said = ` ${words.join(' ')} `;
  let best: { length: number; rating: number } | undefined;
  for (const [text, rating] of lexicon.ratings) {
    if (said.includes(` ${text} `) && text.length > (best?.length ?? 0)) best = { length: text.length, rating };
  }
  return best?.rating;
}
