import type { SayingId } from '../../dialogs/sayings.ts';
import { type Days, type NamedDay, type Slots, WEEKDAYS, type Weekday } from '../../dialogs/words.ts';
import { localParts } from '../check-ins/localParts.ts';
import { onCalendar } from '../check-ins/namedDay.ts';
import { nextOccurrence, type Occurrence, onDay, weekdaysIn } from '../check-ins/nextOccurrence.ts';
import { afterNight, isNight, isNightTime } from '../check-ins/night.ts';
import { changesFrom, nextInSeries, upcomingInSeries } from '../check-ins/series.ts';
import { type Draft, say } from './draft.ts';
import { type Schedule, zoneOf } from './person.ts';

/**
 * Sets or changes the check-ins, or the time of one day alone. What was not said stays as it was; days never said are
 * Monday to Friday.
 */
export function setSchedule(draft: Draft, { time, days, zone, on: named }: Slots): void {
  const { person, now } = draft;
  const on = named === undefined ? undefined : dayMeant(draft, named, zone);
  const before = person.schedule;
  if (before && on !== undefined && time !== undefined) {
    const ahead = aheadOn(now, before.zone, on, time);
    before.changes = { ...before.changes, ...daysOfPause(before, now), [ahead.date]: ahead.time };
    before.pausedUntil = null;
    // "After lunch", and then "I mean tomorrow after lunch".
    if (before.snoozedAt === person.heardAt) before.snoozedTo = null;
    before.next = nextInSeries(before, now);
    draft.told.changedAt = onDay({ time: ahead.time, zone: before.zone }, ahead.date);
    tellDates(draft);
    return;
  }
  if (zone !== undefined && zone !== person.zone.told) {
    person.zone.said = zone;
    // What the channel tells meanwhile was just overruled, and need not be asked about.
    person.zone.asked = person.zone.told;
  }
  if (!before && on !== undefined && time !== undefined) {
    setOnce(draft, onceOn(draft, on, time));
    return;
  }
  const rule = {
    time: time ?? before?.time ?? '09:00',
    days: days ?? before?.days ?? ('weekdays' as const),
    zone: zone ?? before?.zone ?? zoneOf(person) ?? 'UTC',
    // What is left out stays so, whatever the time and the days are; what was moved belonged to the old time.
    changes: before ? changesWhere(before, (own) => own === null || time === undefined || time === before.time) : {},
  };
  const first = firstAfter(rule, now, person.sessions);
  const sameRule = rule.time === before?.time && String(rule.days) === String(before.days);
  const onlyMoved = before !== null && before.pausedUntil === null && sameRule;
  person.schedule = {
    ...rule,
    since: before?.since ?? now,
    setAt: now,
    next: onlyMoved ? notBefore(before.next.date, rule, first) : first,
    pausedUntil: null,
    snoozedTo: null,
    unanswered: 0,
  };
  const end = before?.pausedUntil ?? null;
  if (before && end !== null && end > localDate(now, rule.zone) && isOneChanged(before, rule)) {
    pauseUntil(person.schedule, Temporal.PlainDate.from(end));
    say(draft, 'check-in.pause-stays');
  } else if (Object.values(changesFrom(rule.changes, localDate(now, rule.zone))).includes(null))
    say(draft, 'check-in.left-out-stays');
  tellDates(draft);
}

/** A pause as days that are left out, so that one of them can be another: a check-in on one day ends no pause. */
function daysOfPause({ pausedUntil, zone }: Schedule, now: number): Schedule['changes'] {
  const changes: Schedule['changes'] = {};
  let day = localDate(now, zone);
  for (; pausedUntil !== null && day < pausedUntil; day = Temporal.PlainDate.from(day).add({ days: 1 }).toString())
    changes[day] = null;
  return changes;
}

function changesWhere({ changes }: Schedule, keeps: (time: string | null) => boolean): Schedule['changes'] {
  return Object.fromEntries(Object.entries(changes).filter(([, time]) => keeps(time)));
}

/** Whoever says both the time and the days anew, or neither, wants them now; who changes one is away as long as before. */
function isOneChanged(before: Rule, { time, days, zone }: Rule): boolean {
  return (time !== before.time) !== (String(days) !== String(before.days)) || zone !== before.zone;
}

