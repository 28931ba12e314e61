import type { Expecting, Meaning, WarningKind } from '../../dialogs/words.ts';
import type { Bar } from './bars.ts';
import type { Remark } from './remarks.ts';

/**
 * What somebody tells whose hands are on a sore place: it feels as pressing must not (`sharp`), or all of it is sore by
 * now (`sore`); the pressing goes on or is done, with no word of what came of it (`under-way`); the knot slips from the
 * finger (`slips`), the hand is tired (`tired`), it only tickles (`ticklish`), it has moved elsewhere (`moved`); it hurts
 * more than before (`worse`), it was pressed for minutes (`too-long`), there is no desk (`no-desk`), something is still
 * hard, be it the knot or the spot (`knot-or-spot`), nothing is felt, be it because the knot is gone or because nothing
 * has changed (`nothing-felt`); a number is above the scale (`off-scale`); or it is asked how to tell (`how-to-tell`).
 */
export type Report =
  | 'sharp'
  | 'sore'
  | 'under-way'
  | 'found'
  | 'slips'
  | 'tired'
  | 'ticklish'
  | 'moved'
  | 'worse'
  | 'too-long'
  | 'no-desk'
  | 'knot-or-spot'
  | 'nothing-felt'
  | 'off-scale'
  | 'how-to-tell';

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
  /** What is told while pressing, more finely than the intent says it. */
  report?: Report;
  /** What the message is beside the question, where it is no answer to it. */
  remark?: Remark;
  /** A warning sign that was named, but perhaps not as the person's own or as present. Has to be asked about. */
  doubt?: WarningKind;
  /** Something that bars the way, told in passing: whatever was asked is not answered by it. */
  bar?: Bar;
  /** Asks what a line in a list of signs means; `intent` is then `ask.warning-signs`. */
  asksMeaning?: true;
  /**
   * Said under a list of signs, and no answer to all of it, whatever `intent` it is likest to: one line is denied, or a
   * doctor knows of it (`one-line`), it may be a line or none (`maybe-line`), or it tells something by the way (`remark`).
   */
  half?: 'one-line' | 'maybe-line' | 'remark';
  /** A sign of somebody else's was told beside the answer. */
  ofAnother?: true;
  /** Somebody has looked at the sign, with no word of whether pressing is fine. */
  checked?: true;
  /** A doctor has said that pressing is fine. */
  doctorAllows?: true;
  /** What was set for check-ins just before is to be this instead. */
  setsRight?: true;
  /** Two readings that are about as likely. Has to be asked about; `intent` is the first of them. */
  candidates?: [Meaning, Meaning];
  /** The message is in a language that is not spoken here (ISO 639-1), or `und` when it is not known which. */
  foreign?: string;
}

/** Reads one message. Pure; the same code in a turn and in `npm run understand`. */
export type Understand = (words: string, expecting: Expecting) => Understood;
