import { readMinutes } from './duration.ts';

const LATER = /\b(?:later|back|after)\b/;
const EARLIER = /\b(?:earlier|sooner|forward|before)\b/;
/** Half a day off is another time, and no shift. */
const LONGEST = 11 * 60;

/** How many minutes later, or earlier (below 0), the check-ins are wanted than they are: "make it half an hour later". */
export function readShift(text: string): number | undefined {
  const isLater = LATER.test(text);
  if (isLater === EARLIER.test(text)) return undefined;
  const minutes = readMinutes(text);
  if (minutes === undefined || minutes < 5 || minutes > LONGEST) return undefined;
  return isLater ? minutes : -minutes;
}
