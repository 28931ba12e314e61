import { createRequire } from 'node:module';

type Choice = typeof import('@microsoft/recognizers-text-choice');
type Numbers = typeof import('@microsoft/recognizers-text-number');

const require = createRequire(import.meta.url);
let choice: Choice | undefined;
let numbers: Numbers | undefined;

/**
 * A spelt-out number that our own short list does not hold ("a hundred and twenty", "four point five").
 * Loading takes about 60 ms and the first call 50 ms, so it is asked last, and only when such a word is there.
 */
export function numberIn(text: string): number | undefined {
  numbers ??= require('@microsoft/recognizers-text-number') as Numbers;
  const [first] = numbers.recognizeNumber(text.slice(0, 200), 'en-us');
  const value = Number(first?.resolution?.value);
  return Number.isFinite(value) ? value : undefined;
}

/**
 * A yes or no that none of our phrases know. "I am not sure" and "ok" read as yes to it, so it is asked only about
 * messages of a few words without such words in them.
 */
export function yesOrNo(text: string): 'yes' | 'no' | undefined {
  if (/\b(?:sure|ok|okay|idea|know|problem|maybe|right)\b|\?/.test(text)) return undefined;
  choice ??= require('@microsoft/recognizers-text-choice') as Choice;
  const [first] = choice.recognizeBoolean(text.slice(0, 100), 'en-us');
  const value: unknown = first?.resolution?.value;
  return value === true ? 'yes' : value === false ? 'no' : undefined;
}

/** Loads both before the first message needs them, so that no message waits for it. */
export function warmUpRecognizers(): void {
  numberIn('a hundred and one');
  yesOrNo('yes');
}
