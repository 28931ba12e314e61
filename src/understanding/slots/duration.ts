import { numberIn } from '../recognizers.ts';
import { withDigits } from './numbers.ts';

const UNIT_MINUTES: [RegExp, number][] = [
  [/^(?:m|mins?|minutes?|minuets?)$/, 1],
  [/^(?:h|hrs?|hours?)$/, 60],
  [/^(?:days?)$/, 1440],
];

/** How long from now, in minutes: "39 minutes", "half an hour", "2h", "an hour and a half". */
export function readMinutes(message: string): number | undefined {
  // "A hundred and twenty minutes": a number that our own short list does not hold.
  if (/\bhundred\b[a-z -]*\bmin/.test(message)) return numberIn(message);
  const text = withDigits(message);
  if (/\bhalf an? hour\b|\bhalf hour\b|\b1\/2 (?:an )?hour\b|½ (?:an )?hour/.test(text)) return 30;
  if (/\bquarter of an hour\b/.test(text)) return 15;
  if (/\bthree quarters of an hour\b|\b3 quarters of an hour\b/.test(text)) return 45;
  if (/\b(?:an|1) hour and a half\b|\b1 and a half hours?\b|\bhour and a half\b/.test(text)) return 90;
  if (/\b(?:couple|pair) (?:of )?(?:hours|hrs)\b/.test(text)) return 120;
  if (/\b(?:couple|pair) (?:of )?(?:minutes|mins)\b/.test(text)) return 2;
  const half = /\b(\d+) and a half (?:hours|hrs)\b/.exec(text);
  if (half) return Number(half[1]) * 60 + 30;
  let total = 0;
  let found = false;
  for (const [, number = '', unit = ''] of text.matchAll(/(?<![\d:.])(\d{1,4}(?:\.\d)?|\ban?)\s*-?\s*([a-z]+)\b/g)) {
    const minutes = UNIT_MINUTES.find(([pattern]) => pattern.test(unit))?.[1];
    if (minutes === undefined) continue;
    if (/^an?$/.test(number) && /^[mh]$/.test(unit)) continue;
    total += (/^an?$/.test(number) ? 1 : Number(number)) * minutes;
    found = true;
  }
  return found && total > 0 ? Math.round(total) : undefined;
}
