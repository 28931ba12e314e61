import type { Weekday } from '../../../dialogs/words.ts';
import {
  ALONE_AFTER,
  BEGINS,
  BETTER_AFTER,
  BUT,
  CLAUSES,
  DENIED_BEFORE,
  DONE_AFTER,
  ENOUGH_AFTER,
  EXCEPTED_FROM,
  EXCEPTS,
  FORMER_BEFORE,
  IS_SOMETHING_AFTER,
  KEPT_AFTER,
  LEAVE_BEFORE,
  LEFT_OUT_AFTER,
  LIST,
  NAMELY,
  OF_OTHERS,
  ONLY_BEFORE,
  STORY,
  TAKEN_BACK,
  TOO_MUCH,
  WHY_BEFORE,
  WITHOUT,
  WITHOUT_ANOTHER,
} from './dayCues.ts';
import { AMBIGUOUS, type Mention, mentionsOf } from './dayMentions.ts';

/** Days that are named, and what is wanted with them. */
export interface Named {
  item: Mention;
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

/** The days a message names, in order, with those gone that it takes back. */
export function namedDays(text: string, asked: boolean): Named[] {
  const items = mentionsOf(text);
  let named: Named[] = [];
  let previous: Named | undefined;
  for (const [i, item] of items.entries()) {
    const gap = text.slice(Math.max(previous?.item.end ?? 0, item.at - 60), item.at);
    const after = text.slice(item.end, Math.min(item.end + 60, items[i + 1]?.at ?? text.length));
    if (!isMeant(item, gap, items.length, asked, text)) continue;
    const one: Named = {
      item,
      out: false,
      isTold: false,
      isOfOthers: false,
      excepted: EXCEPTS.test(gap),
      only: !item.weak && (ONLY_BEFORE.test(gap) || ENOUGH_AFTER.test(after)),
      list: item.at,
    };
    const isDone = DONE_AFTER.test(after) || IS_SOMETHING_AFTER.test(after);
    const listed = previous !== undefined && LIST.test(gap);
    if (listed && previous) {
      // One "not" holds for a whole list, "not on monday or friday", but not beyond a comma: "not mondays, tuesdays".
      one.out = previous.out && (!/^\s*,\s*$/.test(gap) || listEndsWithOr(items, i, text));
      one.isTold = previous.isTold || (isDone && /,\s*$/.test(gap));
      one.isOfOthers = previous.isOfOthers;
      one.excepted = previous.excepted;
      one.only ||= previous.only;
      one.list = previous.list;
      // "Saturdays and Sundays only" is about both, and so is "Monday and Thursday are lectures".
      for (const other of named) {
        if (other.list === one.list && one.only) other.only = true;
        if (other.list === one.list && isDone && !/,\s*$/.test(gap)) other.isTold = one.isTold = true;
      }
    } else {
      if (TAKEN_BACK.test(gap) && !WITHOUT.test(gap)) named = named.filter(({ out }) => out);
      one.out =
        WITHOUT.test(gap) ||
        WITHOUT_ANOTHER.test(gap) ||
        DENIED_BEFORE.test(gap) ||
        (previous?.item.group === true && !previous.out && BUT.test(gap)) ||
        (previous?.item.whole === true && !previous.out && EXCEPTED_FROM.test(gap));
      const clause = clauseOf(item, text);
      one.isTold = STORY.test(clause) || WHY_BEFORE.test(gap) || isDone || FORMER_BEFORE.test(gap);
      one.isOfOthers = one.isTold && OF_OTHERS.test(clause) && clause.length < text.length;
      if (!one.out && previous?.item.whole && NAMELY.test(gap)) named = named.filter((other) => other !== previous);
      if (isChosen(one, named, gap, after)) named = [];
    }
    const isOutAfter =
      !KEPT_AFTER.test(after) &&
      (LEFT_OUT_AFTER.test(after) || (ALONE_AFTER.test(after) && isLeftAlone(named, one, text)));
    if (KEPT_AFTER.test(after)) {
      for (const other of [one, ...named]) if (other.list === one.list) other.out = false;
    }
    if (isOutAfter) {
      one.out = true;
      // "Saturdays and Sundays leave me in peace" is about both.
      if (listed && /^\s*$|\b(?:and|or|n)\b|[&+/]/.test(gap) && previous) previous.out = true;
    }
    previous = one;
    if (item.whole && TOO_MUCH.test(after)) one.out = true;
    if (!item.whole || !one.out) named.push(one);
  }
  return named;
}

function isMeant(item: Mention, gap: string, items: number, asked: boolean, text: string): boolean {
  const isUncertain = items === 1 && item.name !== undefined && AMBIGUOUS.has(item.name) && !asked;
  if (isUncertain && !/\b(?:on|every|next|each)\s*$/.test(gap)) return false;
  if (/\bnot (?:just|only) (?:on |for )?$/.test(gap)) return false;
  if (item.name && BEGINS.test(gap) && !LIST.test(gap)) return false;
  // "The daily question" is ours, and no wish.
  if (text.slice(item.at, item.end) === 'daily' && CHANGED.test(gap)) return false;
  // "The end of the working day" is a time.
  if (items > 1 && item.whole && /\b(?:that's|that is|which is|is|being) (?:my|our|the|a)\s*$/.test(gap)) return false;
  return !(item.group && item.isDay && /\b(?:of|during|before|after) (?:the|my|a)\s*$/.test(gap));
}

/** "Move the daily question to 10" changes no days. */
const CHANGED = /\b(?:move|change|shift|switch|put|push|bring)\w* (?:the|your|my|this|our)\s*$/;

/** "Tuesday or Thursday... Thursday", "I thought of Monday, but Tuesday is better": the ones before were only weighed. */
function isChosen({ item, out }: Named, named: readonly Named[], gap: string, after: string): boolean {
  if (out || item.group || named.length === 0) return false;
  if (/\bbut\b/.test(gap) && BETTER_AFTER.test(after)) return true;
  return named.length > 1 && named.every((one) => !one.item.group) && daysIn(named).has(item.days[0] ?? 'mon');
}

/** Whether the list that ends here began with "leave my". */
function isLeftAlone(named: readonly Named[], one: Named, text: string): boolean {
  return [one, ...named.slice(-2)].some(({ item }) =>
    LEAVE_BEFORE.test(text.slice(Math.max(0, item.at - 20), item.at)),
  );
}

export function daysIn(named: readonly Named[]): Set<Weekday> {
  return new Set(named.flatMap(({ item }) => item.days));
}

/** The part of the message that an item stands in. */
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

function listEndsWithOr(items: Mention[], from: number, text: string): boolean {
  for (let i = from; i + 1 < items.length; i += 1) {
    const gap = text.slice(items[i]?.end, items[i + 1]?.at);
    if (!LIST.test(gap)) return false;
    if (/\b(?:or|and|nor)\b|&/.test(gap)) return true;
  }
  return false;
}