/** One check-in that belongs to no series. Only one is kept, so it takes the place of another. */
function setOnce(draft: Draft, at: number): void {
  const { person, now } = draft;
  if (person.once !== null && person.once.at !== at) say(draft, 'check-in.once-replaced');
  person.once = { at, since: now };
  draft.told.onceAt = at;
}

/** So long somebody may have taken to answer what was asked before it could be set. */
const ANSWERED_MS = 10 * 60_000;

function onceOn(draft: Draft, date: string, time: string): number {
  const zone = zoneOf(draft.person) ?? 'UTC';
  const said = onDay({ time, zone }, date);
  if (said <= draft.now && draft.now - said <= ANSWERED_MS) return draft.now + 60_000;
  const ahead = aheadOn(draft.now, zone, date, time);
  return onDay({ time: ahead.time, zone }, ahead.date);
}

/** A time of one day; where it is over, the evening hour that may be meant by it, and else the same on the next day. */
function aheadOn(now: number, zone: string, date: string, time: string): { date: string; time: string } {
  const next = Temporal.PlainDate.from(date).add({ days: 1 }).toString();
  const evening = time < '12:00' ? [{ date, time: shifted(time, 12 * 60) }] : [];
  const ahead = [{ date, time }, ...evening].find((one) => onDay({ time: one.time, zone }, one.date) > now);
  return ahead ?? { date: next, time };
}

/** The one check-in that belongs to no series is not wanted any more. Says whether there was one. */
export function callOff(draft: Draft): boolean {
  const { person } = draft;
  const isSet = person.once !== null;
  person.once = null;
  if (isSet) say(draft, 'check-in.once-off');
  return isSet;
}

type Rule = Pick<Schedule, 'time' | 'days' | 'zone' | 'changes'>;

/** The next occurrence; a session of that day counts as its check-in already. */
function firstAfter(rule: Rule, now: number, sessions: readonly number[]): Occurrence {
  const next = nextInSeries(rule, now);
  const had = sessions.some((at) => localDate(at, rule.zone) === next.date);
  return had ? nextInSeries(rule, next.at) : next;
}

export function stopSchedule(draft: Draft): void {
  draft.person.schedule = null;
  draft.person.once = null;
}

/** The local day that was meant, "YYYY-MM-DD"; "next" is the day of the next check-in. */
function dayMeant({ person, now }: Draft, named: NamedDay, told?: string): string | undefined {
  const { schedule } = person;
  const zone = told ?? schedule?.zone ?? zoneOf(person) ?? 'UTC';
  // "Just once", where there are none: as soon as it can be.
  if (named === 'next') return schedule?.next.date ?? localDate(now, zone);
  return onCalendar(named, Temporal.PlainDate.from(localDate(now, zone)))?.toString();
}

/** The check-ins go by another zone from now on, because the person lives by it. */
export function moveSchedule(draft: Draft, zone: string): void {
  const { person, now } = draft;
  person.zone.said = null;
  if (!person.schedule) return;
  const { next } = person.schedule;
  person.schedule.zone = zone;
  person.schedule.next = notBefore(next.date, person.schedule, firstAfter(person.schedule, now, person.sessions));
  tellDates(draft);
}

/** Further west a day that was asked about already has its time once more; and a pause stays one. */
function notBefore(date: string, rule: Rule, first: Occurrence): Occurrence {
  let next = first;
  while (next.date < date) next = nextInSeries(rule, next.at);
  return next;
}

/** The zone that the channel tells, where the next check-in would come at another moment by it. */
export function otherZone({ person, now }: Draft): string | undefined {
  const { schedule, zone } = person;
  if (!schedule || zone.told === null || schedule.pausedUntil !== null) return undefined;
  const differs = nextOccurrence({ ...schedule, zone: zone.told }, now).at !== nextOccurrence(schedule, now).at;
  return differs ? zone.told : undefined;
}

