import { numberIn } from '../recognizers.ts';
import { withDigits } from './numbers.ts';

/** What may not follow a number that rates a knot: "7 minutes", "2 spots", "9 am". */
const UNIT_AFTER =
  /^(?:st|nd|rd|th)\b|^\s*(?:%|percent|am\b|pm\b|o'?clock|:|h\b|hrs?\b|hours?|mins?\b|minutes?|secs?\b|seconds?|s\b|days?|nights?|weeks?|months?|years?|times?|x\b|spots?|places?|points? (?:better|worse|lower|higher|less|down|up)|knots?|of (?:them|these|those|the)|reps?|goes|tries|presses|sessions?|things?|cm|inch|kg|people|meetings?|more (?:days|times|minutes))/;

const NOT_A_RATING_BEFORE =
  /(?:(?<!\bis |\bit's |\bstill |\bnow |\bknot |\bpain |\bsits )\bat|\bfor|\bafter|\bsince|\bday|\bweek|\boption|\bnumber of|\bin|\btook|\bevery|#|\d[.:]|x)\s*$/;

/**
 * How sore the knot is, 0 to 10, from numbers and number words: "7/10", "a four, was a seven", "six or seven" (the mean,
 * rounded up). The number that stands for now wins over the one before.
 */
export function readRating(text: string): number | undefined {
  const digits = withDigits(text)
    .replace(/(\d)\s+and a half\b/g, '$1.5')
    .replace(/(\d),(\d)\b(?!\d)/g, '$1.$2');
  const rated: { value: number; at: number; outOfTen: boolean }[] = [];
  for (const match of digits.matchAll(/(?<![\d.:])(\d{1,2}(?:\.\d)?)(\s*(?:\/|out of|of|over)\s*10\b)?(?![\d])/g)) {
    const [whole, number = '', outOfTen] = match;
    const before = digits.slice(0, match.index);
    const after = digits.slice(match.index + whole.length);
    if (Number(number) > 10) continue;
    if (!outOfTen && (UNIT_AFTER.test(after) || NOT_A_RATING_BEFORE.test(before) || /^\s*\/\s*\d/.test(after)))
      continue;
    if (/(?:\/|out of|of)\s*$/.test(before) && number === '10' && rated.length > 0) continue;
    rated.push({ value: Number(number), at: match.index, outOfTen: outOfTen !== undefined });
  }
  const sure = rated.some((one) => one.outOfTen) ? rated.filter((one) => one.outOfTen) : rated;
  const first = sure[0];
  if (!first) {
    // Numbers our own list does not hold, such as "four point five", and only when the whole message is short.
    const spelt = digits.length < 40 && /\bpoint\b/.test(digits) ? numberIn(digits) : undefined;
    return spelt !== undefined && spelt >= 0 && spelt <= 10 ? Math.round(spelt) : undefined;
  }
  const second = sure[1];
  if (!second) return Math.round(first.value);
  const between = digits.slice(first.at, second.at);
  if (
    sure.length === 2 &&
    /^\d+(?:\.\d)?\s*(?:or|to|and|-|–|\/|maybe)\s*(?:maybe\s*)?(?:an?\s*)?$/.test(between) &&
    !/\bfrom\s*(?:an?\s*)?$/.test(digits.slice(0, first.at))
  ) {
    return Math.round((first.value + second.value) / 2);
  }
  // "a 4, was a 7", "4 now, 7 yesterday", "4 instead of 7", "4 compared to 7": the first is the present.
  const beforeLast = digits.slice(first.at, second.at);
  const afterLast = digits.slice(second.at);
  const FORMER =
    /\b(?:was|were|from|instead of|not|rather than|compared|than|used to|yesterday it|before it|started at|versus|vs)\b[^,.;]*$/;
  if (
    FORMER.test(beforeLast) ||
    /^\d+(?:\.\d)?\s*(?:\/\s*10)?\s*(?:yesterday|before|earlier|last time|this morning|at the start)\b/.test(afterLast)
  ) {
    if (!/\bfrom\s*(?:an?\s*)?$/.test(digits.slice(0, first.at))) return Math.round(first.value);
  }
  return Math.round(sure.at(-1)?.value ?? first.value);
}

/** The message is a number and little else. */
export function isMostlyRating(text: string): boolean {
  return (
    withDigits(text)
      .replace(/\d+/g, '')
      .replace(/[^a-z]+/g, ' ')
      .trim()
      .split(' ').length <= 6
  );
}
