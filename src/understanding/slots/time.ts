import { withDigits } from './numbers.ts';

interface Told {
  hour: number;
  minute: number;
  at: number;
  end: number;
  /** Nothing but a number: only a time where a time is asked for. */
  thin: boolean;
}

const PART_OF_DAY =
  /^\s*(?:,\s*)?(?:in the|at|this|of the|on|every|each)?\s*(morning|mornings|afternoon|afternoons|evening|evenings|night|tonight)\b/;
const PART_BEFORE = /\b(morning|afternoon|evening|tonight|night)s?\b[^.;]{0,12}$/;

/** Not a time: what was, what else is counted, or a date. */
const NO_TIME_AFTER =
  /^\s*(?:%|min\b|mins\b|minutes?|hours?|hrs?|secs?|seconds?|days?|weeks?|months?|times?|x\b|knots?|spots?|people|\/|st\b|nd\b|rd\b|th\b|out of|of 10|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)/;

/** Before a number that is a time although nothing else says so. */
const LEAD_IN =
  /\b(?:at|by|around|about|to|for|from|after|before|till|until|make it|make that|say|@|~|like|until about)\s*(?:about|around|roughly|say|like)?\s*$/;

/**
 * The time of day that is said, as "HH:MM". A bare hour from one to six means the afternoon, since nobody is asked
 * how the knot is at three in the morning. `thin` takes a plain "9" for a time, which holds only where one is asked for.
 */
