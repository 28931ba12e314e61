import {
  ANSWERS,
  EXPECTING,
  type Expecting,
  INTENTS,
  type Intent,
  WARNING_KINDS,
  type WarningKind,
} from '../../../dialogs/words.ts';
import { expectedBy } from '../expected.ts';

/** What the classifier tells apart: the labels, with the warning signs by their kind. */
export type Label = Exclude<Intent, 'red-flag'> | `red-flag ${WarningKind}`;

export const LABELS: readonly Label[] = INTENTS.flatMap((intent): Label[] =>
  intent === 'red-flag' ? WARNING_KINDS.map((kind) => `red-flag ${kind}` as const) : [intent],
);

const ANSWERING = new Set<string>(ANSWERS);

/** Whether a label can be meant under a question: an answer only where it is taken, everything else always. */
export function isPossible(label: Label, expecting: Expecting): boolean {
  return !ANSWERING.has(label) || expectedBy(expecting).answers.has(label as Intent);
}

const POSSIBLE = new Map<Expecting, readonly number[]>(
  EXPECTING.map((expecting) => [expecting, LABELS.flatMap((label, at) => (isPossible(label, expecting) ? [at] : []))]),
);

/** The places in `LABELS` of those that are possible under a question. */
export function possibleUnder(expecting: Expecting): readonly number[] {
  return POSSIBLE.get(expecting) ?? [];
}
