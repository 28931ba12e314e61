import { WEEKDAYS, type Weekday } from '../../../dialogs/words.ts';
import { WEEKEND, WORKDAYS } from './dayMentions.ts';
import { daysIn, type Named } from './namedDays.ts';

/** "The other six days", "the rest", "the five that remain", "all others": what is left of the week after those named. */
const REST =
  /(?<!\b(?:no|every|each|some|my|no for|not|never) )(?:\b(?<every>all |any |every )?(?:the )?(?:other|remaining) (?:(?<count>[1-6])\b(?: (?:working |work ?|week ?)?days?)?|(?:working |work ?|week ?)?days?\b)|\b(?<left>[1-6]) (?:others\b(?! \w)|(?:days )?(?:that |which )?(?:remain|are left|is left|left)\b)|\b(?:rest|others) all\b|\bthe rest\b(?! (?:is up|is mine|i\b|you\b(?! (?:can|may|fit|could))|later))|\brest (?:is |are |is all )?(?:ok|okay|fine|good|yes)\b|\b(?:all|any|the) (?:the )?others?\b(?= ?(?:[.,;!?]|$|are|is|ok|fine|good|at|yes|please|can|sunday|saturday))|\botherwise\b(?= (?:every|each|daily|all|any|weekdays|yes|ok|fine|whenever|when you))|\beverything else\b)(?![^.,;!?]{0,24}\b(?:i|i'm|i've|we|we're)\b)/;

/** "The days I'm not", "the ones that aren't", "the weekdays I got no lecture". */
const WHERE_NOT =
  /\b(?<kind>week|work|working )?(?:days|ones|evenings|mornings) (?:that |when |where |which |on which )?(?:(?:i|i'm|im|i am|we|we're|they|there|she|he|it) )?(?:(?:am|are|is|do|have|got|has|'ve|work) )?(?:not|don't|dont|aren't|arent|ain't|isn't|haven't|no|without|free from|free of)\b/;

/** "The four days they are at their dad's": as many as are left. */
const COUNTED = /\b(?:the|those|these|my|just) (?<count>[1-6]) (?:\w+ )?days\b/;

const ANY_DAY = /\b(?:any ?day|every ?thing|any ?thing|any ?time|all but|all days|all other|any other)\b/;

/** "Only these three": those before, and not the other days. */
const THESE_ALONE = /\bonly (?:these|those|them)\b/;

export interface Rest {
  /** Where it is said. */
  at: number;
  /** How many days it is, where that is said. */
  count?: number;
  /** Of the working week or of all of it, where that is said. */
  of?: readonly Weekday[];
}

/** Where a message says that the other days are meant. */
export function restIn(text: string, named: readonly Named[]): Rest | undefined {
  if (THESE_ALONE.test(text)) return undefined;
  const rest = REST.exec(text);
  if (rest) {
    const { count, left, every } = rest.groups ?? {};
    const isWork = /work|week/.test(rest[0]);
    const isAll = every !== undefined;
    return {
      at: rest.index,
      ...((count ?? left) && { count: Number(count ?? left) }),
      ...(isWork ? { of: WORKDAYS } : isAll && rest.index > 0 && { of: WEEKDAYS }),
    };
  }
  const where = WHERE_NOT.exec(text);
  const isNamed = named.some(
    ({ mention }) => where && mention.at < where.index + where[0].length && mention.end > where.index,
  );
  const isAsked = where && /\b(?:ask|ping|message|check|text|do|take)\b[^.;!?]{0,20}$/.test(text.slice(0, where.index));
  if (where && (!isNamed || isAsked) && named.some(({ mention }) => mention.end <= where.index))
    return { at: where.index, of: where.groups?.kind ? WORKDAYS : WEEKDAYS };
  const counted = COUNTED.exec(text);
  const before = daysIn(
    named.filter(({ mention, out }) => (counted ? mention.end <= counted.index : false) && !out && !mention.whole),
  );
  const count = Number(counted?.groups?.count);
  if (counted && before.size > 0 && (count + before.size === 7 || count + before.size === 5))
    return { at: counted.index, count };
  return undefined;
}

/**
 * What days are left out of, when none are said to be wanted: "10am but not on Fridays" leaves the days that are taken
 * when none are said, "not on weekends" is about all seven.
 */
export function daysLeft(unwanted: ReadonlySet<Weekday>, rest: Rest | undefined, text: string): readonly Weekday[] {
  if (rest?.count === 7 - unwanted.size) return WEEKDAYS;
  if (rest?.count === 5 - unwanted.size) return WORKDAYS;
  if (rest?.of) return rest.of;
  const isAboutAll =
    ANY_DAY.test(text) || WEEKEND.some((day) => unwanted.has(day)) || WORKDAYS.every((day) => unwanted.has(day));
  return isAboutAll ? WEEKDAYS : WORKDAYS;
}
