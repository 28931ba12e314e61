import { createRequire } from 'node:module';

type Choice = typeof import('@microsoft/recognizers-text-choice');
type Numbers = typeof import('@microsoft/recognizers-text-number');
type DateTimeModel = ReturnType<import('@microsoft/recognizers-text-date-time').DateTimeRecognizer['getDateTimeModel']>;

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

/** What no time of day, and no date or length of time, can do without; nothing else is worth asking about. */
const NAMED_BY = {
  time: /\d|\b(?:o'?clock|noon|midnight|half|quarter|past)\b/,
  date: /\d|\b(?:days?|weeks?|months?|year|january|february|march|april|june|july|august|september|october|november|december|christmas|halloween|thanksgiving|valentine\S*)\b/,
};

/** It takes 3 ms for a line, but 17 ms for 200 characters and seconds for a page. */
const LONGEST_ASKED = 120;

let dateTimes: DateTimeModel | undefined;

/** One time, day or length of time in a text: its TIMEX ("T08:30", "XXXX-05-03", "P2W"), which needs no clock. */
export interface Timex {
  timex: string;
  /** The readings of a time of day, "HH:MM:SS": two where before and after noon are not told apart. */
  values: string[];
}

/**
 * The times and days in a text that our own words do not hold. Loading takes a third of a second, so it is done beside
 * the work and never for a message: until then there are none, and our own words have to do.
 */
export function timesIn(text: string, what: keyof typeof NAMED_BY): Timex[] {
  if (!dateTimes || text.length > LONGEST_ASKED || !NAMED_BY[what].test(text)) return [];
  // Any day will do: only what holds on every day is read off the answer.
  return dateTimes.parse(text, new Date(2024, 0, 3, 12)).flatMap(({ resolution }) => {
    const values = (resolution?.values ?? []) as { timex?: string; value?: string }[];
    const timex = values[0]?.timex;
    return timex ? [{ timex, values: values.flatMap(({ value }) => (value ? [value] : [])) }] : [];
  });
}

/** Loads the recogniser of times and days. Other languages have no model, and must not be read as English silently. */
export async function loadTimes(): Promise<void> {
  if (dateTimes) return;
  const { DateTimeRecognizer, DateTimeOptions } = await import('@microsoft/recognizers-text-date-time');
  const model = new DateTimeRecognizer('en-us', DateTimeOptions.None, false).getDateTimeModel('en-us', false);
  model.parse('tomorrow at half past eight', new Date(2024, 0, 3, 12));
  dateTimes = model;
}

/** Loads all of them before the first message needs them, so that no message waits for it. */
export function warmUpRecognizers(): void {
  numberIn('a hundred and one');
  yesOrNo('yes');
  loadTimes().catch(() => {
    // Our own words go on without it.
  });
}
