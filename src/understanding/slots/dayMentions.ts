import { WEEKDAYS, type Weekday } from '../../../dialogs/words.ts';
import { plainCalendar } from './calendarWords.ts';

const SPELLINGS: [day: Weekday, spellings: string][] = [
  ['mon', "mondays?(?:'s)?|mons?"],
  ['tue', "tuesdays?(?:'s)?|tues?"],
  ['wed', "wednesdays?(?:'s)?|weds?"],
  ['thu', "thursdays?(?:'s)?|thurs?|thu"],
  ['fri', "fridays?(?:'s)?|fris?"],
  ['sat', "saturdays?(?:'s)?|sats?"],
  ['sun', "sundays?(?:'s)?|(?:the )?lord'?s day|suns?"],
];
const DAY = SPELLINGS.map(([, spellings]) => spellings).join('|');

export const WORKDAYS = WEEKDAYS.slice(0, 5);
export const WEEKEND: Weekday[] = ['sat', 'sun'];

const DAILY =
  'daily|every day(?! of the work)|each day(?! of the work)|er?r?y? day|any day(?: is (?:fine|ok|okay|good))?|(?:no matter|whatever|regardless of|whichever|no matter which) (?:the )?day|no days? off|without (?:any )?exceptions?|(?:1|one) ?(?:x|time) ?(?:a|per|\\/) ?day|every 24 hours|every sunrise|day (?:after|by|upon) day(?: (?:after|by|upon) day)*|each time the calendar \\w+|every single day|per day|all (?:the )?days|every days|all days(?: (?:a|of the|in the|per) week)?|(?:every|each|every single) (?:morning|evening|afternoon|night|lunch|lunchtime|noon|dinner|breakfast)|all (?:the )?week(?: long| round)?(?! days)|(?:the )?(?:whole|entire|full) week|(?:the )?week and (?:the )?weekends?|once (?:a|per) day|day in,? day out|all (?:of )?(?:them|em)\\b(?! (?:are|is))|all (?=with the exception)|nightly|(?:including|also|even|plus) (?:the |on |at |over )*week ?-?ends?|week ?-?ends? (?:too|included|as well|also|inclusive)|rain or shine';
const WORKING =
  "(?:mon(?:day)?s? ?(?:-|–|to|till|til|thru|through) ?fri(?:day)?s?)|week ?-?days?|weeknights?|work ?-?days?|working ?-?days?|work(?:ing)? ?-?week|office ?-?days|business ?-?days|school ?-?days|(?:every|each) (?:school|office|business) ?-?day|(?:the )?days (?:that |when )?(?:i work|i'm working|i am working|i'm at work|i'm in)|(?:through|during|(?<!time )(?<!once )in) the week|m ?[-–—] ?f|m ?to ?f|(?<!other )5 days(?: a week)?";
const WEEKENDS = '(?:week|wk) ?-?e?nds?';
const SETS = 'm[/,-]? ?w[/,-]? ?(?:and |& ?)?f|t(?:u|ue|ues)? ?[/,&] ?th(?:u|ur|urs)?|t th|tth|tuth|mwf';

/** Between the first day and the last of a span. */
const TO =
  '-|–|—|(?<!\\s)\\.\\.(?=\\w)|>|->|→|to|till|til|until|thru|through|thru to|through to|and through to|and through|right through|right thru|& on to|and on to|up through|straight through to|right through to|all the way (?:to|through)|(?:right |straight )?up (?:to|until)(?: and including)?|on to|onto|on until|inclusive to|tae|reach';
/** "Between Monday and Friday" is a span, except for someone who cannot choose. */
const TORN = '(?:hesitat|decid|torn|choos|toss|pick|waver)\\w*';
const SEVEN =
  '7 ?(?:x|times) (?:a|per) week|(?:all )?7 (?:(?:days|mornings|evenings|nights|lunches) )?(?:a|of the|in the|per|out of) (?:the )?week|all 7(?: days| of them)?|7 days|24\\/7|7\\/7';

