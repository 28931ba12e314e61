import type { Expecting, Slots } from '../../../dialogs/words.ts';
import type { Reading } from '../reading.ts';
import { type Timex, timesIn } from '../recognizers.ts';
import { plainCalendar } from './calendarWords.ts';
import { daysTold } from './days.ts';
import { readMinutes } from './duration.ts';
import { saysForGood } from './forGood.ts';
import { readMoment } from './moments.ts';
import { readOneDay, readRange, readUntil } from './namedDay.ts';
import { isOftener } from './oftener.ts';
import { onceTold } from './onceTold.ts';
import { readShift } from './shift.ts';
import { readLoneTime, readTime } from './time.ts';
import { HALF_DAY } from './toldTime.ts';

/** Questions about check-ins, where a plain number is a time and a plain "sat" a day. */
const TIME_ASKED = new Set<Expecting>(['reminder-time', 'reminder-offer']);

/** Beside these a plain number is a time, too: "ten instead", "noon. always." */
const INSTEAD = /\binstead\b|\b(?:always|any ?more|any longer)\b(?=[^a-z]*(?:$|\d))/;

/** A longer message in which only "morning" or "lunch" speaks of time is about something else. */
const LONGEST_MOMENT = 14;

/** The time, the days and the single day that are wanted for check-ins. Our own words come first. */
export function readSetting(reading: Reading, expecting: Expecting): Setting {
  const asked = TIME_ASKED.has(expecting);
  const before = settings.get(reading);
  if (before?.asked === asked) return before.setting;
  const setting = settingIn(reading, asked);
  settings.set(reading, { asked, setting });
  return setting;
}

type Setting = Pick<Slots, 'time' | 'days' | 'without' | 'added' | 'on' | 'sameTime' | 'shift' | 'oftener'>;

/** One message is read for its setting by the phrases, the answer and the slots. */
const settings = new WeakMap<Reading, { asked: boolean; setting: Setting }>();

function settingIn(reading: Reading, asked: boolean): Setting {
  const { text } = reading;
  const alone = readOneDay(text, 'set', asked);
  const on = alone ?? onceTold(text, asked);
  const { days, without, added } = alone === undefined ? daysTold(text, asked) : {};
  const time =
    readTime(
      text,
      asked ||
        saysForGood(text) ||
        INSTEAD.test(text) ||
        (on !== undefined && BESIDE_THE_DAY.test(plainCalendar(text))),
    ) ??
    readLoneTime(text) ??
    momentIn(reading, days !== undefined) ??
    (days ? undefined : timeOfDay(reading));
  // "An hour later every day" is said of all that stand.
  const shift = time === undefined && (days === undefined || days === 'daily') ? readShift(text) : undefined;
  return {
    ...(time && { time }),
    ...(days && { days }),
    ...(without && { without }),
    ...(added && { added }),
    ...(on && { on }),
    ...(on && !time && SAME_TIME.test(text) && { sameTime: true as const }),
    ...(shift && { shift }),
    ...(isOftener(text) && { oftener: true as const }),
  };
}

/** "Tomorrow, 3ish": a number beside the day is a time. */
const BESIDE_THE_DAY =
  /\b(?:tomorrow|tonight|today|day),? \d{1,2}(?:[ -]?ish)?(?= ?(?:$|[.,;!?]|please|pls|to\b))|\b\d{1,2}[ -]?ish\b/;
const SAME_TIME = /\bsame (?:time|hour)\b/;

function momentIn(reading: Reading, hasDays: boolean): string | undefined {
  return hasDays || reading.words.length <= LONGEST_MOMENT ? readMoment(reading.text, false) : undefined;
}

/** "Mid game, 20": more than the hours of half a day are minutes. */
const LONE_MINUTES =
  /(?:^|[,.;:!?–—-]\s*|\b(?:by|gimme|gie me|me)\s+)(1[3-9]|[2-9]\d|1[0-7]\d)(?=\s*(?:please|pls|plz|more|or so|ok)?\s*(?:[,.;!?)]|$))/;

/** The one number of a wish to wait: "postpone 15", "fifteen will do". No clock is led up to, and nothing is counted. */
function onlyNumber(message: string): string | undefined {
  const text = plainCalendar(message);
  const [only, second] = [...text.matchAll(/\d[\d:.]*/g)];
  if (!only || second || !/^(?:[5-9]|[1-9]\d|1[0-7]\d)$/.test(only[0])) return undefined;
  const before = text.slice(0, only.index);
  const after = text.slice(only.index + only[0].length);
  if (/\b(?:at|until|till|til|by|around|after|before|to|half|quarter|past|number|no|room)\s*$/.test(before))
    return undefined;
  return /^\s*(?:$|[.,;!?)]|(?:will|would|should|please|pls|plz|more|later|ok|then|is|and|so|i|if|because|cos|or so)\b)/.test(
    after,
  )
    ? only[0]
    : undefined;
}

