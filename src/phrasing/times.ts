import { type LocalParts, localParts } from '../check-ins/localParts.ts';
import type { Schedule } from '../turn/person.ts';
import type { Words } from './content.ts';

/** "Mon 5 Jan at 09:00", or "today at 14:30". */
export function momentAt(at: number, now: number, zone: string, words: Words): string {
  const time = clock(localParts(at, zone));
  const days = daysBetween(now, at, zone);
  const near = days === 0 ? words.schedule.today : days === 1 ? words.schedule.tomorrow : undefined;
  if (near) return near.replace('{time}', time);
  return (words.schedule.moment ?? '')
    .replace('{time}', time)
    .replace(/\{(weekday|day|month)\}/g, (_, part: string) => calendar(at, zone, words, part));
}

/** "Mon 5 Jan at 09:00": a check-in, always with its date. */
export function dateOn(at: number, zone: string, words: Words): string {
  return (words.schedule.moment ?? '').replace(/\{(weekday|day|month|time)\}/g, (_, part: string) =>
    part === 'time' ? clock(localParts(at, zone)) : calendar(at, zone, words, part),
  );
}

/** "Mon 5 Jan" */
export function dayOn(at: number, zone: string, words: Words): string {
  return (words.schedule.date ?? '').replace(/\{(weekday|day|month)\}/g, (_, part: string) =>
    calendar(at, zone, words, part),
  );
}

/** A day of the calendar, "YYYY-MM-DD", as "Mon 2 Mar". */
export function dayInWords(date: string, words: Words): string {
  return dayOn(Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds, 'UTC', words);
}

/** "weekdays at 09:00" */
export function scheduleInWords(schedule: Schedule | null, words: Words): string {
  if (!schedule) return words.schedule.none ?? '';
  const days = Array.isArray(schedule.days)
    ? join(
        schedule.days.map((day) => words.weekdays[day] ?? day),
        words,
      )
    : (words.days[schedule.days] ?? '');
  return (words.schedule.at ?? '').replace('{days}', days).replace('{time}', schedule.time);
}

/** "Berlin time (Europe/Berlin)" */
export function zoneInWords(zone: string, words: Words): string {
  return (words.schedule.zone ?? '').replace('{city}', cityOf(zone)).replace('{zone}', zone);
}

/** "Buenos Aires" */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

function join(items: string[], { lists }: Words): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(lists.comma)}${lists.and}${last}`;
}

function clock({ hour, minute }: LocalParts): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function calendar(at: number, zone: string, words: Words, part: string): string {
  const { weekday, day, month } = localParts(at, zone);
  if (part === 'weekday') return words.weekdays[weekday] ?? weekday;
  return part === 'day' ? String(day) : (words.months[month - 1] ?? String(month));
}

function daysBetween(from: number, to: number, zone: string): number {
  const day = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate();
  return day(from).until(day(to), { largestUnit: 'days' }).days;
}
