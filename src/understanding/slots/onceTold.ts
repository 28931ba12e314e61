import type { NamedDay } from '../../../dialogs/words.ts';
import { saysForGood } from './forGood.ts';
import { plainDates, readDay } from './namedDay.ts';

/** What makes a series of it: "every", "from tomorrow", "and then on", "Mondays". */
const SERIES =
  /\b(?:every|each|daily|nightly|weekly|week ?days?|workdays?|weekends?|always|regular\w*|from|start\w*|begin\w*|commenc\w*|onwards?|as of|(?:and|,) ?(?:then|after)|after (?:that|dat)|keep|continu\w*|go from there|iterat\w*|run it|all days|(?:mon|tues|wednes|thurs|fri|satur|sun)days|twice|times|both)\b/;
/** Told of the day, and no day to ask on: "today is Thursday", "busy today", "was 7 today". */
const OF_THE_DAY =
  /\b(?:today|tonight|tomorrow)(?:'s| is| was)\b|\b(?:it's|it is) \w+ today\b|\b(?:not|never|skip|no|without|isn't|until|till|til|before)\b(?: \w+){0,2} (?:today|tomorrow|tonight)\b/;
/** "Not today, remind me tomorrow": the other day is meant, whichever is told first. */
const NOT_TODAY =
  /\bnot (?:for |on )?(?:today|tonight|now|this (?:morning|afternoon|evening))\b(?=.*\b(?:tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)|(?<=\b(?:tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b.*)\b(?:and )?not (?:for |on )?(?:today|tonight|now)\b/;
/** What changes the check-ins that stand says nothing of one day by the day it is said on: "I came late today, make it 10". */
const CHANGES = /\b(?:change|move|switch|shift|set|make|put|push|reschedule|instead)\b/;
/** Who wants to be asked. */
const WISHES =
  /\b(?:remind|ping|nudge|ask|message|msg|text|poke|buzz|alert|wake|prompt|notify|check (?:in|on|up|back|with)|try me|come back|hit me|write (?:to )?me|do (?:this|that|it) again)\b/;
const DAY = '(?:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?';
const NEAR_DAY = new RegExp(`\\b(?:this|next|coming|upcoming) ${DAY}\\b`);
const ON_A_DAY = new RegExp(`\\b${DAY}\\b`, 'g');
const ONE_TIME =
  /\b(?:once|one time|1 time|one[ -]off|single)\b(?! (?:a|per|every|each|in|i|i'm|i've|you|we|it|it's|the|my|more|again|she|she's|he|he's|they|this|that|done|finished)\b)/;
const IN_DAYS = /\bin (?:a )?(\d{1,2}|couple of|few) days\b/;
const DATED =
  /\b(?:on|for) (?:the )?\d{1,2}(?:st|nd|rd|th)\b|\b\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}\b(?!:)/;

/**
 * The day on which somebody wants to be asked just once: "remind me tomorrow at 3", "tonight", "once on Sunday". Nothing
 * where a series is spoken of. `asked` is whether a time and days were asked for: then a lone "Thursday" is one of those.
 */
export function onceTold(message: string, asked: boolean): NamedDay | undefined {
  const text = plainDates(message).replace(NOT_TODAY, ' ');
  if (saysForGood(text) || SERIES.test(text) || OF_THE_DAY.test(text)) return undefined;
  const days = new Set([...text.matchAll(ON_A_DAY)].map(([day]) => day.slice(0, 3)));
  const isNear = /\b(?:tomorrow|day after tomorrow|tonight|today|this (?:afternoon|evening))\b/.test(text);
  if (days.size + (isNear ? 1 : 0) > 1) return undefined;
  if (/\btomorrow\b/.test(text)) return readDay(text, false);
  if (isNear) return CHANGES.test(text) ? undefined : 'today';
  const [, count] = IN_DAYS.exec(text) ?? [];
  if (count) return `+${/^\d/.test(count) ? Number(count) : count.startsWith('c') ? 2 : 3}`;
  if (NEAR_DAY.test(text) || ONE_TIME.test(text))
    return readDay(text, false) ?? (ONE_TIME.test(text) ? 'next' : undefined);
  const isWish = WISHES.test(text) && !CHANGES.test(text);
  return isWish && !asked && (days.size === 1 || DATED.test(text)) ? readDay(text, false) : undefined;
}

/** Asks when, and wishes nothing. */
const ASKS_ABOUT = /^(?:when|what|which|why|how|do (?:you|i|we)|does|did|are|is)\b/;
/** "Don't remind me tomorrow." */
const DECLINED =
  /\b(?:don't|dont|do not|never|stop|quit|cancel|skip|no need|no more|not (?!now|yet|at the moment))\b[^.,;!?]{0,24}\b(?:remind|ping|nudge|ask|message|msg|text|poke|buzz|alert|wake|bug|bother|check)/;
/** Today is left to those who read what is put off. */
const ON_WHICH_DAY = /\b(?:tomorrow|once|(?:this|next|coming) [a-z]+day)\b/;

/** A wish to be asked on one day, however it is put: "can you ask me again tomorrow, 3ish". */
export function wishesOnce(message: string): boolean {
  // Most messages wish nothing of the kind, and plain dates cost more than a look.
  if (!WISHES.test(message)) return false;
  const text = plainDates(message);
  if (!WISHES.test(text) || !(DATED.test(text) || ON_WHICH_DAY.test(text))) return false;
  const day = onceTold(message, false);
  return day !== undefined && day !== 'next' && !ASKS_ABOUT.test(text) && !DECLINED.test(text);
}
