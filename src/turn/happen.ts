import type { DialogEvent, EventType, How } from '../../dialogs/event.ts';
import { step } from '../../dialogs/place.ts';
import type { Slots } from '../../dialogs/words.ts';
import { courseOf } from './course.ts';
import { checkInId, collapse, type Draft, top } from './draft.ts';
import { followEffects } from './effects.ts';
import { everywhere } from './everywhere.ts';
import { zoneOf } from './person.ts';
import { personFacts } from './personFacts.ts';
import { localDate, settled } from './scheduling.ts';

/** One thing that happens to a place: an event of the dialog without what every event carries. */
export interface Happens {
  type: EventType;
  slots: Slots;
  how: How;
}

/**
 * Lets one event happen to the frame on top and, where that has no answer to it, to what works in every place.
 * Says whether anything answered.
 */
export function happen(draft: Draft, happens: Happens): boolean {
  // Not left to the place: a warning sign stops everything, wherever it is named.
  if (happens.type === 'red-flag') return everywhere(draft, happens);
  return happenInFrame(draft, happens) || givesWay(draft, happens) || everywhere(draft, happens);
}

/** Whether the check-ins on show make room for an answer to the question below them. */
function givesWay(draft: Draft, happens: Happens): boolean {
  const { person } = draft;
  const shown = person.frames;
  if (top(shown).machine !== 'check-ins') return false;
  person.frames = shown.slice(0, -1) as typeof shown;
  if (happenInFrame(draft, happens)) return true;
  person.frames = shown;
  return false;
}

/** The day of the check-in at hand: the one it was asked for, or today for news that comes unasked. */
function checkInDate({ person, now }: Draft): string {
  const { date } = top(person.frames).context as { date?: string | null };
  return date ?? localDate(now, person.schedule?.zone ?? zoneOf(person) ?? 'UTC');
}

/** How the knot has been until the check-in at hand. */
export function course(draft: Draft) {
  return courseOf(draft.person, draft.earlier, draft.now, checkInDate(draft));
}

/** The rest was asked for by the very check-in that is answered anew, and ends with the answer that asked for it. */
function askedForRest(draft: Draft): boolean {
  const { person } = draft;
  return top(person.frames).machine === 'check-in' && person.restFor === checkInId(checkInDate(draft));
}

/** Lets an event happen to the frame on top alone. */
export function happenInFrame(draft: Draft, happens: Happens): boolean {
  const { person } = draft;
  const at = person.frames.length - 1;
  const facts = personFacts(person, draft.now, () => course(draft));
  // What was said by what stands, or by the calendar, is told to the place as days and times.
  const isWish = happens.type === 'reminder.set' && top(person.frames).machine === 'schedule';
  const event: DialogEvent = {
    ...happens,
    slots: isWish ? settled(draft, happens.slots) : happens.slots,
    at: draft.now,
    person: askedForRest(draft) ? { ...facts, restUntil: null } : facts,
  };
  const stepped = step(top(person.frames), event);
  if (stepped.outcome === 'unheard') return false;
  if (!happens.type.startsWith('timer.')) draft.answered = true;
  if (stepped.done && at > 0) person.frames = person.frames.slice(0, at) as typeof person.frames;
  else person.frames = person.frames.with(at, stepped.frame) as typeof person.frames;
  followEffects(draft, stepped.effects);
  return true;
}

/** Lets an event happen to the main dialog, with every aside taken off first. */
export function happenInMain(draft: Draft, happens: Happens): boolean {
  collapse(draft);
  return happenInFrame(draft, happens);
}