/** "When is it?" */
export function showSchedule(draft: Draft): void {
  const { schedule, once } = draft.person;
  if (once !== null || schedule?.snoozedTo != null) {
    draft.told.onceAt = once?.at ?? schedule?.snoozedTo ?? draft.now;
    say(draft, 'check-in.once-shown');
  }
  if (once !== null && !schedule) return;
  change(draft, ({ pausedUntil }) => (pausedUntil ? 'check-in.shown-paused' : 'check-in.shown'));
}

/** A pause has an end, also when none was said: one week. Resumes by itself. */
export function pauseSchedule(draft: Draft, { until, from }: Pick<Slots, 'until' | 'from'>): void {
  change(draft, (schedule) => {
    const today = Temporal.PlainDate.from(localDate(draft.now, schedule.zone));
    const begin = from === undefined ? undefined : onCalendar(from, today);
    if (begin && Temporal.PlainDate.compare(begin, today) > 0)
      return leaveOut(draft, schedule, begin, endOfPause(until, from, begin));
    const end = onCalendar(until ?? '+7', today);
    if (!end || Temporal.PlainDate.compare(end, today) <= 0) return 'check-in.pause-until-when';
    pauseUntil(schedule, end);
    return 'check-in.paused';
  });
}

/** Many days after the first one, or a day of its own: "from Monday for two weeks", "from the 7th to the 11th". */
function endOfPause(
  until: NamedDay = '+7',
  from: NamedDay | undefined,
  begin: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  const later = from !== undefined && until.startsWith(`${from}+`) ? until.slice(from.length) : until;
  return onCalendar(later, begin);
}

/** Nobody plans further than this, and each day that is left out is kept by itself. */
const LONGEST_PAUSE_AHEAD = 92;

/** A pause that begins later: every check-in of those days is left out, and until then they come as ever. */
function leaveOut(
  draft: Draft,
  schedule: Schedule,
  begin: Temporal.PlainDate,
  end: Temporal.PlainDate | undefined,
): SayingId {
  const days = end ? begin.until(end, { largestUnit: 'days' }).days : 0;
  if (!end || days < 1 || days > LONGEST_PAUSE_AHEAD) return 'check-in.pause-until-when';
  const midnight = (day: Temporal.PlainDate) => day.toZonedDateTime(schedule.zone).epochMilliseconds - 1;
  const until = midnight(end);
  if (nextInSeries(schedule, midnight(begin)).at > until) return 'check-in.skip-none';
  draft.told.leftOut = [begin.toString(), end.subtract({ days: 1 }).toString()];
  const changes: Schedule['changes'] = { ...schedule.changes };
  // Each day of it, for the days of the check-ins may be others by then.
  for (let day = 0; day < days; day += 1) changes[begin.add({ days: day }).toString()] = null;
  schedule.changes = changes;
  schedule.next = nextInSeries(schedule, schedule.next.at - 1);
  return 'check-in.left-out';
}

/** Pauses up to the first occurrence on or after a day. */
export function pauseUntil(schedule: Schedule, end: Temporal.PlainDate): void {
  schedule.pausedUntil = end.toString();
  schedule.snoozedTo = null;
  // From the moment before that day begins.
  schedule.next = nextInSeries(schedule, end.toZonedDateTime(schedule.zone).epochMilliseconds - 1);
}

/** The days that are left out next, one after the other: a single day, or a holiday. */
function nextLeftOut({ changes }: Schedule): string[] {
  const days: string[] = [];
  for (const date of Object.keys(changes).toSorted()) {
    if (changes[date] !== null) continue;
    const last = days.at(-1);
    if (last !== undefined && Temporal.PlainDate.from(last).add({ days: 1 }).toString() !== date) break;
    days.push(date);
  }
  return days;
}

/** A day that was left out, by its name: one that is today is today's, where that is what was left out. */
function dayLeftOut(draft: Draft, schedule: Schedule, on: NamedDay): string {
  const today = localParts(draft.now, schedule.zone);
  const date = localDate(draft.now, schedule.zone);
  if (on === today.weekday && schedule.changes[date] === null) return date;
  return dayMeant(draft, on) ?? date;
}

