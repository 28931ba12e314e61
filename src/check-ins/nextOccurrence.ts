import { type Days, WEEKDAYS, type Weekday } from '../../dialogs/words.ts';

/** When a person wants to be asked: what the clock reads, on which days, and whose clock it is. */
export interface Rule {
  /** "HH:MM" */
  time: string;
  days: Days;
  /** IANA name, see `isZone`. */
  zone: string;
}

export interface Occurrence {
  /** Milliseconds since 1970, UTC. */
  at: number;
  /**
   * The local day it is meant for, "YYYY-MM-DD": always one of the rule's days, and never the same for two
   * occurrences. Where the clock skips over midnight, `at` may already read the day after.
   */
  date: string;
}

/**
 * The first time after a moment that the clock on the person's wall reaches the time of the rule. Each is worked out
 * from date, time and zone alone, so 09:00 stays 09:00 when the clocks change.
 *
 * A time that is skipped is the first moment after the gap. A time that happens twice is the first of the two, and is
 * over once it has been, so that nobody is asked twice in the doubled hour.
 *
 * Pure. Throws a RangeError for a rule that no clock can follow: no days, no such time, no such zone.
 */
export function nextOccurrence(rule: Rule, afterMs: number): Occurrence {
  const days = weekdaysIn(rule.days);
  if (!isTime(rule.time)) throw new RangeError(`'${rule.time}' is no time of day.`);
  if (!isZone(rule.zone)) throw new RangeError(`'${rule.zone}' is no time zone.`);
  const time = Temporal.PlainTime.from(rule.time);
  // No earlier day can still be due: where the clock already reads a later date, it has reached every time of the
  // earlier one, or has skipped it.
  let day = Temporal.Instant.fromEpochMilliseconds(afterMs).toZonedDateTimeISO(rule.zone).toPlainDate();
  for (;;) {
    if (days.includes(weekday(day))) {
      const at = firstMoment(day.toPlainDateTime(time), rule.zone);
      if (at > afterMs) return { at, date: day.toString() };
    }
    day = day.add({ days: 1 });
  }
}

/** The next `count` occurrences, earliest first. Pure; throws as `nextOccurrence` does. */
export function upcoming(rule: Rule, afterMs: number, count: number): Occurrence[] {
  const found: Occurrence[] = [];
  let last = afterMs;
  while (found.length < count) {
    const next = nextOccurrence(rule, last);
    found.push(next);
    last = next.at;
  }
  return found;
}

/** When the time of a rule is reached on one local day, "YYYY-MM-DD", whatever the days of the rule. Pure; throws as `nextOccurrence` does. */
export function onDay({ time, zone }: Pick<Rule, 'time' | 'zone'>, date: string): number {
  if (!isTime(time)) throw new RangeError(`'${time}' is no time of day.`);
  if (!isZone(zone)) throw new RangeError(`'${zone}' is no time zone.`);
  return firstMoment(Temporal.PlainDate.from(date).toPlainDateTime(time), zone);
}

/** Whether a rule can have this time: "HH:MM", 00:00 to 23:59. */
export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/**
 * Whether a rule can live in this zone: an IANA name in any case, old names too. Neither "+02:00", which knows nothing
 * of summer, nor "PST", which means different clocks to different people.
 */
export function isZone(text: string): boolean {
  if (!/^[a-z]/i.test(text)) return false;
  try {
    // The constructor takes a name only; `from` and its relatives would find the zone inside a whole time stamp.
    new Temporal.ZonedDateTime(0n, text);
    return true;
  } catch {
    return false;
  }
}

/** The first moment at which a clock in the zone reads `wall`, or something later because `wall` is skipped. */
function firstMoment(wall: Temporal.PlainDateTime, zone: string): number {
  const found = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (found.toPlainDateTime().equals(wall)) return found.epochMilliseconds;
  // Skipped. Temporal moves such a time by the length of the gap: 'later' makes 03:30 of 02:30, 'earlier' 01:30.
  // From the one before the gap, the next change of the clock is the gap.
  const gapEnd = found.getTimeZoneTransition('next');
  if (gapEnd === null) throw new RangeError(`${zone} skips ${wall} without a change of its clock.`);
  return gapEnd.epochMilliseconds;
}

/** The days of the week that a rule names. Throws a RangeError where it names none. */
export function weekdaysIn(days: Days): readonly Weekday[] {
  if (days === 'daily') return WEEKDAYS;
  if (days === 'weekdays') return WEEKDAYS.slice(0, 5);
  const known = days.filter((day) => WEEKDAYS.includes(day));
  // Without this the search for the next day would never end.
  if (known.length === 0) throw new RangeError('A rule without days has no next occurrence.');
  return known;
}

function weekday(day: Temporal.PlainDate): Weekday {
  return WEEKDAYS[day.dayOfWeek - 1] as Weekday;
}
