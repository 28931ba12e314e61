import type { EventType, How } from '../../dialogs/event.ts';
import { questionAt } from '../../dialogs/place.ts';
import type { QuestionId } from '../../dialogs/questions.ts';
import { BREAK_MS } from '../../dialogs/regions.ts';
import { type Draft, push, question, say, top } from './draft.ts';
import { atRest, pushReturn } from './everywhere.ts';
import { happenInFrame } from './happen.ts';

/** Whether the person comes back to a question that was asked half an hour ago or more. */
export function comesBack(draft: Draft): boolean {
  const { person } = draft;
  if (!wasAway(draft) || atRest(draft)) return false;
  // A check-in waits for its answer as long as it takes, and "later" was said knowingly.
  const [, ...asides] = person.frames;
  const overHome = questionAt(person.frames[0]) === 'home' && asides.length === 1;
  const { machine } = top(person.frames);
  if (overHome && (machine === 'check-ins' || machine === 'zone-change')) return false;
  return !['check-in', 'return', 'confirm-delete'].includes(machine);
}

function wasAway({ person, now }: Draft): boolean {
  return person.heardAt !== 0 && now - person.heardAt >= BREAK_MS;
}

/**
 * Whether to delete everything is asked for as long as it takes. But where an exercise lies below, the answer does not
 * lead back into it as if no time had passed.
 */
export function askBelow(draft: Draft): void {
  const { person } = draft;
  const asking = top(person.frames);
  if (!wasAway(draft) || asking.machine !== 'confirm-delete') return;
  person.frames = person.frames.slice(0, -1) as typeof person.frames;
  if (comesBack(draft)) pushReturn(draft, 'asking');
  push(draft, asking);
}

/** The answers that say that something is wrong. */
const HELP: Partial<Record<QuestionId, readonly EventType[]>> = {
  'safety-emergency': ['yes', 'unsure'],
  'safety-doctor': ['yes', 'unsure'],
  'anything-new': ['yes', 'unsure'],
  severe: ['yes', 'unsure'],
  doubt: ['yes', 'unsure'],
  wrong: ['wrong.faint'],
  'wrong-faded': ['no', 'unsure', 'wrong.faint'],
};

/** Whether an answer says that help is needed, which counts however long it took. */
export function needsHelp(draft: Draft, answer: EventType, how: How): boolean {
  // A 👍 is no answer there.
  return how !== 'emoji' && (HELP[question(draft)]?.includes(answer) ?? false);
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
  const below = draft.person.frames.at(-2);
  if (below) draft.told.where = questionAt(below);
  happenInFrame(draft, { type: 'resumed', slots: {}, how: 'words' });
  say(draft, 'returned');
  return true;
}