/** Ends the pause; where none has begun, what is left out next comes after all, or the one day that was named. */
export function resumeSchedule(draft: Draft, on?: NamedDay): void {
  change(draft, (schedule) => {
    const isPaused = schedule.pausedUntil !== null;
    const isLeftOut = Object.values(schedule.changes).includes(null);
    if (on !== undefined) delete schedule.changes[dayLeftOut(draft, schedule, on)];
    else if (!isPaused) for (const date of nextLeftOut(schedule)) delete schedule.changes[date];
    if (isPaused && on !== undefined) return 'check-in.paused';
    schedule.pausedUntil = null;
    schedule.next = firstAfter(schedule, draft.now, draft.person.sessions);
    return isLeftOut && !isPaused ? 'check-in.put-back' : 'check-in.resumed';
  });
}

/** So late is no longer once more, but a pause. */
const LONGEST_SNOOZE = 24 * 60;

/** Once more later, by day; the series does not move. What is put off by days is paused. Without a series, it is one. */
export function snoozeSchedule(draft: Draft, minutes: number | undefined): void {
  if (!draft.person.schedule) {
    const zone = zoneOf(draft.person);
    const wanted = draft.now + Math.max(minutes ?? 60, 1) * 60_000;
    const at = zone === null ? wanted : afterNight(wanted, zone);
    setOnce(draft, at);
    say(draft, zone === null ? 'check-in.once-soon' : at === wanted ? 'check-in.once-set' : 'check-in.once-morning');
    return;
  }
  change(draft, (schedule) => {
    if (minutes !== undefined && minutes > LONGEST_SNOOZE) {
      const today = Temporal.PlainDate.from(localDate(draft.now, schedule.zone));
      pauseUntil(schedule, today.add({ days: Math.round(minutes / LONGEST_SNOOZE) }));
      return 'check-in.paused';
    }
    const wait = Math.max(minutes ?? 60, 1);
    const wanted = draft.now + wait * 60_000;
    schedule.snoozedTo = afterNight(wanted, schedule.zone);
    schedule.snoozedAt = draft.now;
    return schedule.snoozedTo === wanted ? 'check-in.snoozed' : 'check-in.snoozed-morning';
  });
}

