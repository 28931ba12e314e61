import { type Days, WEEKDAYS, type Weekday } from '../../../dialogs/words.ts';
import { plainCalendar } from './calendarWords.ts';

const SPELLINGS: [day: Weekday, spellings: string][] = [
  ['mon', "mondays?(?:'s)?|mons?"],
  ['tue', "tuesdays?(?:'s)?|tues?"],
  ['wed', "wednesdays?(?:'s)?|weds?"],
  ['thu', "thursdays?(?:'s)?|thurs?|thu"],
  ['fri', "fridays?(?:'s)?|fris?"],
  ['sat', "saturdays?(?:'s)?|sats?"],
  ['sun', "sundays?(?:'s)?|suns?"],
];
const DAY = SPELLINGS.map(([, spellings]) => spellings).join('|');

const WORKDAYS = WEEKDAYS.slice(0, 5);
const WEEKEND: Weekday[] = ['sat', 'sun'];

const DAILY =
  'daily|every day|each day|every single day|per day|all (?:the )?days|every days|(?:7|all 7|all) days(?: (?:a|of the|in the|per) week)?|(?:every|each|every single) (?:morning|evening|afternoon|night|lunch|lunchtime|noon|dinner|breakfast)|all (?:the )?week(?: long| round)?(?! days)|(?:the )?whole week|once (?:a|per) day|day in,? day out|nightly|(?:including|also|even|plus) (?:the |on )?week ?-?ends?|week ?-?ends? (?:too|included|as well|also|inclusive)|24\\/7|7\\/7|rain or shine';
const WORKING =
  "(?:mon(?:day)?s? ?(?:-|–|to|till|til|thru|through) ?fri(?:day)?s?)|week ?-?days?|weeknights?|work ?-?days?|working ?-?days?|work(?:ing)? ?-?week|office ?-?days|business ?-?days|school ?-?days|(?:the )?days (?:that |when )?(?:i work|i'm working|i am working|i'm at work|i'm in)|(?:through|during|(?<!time )(?<!once )in) the week|m ?- ?f|m ?to ?f|5 days(?: a week)?";
const WEEKENDS = 'week ?-?ends?';
const SETS = 'm[/,]? ?w[/,]? ?(?:and |& ?)?f|t(?:u|ue|ues)?[/,&] ?th(?:u|ur|urs)?|t th|tth|tuth|mwf';

/** Everything that names days: a span, a group, or one day. Longer ways of saying stand first. */
const ITEM = new RegExp(
  `\\b(?:(?<from>${DAY})\\s*(?:-|–|—|to|till|til|until|thru|through|through to|and through|up to|right through to)\\s*(?:the\\s+)?(?<to>${DAY})|(?<daily>${DAILY})|(?<working>${WORKING})|(?<weekend>${WEEKENDS})|(?<set>${SETS})|(?<day>${DAY}))(?![\\w])`,
  'g',
);

/** "Sat" and "sun" are also words; they are days next to another day or where a day is asked for. */
const AMBIGUOUS = new Set(['sat', 'sun', 'mon', 'wed', 'suns', 'mons', 'sats']);

/** What is left out: words before the days, or after them. */
const WITHOUT =
  /\b(?:not|no|except|excepting|excluding|but not|but never|but no|without|never|skip|skipping|leave out|leaving out|apart from|aside from|other than|minus|bar|barring|besides|dont|don't|do not|save for|save|instead of|rather than|avoid|avoiding|nor|stop|drop|cannot do|can't do|cant do|can't|can not do|isn't|is not)\b(?:\s+(?:me|at|on|for|the|do|it|any|in|a|check|ins?|messages?|ping|bother|want|them|work|working|reminders?|alerts?|notifications?|my|please|every|all|be|pinging|asking|messaging|sending|bothering|ones))*\s*$/;
const BUT = /\bbut\s+(?:for\s+|on\s+|the\s+)?$/;
const LEFT_OUT_AFTER =
  /^\s*(?:(?:is|are|'s|being)\s+)?(?:(?:my|our|a|the)\s+(?:\w+\s+)?days? off|excluded|excepted|aside|off\b|out\b|no good|not good|bad|hopeless|impossible|busy|too busy|are no|don't work|doesn't work|do not work|does not work|won't work|never work|don't suit|is too much|a bit much|i am off|i'm off|i leave|i am with|i'm with|i'm down|i am down|i don't work|i do not work|(?:and \w+ )?i (?:do not|don't) (?:look|work)|(?:are|is) a write off)/;

/** Between two days: the second belongs to the list of the first. */
const LIST = /^[\s,]*(?:(?:,|and|or|&|\/|\+|nor|plus|then|-)\s*)*(?:and|or|on|the|every|each|also)?\s*$/;
/** Between two days: the first is taken back. */
const TAKEN_BACK =
  /\bno\b\s*[,.!–—-]|\bno (?:wait|sorry|make|hang|hold|sry|i mean|actually)|\b(?:sorry|sry|i mean|i meant|scratch that|make (?:it|that)|actually|wait|change (?:it|that) to|(?:change|switch|move|swap)\w* .{0,20}\bto)\b/;
/** Before a day: the series begins there, which says nothing of the days it has. */
const BEGINS =
  /\b(?:from|starting|starts?|beginning|begin|as of|as from|since|after|until|till|til|back)\s+(?:on\s+|next\s+|this\s+|the\s+)?$/;

