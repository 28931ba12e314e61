import { after, before } from './around.ts';
import { DAY, HALF_DAY, type ToldTime } from './toldTime.ts';

const PART_OF_DAY =
  /^\s*[,(]?\s*(?:but |and )?(?:in the|in|at|this|of the|on|every|each|the)?\s*(morning|afternoon|evening|night|tonight|am|pm)s?\b/;
const PART_BEFORE = /\b(morning|afternoon|evening|tonight|night)s?\b[^.;]{0,12}$/;

/** Not a time: what was, what else is counted, or a date. */
const NO_TIME_AFTER =
  /^\s*(?:%|percent|min\b|mins\b|(?:minutes?|hours?|hrs?|secs?|seconds?|days?|nights?|weeks?|months?|years?|times?|x|knots?|spots?|places?|-a-sides?|things?|people|meetings?|kids|children|dogs|cats|jobs|screens|monitors|coffees|calls|shifts|friends|colleagues|of them|more)\b|\/|st\b|nd\b|rd\b|th\b|out of|of 10|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)/;
const NO_TIME_BEFORE =
  /\b(?:my|his|her|our|their) [a-z]+'s [a-z]+\s*$|(?<!\b(?:any|every|each|single|other|week|a|per|all|this|work|working|next|the) )\bday\s*$|[#$£€]\s*$|\bin (?:like|about|around|roughly)\s*$|\b(?:(?<!check[- ])in|every|the|next|last|(?<!minutes )past|another|other|remaining|first|both|these|those|all|for about|within|have|has|had|got|with|took|did|pressed|held|need|are|were|level|room|floor|(?:desk|room|bus|flat|gate|platform|bed|house|unit|line|table|bay|ward|seat|route|exit|page) (?:no\.?|number)?|option|number|number of|(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*|may)\s*$/;

/** Before a number that is a time although nothing else says so. */
const LEAD_IN =
  /(?:\b(?:at|by|around|about|to|for|from|after|before|till|until|make (?:it|that|this|them|'?em|these)|say|like|on|past|i want|i prefer|(?:remind|ping|ask|text|message|nudge) me|(?:the|my|your) (?:daily )?(?:check-?ins?|reminders?|pings?)(?: (?:is|be|should be|to be|come|at))?|(?:mon|tues?|wed|wednes|thurs?|fri|sat|satur|sun)(?:day)?s?)|[@~])\s*(?:about|around|roughly|say|like|the)?\s*$/;

/** "2 hospital appointments": no time, also where there is no other. */
const COUNTS =
  /^(?:-a-| (?:(?!(?:on|at|in|for|from|to|by|every|and|or|with|please|pls|not|but|no|of|the|my|our|all|any|most|both|these|those)\b)[a-z]+ )?)(?!(?:workdays|minus|bells|works|suits|does|is|was|as|this|thus|us|always|thanks|sounds|seems|looks|feels|plus|yes|pls|fits|likes|needs|gets|lets|makes|comes|times|perhaps|sometimes|was|has|hours|hrs|mins|minutes|cheers|days|weekdays|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|weekends|mornings|evenings|afternoons|nights|ams|pms|ways|lads|guys|folks|bless|unless|across|onwards|afterwards|upwards|class|yours|course|works|pls)\b)[a-z]{2,}[^s' ]s\b/;

/**
 * The times of day that stand in a message, in order. `thin` takes a plain "9" for one, which holds only where a time is
 * asked for.
 */
export function timesTold(text: string, thin: boolean): ToldTime[] {
  const told = [...named(text), ...spoken(text, thin), ...clock(text, thin)];
  return apart(
    told.filter(
      (one) => !one.thin || ((thin || LEAD_IN.test(before(text, one.at))) && !COUNTS.test(after(text, one.end))),
    ),
  );
}

/** The times in order; of two that overlap, the one that begins first. */
function apart(told: readonly ToldTime[]): ToldTime[] {
  const times: ToldTime[] = [];
  for (const one of told.toSorted((a, b) => a.at - b.at || b.end - a.end)) {
    if (one.at >= (times.at(-1)?.end ?? 0)) times.push(one);
  }
  return times;
}

function named(text: string): ToldTime[] {
  return [...text.matchAll(/\b(noon|noonish|midday|midnight)\b/g)].map((match) => ({
    minutes: match[0] === 'midnight' ? 0 : HALF_DAY,
    at: match.index,
    end: match.index + match[0].length,
    open: false,
    thin: false,
  }));
}

/** "Ten of nine" is ten to nine in America; "2 of 9" is no time. */
const TENTH = /^(?:10|20|25)$/;

/** "half past 8", "half 8", "quarter to 9", "20 past 7", "5 to 5 pm". */
function spoken(text: string, asked: boolean): ToldTime[] {
  const pattern =
    /\b(?:(half|(?:an? )?quarter|[1-5]?\d)(?: (?:minutes?|mins?))? (past|after|to|till|til|before|of) (\d{1,2}|noon|midday|midnight)|half (\d{1,2}))(?![\d:/])\s*(?:o'clock)?\s*(am|pm)?\b/g;
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [whole, part, relation, hourText, halfHour, half] = match;
    const at = match.index;
    const end = at + whole.trimEnd().length;
    const hour = /^mid(?:day)|noon/.test(hourText ?? '')
      ? 12
      : hourText === 'midnight'
        ? 0
        : Number(hourText ?? halfHour);
    if (hour > 24 || NO_TIME_AFTER.test(after(text, end))) return [];
    const counted = /^\d/.test(part ?? '');
    const inMinutes = / min/.test(whole);
    if (relation === 'of' && (part === 'half' || (counted && !(asked && TENTH.test(part ?? ''))))) return [];
    if (
      counted &&
      !inMinutes &&
      !['5', '10', '15', '20', '25'].includes(part ?? '') &&
      !/^(?:past)$/.test(relation ?? '')
    )
      return [];
    const part24 = partOfDay(text, at, end);
    // "from 10 to 11" and "between 10 to 11" with two plain numbers is a span, and "in 5 to 10" is no time.
    if (
      counted &&
      relation !== 'past' &&
      /\b(?:from|change|move|moved|it|between|in|at|for)\s*(?:it\s*)?$/.test(before(text, at)) &&
      !inMinutes
    ) {
      if (!/\bat\s*$/.test(before(text, at)) && !(half ?? PART_OF_DAY.exec(after(text, end)))) return [];
    }
    const minutes = part === undefined || part === 'half' ? 30 : part.includes('quarter') ? 15 : Number(part);
    const backwards = ['to', 'till', 'til', 'before', 'of'].includes(relation ?? '');
    const fixed = half !== undefined || part24 !== undefined || hour > 12 || /[a-z]/.test(hourText ?? '');
    const total = (inDay(hour % 24, half, part24) * 60 + (backwards ? -minutes : minutes) + DAY) % DAY;
    // Twelve said plainly is noon, so that a quarter to one is a quarter to thirteen.
    return [
      { minutes: !fixed && hour === 12 && !backwards ? HALF_DAY + minutes : total, at, end, open: !fixed, thin: false },
    ];
  });
}

/** "9", "9am", "8:30", "6.15 pm", "14h", "18h30", "0830", "9 30", "8 o'clock". */
function clock(text: string, asked: boolean): ToldTime[] {
  const pattern =
    /(?<![\d.:/+-]|\d,)(\d{1,2})(?:(?:\s?[:h]\s?|\s?\.)([0-5]\d)(?!\d)|,([0-5]\d)(?!\d)|\s([0-5]\d)(?!\d|\s*(?:min|hour|hr|h\b|day|sec|week(?!day|end)|month|%|or\b|to\b|and\b|times|\/|-|st\b|nd\b|rd\b|th\b|o'clock|past|:|spots|places))|([0-5]\d)(?!\d)|\s?(h)\b)?\s*(am|pm|a|p|o'clock|hrs|hours)?(?![a-z0-9])(?!\s*\/\s*\d)/g;
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [whole, hourText = '', colonMinutes, commaMinutes, spacedMinutes, joinedMinutes, hours, half] = match;
    const at = match.index;
    const end = at + whole.trimEnd().length;
    const hour = Number(hourText);
    const minuteText = colonMinutes ?? commaMinutes ?? spacedMinutes ?? joinedMinutes;
    if (hour > 24 || (hour === 24 && minuteText !== undefined && minuteText !== '00')) return [];
    const led = LEAD_IN.test(before(text, at));
    // "at 18 hours", but "in 18 hours".
    const isHours = half === 'hours' || half === 'hrs';
    if (
      isHours &&
      minuteText === undefined &&
      !(led && !/\b(?:for|after|about|around)\s*$/.test(before(text, at))) &&
      !(asked && (hour >= 13 || whole.trim() === text.trim()) && !NO_TIME_BEFORE.test(before(text, at)))
    )
      return [];
    if (joinedMinutes !== undefined && (half === undefined || isHours)) {
      // "1430", and not a year or a count.
      if (!asked && !led && !isHours) return [];
      if (
        NO_TIME_AFTER.test(after(text, end)) ||
        NO_TIME_BEFORE.test(before(text, at)) ||
        /\b(?:in|since|year|[a-z]{3} \d{1,2},?)\s*$/.test(before(text, at))
      )
        return [];
    }
    if (commaMinutes !== undefined && !asked && half === undefined) return [];
    if (/\b(?:all|both|these|those|other) $/.test(before(text, at))) return [];
    const part = partOfDay(text, at, end);
    // "In 1h30" is a length.
    if (hours !== undefined || /\dh/.test(whole)) {
      if (/\b(?:in|for|after|within|another)\s*$/.test(before(text, at))) return [];
    }
    const isPlain = minuteText === undefined && hours === undefined && half === undefined && part === undefined;
    // "In the morning, so 10 minutes after that".
    if (minuteText === undefined && half === undefined && /^\s*(?:minutes?|mins?)\b/.test(after(text, end))) return [];
    if (
      (isPlain || spacedMinutes !== undefined || (half === undefined && minuteText === undefined && !hours)) &&
      (NO_TIME_AFTER.test(after(text, end)) || (isPlain && NO_TIME_BEFORE.test(before(text, at))))
    )
      return [];
    const halfOfDay = half === 'a' ? 'am' : half === 'p' ? 'pm' : half === 'am' || half === 'pm' ? half : undefined;
    const twentyFour = hourText.startsWith('0') || hours !== undefined || hour > 12 || hour === 0;
    const told = inDay(hour % 24, halfOfDay, part);
    return [
      {
        minutes: told * 60 + Number(minuteText ?? 0),
        at,
        end,
        open: halfOfDay === undefined && part === undefined && !twentyFour,
        thin: isPlain,
      },
    ];
  });
}

function partOfDay(text: string, at: number, end: number): string | undefined {
  return PART_OF_DAY.exec(after(text, end))?.[1] ?? PART_BEFORE.exec(before(text, at))?.[1];
}

function inDay(hour: number, half: string | undefined, part: string | undefined): number {
  if (half === 'am') return hour === 12 ? 0 : hour;
  if (half === 'pm') return hour < 12 ? hour + 12 : hour;
  if (hour > 12 || hour === 0) return hour;
  if (part === 'morning' || part === 'am') return hour === 12 ? 0 : hour;
  if (part === 'afternoon' || part === 'pm' || part === 'evening') return hour < 12 ? hour + 12 : hour;
  if (part === 'night' || part === 'tonight') return hour === 12 ? 0 : hour >= 5 ? hour + 12 : hour;
  return hour;
}
