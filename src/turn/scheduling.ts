import type { SayingId } from '../../dialogs/sayings.ts';
import type { NamedDay, Slots } from '../../dialogs/words.ts';
import { onCalendar } from '../check-ins/namedDay.ts';
import { nextOccurrence, type Occurrence, type Rule, upcoming } from '../check-ins/nextOccurrence.ts';
import { type Draft, say } from './draft.ts';
import { type Schedule, zoneOf } from './person.ts';

/** Sets or changes the check-ins. What was not said stays as it was; days never said are Monday to Friday. */
export function setSchedule(draft: Draft, { time, days, zone }: Slots): void {
  const { person, now } = draft;
  const before = person.schedule;
  const rule = {
    time: time ?? before?.time ?? '09:00',
    days: days ?? before?.days ?? ('weekdays' as const),
    zone: zone ?? before?.zone ?? zoneOf(person) ?? 'UTC',
  };
  if (zone !== undefined && zone !== person.zone.told) person.zone.said = zone;
  person.schedule = {
    ...rule,
    since: before?.since ?? now,
    next: firstAfter(rule, now, person.sessions),
    pausedUntil: null,
    snoozedTo: null,
    unanswered: 0,
  };
  tellDates(draft);
}

/** The next occurrence; a session of that day counts as its check-in already. */
function firstAfter(rule: Rule, now: number, sessions: readonly number[]): Occurrence {
  const next = nextOccurrence(rule, now);
  const had = sessions.some((at) => localDate(at, rule.zone) === next.date);
  return had ? nextOccurrence(rule, next.at) : next;
}

export function stopSchedule(draft: Draft): void {
  draft.person.schedule = null;
}

/** "When is it?" */
export function showSchedule(draft: Draft): void {
  change(draft, ({ pausedUntil }) => (pausedUntil ? 'check-in.shown-paused' : 'check-in.shown'));
}

/** A pause has an end, also when none was said: one week. Resumes by itself. */
export function pauseSchedule(draft: Draft, until: NamedDay | undefined): void {
  change(draft, (schedule) => {
    const today = Temporal.PlainDate.from(localDate(draft.now, schedule.zone));
    const end = onCalendar(until ?? '+7', today);
    if (!end || Temporal.PlainDate.compare(end, today) <= 0) return 'check-in.pause-until-when';
    schedule.pausedUntil = end.toString();
    schedule.snoozedTo = null;
    // The moment before that day begins: the first occurrence on or after it is the next.
    schedule.next = nextOccurrence(schedule, end.toZonedDateTime(schedule.zone).epochMilliseconds - 1);
    return 'check-in.paused';
  });
}

export function resumeSchedule(draft: Draft): void {
  change(draft, (schedule) => {
    schedule.pausedUntil = null;
    schedule.next = nextOccurrence(schedule, draft.now);
    return 'check-in.resumed';
  });
}

/** Once more later; the series does not move. */
export function snoozeSchedule(draft: Draft, minutes: number | undefined): void {
  change(draft, (schedule) => {
    const wait = Math.min(Math.max(minutes ?? 60, 1), 24 * 60);
    schedule.snoozedTo = draft.now + wait * 60_000;
    return 'check-in.snoozed';
  });
}

export function skipNext(draft: Draft): void {
  change(draft, (schedule) => {
    schedule.next = nextOccurrence(schedule, schedule.next.at);
    return 'check-in.skipped';
  });
}

/** Changes the check-ins and says what they are now, or that there are none. */
function change(draft: Draft, how: (schedule: Schedule) => SayingId): void {
  const { schedule } = draft.person;
  if (!schedule) {
    say(draft, 'check-in.none');
    return;
  }
  const saying = how(schedule);
  tellDates(draft);
  say(draft, saying);
}

/** The occurrence that is due at `now`, or what became of it. */
export function dueOccurrence(schedule: Schedule, now: number): 'not-due' | 'too-late' | Occurrence {
  if (schedule.next.at > now) return 'not-due';
  const earliest = now - CHECK_IN_LATE_MS;
  // After days without a turn the one that was waited for is long over, but the latest may still be in time.
  const latest = schedule.next.at >= earliest ? schedule.next : nextOccurrence(schedule, earliest - 1);
  return latest.at > now ? 'too-late' : latest;
}

/** A check-in is sent up to so late, for example after the program was down. */
const CHECK_IN_LATE_MS = 2 * 3_600_000;

export function advance(schedule: Schedule, now: number): void {
  schedule.next = nextOccurrence(schedule, Math.max(now, schedule.next.at));
  if (schedule.pausedUntil !== null) schedule.pausedUntil = null;
}

/** The day that the calendar shows in a zone, "YYYY-MM-DD". */
export function localDate(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

function tellDates(draft: Draft): void {
  const { schedule } = draft.person;
  if (!schedule) return;
  draft.told.dates = [schedule.next.at, ...upcoming(schedule, schedule.next.at, 2).map(({ at }) => at)];
  draft.told.schedule = structuredClone(schedule);
}

/** How long it is until a time of today, by the person's clock; an evening hour may be meant by one before noon. */
export function minutesUntil({ person, now }: Draft, time: string | undefined): number | undefined {
  if (time === undefined || !person.schedule) return undefined;
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(person.schedule.zone);
  const said = here.withPlainTime(time);
  const waits = [said, said.add({ hours: 12 })]
    .filter((moment) => moment.toPlainDate().equals(here.toPlainDate()))
    .map((moment) => Math.round((moment.epochMilliseconds - now) / 60_000));
  return waits.find((wait) => wait > 0);
}
