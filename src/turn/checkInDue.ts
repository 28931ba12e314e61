import { newFrame, questionAt } from '../../dialogs/place.ts';
import { BREAK_MS } from '../../dialogs/regions.ts';
import { isNight } from '../check-ins/night.ts';
import { type Draft, push, question, say, top } from './draft.ts';
import { pushReturn } from './everywhere.ts';
import { zoneOf } from './person.ts';
import { advance, CHECK_IN_LATE_MS, dueOccurrence, IN_TIME_MS, localDate } from './scheduling.ts';

/** How many unanswered check-ins are enough. */
const ENOUGH = 2;

/** A check-in is due, or one that was snoozed. Says nothing when it has to wait, comes too late, or is not wanted. */
export function checkInDue(draft: Draft, wake: 'check-in' | 'snooze'): void {
  const { person, now } = draft;
  const { schedule } = person;
  draft.asks = 'none';
  if (wake === 'snooze' && onceDue(draft)) return;
  if (!schedule) return;
  // In the middle of a session it waits; the wake is set anew for when the session has gone quiet.
  if (inSession(draft, wake === 'snooze' ? schedule.snoozedAt : undefined)) return;
  let date = schedule.askedFor ?? localDate(now, schedule.zone);
  if (wake === 'snooze') {
    const { snoozedTo } = schedule;
    if (snoozedTo === null || snoozedTo > now) return;
    schedule.snoozedTo = null;
    // What was put off by an hour is worth nothing half a day later, and nothing late comes in the night.
    if (now - snoozedTo > CHECK_IN_LATE_MS || isNight(now, schedule.zone)) return;
  } else {
    const due = dueOccurrence(schedule, now);
    if (due === 'not-due') return;
    draft.pauseOver = schedule.pausedUntil !== null;
    advance(schedule, now);
    if (due === 'too-late') return;
    if (sessionToday(draft, due.date)) return;
    date = due.date;
  }
  if (person.quiet || person.lock !== null || schedule.unanswered > ENOUGH) return;
  ask(draft, date);
}

/** A check-in of no series is due. Says whether it was looked after, so that nothing else is asked in the same turn. */
function onceDue(draft: Draft): boolean {
  const { person, now } = draft;
  const { once } = person;
  if (once === null || once.at > now || inSession(draft, once.since)) return false;
  person.once = null;
  const zone = person.schedule?.zone ?? zoneOf(person);
  const late = now - once.at;
  // In the night it comes only where just that was asked for.
  if (late > CHECK_IN_LATE_MS || (late > IN_TIME_MS && zone !== null && isNight(now, zone))) return false;
  if (person.quiet || person.lock !== null) return false;
  draft.kind = 'check-in';
  draft.asks = 'as-due';
  say(draft, 'check-in.hello-once');
  show(draft, localDate(now, zone ?? 'UTC'));
  return true;
}

/** When a check-in that fell into a session is looked at again; `since` is when the person asked for this one. */
export function waitsUntil(draft: Draft, since?: number): number | undefined {
  return inSession(draft, since) ? draft.person.heardAt + BREAK_MS : undefined;
}

/** Whoever asked to be asked, and has been silent since, is waiting for it, and in the middle of nothing else. */
function inSession({ person, now }: Draft, since: number | undefined): boolean {
  const isWaiting = since !== undefined && since === person.heardAt && person.timer === null;
  const at = questionAt(top(person.frames));
  return !isWaiting && now - person.heardAt < BREAK_MS && !['home', 'get-help', 'check-in'].includes(at);
}

/** A finished session counts as that day's check-in. */
function sessionToday({ person, earlier }: Draft, date: string): boolean {
  const zone = person.schedule?.zone ?? 'UTC';
  return earlier.some(({ at, data }) => data.kind === 'session' && data.ended && localDate(at, zone) === date);
}

function ask(draft: Draft, date: string): void {
  const { person } = draft;
  const { schedule } = person;
  if (!schedule) return;
  draft.kind = 'check-in';
  if (schedule.unanswered === ENOUGH) {
    schedule.unanswered += 1;
    say(draft, 'check-in.soft');
    return;
  }
  const answered = schedule.unanswered === 0;
  schedule.unanswered += 1;
  schedule.askedFor = date;
  draft.asks = 'as-due';
  if (draft.pauseOver) say(draft, 'check-in.pause-over');
  say(draft, 'check-in.hello');
  const [newest] = draft.earlier;
  if (newest?.data.kind === 'check-in' && newest.data.rating !== null) draft.told.ratingBefore = newest.data.rating;
  if (newest && answered) say(draft, 'check-in.last');
  show(draft, date);
}

/** Puts the question of a check-in on top of the place. */
function show(draft: Draft, date: string): void {
  const { person } = draft;
  // One that was not answered is replaced, not stacked upon.
  if (top(person.frames).machine === 'check-in') person.frames = person.frames.slice(0, -1) as typeof person.frames;
  if (top(person.frames).machine === 'check-ins') person.frames = person.frames.slice(0, -1) as typeof person.frames;
  if (question(draft) !== 'home' && top(person.frames).machine !== 'return') pushReturn(draft, 'asking');
  push(draft, newFrame('check-in', { date }));
}