export function readTime(message: string, thin: boolean): string | undefined {
  const text = withDigits(message)
    .replace(/\bo['’ ]?clock\b/g, "o'clock")
    .replace(/(\d)\s*-?\s*ish\b/g, '$1')
    .replace(/\b(\d{1,2}) (?:oh|o) ([1-9])\b/g, '$1:0$2');
  const told = [...named(text), ...spoken(text), ...clock(text)];
  const usable = told.filter((one) => thin || !one.thin || LEAD_IN.test(text.slice(0, one.at)));
  const best = meant(usable, text);
  if (!best) return undefined;
  return `${String(best.hour).padStart(2, '0')}:${String(best.minute).padStart(2, '0')}`;
}

/** The last time said is the one meant, unless it is the one given up: "8 instead of 9", "from 9 to 10", "8 not 9". */
function meant(told: Told[], text: string): Told | undefined {
  const apart = told
    .toSorted((a, b) => a.at - b.at || b.end - a.end)
    .filter((one, i, all) => !all.slice(0, i).some((earlier) => one.at < earlier.end));
  const kept = apart.filter(
    (one) =>
      !/\b(?:instead of|not|rather than|isn't|is not|than|no longer|except)\s*(?:at\s*)?$/.test(text.slice(0, one.at)),
  );
  const first = kept[0];
  const last = kept.at(-1);
  if (!first || !last || kept.length === 1) return first ?? undefined;
  // "9 or 10", "between 8 and 9": the first of the two is a fair reading, and is confirmed anyway.
  const between = text.slice(first.end, last.at);
  if (/^\s*(?:or|and|-|–|to)\s*(?:maybe|so|at)?\s*$/.test(between) && !/\bfrom\s*$/.test(text.slice(0, first.at)))
    return first;
  const clear = kept.filter((one) => !one.thin);
  return clear.at(-1) ?? last;
}

function named(text: string): Told[] {
  return [...text.matchAll(/\b(noon|midday|mid-day|12 noon|midnight|12 midnight)\b/g)].map((match) => ({
    hour: match[0].includes('midnight') ? 0 : 12,
    minute: 0,
    at: match.index,
    end: match.index + match[0].length,
    thin: false,
  }));
}

/** "half past 8", "half 8", "quarter to 9", "20 past 7", "5 to 5 pm". */
function spoken(text: string): Told[] {
  const pattern =
    /\b(?:(half|quarter|(?:a )quarter|5|10|20|25)(?: (?:minutes? |mins? )?)?(past|after|to|till|before|of) (\d{1,2})|half (\d{1,2}))(?![\d:/])\s*(am|pm)?\b/g;
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [whole, part, relation, hourText, halfHour, half] = match;
    const after = text.slice(match.index + whole.length);
    const hour = Number(hourText ?? halfHour);
    if (hour > 24 || NO_TIME_AFTER.test(after)) return [];
    if (relation === 'of' && part !== 'quarter' && part !== 'a quarter') return [];
    // "from 10 to 11" and "10 to 12" with two plain numbers is a span.
    if (
      relation === 'to' &&
      /\b(?:from|change|move|moved|it)\s*(?:it\s*)?(?:from\s*)?$/.test(text.slice(0, match.index)) &&
      /^\d/.test(part ?? '')
    )
      return [];
    const minutes = part === undefined || part === 'half' ? 30 : part.includes('quarter') ? 15 : Number(part);
    const backwards = relation === 'to' || relation === 'till' || relation === 'before' || relation === 'of';
    const whole24 = inDay(hour, half, partOfDay(text, match.index, after), false);
    const total = (whole24 * 60 + (backwards ? -minutes : minutes) + 1440) % 1440;
    return [
      {
        hour: Math.floor(total / 60),
        minute: total % 60,
        at: match.index,
        end: match.index + whole.length,
        thin: false,
      },
    ];
  });
}

/** "9", "9am", "8:30", "6.15 pm", "14h", "18h30", "0830", "9 30", "8 o'clock". */
function clock(text: string): Told[] {
  const pattern =
    /(?<![\d.:/+-])(\d{1,2})(?:\s?[:.h]\s?([0-5]\d)(?!\d)|\s([0-5][05])(?=\s*(?:am|pm|$|[,.!]|\s(?:in|on|every|please|works|is|each|would|daily)))|([0-5]\d)(?=\s*(?:am|pm|hrs?\b|hours\b|$))|\s?(h)\b)?\s*(a|p|am|pm|o'clock|uhr|hrs|hours)?(?![a-z0-9/])(?!\s*\/)/g;
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [whole, hourText = '', colonMinutes, spacedMinutes, joinedMinutes, hours, half] = match;
    const at = match.index;
    const after = text.slice(at + whole.length);
    const hour = Number(hourText);
    const minuteText = colonMinutes ?? spacedMinutes ?? joinedMinutes;
    const part = partOfDay(text, at, after);
    if (hour > 24 || (hour === 24 && minuteText !== undefined && minuteText !== '00')) return [];
    const isPlain = minuteText === undefined && hours === undefined && half === undefined && part === undefined;
    if ((half === 'hours' || half === 'hrs') && minuteText === undefined) return [];
    if (
      isPlain &&
      (NO_TIME_AFTER.test(after) ||
        /[#$£€]\s*$|\bin\s*$|\bevery\s*$|\bthe\s*$|\b(?:next|last|past|another|for about)\s*$/.test(text.slice(0, at)))
    )
      return [];
    const twentyFour = hourText.startsWith('0') || hours !== undefined || hour > 12;
    return [
      {
        hour: inDay(hour % 24, half === 'a' ? 'am' : half === 'p' ? 'pm' : half, part, twentyFour),
        minute: Number(minuteText ?? 0),
        at,
        end: at + whole.trimEnd().length,
        thin: isPlain,
      },
    ];
  });
}

function partOfDay(text: string, at: number, after: string): string | undefined {
  const found = PART_OF_DAY.exec(after)?.[1] ?? PART_BEFORE.exec(text.slice(0, at))?.[1];
  return found?.replace(/s$/, '');
}

function inDay(hour: number, half: string | undefined, part: string | undefined, twentyFour: boolean): number {
  if (half === 'am') return hour === 12 ? 0 : hour;
  if (half === 'pm') return hour < 12 ? hour + 12 : hour;
  if (hour > 12 || twentyFour) return hour;
  if (part === 'morning') return hour === 12 ? 0 : hour;
  if (part === 'afternoon' || part === 'evening') return hour < 12 ? hour + 12 : hour;
  if (part === 'night' || part === 'tonight') return hour === 12 ? 0 : hour >= 5 ? hour + 12 : hour;
  return hour >= 1 && hour <= 6 ? hour + 12 : hour;
}
