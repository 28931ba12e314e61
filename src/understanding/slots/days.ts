import { type Days, type Slots, WEEKDAYS, type Weekday } from '../../../dialogs/words.ts';
import { ADDED_AFTER, ADDED_BETWEEN, LIST, OFTEN, POINTED_AT, POINTS_BACK, SO } from './dayCues.ts';
import { type Mention, plainDays, WORKDAYS } from './dayMentions.ts';
import { daysBeside } from './daysBeside.ts';
import { daysIn, type Named, namedDays } from './namedDays.ts';
import { daysLeft, restIn } from './restOfWeek.ts';

/** The days on which to check in, when any are said. `asked` is whether days were asked for. */
export function readDays(message: string, asked: boolean): Days | undefined {
  return daysTold(message, asked).days;
}

/** The same, with the days that were left out where nothing else was said of days. */
export function daysTold(message: string, asked: boolean): Pick<Slots, 'days' | 'without' | 'added'> {
  const text = plainDays(message);
  const said = namedDays(text, asked);
  const refused = said.filter(({ mention, out }) => mention.whole && out);
  // "Not on weekdays" counts where nothing else is wished for.
  const all = said.some(({ mention, out }) => !out && !mention.seven && mention.days.length < 7)
    ? said.filter((one) => !refused.includes(one))
    : said;
  const beside = daysBeside(all, text);
  if (beside) return just(inOrder(beside));
  const rest = restIn(text, all);
  const pointed = POINTED_AT.exec(text)?.index ?? 0;
  for (const one of before(rest?.at ?? 0, all)) one.out = true;
  // "Saturdays. On Sundays I'm useless, so not them": what is told of is meant, where there is any.
  const toldOf = before(pointed, all).filter(({ isTold, out }) => isTold || out);
  for (const one of toldOf.length > 0 ? toldOf : before(pointed, all)) one.out = true;
  const named = calledBy(text, all) ?? narrowed(withoutTold(all, text), text);
  const wished = named.filter(({ out }) => !out);
  const often = oftenIn(text);
  const isOpen = named.length === 0 || wished.length > 0;
  if (often && isOpen && wished.every(({ mention }) => mention.whole || isBeginning(mention, text)))
    return just(inOrder(often));
  const [one] = wished;
  // "Sundays included" is about all of the week.
  if (one && wished.length === 1 && one.mention.name && isAddedAlone(one.mention, text)) {
    const days = inOrder(one.mention.days.includes('sun') ? WEEKDAYS : [...WORKDAYS, ...one.mention.days]);
    return { ...just(days), ...(named.length === 1 && { added: one.mention.days }) };
  }
  const seven = wished.some(({ mention }) => mention.seven);
  const wanted = daysIn(wished);
  const unwanted = daysIn(named.filter(({ out, excepted }) => out && (!seven || excepted)));
  if (wanted.size === 0 && unwanted.size === 0) return {};
  const isLeft = [...wanted].some((day) => !unwanted.has(day));
  const days = isLeft ? [...wanted] : daysLeft(unwanted, rest, text);
  const told = inOrder(days.filter((day) => !unwanted.has(day)));
  // "Add Thursday and Friday", and no group of days that would be all of them.
  const isAdded = ADDS.test(text) && unwanted.size === 0 && wished.every(({ mention }) => !mention.group);
  if (isAdded && wanted.size > 0) return { ...just(told), added: WEEKDAYS.filter((day) => wanted.has(day)) };
  return { ...just(told), ...(wanted.size === 0 && !rest && { without: WEEKDAYS.filter((day) => unwanted.has(day)) }) };
}

/** Days that come on top of those that stand. */
const ADDS =
  /^(?:(?:please|pls|ok|okay|yes|and|can|could|would|you|we|i|i'd|i would|want|like|to|let's|also|now|just)[ ,]+)*(?:add|include|throw in|put in|plus)\b|^(?:(?:ok|okay|yes|oh|great|cool|thanks|please)[ ,]+)*(?:and|also|plus|n|&)(?: also| then| maybe| please)*(?: on| for| at| the)* (?:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:days?)?\b|\balso (?:on|do|ask|ping|remind|check|include|add)\b|\b(?:too|as well)[ .!]*(?:please|pls)?[ .!]*$/;

function just(days: Days | undefined): Pick<Slots, 'days'> {
  return days === undefined ? {} : { days };
}

