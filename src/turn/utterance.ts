import type { ChoiceId } from '../../dialogs/choices.ts';
import type { PictureName } from '../../dialogs/pictures.ts';
import type { QuestionId } from '../../dialogs/questions.ts';
import type { SayingId } from '../../dialogs/sayings.ts';
import type { WorkedSide } from '../../dialogs/session.ts';
import type { Topic } from '../../dialogs/topics.ts';
import type { Ask, Meaning, Region } from '../../dialogs/words.ts';
import type { Facts } from './facts.ts';

/** One piece of what is meant to be said. Words are found for it in `src/phrasing`. */
export type Utterance =
  | { kind: 'saying'; id: SayingId; named?: Region; language?: string }
  | { kind: 'answer'; ask: Ask; more: boolean }
  /** `more` for who asks the same once more, `why` for the reason. */
  | { kind: 'topic'; id: Topic; part?: 'more' | 'why' }
  /** Why the question is asked. */
  | { kind: 'reason'; of: QuestionId }
  | { kind: 'question'; id: QuestionId; style: 'ask' | 'again' | 'simpler' };

/** A drawing, and whose side it shows. */
export interface Pictured {
  name: PictureName;
  side: WorkedSide | null;
}

/** One message, meant but not yet worded. */
export interface Meant {
  /** What kind of delivery it is: how long it is worth sending. */
  kind: 'reply' | 'hold' | 'check-in';
  parts: Utterance[];
  choices: ChoiceId[];
  step: number;
  /** Of the asking that the choices belong to. */
  nonce?: string;
  urgent: boolean;
  /** Picks among alternative wordings. */
  turn: number;
  facts: Facts;
  picture?: Pictured;
  /** Everything about the person was removed with this turn. */
  forgets?: true;
  /** Said already, and done with: the button that was taken, `words` when it was answered in another way, or null. */
  done?: ChoiceId | 'words' | null;
  /** The readings of "did you mean". */
  candidates?: readonly [Meaning, Meaning];
}
