import type { Intent } from '../../dialogs/words.ts';
import type { Guess } from './classifier/model.ts';

/** So surely a sign is what the classifier takes it for, and not what it says elsewhere. */
export const SURE_OF_A_SIGN = 0.9;

/** A sentence beside another has to be understood this surely by itself. */
export const ENOUGH_ALONE = 0.6;

/** What the model rules out: this likely at most, while it is sure of something else. */
export const RULED_OUT = 0.1;
export const SURE_OF_ANOTHER = 0.7;

/** So likely an answer has to be beside a question that the model is sure of. */
export const LEFT_OPEN = 0.2;

/** The model is sure that something else is meant than these. */
export function isRuledOut(intents: readonly Intent[], guesses: readonly Guess[]): boolean {
  const best = guesses[0];
  if (!best || best.probability < SURE_OF_ANOTHER || intents.some((intent) => intent === best.label)) return false;
  return guesses.every(
    ({ label, probability }) => !intents.some((intent) => intent === label) || probability < RULED_OUT,
  );
}