/** How often, where no day is named: spread over the week, as a schedule only knows days of the week. */
const OFTEN: [said: RegExp, days: Weekday[]][] = [
  [
    /\b(?:every|each) (?:other|2nd|second|2|alternate) ?(?:week|wk)s?\b|\b(?:fortnightly|bi-?weekly|monthly|once a (?:week|month|fortnight)|weekly|(?:every|1x|1 time a|1 a|once per|1 time per) (?:week|month))\b/,
    ['mon'],
  ],
  [
    /\b(?:every|each) (?:other|2nd|second|2|alternate) (?:work ?|week ?|working )?days?\b|\b(?:alternate|alternating) (?:week ?)?days\b|\bevery couple of days\b|\b(?:3|thrice) ?(?:x|times|days)? ?(?:a|per|every) week\b|\bthrice weekly\b/,
    ['mon', 'wed', 'fri'],
  ],
  [
    /\b(?:twice|2 ?(?:x|times|days)) ?(?:a|per|every) week\b|\btwice weekly\b|\bevery (?:3rd|third|3) days?\b/,
    ['tue', 'thu'],
  ],
  [/\b4 ?(?:x|times|days) ?(?:a|per|every) week\b/, ['mon', 'tue', 'wed', 'thu']],
];

interface Item {
  days: readonly Weekday[];
  at: number;
  end: number;
  name?: string;
  group: boolean;
}

/** The days on which to check in, when any are said. `asked` is whether days were asked for. */
export function readDays(message: string, asked: boolean): Days | undefined {
  const text = plainDays(message);
  const items = itemsOf(text);
  const wanted = new Set<Weekday>();
  const unwanted = new Set<Weekday>();
  let previous: { item: Item; out: boolean } | undefined;
  for (const [i, item] of items.entries()) {
    const gap = text.slice(Math.max(previous?.item.end ?? 0, item.at - 60), item.at);
    if (
      items.length === 1 &&
      item.name &&
      AMBIGUOUS.has(item.name) &&
      !asked &&
      !/\b(?:on|every|next|each)\s*$/.test(gap)
    )
      continue;
    const rest = text.slice(item.end, item.end + 60);
    if (item.name && BEGINS.test(gap) && !LIST.test(gap)) continue;
    // "The end of the working day" is a time.
    if (/day$/.test(text.slice(item.at, item.end)) && /\b(?:of|during|before|after) (?:the|my|a)\s*$/.test(gap))
      continue;
    const listed = previous !== undefined && LIST.test(gap);
    let out: boolean;
    if (listed && previous) {
      // One "not" holds for a whole list, "not on monday or friday", but not beyond a comma: "not mondays, tuesdays".
      out = previous.out && (!/^\s*,\s*$/.test(gap) || listEndsWithOr(items, i, text));
    } else {
      if (TAKEN_BACK.test(gap) && !WITHOUT.test(gap)) wanted.clear();
      out = WITHOUT.test(gap) || (previous?.item.group === true && !previous.out && BUT.test(gap));
    }
    out ||= LEFT_OUT_AFTER.test(rest);
    for (const day of item.days) (out ? unwanted : wanted).add(day);
    previous = { item, out };
  }
  if (wanted.size === 0 && unwanted.size === 0) return OFTEN.find(([said]) => said.test(text))?.[1];
  // "10am but not on Fridays" leaves the days that are taken when none are said; "not on weekends" is about all seven.
  const base = [...unwanted].some((day) => WEEKEND.includes(day)) ? WEEKDAYS : WORKDAYS;
  const days = (wanted.size > 0 ? WEEKDAYS.filter((day) => wanted.has(day)) : base).filter((day) => !unwanted.has(day));
  if (days.length === 7) return 'daily';
  if (days.join() === WORKDAYS.join()) return 'weekdays';
  return days.length > 0 ? days : undefined;
}

const SHORT = 'mo|tu|we|th|fr|sa|su';
const SHORT_LIST = new RegExp(`\\b(?:${SHORT})(?:(?:\\s*[,/&+]\\s*|\\s+(?:and\\s+)?)(?:${SHORT}))+\\b`, 'g');

/** "Mo we fr" is three days; one of them alone is a word. */
function plainDays(message: string): string {
  return plainCalendar(message)
    .replace(/\bany day (?=(?:but|except|bar|apart|other|not)\b)/g, 'every day ')
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
    itemsOf(text).length > 0 && !/[\p{L}]/u.test(text.replace(ITEM, ' ').replace(/\b(?:and|am|pm|at|or|only)\b/g, ' '))
  );
}

function itemsOf(text: string): Item[] {
  // "Every other day" names no days although "day" is in it.
  const spread = text.replace(
    /\b(?:every|each) (?:other|2nd|second|2|3|third|3rd|alternate|couple of) (?:work ?|week ?|working )?days?\b/g,
    (gone) => ' '.repeat(gone.length),
  );
  return [...spread.matchAll(ITEM)].map((match) => {
    const { from, to, daily, working, weekend, set, day } = match.groups ?? {};
    const days = working
      ? WORKDAYS
      : from && to
        ? span(dayOf(from), dayOf(to))
        : daily
          ? WEEKDAYS
          : weekend
            ? WEEKEND
            : set
              ? set.startsWith('m')
                ? (['mon', 'wed', 'fri'] as const)
                : (['tue', 'thu'] as const)
              : [dayOf(day ?? '')];
    const end = match.index + match[0].length;
    return { days, at: match.index, end, group: !day, ...(day && { name: day }) };
  });
}

function listEndsWithOr(items: Item[], from: number, text: string): boolean {
  for (let i = from; i + 1 < items.length; i += 1) {
    const gap = text.slice(items[i]?.end, items[i + 1]?.at);
    if (!LIST.test(gap)) return false;
    if (/\b(?:or|and|nor)\b|&/.test(gap)) return true;
  }
  return false;
}

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