/** "In a meeting till 3": where something is over by then, a plain number is a time. */
const UNTIL =
  /\b(?:until|till|til|not before|after)(?: (?:about|around|like|roughly|maybe))* \d{1,2}(?:[:.]\d\d)?(?! ?(?:min|h\b|hr|hour|more|rounds?|meetings?|calls?|days?|weeks?|people))\b/;

/** Busy, and until when: "with a client till 4", "not before lunch", "after lunch". */
export function isBusyUntil({ text }: Reading): boolean {
  return BUSY_UNTIL.test(text);
}
const BUSY_UNTIL =
  /\b(?:until|till|til|not before|after)(?: (?:about|around|like|roughly|maybe|my|the))* (?:\d|half|quarter|noon|midday|lunch|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|work|dinner)/;

/** The same with what it is that takes so long: "with a client till three" rates nothing. */
export function isBusyAt(reading: Reading): boolean {
  return isBusyUntil(reading) && BUSY.test(reading.text);
}
const BUSY =
  /\b(?:busy|meetings?|clients?|patients?|customers?|calls?|class|lecture|teaching|driving|tied up|exam|shift|surgery|dentist|doctor|lesson|appointment|court|asleep|sleeping|in bed|school|training|interview|booked|stand-?up|flight|train)\b/;

/** "Not before 2pm", and nothing else. */
export function isNotBefore({ text }: Reading): boolean {
  return NOT_BEFORE.test(text);
}
const NOT_BEFORE = /^\W*(?:(?:sorry|please|ask me|ask)\W+)*not (?:before|until|till) [^.!?;]{1,30}$/;

/** For how long, or until which time of today, the one question that is open is put off. */
export function readSnooze({ text }: Reading): Pick<Slots, 'minutes' | 'time'> {
  const minutes = readMinutes(text);
  // "At six please, I am on leave half a day": nobody puts one check-in off for as long as that.
  if (minutes !== undefined && minutes < HALF_DAY) return { minutes };
  const time = readTime(text, UNTIL.test(text));
  if (time) return { time };
  if (minutes !== undefined) return { minutes };
  const lone = LONE_MINUTES.exec(plainCalendar(text))?.[1] ?? onlyNumber(text);
  if (lone) return { minutes: Number(lone) };
  const moment = readLoneTime(text) ?? readMoment(text, true);
  return moment ? { time: moment } : {};
}

/** When a pause is over. */
export function readPause(reading: Reading): Pick<Slots, 'until' | 'from'> {
  const range = readRange(reading.text);
  if (range) return range;
  const until = readUntil(reading.text) ?? dayByTimex(reading);
  return until ? { until } : {};
}

/** Which check-in is left out. "Move tomorrow's to 11" leaves none out, and its time tells so. */
export function readSkip({ text }: Reading): Pick<Slots, 'on' | 'time'> {
  const on = readOneDay(text, 'skip');
  const time = readTime(text, false);
  return { ...(on && { on }), ...(time && { time }) };
}

/** The recogniser's hour before and after noon: within the day at a desk, as with our own words. */
function timeOfDay(reading: Reading): string | undefined {
  const [first, second] =
    found(reading, 'time').flatMap(({ timex, values }) => (/^T\d/.test(timex) ? [values] : []))[0] ?? [];
  if (!first || !/^\d\d:\d\d/.test(first)) return undefined;
  return (second && first < '07:00' ? second : first).slice(0, 5);
}

/** Dates with a name ("Halloween") and lengths, where they hold on every day of the year. */
function dayByTimex(reading: Reading): string | undefined {
  for (const { timex } of found(reading, 'date')) {
    const [, date] = /^XXXX-(\d\d-\d\d)$/.exec(timex) ?? [];
    if (date) return date;
    const [, count, unit] = /^P(\d{1,3})([DWMY])$/.exec(timex) ?? [];
    const days = Number(count) * { D: 1, W: 7, M: 30, Y: 365 }[(unit ?? 'D') as 'D' | 'W' | 'M' | 'Y'];
    if (days >= 1 && days <= 366) return `+${days}`;
  }
  return undefined;
}

const answers = { time: new WeakMap<Reading, Timex[]>(), date: new WeakMap<Reading, Timex[]>() };

/** One message is read more than once, and the recogniser is slow. */
function found(reading: Reading, what: 'time' | 'date'): Timex[] {
  const before = answers[what].get(reading);
  if (before) return before;
  const now = timesIn(reading.text, what);
  answers[what].set(reading, now);
  return now;
}