/** "The days between Tuesday and Friday" are without those two. */
const BETWEEN = `days? (?:in )?between\\s+(?:the\\s+)?(?<left>${DAY})\\s+and\\s+(?:the\\s+)?(?<right>${DAY})`;
const ENDS = `(?:start|begin)\\w* (?:with |on |at )?(?<first>${DAY}),? (?:and|but|then) (?:end|finish|stop)\\w* (?:with |on |at )?(?<last>${DAY})`;

/** Everything that names days: a span, a group, or one day. Longer ways of saying stand first. */
const ITEM = new RegExp(
  `\\b(?:(?<from>${DAY})\\s*-?(?:${TO})-?\\s*(?:the\\s+)?(?:(?<to>${DAY})|(?:the )?end of the (?:working |work ?)?week)|(?<!${TORN}.{0,12})(?:between|(?<!(?:apart|aside|away) )from)\\s+(?<after>${DAY})\\s+and\\s+(?<before>${DAY})|${BETWEEN}|${ENDS}|(?<friday>(?:last|final) (?:day|1|one) of (?:the|my|our|every|each) (?:working |work ?)week|(?:last )?day (?:before|that leads into) (?:the|my|every|each) ${WEEKENDS})|(?<monday>first (?:(?:day|1|one) )?of (?:the|my|our|every|each) (?:(?:working |work ?)?week|work(?:ing)? ?days)|(?:first )?day after (?:the|my|every|each) ${WEEKENDS})|(?<tuewedthu>3 (?:days )?(?:in|of) the middle(?: of (?:the|my|our) (?:working |work ?)?week)?|3 middle days)|(?<wednesday>(?:1|one) in the middle|middle (?:1|one|day)(?: of (?:the|my|our) (?:working |work ?)?week)?|mid(?:dle of the)? ?-?(?:working |work ?)?week|hump ?-?day)|(?<end>first|last) (?<count>[1-6]) (?:of (?:the )?)?(?:(?<work>working |work ?|week ?)?days(?:(?<ahead> before (?:the )?${WEEKENDS})| (?:of|in) (?:the |my |every |each )?(?<week>working |work ?)?week)?|(?<works>working |work ?)?week)|m ?(?:-|–|to|thru) ?(?<short>th|w)(?:u|ur|urs)?(?!-f)|(?<seven>${SEVEN})|(?<daily>${DAILY})|(?<working>${WORKING})|(?<weekend>${WEEKENDS})|(?<set>${SETS})|(?<day>${DAY}))(?![\\w])`,
  'g',
);

const AFTER_A_LIST = new RegExp(`(?<=\\b(?:${DAY}),? (?:and )?)\\b(${DAY}) [-–—] (${DAY})\\b`, 'g');

/** "Sat" and "sun" are also words; they are days next to another day or where a day is asked for. */
export const AMBIGUOUS = new Set(['sat', 'sun', 'mon', 'wed', 'suns', 'mons', 'sats']);

/** What names days: a span, a group, or one day. */
export interface Mention {
  days: readonly Weekday[];
  at: number;
  end: number;
  name?: string;
  /** The words. */
  said: string;
  /** More than one day: a span, weekdays, the weekend. */
  group: boolean;
  /** All of the week or of the working week, which can be refused as a whole. */
  whole: boolean;
  /** Told as seven, which leaves nothing out. */
  seven: boolean;
  /** Said in passing: "in the week" stands for its days where no others do. */
  weak: boolean;
  /** Ends in "day", as "the working day" does. */
  isDay: boolean;
}

const SHORT = 'mo|tu|we|th|fr|sa|su';
/** "M T Th", "tu/w/th": three or more, as letters alone are found in other messages, too. */
const LETTERS =
  /(?<![\w'’])(?:(?:mo?|tu?|we?|th|fr?|sa?|su)(?:\s*[,/&+]\s*|\s+(?:and\s+)?)){2,6}(?:mo?|tu?|we?|th|fr?|sa|su)(?![\w'’])/g;
