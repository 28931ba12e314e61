import type { Weekday } from '../../../dialogs/words.ts';
import {
  AFTER_A_GROUP,
  ALONE_AFTER,
  BEGINS,
  BETTER_AFTER,
  BUT,
  CLAUSES,
  CLOSED_BEFORE,
  DENIED_BEFORE,
  DONE_AFTER,
  ENOUGH_AFTER,
  EXCEPTED_FROM,
  EXCEPTS,
  FORMER_BEFORE,
  INSTEAD_BEFORE,
  IS_SOMETHING_AFTER,
  KEPT_AFTER,
  LEAVE_BEFORE,
  LEFT_OUT_AFTER,
  LIST,
  NAMELY,
  NOT_WHEN,
  OF_ANOTHER,
  OF_OTHERS,
  ONLY_BEFORE,
  POINTS_BACK,
  PREFERRED_BEFORE,
  SETTLED_AFTER,
  SETTLED_BEFORE,
  SITS_BEFORE,
  STORY,
  TAKEN_BACK,
  TIMED_BEFORE,
  TOO_MUCH,
  WHY_BEFORE,
  WITHOUT,
  WITHOUT_ANOTHER,
} from './dayCues.ts';
import { AMBIGUOUS, type Mention, mentionsOf, WORKDAYS } from './dayMentions.ts';

/** Days that are named, and what is wanted with them. */
export interface Named {
  mention: Mention;
  out: boolean;
  /** They are only told of: "I swim on Mondays". */
  isTold: boolean;
  /** The same, of somebody else. */
  isOfOthers: boolean;
  /** Said to be an exception, in so many words. */
  excepted: boolean;
  /** These and no others. */
  only: boolean;
  /** Where its list begins in the message. */
  list: number;
}

/** A mention, with what stands before it since the last one and after it until the next. */
interface Around {
  mention: Mention;
  before: string;
  after: string;
  /** What it does or is, other than a good time: "Sundays I sleep", "Tuesday is choir". */
  isBusy: boolean;
}

/** The days a message names, in order, with those gone that it takes back. */
export function namedDays(text: string, asked: boolean): Named[] {
  const mentions = mentionsOf(text);
  let named: Named[] = [];
  let previous: Named | undefined;
  for (const [i, mention] of mentions.entries()) {
    const before = text.slice(Math.max(previous?.mention.end ?? 0, mention.at - NEAR), mention.at);
    const after = text.slice(mention.end, Math.min(mention.end + NEAR, mentions[i + 1]?.at ?? text.length));
    if (!isMeant({ mention, before, after }, mentions.length, asked, text)) continue;
    const around = { mention, before, after, isBusy: DONE_AFTER.test(after) || IS_SOMETHING_AFTER.test(after) };
    const isListed = previous !== undefined && LIST.test(before);
    const goesOn =
      previous?.out === true &&
      !previous.mention.whole &&
      (!/^\s*,\s*$/.test(before) || listEndsWithOr(mentions, i, text) || isLongList(mentions, i, text));
    const one = isListed && previous ? inList(around, previous, named, goesOn) : alone(around, previous, text);
    if (!isListed) {
      if (TAKEN_BACK.test(before) && !WITHOUT.test(before) && !isExchange(named, mentions, i, text))
        named = named.filter(({ out }) => out);
      if (!one.out && previous?.mention.whole && NAMELY.test(before))
        named = named.filter((other) => other !== previous);
      if (isChosen(one, named, around)) named = [];
    }
    // "Tuesday to Thursday? No, Tuesday and Thursday."
    const isTurn = mentions[i + 1] !== undefined && /^\s*\?\s*(?:no|nah|nope|sorry)[\s,.!]*$/.test(after);
    const isSettled = !one.out && !mention.whole && (SETTLED_AFTER.test(after) || SETTLED_BEFORE.test(before));
    if (isSettled) named = without(named, mention);
    if (KEPT_AFTER.test(after)) {
      for (const other of [one, ...named]) if (other.list === one.list) other.out = false;
    } else if (
      (LEFT_OUT_AFTER.test(after) &&
        !isTurn &&
        !POINTS_BACK.test(text) &&
        !isOnly({ mention, before, after }) &&
        !TIMED_BEFORE.test(before)) ||
      (ALONE_AFTER.test(after) && isLeftAlone(named, one, text))
    ) {
      one.out = true;
      // "Saturdays and Sundays leave me in peace" is about both.
      if (isListed && /^\s*$|\b(?:and|or|n)\b|[&+/]/.test(before) && previous) previous.out = true;
    }
    previous = one;
    // "Not on weekdays" leaves the weekend, and "every day is too much" leaves nothing.
    const isRefused = mention.whole && one.out && mention.days.length === WORKDAYS.length;
    if (mention.whole && TOO_MUCH.test(after)) one.out = true;
    if (!mention.whole || !one.out || isRefused) named.push(one);
  }
  return named;
}

