/** A length of time that stands in a message. */
export interface ToldLength {
  minutes: number;
  /** Minutes of the unit it was told in. */
  each: number;
  at: number;
  end: number;
}

const EACH: Record<string, number> = { m: 1, h: 60, d: 1440, w: 10_080, f: 20_160 };

const UNIT =
  "(?<unit>m|mins?|minutes?|minuets?|mints|h|hr|hrs|hours?|d|days?|w|wks?|weeks?|fortnights?)(?![a-z0-9])(?:'s? time\\b)?";
/** A part of one: "half", "a quarter", "3 quarters", "1/3". */
const part = (name: string) => `(?<${name}>half|(?:(?:an?|one|[1-9])[ -])?(?:quarters?|thirds?)|[1-3]\\/[2-6])`;
const AND = "(?:and|n|&|plus|'n'?)";
/** What may not follow a number of minutes that has no unit of its own: a clock, a share, what else is counted. */
export const UNITLESS =
  "(?![\\d:./%]*\\d|[:/%]| ?(?:[ap]m|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|secs?|seconds?|o'clock|out of|percent)\\b| (?!mins|less|plus|this|yes|as\\b)[a-z]{3,}s\\b)";

/**
 * "20 minutes", "an hour", "1.5 h", "2 and a quarter hours", "3 quarters of an hour", "an hour and a half", "1h30",
 * "an hour and 20", "a couple of days".
 */
const LENGTH = new RegExp(
  [
    // "1h30", "1:30 hours".
    '(?<![\\d:/]|\\d[.,])(?:',
    '(?<hours>\\d{1,2})(?::(?<past>[0-5]\\d) ?(?:h|hrs?|hours?)| ?h(?:rs?)? ?(?<after>[0-5]\\d)(?: ?m(?:ins?)?)?)\\b|',
    // How many.
    `(?:(?<count>\\d{1,4}(?:[.,]\\d{1,2})?|\\bone(?= and))(?: ${AND}(?: an?)? ${part('more')}| (?<written>[1-3]\\/[2-4]))?|`,
    `\\b(?:an? )?${part('some')}(?: of)?(?: an?| n| the| one| 1)?|`,
    '\\b(?<word>an?|another|one|the(?= hour\\b)|(?:the|this|my) (?:next|coming)(?= hour\\b)|(?:a )?couple(?: of)?|a pair of|(?:a )?few|several)|',
    `(?:^|(?<= ))(?=(?:hour|hr) ${AND} )|(?:^|(?<=[.,;!?] ))(?=hour(?: (?:15|[2-5]\\d)\\b| ?[.,;!?]|$)))`,
    // Of what.
    `[ -]?(?:more |good |whole |full |solid |short |long |extra |further |additional |wee |little |quick )?${UNIT}`,
    // And what is left over.
    `(?: ${AND} (?:an? )?${part('rest')}(?! (?:past|to)\\b)|`,
    `(?<=h|hrs?|hours?)(?: ${AND} (?<minutes>\\d{1,2})| (?<joined>\\d\\d))\\b${UNITLESS})?`,
    ')',
  ].join(''),
  'g',
);

/** The lengths of time that are told, in order. The numbers have to be in digits. */
export function lengthsIn(text: string): ToldLength[] {
  return [...text.matchAll(LENGTH)].flatMap((match) => {
    const length = lengthOf(match.groups ?? {});
    return length ? [{ ...length, at: match.index, end: match.index + match[0].length }] : [];
  });
}

/** The text without the lengths in it. */
export function withoutLengths(text: string): string {
  return text.replace(LENGTH, ' ');
}

function lengthOf(told: Record<string, string | undefined>): Pick<ToldLength, 'minutes' | 'each'> | undefined {
  if (told.hours) return { minutes: Number(told.hours) * 60 + Number(told.past ?? told.after), each: 1 };
  const each = EACH[told.unit?.[0] ?? ''] ?? 0;
  // "A m" is a half of the day and no minute.
  if (told.count === undefined && told.unit?.length === 1) return undefined;
  const count = told.count
    ? Number(told.count.replace(',', '.').replace('one', '1'))
    : told.some
      ? 0
      : counted(told.word, each);
  const parts = partOf(told.more ?? told.written) + partOf(told.some) + partOf(told.rest);
  const minutes = (count + parts) * each + Number(told.minutes ?? told.joined ?? 0);
  return { minutes, each: (told.minutes ?? told.joined) ? 1 : each };
}

function counted(word: string | undefined, each: number): number {
  if (/few|several/.test(word ?? '')) return each === 1 ? 5 : 3;
  return /couple|pair/.test(word ?? '') ? 2 : 1;
}

/** "Half", "3 quarters", "1/3" as a number; nothing is 0. */
export function partOf(part: string | undefined): number {
  if (!part) return 0;
  const [, over, under] = /(\d)\/(\d)/.exec(part) ?? [];
  if (over && under) return Number(over) / Number(under);
  const times = Number(/\d/.exec(part)?.[0] ?? 1);
  return times / (part.includes('third') ? 3 : part.includes('quarter') ? 4 : 2);
}

/** A time of day that looks like a length: "at 18 hours", "9 h 30". "2 hours before" and "an hour" are lengths. */
const CLOCK = /^(?!1 |.* and )\d[\d.,:]* ?h/;
const RECKONS = /^ (?:before|after|later|earlier|past|ahead|prior|beforehand|sooner)\b/;

/** Lengths of up to half a day as minutes, for what is reckoned by them: "a quarter of an hour" is "15 minutes". */
export function inMinutes(text: string): string {
  let plain = '';
  let end = 0;
  for (const { minutes, each, at, end: to } of lengthsIn(text)) {
    const isClock = CLOCK.test(text.slice(at, to)) && !RECKONS.test(text.slice(to, to + 16));
    if (isClock || each > 60 || minutes > 720 || !Number.isInteger(minutes)) continue;
    plain += `${text.slice(end, at)}${minutes} minutes`;
    end = to;
  }
  return plain + text.slice(end);
}