const LETTER_DAYS: Record<string, string> = {
  m: 'mon',
  mo: 'mon',
  t: 'tue',
  tu: 'tue',
  w: 'wed',
  we: 'wed',
  th: 'thu',
  f: 'fri',
  fr: 'fri',
  sa: 'sat',
  su: 'sun',
};
const SHORT_LIST = new RegExp(`\\b(?:${SHORT})(?:(?:\\s*[,/&+]\\s*|\\s+(?:and\\s+)?)(?:${SHORT}))+\\b`, 'g');

/** As English and German calendars have them: "Mo-Fr", "Di-Do". */
const SHORT_DAYS: Record<string, Weekday> = {
  mo: 'mon',
  tu: 'tue',
  di: 'tue',
  we: 'wed',
  mi: 'wed',
  th: 'thu',
  do: 'thu',
  fr: 'fri',
  sa: 'sat',
  su: 'sun',
  so: 'sun',
};
const SHORT_SPAN = new RegExp(
  `\\b(${Object.keys(SHORT_DAYS).join('|')}) ?[-–] ?(${Object.keys(SHORT_DAYS).join('|')})\\b`,
  'g',
);

/** "Switch it from Mondays to Thursdays" is about Thursdays. */
const ANY = `${DAY}|daily|every day|(?:the )?${WEEKENDS}|weekdays`;
const MOVED = new RegExp(
  `\\b((?:switch|swap|move|shift|change|pass)\\w*\\b(?! (?:is|are|was|runs?)\\b)[^.;!?,\\d]{0,30}?)\\b(?<!to )(?:from )?(?:a |the |my )?(?:${ANY})(?: \\w+)? (?:to|for|over to) (?:a |the |my |regular )*(?=(?:${ANY})\\b)`,
  'g',
);

/** "Mon.-Fri.", "Mon. to Fri." */
const SHORTENED =
  /\b(mon|tues?|wed|thurs?|fri|sat|sun)\.(?=\s*(?:$|[-–—,&/+]|(?:to|thru|through|till|until|and|or|at)\b|\d|(?:mon|tues?|wed|thurs?|fri|sat|sun)(?:[.,]|$)))/g;
const INCLUSIVE = new RegExp(`\\b(${DAY}) ?/ ?(${DAY}) incl\\w*`, 'g');

/** "Mo we fr" is three days; one of them alone is a word. */
export function plainDays(message: string): string {
  return plainCalendar(message)
    .replace(/\bim\b/g, "i'm")
    .replace(/\bdont\b/g, "don't")
    .replace(/\b(?:cept|xcept|xept|excl|exc)\b\.?/g, 'except')
    .replace(/\bincl\b\.?/g, 'including')
    .replace(SHORTENED, '$1')
    .replace(INCLUSIVE, '$1 to $2')
    .replace(LETTERS, (letters) => letters.replace(/[a-z]+/g, (short) => LETTER_DAYS[short] ?? short))
    .replace(MOVED, '$1 ')
    .replace(
      /\bany ((?:school |work |working |week ?)?(?:day|morning|evening|afternoon|night))s? (?=(?:but|except|bar|apart|other|not)\b)/g,
      'every $1 ',
    )
    .replace(SHORT_SPAN, (_span, from: string, to: string) => `${SHORT_DAYS[from]}-${SHORT_DAYS[to]}`)
    .replace(SHORT_LIST, (list) =>
      list.replace(
        new RegExp(`\\b(?:${SHORT})\\b`, 'g'),
        (short) => WEEKDAYS.find((day) => day.startsWith(short)) ?? short,
      ),
    );
}

/** The message is days, numbers and signs alone. */
export function isDaysOnly(message: string): boolean {
  const text = plainDays(message);
  return (
    mentionsOf(text).length > 0 &&
    !/[\p{L}]/u.test(text.replace(ITEM, ' ').replace(/\b(?:and|am|pm|at|or|only)\b/g, ' '))
  );
}

