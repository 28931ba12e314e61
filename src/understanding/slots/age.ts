import { withDigits } from './numbers.ts';

/** An age told of oneself, and little else before it: "yes, I'm 34", "over 18", "forty". */
const AGE =
  /^[\s,.!]*(?:(?:yes|yeah|yep|sure|of course|ok|okay|no|nope|sorry|well|but|and)[\s,.!]+)*(?:i am|i'm|im|am|aged)?\s*(?:(?:only|just|already|still|about|well)\s+)*(over |above |under |below |not yet |nearly |almost |turning |not quite |not even )?(\d{1,3})\b(?:\s*(?:years?|yrs?|y\.?o)\b(?: old| of age| young)?)?(?=\s*(?:$|[.,!;]|and\b|so\b|but\b))/;
const LEAST = 18;
const MOST = 110;

/** What comes after the age may refuse all the same: "over 18, but I don't want to go on". */
const REFUSES = /\b(?:no|nope|nah|not|never|rather|unsure|don'?t|won'?t|can'?t|wouldn'?t|decline)\b/;

/**
 * Whether somebody who tells their age where it is asked for is a grown-up; undefined when no age is told, or when a
 * grown-up goes on to say that they would rather not.
 */
export function isOfAge(message: string): boolean | undefined {
  const plain = withDigits(message.slice(0, 200).toLowerCase());
  const told = AGE.exec(plain);
  const [whole = '', bound = '', number] = told ?? [];
  const age = Number(number);
  if (number === undefined || age < 1 || age > MOST) return undefined;
  // Almost nineteen is of age, almost eighteen is not.
  if ((/^(?:over|above)?$/.test(bound.trim()) ? age : age - 1) < LEAST) return false;
  return REFUSES.test(plain.slice(whole.length)) ? undefined : true;
}
