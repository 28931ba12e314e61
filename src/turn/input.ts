import type { About } from '../../dialogs/topics.ts';
import type { WakeKind } from '../store/store.ts';
import type { Understood } from '../understanding/understood.ts';

/** One thing that happened to a person, after understanding: what `decide` takes. */
export type Input =
  /** With what the questions in it are about, in their order. */
  | { kind: 'understood'; understood: Understood; about?: readonly (About | undefined)[]; activityId?: string }
  /** The last answer is taken back and replaced: "sorry, I meant yes", or an edit of the message that gave it. */
  | { kind: 'correction'; answer: Understood; activityId?: string }
  | { kind: 'press'; choice: string; step: number; nonce?: string; activityId?: string }
  | { kind: 'reaction' }
  | { kind: 'wordless' }
  | { kind: 'foreign-press' }
  /** A message was edited that is neither the latest answer nor the latest of all. */
  | { kind: 'old-edit' }
  | { kind: 'installed' }
  | { kind: 'uninstalled' }
  /** The channel says that nothing reaches the person any more. */
  | { kind: 'unreachable' }
  | { kind: 'wake'; wake: WakeKind };

/** Whether a person did it, so that it counts as a sign of life. */
export function isFromPerson(input: Input): boolean {
  return !['wake', 'unreachable', 'uninstalled', 'installed'].includes(input.kind);
}
