import type { Expecting, Meaning, WarningKind } from '../../dialogs/words.ts';

/** What one message was taken to mean, given the open question. */
export interface Understood extends Meaning {
  /** Whatever else the message held: a question beside an answer, a command beside a thank-you. */
  also: Meaning[];
  /**
   * How the answer was given. `bare` is a lone "yes", "ok" or "no" and `emoji` a lone sign such as 👍:
   * both are too thin to answer a list of warning signs.
   */
  how: 'words' | 'bare' | 'emoji';
  /** The words of the answer meant instead, when the message takes the last one back: "sorry, I meant yes". */
  correction?: string;
  /** A warning sign that was named, but perhaps not as the person's own or as present. Has to be asked about. */
  doubt?: WarningKind;
  /** Two readings that are about as likely. Has to be asked about; `intent` is the first of them. */
  candidates?: [Meaning, Meaning];
  /** The message is in a language that is not spoken here (ISO 639-1), or `und` when it is not known which. */
  foreign?: string;
}

/** Reads one message. Pure; the same code in a turn and in `npm run understand`. */
export type Understand = (words: string, expecting: Expecting) => Understood;