/** How much of the text around a mention can say what is wanted with it. */
const NEAR = 60;

/**
 * The next of a list. One "not" holds for all of it, "not on monday or friday", but not beyond a comma: "not mondays,
 * tuesdays". What stands after the last is about all: "Saturdays and Sundays only", "Monday and Thursday are lectures".
 */
function inList(
  { mention, before, after, isBusy }: Around,
  previous: Named,
  named: readonly Named[],
  goesOn: boolean,
): Named {
  const isAfterComma = /^\s*,(?!.*(?:\b(?:and|or|n)\b|&))/.test(before);
  const one: Named = {
    ...previous,
    mention,
    out: goesOn,
    isTold: previous.isTold || isBusy,
    only: previous.only || isOnly({ mention, before, after }),
  };
  for (const other of named) {
    if (other.list !== one.list) continue;
    if (one.only) other.only = true;
    if (isBusy && !isAfterComma) other.isTold = true;
  }
  return one;
}

/** The first of a list, or one by itself. */
function alone({ mention, before, after, isBusy }: Around, previous: Named | undefined, text: string): Named {
  const clause = clauseOf(mention, text);
  const part = previous ? partOf(mention, text) : clause;
  const isApart = previous !== undefined && PARTS.test(text.slice(previous.mention.end, mention.at));
  const only = isOnly({ mention, before, after });
  const isOfAnother = isApart && !previous.isTold && OF_ANOTHER.test(part);
  const isTold =
    STORY.test(clause) ||
    STORY.test(part) ||
    isOfAnother ||
    WHY_BEFORE.test(before) ||
    (isBusy && !only) ||
    FORMER_BEFORE.test(before);
  const isFromGroup = previous?.mention.group === true && !previous.out && BUT.test(before);
  const isFromWeek = previous?.mention.whole === true && !previous.out && EXCEPTED_FROM.test(before);
  return {
    mention,
    out:
      NOT_WHEN.test(before) ||
      WITHOUT.test(before) ||
      WITHOUT_ANOTHER.test(before) ||
      DENIED_BEFORE.test(before) ||
      (CLOSED_BEFORE.test(before) && !POINTS_BACK.test(text)) ||
      isFromGroup ||
      isFromWeek,
    isTold,
    isOfOthers: isTold && OF_OTHERS.test(previous ? part : clause) && clause.length < text.length,
    excepted: EXCEPTS.test(before),
    only,
    list: mention.at,
  };
}

function isOnly({ mention, before, after }: Omit<Around, 'isBusy'>): boolean {
  return !mention.weak && (ONLY_BEFORE.test(before) || ENOUGH_AFTER.test(after));
}

/** "Remind me wed at 5" names a day, and "sat 10:30" does. */
function isDayByTime({ name, at, end }: Mention, text: string): boolean {
  const after = text.slice(end);
  if (/^(?:wed|mons?)$/.test(name ?? '') && /\b(?:remind|check|ping|nudg|messag|ask)/.test(text)) return true;
  if (/\bon an? $/.test(text.slice(0, at))) return true;
  const isTimed =
    /^,? (?:at |@ ?)?(?:\d{1,2}(?:[:.]\d\d|[0-5]\d| ?[ap]m)|half \d|half past|quarter (?:to|past)|noon)\b/.test(after);
  return isTimed && !SITS_BEFORE.test(text.slice(0, at));
}

/** "Sat mornings" is a day, and "the cat sat" is none. */
const PART_OF_DAY_AFTER = /^ (?:mornings?|evenings?|afternoons?|nights?)\b/;