function isAddedAlone({ at, end }: Mention, text: string): boolean {
  return ADDED_AFTER.test(text.slice(end)) || /\beven (?:on |at )?$/.test(text.slice(0, at));
}

function before(at: number, all: readonly Named[]): Named[] {
  return all.filter(({ mention }) => mention.end <= at && !mention.whole);
}

function inOrder(all: readonly Weekday[]): Days | undefined {
  const days = WEEKDAYS.filter((day) => all.includes(day));
  if (days.length === 7) return 'daily';
  if (days.join() === WORKDAYS.join()) return 'weekdays';
  return days.length > 0 ? days : undefined;
}

function oftenIn(text: string): readonly Weekday[] | undefined {
  return OFTEN.find(([said]) => {
    const at = said.exec(text)?.index;
    return at !== undefined && !/\b(?:instead|insteid|rather than|more than)(?: of| o)? $/.test(text.slice(0, at));
  })?.[1];
}

/** Days that are told of oneself stand for the wish where no others do: "I work Monday to Thursday. 9am". */
function withoutTold(all: readonly Named[], text: string): readonly Named[] {
  const so = [...text.matchAll(SO)].at(-1)?.index ?? 0;
  const concluded = all.some(({ mention, out, isTold }) => mention.at > so && !out && !isTold);
  const pointsBack = POINTS_BACK.test(text);
  const named = all.filter(
    ({ mention, isOfOthers, out }) => ((!isOfOthers || pointsBack) && !(concluded && mention.end <= so)) || out,
  );
  const wished = named.filter(({ isTold, out }) => !isTold || out);
  return wished.some(({ out }) => !out) ? wished : named;
}

/**
 * "Only Sundays" leaves no room for what else was named, and where all of a week stands beside some of its days, those
 * are meant: "each day sounds a touch much; Sundays?". Unless they come on top: "weekdays and the odd Saturday".
 */
function narrowed(all: readonly Named[], text: string): readonly Named[] {
  const hasStrong = all.some(({ mention }) => !mention.weak);
  const strong = all.filter(({ mention, out }) => out || !mention.weak || !hasStrong);
  const hasOnly = strong.some(({ only, out }) => only && !out);
  const named = hasOnly ? strong.filter(({ out, only }) => out || only) : strong;
  const unwanted = daysIn(named.filter(({ out }) => out));
  const wished = named.filter(({ out }) => !out);
  const some = wished.filter(({ mention }) => !mention.whole && mention.days.some((day) => !unwanted.has(day)));
  const isOnTop =
    some.some(({ mention }) => ADDED_AFTER.test(text.slice(mention.end))) ||
    wished.some(({ mention }, at) => {
      const next = wished[at + 1];
      if (!next || mention.whole === next.mention.whole) return false;
      const between = text.slice(mention.end, next.mention.at);
      const isPart = next.mention.days.every((day) => mention.days.includes(day));
      return ADDED_BETWEEN.test(between) || (!isPart && LIST.test(between));
    });
  // "Daily, weekdays only": the five.
  const five = wished.some(({ mention }) => mention.whole && mention.days.length < 7);
  if (five && !isOnTop && some.length === 0 && !BOTH.test(text))
    return named.filter(({ mention, out }) => out || mention.days.length < 7);
  return some.length === 0 || isOnTop ? named : named.filter(({ mention, out }) => out || !mention.whole);
}

/** "Home Thursday and Friday, … on the home days": those whose list is led by the same word. */
function calledBy(text: string, all: readonly Named[]): readonly Named[] | undefined {
  const [, word] = CALLED.exec(text) ?? [];
  if (!word) return undefined;
  const led = new RegExp(`\\b${word}\\b[^,.;!?]*$`);
  const called = all.filter(({ list }) => led.test(text.slice(Math.max(0, list - 24), list)));
  return called.length > 0 && called.length < all.length ? called : undefined;
}
const CALLED =
  /\b(?:the|my|those) (?!(?:other|same|next|last|first|week|work|working|school|office|remaining|two|three|four)\b)([a-z]{3,}) days\b/;

const BOTH =
  /\b(?:weekends? (?:too|included|as well|also|inclusive)|(?:and|plus|or|&|even|including|also) (?:on |at |the |over )*week ?-?ends?)\b/;

/** A series that only begins there: "alternate days, starting with Monday". */
const isBeginning = ({ at }: Mention, text: string) =>
  /\b(?:start|begin)\w*(?: with| on| from)?\s*$/.test(text.slice(0, at));
