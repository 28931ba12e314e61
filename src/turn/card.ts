import { CHOICES, type ChoiceId } from '../../dialogs/choices.ts';
import { questionAt } from '../../dialogs/place.ts';
import { type QuestionId, questionOf } from '../../dialogs/questions.ts';
import { ANSWERS, type Meaning } from '../../dialogs/words.ts';
import type { Draft } from './draft.ts';
import { factsOf } from './facts.ts';
import type { Person } from './person.ts';
import type { Meant } from './utterance.ts';

/** An earlier message that is said again without its buttons, in place of itself. */
export interface Update {
  /** The outbox row of the earlier message. */
  of: string;
  meant: Meant;
}

/**
 * What becomes of the message with the question that was open before, once its buttons are no longer the ones that
 * count: it shows what was chosen, and offers nothing. `before` is the person as they were when it was said, but for
 * what changes no word of it, so it can be said again. Pure.
 */
export function updateOf(before: Person, { earlier, chose }: Draft): Update | null {
  const { card, frames, pictured } = before;
  if (!card) return null;
  const top = frames.at(-1) ?? frames[0];
  const { candidates } = top.context as { candidates?: readonly [Meaning, Meaning] };
  return {
    of: card.row,
    meant: {
      kind: 'reply',
      parts: card.parts,
      choices: [],
      step: before.step,
      urgent: card.urgent,
      turn: card.turn,
      facts: factsOf(before, questionAt(top), card.at, { ...card.told, results: earlier }),
      done: chose,
      ...(card.pictured && pictured && { picture: { name: pictured.name, side: pictured.side } }),
      ...(candidates && { candidates }),
    },
  };
}

/**
 * The same where everything about the person goes with the turn: the question alone, so that nothing that was known is
 * said once more.
 */
export function lastUpdateOf(before: Person, draft: Draft): Update | null {
  const update = updateOf(before, draft);
  if (!update) return null;
  const { picture: _, ...meant } = update.meant;
  const parts = meant.parts.filter(({ kind }) => kind === 'question');
  return parts.length === 0 ? null : { of: update.of, meant: { ...meant, parts } };
}

/** The outbox row of a turn's message. One message a turn is the rule, and its row has the turn's own id. */
export function rowId(turn: string, at: number): string {
  return at === 0 ? turn : `${turn}.${at}`;
}

/** Whether a message that is still open speaks of check-ins that are others by now. */
export function isOutdated({ card, schedule }: Person, after: Person): boolean {
  return card !== null && JSON.stringify(schedule) !== JSON.stringify(after.schedule);
}

/** The button of a question that means the same as these words; `words` for an answer that no button gives. */
export function choiceMeant(question: QuestionId, { intent, slots }: Meaning): ChoiceId | 'words' | null {
  const choice = questionOf(question).choices.find((id) => {
    const meaning: { type: string; slots?: object } = CHOICES[id];
    const given = Object.entries(meaning.slots ?? {});
    return meaning.type === intent && given.every(([name, value]) => slots[name as keyof typeof slots] === value);
  });
  return choice ?? ((ANSWERS as readonly string[]).includes(intent) ? 'words' : null);
}
