import { readMinutes } from './duration.ts';
import { saysForGood } from './forGood.ts';

const LATER = /\b(?:later|back|after)\b/;
const EARLIER = /\b(?:earlier|sooner|forward|before)\b/;
/** Half a day off is another time, and no shift. */
const LONGEST = 11 * 60;

/** "Move it half an hour" says by how much, and means later. */
const MOVES =
  /^(?:(?:please|pls|ok|okay|can|could|would|you|we|and|just|actually|hm+)[ ,]+)*(?:move|shift|push|bump) (?:it|them|this|that|these|those|all|all of them|(?:the |my |our )?(?:check-?ins?|reminders?|pings?|time))(?: all)?(?: on| up| out)?(?: by)? (?:about |like |around )?(?:an?|another|half|quarter|\d|one|two|three|ten|fifteen|twenty|thirty|forty)\b/;

export function movesAll(text: string): boolean {
  return MOVES.test(text) && readShift(text) !== undefined;
}

/** "30 min later from now on", "an hour earlier every day": all that come, whatever is open. */
export function shiftsForGood(text: string): boolean {
  return (saysForGood(text) || EVERY_DAY.test(text)) && !OF_THE_KNOT.test(text) && readShift(text) !== undefined;
}
const OF_THE_KNOT = /\b(?:knot|hurts?|pain\w*|sore\w*|ach\w+|worse|better|stiff\w*|tight\w*|eases?|gone|back)\b/;
const EVERY_DAY = /\b(?:every day|everyday|each day|daily|always|all of them)\b/;

/** How many minutes later, or earlier (below 0), the check-ins are wanted than they are: "make it half an hour later". */
export function readShift(text: string): number | undefined {
  const isLater = LATER.test(text) || (MOVES.test(text) && !EARLIER.test(text));
  if (isLater === EARLIER.test(text)) return undefined;
  const minutes = readMinutes(text);
  if (minutes === undefined || minutes < 5 || minutes > LONGEST) return undefined;
  return isLater ? minutes : -minutes;
}
