import { BREAK_MS } from '../../dialogs/regions.ts';
import { type Draft, question, say, top } from './draft.ts';
import { atRest, pushReturn } from './everywhere.ts';
import { happenInFrame } from './happen.ts';

/** Whether the person comes back to a question that was asked half an hour ago or more. */
export function comesBack(draft: Draft): boolean {
  const { person, now } = draft;
  if (person.heardAt === 0 || now - person.heardAt < BREAK_MS) return false;
  if (atRest(draft)) return false;
  // A check-in waits for its answer as long as it takes, and "later" was said knowingly.
  return !['check-in', 'return', 'confirm-delete'].includes(top(person.frames).machine);
}

/** Says where the person was and asks how to go on. */
export function welcomeBack(draft: Draft): void {
  draft.told.where = question(draft);
  pushReturn(draft, 'asking');
  say(draft, 'returned');
}

/** The person said "later" and is back, with something other than "go on". */
export function wakeFromLater(draft: Draft): boolean {
  if (question(draft) !== 'later') return false;
  happenInFrame(draft, { type: 'resumed', slots: {}, how: 'words' });
  say(draft, 'returned');
  return true;
}
