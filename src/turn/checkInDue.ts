import { newFrame } from '../../dialogs/place.ts';
import { BREAK_MS } from '../../dialogs/regions.ts';
import { type Draft, push, question, say, top } from './draft.ts';
import { pushReturn } from './everywhere.ts';
import { advance, dueOccurrence, localDate } from './scheduling.ts';

/** How many unanswered check-ins are enough. */
const ENOUGH = 2;

/** A check-in is due, or one that was snoozed. Says nothing when it has to wait, comes too late, or is not wanted. */
export function checkInDue(draft: Draft, wake: 'check-in' | 'snooze'): void {
  const { person, now } = draft;
  const { schedule } = person;
  draft.asks = 'none';
  if (!schedule) return;
  // In the middle of a session it waits; the wake is set anew for when the session has gone quiet.
  if (inSession(draft)) return;
  let date = schedule.askedFor ?? localDate(now, schedule.zone);
  if (wake === 'snooze') {
    if (schedule.snoozedTo === null || schedule.snoozedTo > now) return;
    schedule.snoozedTo = null;
  } else {
    const due = dueOccurrence(schedule, now);
    if (due === 'not-due') return;
    advance(schedule, now);
    if (due === 'too-late') return;
    if (sessionToday(draft, due.date)) return;
    date = due.date;
  }
  if (person.quiet || person.lock !== null || schedule.unanswered > ENOUGH) return;
  ask(draft, date);
}

/** When a check-in that fell into a session is looked at again. */
export function waitsUntil(draft: Draft): number | undefined {
  return inSession(draft) ? draft.person.heardAt + BREAK_MS : undefined;
}

function inSession(draft: Draft): boolean {
  return draft.now - draft.person.heardAt < BREAK_MS && !['home', 'get-help', 'check-in'].includes(question(draft));
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
  schedule.unanswered += 1;
  schedule.askedFor = date;
  draft.asks = 'as-due';
  say(draft, 'check-in.hello');
  // One that was not answered is replaced, not stacked upon.
  if (top(person.frames).machine === 'check-in') return;
  if (question(draft) !== 'home' && top(person.frames).machine !== 'return') pushReturn(draft, 'asking');
  push(draft, newFrame('check-in'));
}
