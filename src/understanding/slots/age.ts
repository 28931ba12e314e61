import { withDigits } from './numbers.ts';

/** An age told of oneself, and little else before it: "yes, I'm 34", "over 18", "forty". */
const AGE =
  /^[\s,.!]*(?:(?:yes|yeah|yep|sure|of course|ok|okay|no|nope|sorry|well|but|and)[\s,.!]+)*(?:i am|i'm|im|am|aged)?\s*(?:(?:only|just|already|still|nearly|almost|about|well)\s+)*(over |above |under |below |not yet )?(\d{1,3})\b(?:\s*(?:years?|yrs?|y\.?o)\b(?: old| of age| young)?)?(?=\s*(?:$|[.,!;]|and\b|so\b|but\b))/;
const LEAST = 18;
const MOST = 110;

/** Whether somebody who tells their age where it is asked for is a grown-up; undefined when no age is told. */
export function isOfAge(message: string): boolean | undefined {
  const [, bound, number] = AGE.exec(withDigits(message.slice(0, 200).toLowerCase())) ?? [];
  const age = Number(number);
  if (number === undefined || age < 1 || age > MOST) return undefined;
  return age >= LEAST && !/^(?:under|below|not yet)/.test(bound ?? '');
}