export function mentionsOf(text: string): Mention[] {
  // "Every other day" names no days although "day" is in it.
  const spread = text.replace(
    /\b(?:every|each) (?:other|2nd|second|2|3|third|3rd|alternate|couple of) (?:work ?|week ?|working )?days?\b/g,
    (gone) => ' '.repeat(gone.length),
  );
  // "Thu, Fri - Wednesday I don't work": a dash after a list goes back to no earlier day.
  const apart = spread.replace(AFTER_A_LIST, (said, day: string, other: string) =>
    WEEKDAYS.indexOf(dayOf(day)) > WEEKDAYS.indexOf(dayOf(other)) ? said.replace(/ [-–—] /, ' ; ') : said,
  );
  return [...apart.matchAll(ITEM)].map((match) => {
    const groups = match.groups ?? {};
    const end = match.index + match[0].length;
    const whole = Boolean(groups.daily ?? groups.seven ?? groups.working);
    const one = groups.day ?? groups.monday ?? groups.wednesday ?? groups.friday;
    return {
      days: daysOf(groups),
      at: match.index,
      end,
      said: match[0],
      group: !one,
      whole,
      seven: Boolean(groups.seven),
      weak: WEAK.test(match[0]) && !EXCEPTS_AFTER.test(apart.slice(end)),
      isDay: match[0].endsWith('day'),
      ...(groups.day && { name: groups.day }),
    };
  });
}

function daysOf(groups: Record<string, string | undefined>): readonly Weekday[] {
  const {
    from,
    to,
    after,
    before,
    end,
    count,
    work,
    week,
    works,
    ahead,
    short,
    daily,
    seven,
    working,
    weekend,
    set,
    day,
  } = groups;
  const { left, right, first, last, monday, tuewedthu, wednesday, friday } = groups;
  if (working) return WORKDAYS;
  if (left && right) return span(dayOf(left), dayOf(right)).slice(1, -1);
  if (first && last) return span(dayOf(first), dayOf(last));
  if (monday) return ['mon'];
  if (wednesday) return ['wed'];
  if (tuewedthu) return ['tue', 'wed', 'thu'];
  if (friday) return ['fri'];
  // "Monday to Monday" is the whole week.
  if (from && to && dayOf(from) === dayOf(to)) return WEEKDAYS;
  if (from) return span(dayOf(from), dayOf(to ?? 'fri'));
  if (after && before) return span(dayOf(after), dayOf(before));
  if (end) {
    const all = end === 'last' && !work && !week && !works && !ahead ? WEEKDAYS : WORKDAYS;
    return end === 'last' ? all.slice(-Number(count)) : WEEKDAYS.slice(0, Number(count));
  }
  if (short) return span('mon', short === 'w' ? 'wed' : 'thu');
  if (daily ?? seven) return WEEKDAYS;
  if (weekend) return WEEKEND;
  if (set) return set.startsWith('m') ? ['mon', 'wed', 'fri'] : ['tue', 'thu'];
  return [dayOf(day ?? '')];
}

/** "Weekdays, all of them" is about those. */
const EXCEPTS_AFTER = /^,? (?:but|except\w*|bar|apart|save|minus|not)\b/;
const WEAK =
  /^(?:(?:through|during|in) the week|all (?:of )?(?:them|'?em)|any day.*|(?:no matter|whatever|regardless of|whichever).*|without.*)$/;

const DAY_OF = SPELLINGS.map(([day, spellings]) => [day, new RegExp(`^(?:${spellings})$`)] as const);

function dayOf(name: string): Weekday {
  return DAY_OF.find(([, spellings]) => spellings.test(name))?.[0] ?? 'mon';
}

function span(from: Weekday, to: Weekday): Weekday[] {
  const days: Weekday[] = [];
  for (let i = WEEKDAYS.indexOf(from); ; i = (i + 1) % 7) {
    days.push(WEEKDAYS[i] ?? 'mon');
    if (WEEKDAYS[i] === to) return days;
  }
}
