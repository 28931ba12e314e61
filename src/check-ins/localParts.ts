import { WEEKDAYS, type Weekday } from '../../dialogs/words.ts';

/** What a clock and a calendar on the person's wall read. */
export interface LocalParts {
  weekday: Weekday;
  day: number;
  /** 1 to 12. */
  month: number;
  year: number;
  hour: number;
  minute: number;
  /** "+01:00"; with seconds where a zone once had them. */
  offset: string;
}

/** A moment as it is read in a zone: the numbers, for whoever finds the words. Pure; throws on an unknown zone. */
export function localParts(ms: number, zone: string): LocalParts {
  const { dayOfWeek, day, month, year, hour, minute, offset } = inZone(ms, zone);
  return { weekday: WEEKDAYS[dayOfWeek - 1] as Weekday, day, month, year, hour, minute, offset };
}

/** A moment as it is written for machines: "2026-03-27T09:00:00+01:00". Pure; throws on an unknown zone. */
export function isoWithOffset(ms: number, zone: string): string {
  const local = inZone(ms, zone);
  // Not `local.toString()`, which rounds the offset to minutes: 19th-century Paris would be another moment.
  return local.toPlainDateTime().toString({ smallestUnit: 'second' }) + local.offset;
}

function inZone(ms: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
}
