import { parseArgs } from 'node:util';
import { type Days, WEEKDAYS, type Weekday } from '../../dialogs/words.ts';
import { isoWithOffset } from './localParts.ts';
import { isTime, isZone, type Rule, upcoming } from './nextOccurrence.ts';

const HELP = `Prints when check-ins are due, one moment with its offset a line.

  npm run -s check-in-dates -- --time 09:00 --days weekdays --zone Europe/Berlin --from 2026-03-27T00:00:00Z --count 5

  --time   what the clock reads: HH:MM, 00:00 to 23:59
  --zone   whose clock: an IANA time zone, for example Asia/Kolkata
  --days   daily, weekdays or a list such as mon,thu (weekdays)
  --from   a moment with its offset; only what comes after it is printed (now)
  --count  how many: 1 to 10000 (5)
  --help   this text

A time that the clocks skip is due at the first moment after the gap; a time that happens twice, the first time.
`;

const OPTIONS = {
  time: { type: 'string' },
  zone: { type: 'string' },
  days: { type: 'string' },
  from: { type: 'string' },
  count: { type: 'string' },
  help: { type: 'boolean' },
} as const;
type Name = keyof typeof OPTIONS;

const COUNT_MAX = 10_000;

interface Asked {
  rule: Rule;
  from: number;
  count: number;
}

run(process.argv.slice(2));

function run(args: string[]) {
  const asked = read(args, Date.now());
  if (asked === 'help') {
    process.stdout.write(HELP);
  } else if (Array.isArray(asked)) {
    process.stderr.write(`${asked.join('\n')}\n`);
    process.exitCode = 2;
  } else {
    const { rule, from, count } = asked;
    const lines = upcoming(rule, from, count).map(({ at }) => `${isoWithOffset(at, rule.zone)}\n`);
    process.stdout.write(lines.join(''));
  }
}

/** What was asked for, or a sentence for everything that is wrong with it. */
function read(args: string[], now: number): Asked | 'help' | string[] {
  const wrong: string[] = [];
  const given = options(args, wrong);
  if (given.has('help')) return 'help';

  /** The value of an option as `parse` reads it; where that is undefined, `problem` says why. */
  const take = <T>(name: Name, fallback: T | undefined, parse: (text: string) => T | undefined, problem: string) => {
    const text = given.get(name);
    if (text === undefined && fallback === undefined) wrong.push(`--${name} is missing: ${problem}`);
    if (text === undefined || text === '') return fallback;
    const value = parse(text);
    if (value === undefined) wrong.push(`--${name} is '${text}': ${problem}`);
    return value;
  };
  const time = take('time', undefined, parseTime, 'write hours and minutes, from 00:00 to 23:59.');
  const zone = take('zone', undefined, parseZone, 'write an IANA time zone, for example Europe/Berlin.');
  const days = take('days', 'weekdays', parseDays, `write daily, weekdays or a list of ${WEEKDAYS.join(',')}.`);
  const from = take('from', now, parseMoment, 'write a moment with its offset, for example 2026-03-27T00:00:00Z.');
  const count = take('count', 5, parseCount, `write a whole number from 1 to ${COUNT_MAX}.`);

  if (wrong.length > 0 || !time || !zone || !days || from === undefined || !count) return wrong;
  return { rule: { time, zone, days }, from, count };
}

/** The options by name. `parseArgs` itself would stop at the first thing it does not know. */
function options(args: string[], wrong: string[]): Map<Name, string> {
  const given = new Map<Name, string>();
  const { tokens } = parseArgs({ args, options: OPTIONS, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') wrong.push(`'${token.value}' belongs to no option.`);
    if (token.kind !== 'option') continue;
    if (!Object.hasOwn(OPTIONS, token.name)) {
      wrong.push(`There is no option ${token.rawName}; --help shows those there are.`);
      continue;
    }
    const name = token.name as Name;
    if (given.has(name)) wrong.push(`--${name} is given twice.`);
    // In `--time --zone Asia/Kolkata` the second option is taken for the value of the first.
    const value = token.inlineValue || !token.value?.startsWith('--') ? token.value : undefined;
    if (name !== 'help' && !value) wrong.push(`--${name} has no value.`);
    given.set(name, value ?? '');
  }
  return given;
}

function parseTime(text: string): string | undefined {
  return isTime(text) ? text : undefined;
}

function parseZone(text: string): string | undefined {
  return isZone(text) ? text : undefined;
}

function parseDays(text: string): Days | undefined {
  if (text === 'daily' || text === 'weekdays') return text;
  const days = text.split(',').map((day) => day.trim().toLowerCase());
  return days.every((day) => WEEKDAYS.includes(day as Weekday)) ? (days as Weekday[]) : undefined;
}

function parseMoment(text: string): number | undefined {
  // Longer years exist ("+275760-09-13"), and past the last of them there is no next day to look at.
  if (!/^\d{4}-/.test(text)) return undefined;
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return undefined;
  }
}

function parseCount(text: string): number | undefined {
  const count = Number(text);
  return /^\d+$/.test(text) && count >= 1 && count <= COUNT_MAX ? count : undefined;
}
