import type { DialogEvent, EventType, How } from '../../dialogs/event.ts';
import { step } from '../../dialogs/place.ts';
import type { Slots } from '../../dialogs/words.ts';
import { collapse, type Draft, top } from './draft.ts';
import { followEffects } from './effects.ts';
import { everywhere } from './everywhere.ts';
import { personFacts } from './personFacts.ts';

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
  return happenInFrame(draft, happens) || everywhere(draft, happens);
}

/** Lets an event happen to the frame on top alone. */
export function happenInFrame(draft: Draft, happens: Happens): boolean {
  const { person } = draft;
  const at = person.frames.length - 1;
  const event: DialogEvent = { ...happens, at: draft.now, person: personFacts(person, draft.now) };
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
