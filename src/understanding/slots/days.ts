import { type Days, WEEKDAYS, type Weekday } from '../../../dialogs/words.ts';

const SPELLINGS: [day: Weekday, spellings: string][] = [
  ['mon', "mondays?|monday's|mon"],
  ['tue', "tuesdays?|tuesday's|tues|tue"],
  ['wed', "wednesdays?|wednesday's|weds|wed|wensdays?|wednsdays?|wendsdays?"],
  ['thu', "thursdays?|thursday's|thurs|thur|thu|thrusdays?"],
  ['fri', "fridays?|friday's|fri"],
  ['sat', "saturdays?|saturday's|sat"],
  ['sun', "sundays?|sunday's|sun"],
];
const DAY = SPELLINGS.map(([, spellings]) => spellings).join('|');
const DAY_NAME = new RegExp(`\\b(?:${DAY})\\b`, 'g');
const RANGE = new RegExp(`\\b(${DAY})\\s*(?:-|–|to|till|until|thru|through|and through)\\s*(${DAY})\\b`, 'g');

/** "sat" and "sun" are also words; they are days next to another day or where a day is asked for. */
const AMBIGUOUS = new Set(['sat', 'sun', 'mon', 'wed']);

const WEEKDAYS_SAID =
  /\b(?:week ?-?days?|work ?-?days?|working ?-?days?|work ?week|office days|mon(?:day)?s? ?(?:-|–|to|till|thru|through) ?fri(?:day)?s?|m ?- ?f|business days|school days|days i work)\b/;
const DAILY_SAID =
  /\b(?:daily|every ?day|everyday|each day|every single day|all days|(?:7|seven) days(?: a week)?|every (?:morning|evening|afternoon|night|lunch|lunchtime)|each (?:morning|evening|afternoon|night)|all week(?: long)?|whole week|once a day|day in day out|mon(?:day)? ?(?:-|to|thru|through) ?sun(?:day)?|every day of the week|nightly|including weekends|weekends? (?:too|included|as well)|24\/7)\b/;
const WEEKEND = /\bweek ?-?ends?\b/;
const WITHOUT =
  /\b(?:not|no|except|excluding|but not|without|never|skip|skipping|leave out|apart from|other than|minus|bar|besides|dont|don't|do not|besides|but)\b(?:\s+(?:me|at|on|for|the|do|it|any|in|a|check|ins?|messages?|ping|bother|want|them)){0,4}\s*$/;

/** The days on which to check in, when any are said. `asked` is whether days were asked for. */
export function readDays(text: string, asked: boolean): Days | undefined {
  const wanted = new Set<Weekday>();
  const unwanted = new Set<Weekday>();
  let rest = text;

  const take = (pattern: RegExp, days: (match: RegExpExecArray) => Weekday[]) => {
    for (const match of [...rest.matchAll(new RegExp(pattern.source, 'g'))]) {
      const into = WITHOUT.test(rest.slice(0, match.index)) ? unwanted : wanted;
      for (const day of days(match)) into.add(day);
    }
    rest = rest.replace(new RegExp(pattern.source, 'g'), (gone) => ' '.repeat(gone.length));
  };

  take(DAILY_SAID, () => [...WEEKDAYS]);
  take(WEEKDAYS_SAID, () => WEEKDAYS.slice(0, 5));
  take(RANGE, ([, from = '', to = '']) => span(dayOf(from), dayOf(to)));
  take(WEEKEND, () => ['sat', 'sun']);
  if (/\bmwf\b/.test(rest)) for (const day of ['mon', 'wed', 'fri'] as const) wanted.add(day);
  if (/\bt(?:ue)?\/th(?:u|ur)?\b/.test(rest)) for (const day of ['tue', 'thu'] as const) wanted.add(day);

  const names = [...rest.matchAll(DAY_NAME)];
  let leftOut = false;
  let endOfLast = -1;
  for (const match of names) {
    const name = match[0];
    const alone = names.length === 1;
    if (AMBIGUOUS.has(name) && alone && !asked && !/\b(?:on|every|next)\s*$/.test(rest.slice(0, match.index))) continue;
    const before = rest.slice(0, match.index);
    // One "not" holds for a whole list: "not on monday or friday".
    const continues =
      endOfLast >= 0 && /^\s*(?:,|and|or|&|\/|nor)*\s*(?:and|or|on)?\s*$/.test(rest.slice(endOfLast, match.index));
    leftOut = WITHOUT.test(before) || (continues && leftOut);
    (leftOut ? unwanted : wanted).add(dayOf(name));
    endOfLast = match.index + name.length;
  }

  if (wanted.size === 0 && unwanted.size === 0) return undefined;
  // "10am but not on weekends": what is left of the week.
  const days = WEEKDAYS.filter((day) => (wanted.size === 0 || wanted.has(day)) && !unwanted.has(day));
  if (days.length === 7) return 'daily';
  if (days.join() === WEEKDAYS.slice(0, 5).join()) return 'weekdays';
  return days.length > 0 ? days : undefined;
}

function dayOf(name: string): Weekday {
  return SPELLINGS.find(([, spellings]) => new RegExp(`^(?:${spellings})$`).test(name))?.[0] ?? 'mon';
}

function span(from: Weekday, to: Weekday): Weekday[] {
  const days: Weekday[] = [];
  for (let i = WEEKDAYS.indexOf(from); ; i = (i + 1) % 7) {
    days.push(WEEKDAYS[i] ?? 'mon');
    if (WEEKDAYS[i] === to) return days;
  }
}