/** Leaves one check-in out: the next, or that of a day that was named. */
export function skipOne(draft: Draft, on: NamedDay | undefined): void {
  change(draft, (schedule) => {
    const upcoming = upcomingInSeries(schedule, draft.now, 14);
    const today = localDate(draft.now, schedule.zone);
    // "The Friday one", said on a Friday before it came, is today's.
    const isToday = on === localParts(draft.now, schedule.zone).weekday && upcoming.some(({ date }) => date === today);
    const date = isToday ? today : dayMeant(draft, on ?? 'next');
    const falls = upcoming.find((one) => one.date === date);
    if (!falls) return 'check-in.skip-none';
    draft.told.changedAt = falls.at;
    schedule.changes = { ...schedule.changes, [falls.date]: null };
    // A pause stays one.
    if (schedule.next.date === falls.date) schedule.next = nextInSeries(schedule, schedule.next.at);
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

/**
 * "No more on Fridays" takes Fridays from the days that stand: those that are left, which may be none; undefined where
 * that was not said.
 */
export function daysLeft(schedule: Schedule | null, { without }: Slots): Days | 'none' | undefined {
  if (!schedule || !without) return undefined;
  const standing = weekdaysIn(schedule.days);
  const days = standing.filter((day) => !without.includes(day));
  if (days.length === standing.length) return schedule.days;
  return days.length === 0 ? 'none' : days;
}

/** What is wished for, where it was said by what stands: fewer days or more of them, a later hour, the same one. */
export function settled(draft: Draft, said: Slots): Slots {
  const { person, now } = draft;
  const { schedule } = person;
  const { added, shift, sameTime, oftener, on: named, ...others } = said;
  // Which day is tomorrow is settled once it is known where the person is.
  const isPlaced = (said.zone ?? schedule?.zone ?? zoneOf(person)) != null;
  const on = named === undefined ? undefined : isPlaced ? dayMeant(draft, named, said.zone) : named;
  const slots: Slots = { ...others, ...(on !== undefined && { on }) };
  if (oftener) say(draft, 'check-in.one-a-day');
  const left = daysLeft(schedule, said);
  if (left && left !== 'none') slots.days = left;
  if (schedule && added) {
    slots.days = inWeek([...weekdaysIn(schedule.days), ...added]);
    // "And Thursday at 7 pm": the day comes on top, and the time is one for all.
    if (slots.time !== undefined && slots.time !== schedule.time) {
      if (!oftener) say(draft, 'check-in.one-a-day');
      delete slots.time;
    }
  }
  if (schedule && shift !== undefined && slots.time === undefined) {
    slots.time = shifted(schedule.time, shift);
    // "Half an hour later every day" is said of the days that stand.
    if (slots.days === 'daily') delete slots.days;
  }
  const zone = schedule?.zone ?? zoneOf(person);
  if (sameTime && slots.time === undefined && zone !== null) {
    const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
    slots.time = schedule?.time ?? here.toPlainTime().toString().slice(0, 5);
  }
  return slots;
}

function inWeek(days: readonly Weekday[]): Days {
  const week = WEEKDAYS.filter((day) => days.includes(day));
  if (week.length === WEEKDAYS.length) return 'daily';
  return week.join() === weekdaysIn('weekdays').join() ? 'weekdays' : week;
}

/** Past midnight it goes on from the other end of the day. */
function shifted(time: string, minutes: number): string {
  return Temporal.PlainTime.from(time).add({ minutes }).toString().slice(0, 5);
}

/** The occurrence that is due at `now`, or what became of it. */
export function dueOccurrence(schedule: Schedule, now: number): 'not-due' | 'too-late' | Occurrence {
  if (schedule.next.at > now) return 'not-due';
  const earliest = now - CHECK_IN_LATE_MS;
  // After days without a turn the one that was waited for is long over, but the latest may still be in time.
  const latest = schedule.next.at >= earliest ? schedule.next : nextInSeries(schedule, earliest - 1);
  if (latest.at > now) return 'too-late';
  return keepsTheNight(schedule, latest, now) ? latest : 'too-late';
}

/** A check-in is sent up to so late, for example after the program was down. */
export const CHECK_IN_LATE_MS = 2 * 3_600_000;
/** Up to so late is in time. */
export const IN_TIME_MS = 60_000;

/** Nothing late comes in the night, unless the night is what was asked for. */
function keepsTheNight({ time, zone, changes }: Schedule, { at, date }: Occurrence, now: number): boolean {
  return now - at <= IN_TIME_MS || !isNight(now, zone) || isNightTime(changes[date] ?? time);
}

export function advance(schedule: Schedule, now: number): void {
  schedule.next = nextInSeries(schedule, Math.max(now, schedule.next.at));
  schedule.changes = changesFrom(schedule.changes, localDate(now, schedule.zone));
  if (schedule.pausedUntil !== null) schedule.pausedUntil = null;
}

/** The day that the calendar shows in a zone, "YYYY-MM-DD". */
export function localDate(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** Lets the words tell the next three. */
function tellDates(draft: Draft): void {
  const { schedule } = draft.person;
  if (!schedule) return;
  draft.told.dates = [schedule.next.at, ...upcomingInSeries(schedule, schedule.next.at, 2).map(({ at }) => at)];
  draft.told.schedule = structuredClone(schedule);
}

/** The day and the time on the person's clock in so many minutes, where their zone is known. */
export function momentIn({ person, now }: Draft, minutes: number): Pick<Slots, 'on' | 'time'> {
  const zone = zoneOf(person);
  if (zone === null) return {};
  const at = Temporal.Instant.fromEpochMilliseconds(now + minutes * 60_000).toZonedDateTimeISO(zone);
  return { on: at.toPlainDate().toString(), time: at.toPlainTime().toString().slice(0, 5) };
}

/** How long it is until a time of today, by the person's clock; an evening hour may be meant by one before noon. */
export function minutesUntil({ person, now }: Draft, time: string | undefined): number | undefined {
  const zone = person.schedule?.zone ?? zoneOf(person);
  if (time === undefined || zone === null) return undefined;
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const said = here.withPlainTime(time);
  const waits = [said, said.add({ hours: 12 })]
    .filter((moment) => moment.toPlainDate().equals(here.toPlainDate()))
    .map((moment) => Math.round((moment.epochMilliseconds - now) / 60_000));
  return waits.find((wait) => wait > 0);
}
