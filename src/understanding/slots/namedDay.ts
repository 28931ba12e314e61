import { type NamedDay, WEEKDAYS, type Weekday } from '../../../dialogs/words.ts';
import { plainCalendar } from './calendarWords.ts';
import { readMinutes } from './duration.ts';
import { saysForGood } from './forGood.ts';
import { rememberLast } from './rememberLast.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const DATE = '(\\d{1,2})(?:st|nd|rd|th)?';
const DATE_THEN_MONTH = new RegExp(`\\b(?:the )?${DATE}(?: of)? ${MONTH}(?![a-z])(?:,? (20\\d\\d))?`);
const MONTH_THEN_DATE = new RegExp(`\\b${MONTH} (?:the )?${DATE}(?![\\d:])(?:,? (20\\d\\d))?`);
const ISO = /\b20\d\d-\d\d-\d\d\b/;
/** "12/05" is read as day and month, as most of the world writes it, unless only the other way is a date. */
const SLASHED = /\b(\d{1,2})[/.](\d{1,2})(?:[/.](20\d\d))?\b(?!\s*(?:am|pm|uhr|h\b))/;
const DAY_OF_MONTH = /\bthe (\d{1,2})(?:st|nd|rd|th)\b|\b(\d{1,2})(?:st|nd|rd|th)\b/;
const START_OF_MONTH = new RegExp(`\\b(?:(?:start|beginning) of )?${MONTH}(?![a-z])`);
const WEEKDAY = /\b(?:(mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)|(mon|tues|wednes|thurs|fri|satur|sun)days?)(?:'s)?\b/;
const UNTIL =
  /\b(?:until|untill|till|til|up to|through|back (?:on|in|at work(?: on)?|to work(?: on)?)|back|returns?(?: on)?|resum\w*(?: on)?|(?<!\b(?:leave|holidays?|vacation|trip|exams?|surgery|ramadan|term|it|that|which) )(?:start|begin|restart|again)\w*(?: again)?(?: on)?|before|to(?= (?:the )?(?:\d{1,2}(?:st|nd|rd|th)?\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day)))\b(.*)/;
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
const ORDINAL = new RegExp(`\\b(?:${ORDINALS.join('|')})\\b`, 'g');

/** When a pause ends: "until Monday", "back on 3 May", "for two weeks". */
export function readUntil(message: string): NamedDay | undefined {
  const text = plainDates(message);
  const end = UNTIL.exec(text)?.[1];
  return (end === undefined ? undefined : readDay(end, true)) ?? readLength(text) ?? weekSaid(text);
}

/** One day to another: "from 21 Dec to 4 Jan", "the 7th till the 18th of December", "between Monday and Wednesday". */
const NAMED = `(?:the )?(?:${DATE}(?: of)? ${MONTH}(?![a-z])|${MONTH} (?:the )?${DATE}(?![\\d:])|\\d{1,2}(?:st|nd|rd|th)|(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow)`;
const RANGE = new RegExp(
  `\\b(?:(?:from|between|starting|beginning)(?: on)? )?(${NAMED}),? ?(?:to|till|til|until|untill|through|thru|and|-|–|up to)(?: and including)? (${NAMED})`,
);
const LONGER_LATER = new RegExp(`\\b(?:from|starting|beginning|as of)(?: on)? (${NAMED})`);

/** A pause that begins on a later day, and lasts over the last day that is named: the one after it is when it is over. */
export function readRange(message: string): { from: NamedDay; until: NamedDay } | undefined {
  const text = plainDates(message);
  const [, first, last] = rangeIn(text);
  if (first && last) {
    const until = readDay(last, true);
    const from = readDay(first, true);
    if (!until || !from) return undefined;
    // "From the 7th to the 18th of December": both are days of that month, where the first comes before.
    const [, month, day = ''] = /^(\d\d)-(\d\d)$/.exec(until) ?? [];
    const isSameMonth = month !== undefined && /^\d\d$/.test(from) && from <= day;
    return { from: isSameMonth ? `${month}-${from}` : from, until: `${until}+1` };
  }
  const [, begin] = LONGER_LATER.exec(text) ?? [];
  const from = begin === undefined ? undefined : readDay(begin, true);
  const length = from === undefined ? undefined : readLength(text);
  if (from && length) return { from, until: `${from}${length}` };
  if (/\bweek after next\b/.test(text)) return { from: 'mon+7', until: 'mon+7+7' };
  if (/\bnext week\b/.test(text) && !UNTIL.test(text)) return { from: 'mon', until: 'mon+7' };
  return undefined;
}

/** "7-11 December" and "Dec 7 to 11": the month stands once, for both. */
const BEFORE_MONTH = new RegExp(
  `\\b${DATE} ?(?:-|–|—|to|till|til|until|through|thru) ?${DATE}(?: of)? ${MONTH}(?![a-z])`,
);
const AFTER_MONTH = new RegExp(
  `\\b${MONTH} (?:the )?${DATE} ?(?:-|–|—|to|till|til|until|through|thru) ?(?:the )?${DATE}(?![\\d:]| ?(?:am|pm))`,
);

function rangeIn(message: string): readonly (string | undefined)[] {
  const text = message.replace(BEFORE_MONTH, '$1 $3 to $2 $3').replace(AFTER_MONTH, '$2 $1 to $3 $1');
  const found = RANGE.exec(text);
  if (!found) return [];
  // The groups in between belong to the parts of a date.
  const { length } = found;
  return [found[0], found[1], found[(length - 1) / 2 + 1]];
}

/** "Stop them till Tuesday" asks for a pause. */
export function hasEnd(message: string): boolean {
  const text = plainDates(message);
  const end = /\b(?:until|untill|till|til)\b(.*)/.exec(text)?.[1];
  if (end !== undefined && readDay(end, true) !== undefined) return true;
  return /\bfor (?:the )?(?:a |an |next |about |\d{1,2} )+(?:\w+ )?(?:days?|weeks?|fortnight|months?)\b/.test(text);
}

/** The one day that is meant alone: "skip Thursday", "only tomorrow at 10", "move tomorrow's check-in". */
export function readOneDay(message: string, to: 'skip' | 'set', asked = false): NamedDay | undefined {
  const text = plainDates(message);
  if (to === 'set' && !isOnce(text, asked)) return undefined;
  if (/\bnext (?:one|check|reminder|time|ping)\b|\b(?:this|next) (?:one )?(?:only|alone)\b/.test(text)) return 'next';
  return readDay(text, false);
}

/** "Cancel tomorrow's check-in", "drop the Friday one": one of them, and not the series. */
export function namesOneCheckIn(message: string): boolean {
  return ONE_CHECK_IN.test(plainDates(message));
}
const ONE_CHECK_IN =
  /\b(?:today|tonight|tomorrow|(?:this|next|coming) (?:mon|tues|wednes|thurs|fri|satur|sun)day)'?s? (?:check(?!-?ins)|reminder\b|one\b|ping\b|message\b)|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day'?s? (?:check-?in\b|reminder\b|one\b|ping\b)|\b(?:the )?next (?:one|check-?in|reminder|ping)\b/;

const SINGLE = '(?:today|tomorrow|tonight|next one)';
const DAY_NAME = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const ONLY_ONCE = '(?:just |only )?(?:this |the )?(?:once|one time|one off|one-off|single time)';
/** One day of a series is meant, and not the series. */
const ONCE = [
  new RegExp(`\\b(?:${SINGLE}|${DAY_NAME})(?:'?s) (?:check|reminder|one\\b|ping|message)`),
  new RegExp(`\\b(?:${SINGLE}|(?:this|next|coming) ${DAY_NAME}) (?:check|reminder|one\\b|ping|message)`),
  new RegExp(
    `\\b(?:only|just) (?:for |on |change |move |the |this |next |make )*(?:${SINGLE}|(?:this|next|coming) ${DAY_NAME})`,
  ),
  new RegExp(`\\b(?:only|just) (?:for |change |move )(?:the |on |this )*${DAY_NAME}\\b`),
  new RegExp(`\\b(?:${SINGLE}|${DAY_NAME}) (?:only|alone|${ONLY_ONCE})\\b`),
  new RegExp(
    `\\b(?:${SINGLE}|this ${DAY_NAME})\\b.*\\b(?:just|only) (?:this )?once\\b|\\bjust for (?:${SINGLE}|this ${DAY_NAME})`,
  ),
  new RegExp(`\\b${DAY_NAME}\\b.*\\b(?:that|the same) (?:one )?day\\b(?! of)`),
  /\b(?:just|only) (?:this )?once\b|\bthis time only\b|\b(?:just|only) (?:this|the next) (?:one|time)\b|\bas a one[ -]off\b/,
];

/** A series has no single days; "only on Mondays" and "tomorrow" alone speak of all to come. */
function isOnce(text: string, asked: boolean): boolean {
  if (saysForGood(text)) return false;
  if (/\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b/.test(text)) return false;
  // "Tuesday and Thursday only", and "Friday only" where days are asked for, are days of the series.
  const named = new Set([...text.matchAll(/\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b/g)].map(([, day]) => day)).size;
  if (named > 1 || (asked && named === 1 && !/\b(?:this|next|coming) /.test(text))) return false;
  return ONCE.some((pattern) => pattern.test(text));
}

/** Dates in one spelling: the times and days as in `plainCalendar`, and ordinals in digits. */
export const plainDates: (message: string) => string = rememberLast((message) =>
  plainCalendar(message)
    .replace(ORDINAL, (word) => `${ORDINALS.indexOf(word) + 1}th`)
    .replace(/\b20 (\d)(?:st|nd|rd|th)\b/g, '2$1th')
    .replace(/\btwenty[ -](\d)th\b/g, '2$1th'),
);

/** A day somewhere in the text. `end` is whether it ends a pause: "until May" and "until after the weekend" do. */
export function readDay(text: string, end: boolean): NamedDay | undefined {
  const iso = ISO.exec(text)?.[0];
  if (iso) return iso;
  const [, day, month, year] = DATE_THEN_MONTH.exec(text) ?? [];
  if (day && month) return dated(monthOf(month), Number(day), year);
  const [, monthFirst, dayAfter, yearAfter] = MONTH_THEN_DATE.exec(text) ?? [];
  if (monthFirst && dayAfter) return dated(monthOf(monthFirst), Number(dayAfter), yearAfter);
  if (/\b(?:the )?day after tomorrow\b|\b(?:2|two) days from now\b|\bovermorrow\b/.test(text)) return '+2';
  if (/\btomorrow/.test(text)) return 'tomorrow';
  if (/\b(?:today|tonight|this (?:morning|afternoon|evening))\b/.test(text)) return 'today';
  const [, first, second, slashedYear] = SLASHED.exec(text) ?? [];
  if (first && second && end) {
    const asDay = Number(second) <= 12 ? dated(Number(second), Number(first), slashedYear) : undefined;
    return asDay ?? dated(Number(first), Number(second), slashedYear);
  }
  const ofMonth = DAY_OF_MONTH.exec(text);
  const date = Number(ofMonth?.[1] ?? ofMonth?.[2] ?? 0);
  if (date >= 1 && date <= 31) return String(date).padStart(2, '0');
  const weekday = WEEKDAY.exec(text);
  const named = (weekday?.[1] ?? weekday?.[2])?.slice(0, 3) as Weekday | undefined;
  // A week of work begins on Monday.
  if (
    /\b(?:next week|(?:end of|after) (?:the|this) (?:working |work )?week|the weekend is over|after the weekend|the week after)\b/.test(
      text,
    ) &&
    !named
  )
    return 'mon';
  if (named && WEEKDAYS.includes(named))
    return /\bweek on\b|day week\b|\bafter next\b/.test(text) ? `${named}+7` : named;
  if (!end) return undefined;
  if (/\b(?:the )?weekend\b/.test(text)) return 'sat';
  if (/\bnew year\b/.test(text)) return '01-02';
  if (/\b(?:after )?(?:christmas|xmas)\b/.test(text)) return '12-27';
  if (/\bnext month\b|\bend of (?:the |this )?month\b/.test(text)) return '01';
  const monthAlone = START_OF_MONTH.exec(text)?.[1];
  if (
    monthAlone &&
    /\b(?:in|until|till|til|of|^)\s*$/.test(` ${text.slice(0, text.indexOf(monthAlone))}`.replace(/^\s+$/, 'in '))
  )
    return dated(monthOf(monthAlone), 1, undefined);
  return undefined;
}

/** "Two weeks", "10 days", "a month": in so many days. */
function readLength(text: string): NamedDay | undefined {
  const [, months, half] = /\b(\d{1,2}|an?|couple of|few|next) months?\b( and a half)?/.exec(text) ?? [];
  if (months) {
    const count = /^\d/.test(months) ? Number(months) : months === 'couple of' ? 2 : months === 'few' ? 3 : 1;
    return inDays(count * 30 + (half ? 15 : 0));
  }
  if (/\b(?:a|next) (?:whole )?week or (?:2|so)\b/.test(text)) return inDays(/or 2/.test(text) ? 14 : 7);
  const range = /\b(\d{1,2}) (?:or|to|-) (\d{1,2})(?= (?:days?|weeks?)\b)/g;
  const minutes = readMinutes(
    text
      .replace(range, '$2')
      .replace(
        /\b(?:the )?(?:next|rest of the|rest of this|whole|following|entire) (?=(?:\d{1,2} )?(?:days?|weeks?)\b)/g,
        (said) => (/next|rest of/.test(said) ? said : 'a '),
      )
      .replace(/\b(?:the )?next (?=\d)/g, '')
      .replace(/\b(?:couple|few) (?=(?:days|weeks))/g, (said) => `a ${said.trim()} `),
  );
  return minutes !== undefined && minutes >= 1440 ? inDays(Math.round(minutes / 1440)) : undefined;
}

/** "This week", "next week", "the rest of the month", "over the weekend", without an "until": to the Monday when it is over. */
function weekSaid(text: string): NamedDay | undefined {
  if (/\bnext week\b/.test(text)) return 'mon+7';
  if (/\brest of (?:the|this) month\b|\b(?:month[ -]end|end of (?:the |this )?month)\b/.test(text)) return '01';
  if (/\b(?:this|the rest of the|rest of the|all|the whole|during the|exam) week\b|\bweekend\b/.test(text))
    return 'mon';
  if (/\btomorrow\b/.test(text)) return '+2';
  if (/\btoday\b/.test(text)) return 'tomorrow';
  return undefined;
}

function inDays(days: number): NamedDay | undefined {
  return days >= 1 && days <= 366 ? `+${days}` : undefined;
}

function monthOf(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3)) + 1;
}

function dated(month: number, day: number, year: string | undefined): NamedDay | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const date = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return year ? `${year}-${date}` : date;
}