function isMeant(
  { mention, before, after }: Omit<Around, 'isBusy'>,
  mentions: number,
  asked: boolean,
  text: string,
): boolean {
  const isUncertain =
    mentions === 1 &&
    mention.name !== undefined &&
    AMBIGUOUS.has(mention.name) &&
    !asked &&
    !isDayByTime(mention, text);
  if (isUncertain && !/\b(?:on|every|next|each)\s*$/.test(before) && !PART_OF_DAY_AFTER.test(after)) return false;
  if (/\bnot (?:just?|jus|only) (?:on |for )?$/.test(before)) return false;
  if (mention.group && (AFTER_A_GROUP.test(before) || /\blong $|\b(?:are|is) my $/.test(before))) return false;
  if (mention.name && BEGINS.test(before) && !LIST.test(before)) return false;
  if (mentions > 1 && (INSTEAD_BEFORE.test(before) || PREFERRED_BEFORE.test(text.slice(0, mention.at)))) return false;
  if (mention.name === 'sat' && SITS_BEFORE.test(before)) return false;
  if (mention.weak && mentions === 1 && !asked) return false;
  // "The daily question" is ours, and no wish.
  if (mention.said === 'daily' && (CHANGED.test(before) || (OURS.test(before) && CALLED_AFTER.test(after))))
    return false;
  // "The end of the working day" is a time.
  if (mentions > 1 && mention.whole && /\b(?:that's|that is|which is|is|being) (?:my|our|the|a)\s*$/.test(before))
    return false;
  return !(
    mention.group &&
    mention.isDay &&
    /\b(?:(?:end|start|beginning|close|middle|rest|part|half|finish|top) of|during|before|after) (?:the|my|a)\s*$/.test(
      before,
    )
  );
}

/** "The daily thing" is what we send. */
const OURS = /\b(?:the|your|my|this|our|that) $/;
const CALLED_AFTER = /^ (?:thing|question|one|text|message)\b(?! (?:at|for)\b)/;

/** "Move the daily question to 10" changes no days. */
const CHANGED = /\b(?:reschedule|move|change|shift|switch|put|push|bring)\w* (?:the|your|my|this|our)\s*$/;

/** "Tuesday or Thursday... Thursday", "I thought of Monday, but Tuesday is better": the ones before were only weighed. */
function isChosen({ mention, out }: Named, named: readonly Named[], { before, after }: Around): boolean {
  if (out || mention.group || named.length === 0) return false;
  if (/\bbut\b/.test(before) && BETTER_AFTER.test(after)) return true;
  return named.length > 1 && named.every((one) => !one.mention.group) && daysIn(named).has(mention.days[0] ?? 'mon');
}

/** "Mondays, Wednesdays and Fridays. No wait, Thursdays, not Fridays": one takes the place of another. */
function isExchange(named: readonly Named[], mentions: readonly Mention[], at: number, text: string): boolean {
  const [one, next] = mentions.slice(at, at + 2);
  if (
    !one ||
    !next ||
    !/^,? (?:and )?(?:not|instead of|rather than|for) (?:on |the )?$/.test(text.slice(one.end, next.at))
  )
    return false;
  return next.days.every((day) => daysIn(named).has(day));
}

/** Whether the list that ends here began with "leave my". */
function isLeftAlone(named: readonly Named[], one: Named, text: string): boolean {
  return [one, ...named.slice(-2)].some(({ mention }) =>
    LEAVE_BEFORE.test(text.slice(Math.max(0, mention.at - 20), mention.at)),
  );
}

export function daysIn(named: readonly Named[]): Set<Weekday> {
  return new Set(named.flatMap(({ mention }) => mention.days));
}

/** The part of the message that a mention stands in. */
function clauseOf({ at }: Mention, text: string): string {
  let from = 0;
  let to = text.length;
  for (const { index, 0: whole } of text.matchAll(CLAUSES)) {
    if (index + whole.length <= at) from = index + whole.length;
    else if (index >= at) {
      to = index;
      break;
    }
  }
  return text.slice(from, to);
}

/** The part between two commas that a mention stands in: "Monday to Thursday, we have clubs on Fridays". */
function partOf({ at, end }: Mention, text: string): string {
  const before = text.slice(0, at).split(PARTS).at(-1) ?? '';
  const [after = ''] = text.slice(end).split(PARTS);
  return before + text.slice(at, end) + after;
}

const PARTS =
  /[,;.!?()–—]| - |\bso\b|\b(?:and|but) (?=(?:i|i'm|i've|we|we're)\b)|\b(?:as|because|since|cos|coz|cause|while) (?=(?:i|i'm|i've|we|we're|my|our|the|his|her|it|that|there|he|she|they)\b)/;

/** The days named so far, where what was left out before is settled on after all. */
function without(named: readonly Named[], settled: Mention): Named[] {
  return named.flatMap((one) => {
    if (!one.out) return [one];
    const days = one.mention.days.filter((day) => !settled.days.includes(day));
    return days.length === 0 ? [] : [{ ...one, mention: { ...one.mention, days } }];
  });
}

/** "Not Friday, Saturday, Sunday" leaves out all three, and "not Mondays, Tuesdays" only the first. */
function isLongList(mentions: Mention[], at: number, text: string): boolean {
  const around = mentions.slice(Math.max(0, at - 2), at + 2);
  let commas = 0;
  for (const [i, one] of around.entries()) {
    const next = around[i + 1];
    if (next && /^\s*,\s*$/.test(text.slice(one.end, next.at))) commas += 1;
  }
  return commas >= 2;
}

function listEndsWithOr(mentions: Mention[], from: number, text: string): boolean {
  for (let i = from; i + 1 < mentions.length; i += 1) {
    const gap = text.slice(mentions[i]?.end, mentions[i + 1]?.at);
    if (!LIST.test(gap)) return false;
    if (/\b(?:or|and|nor)\b|&/.test(gap)) return true;
  }
  return false;
}
