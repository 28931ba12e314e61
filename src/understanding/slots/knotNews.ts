import { changeTold } from './rating.ts';

/** Words that speak of a time, and so of check-ins. */
const OF_TIMES =
  /\b(?:at|by|around|from|between|time|times|am|pm|o'?clock|noon|midday|half|quarter|every|each|daily|week\w*|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|remind|ping|ask|check|set|make|change|move|instead|rather|so|before|after|until|till|please|pls|wait|tomorrow|tonight|mornings|evenings)\b|\d ?[ap]m\b|\d[:.]\d\d|\d ?h\b/;
const LEAD =
  "(?:(?:it(?:'s)?|its|(?:the |my )?knot(?:'s)?|i'm|im|is|feels?|feeling|now|today|still|a|bit|little|much|lot|far|way|slightly|somewhat|yes|no|ok|okay|hm+|well|oh|about|pretty|definitely|already)[ ,]+)*";
const NEWS =
  '(?:better|worse|(?:the )?same|gone|softer|looser|easier|sore|sorer|tender|stiff|stiffer|no change|unchanged|improved|improving|eased)';
const RATED =
  "(?:[ ,.;:–-]+(?:(?:now|today|still|maybe|like|about|say|i'd say|it's|its|down to|up to)[ ,]+)*(?:an? )?(?:10|[0-9])(?: ?\\/ ?10| out of 10)?)";
const KNOT_NEWS = new RegExp(
  `^${LEAD}${NEWS}(?:(?: (?:than|as) (?:before|yesterday|this morning|earlier|last time))?|(?=[ ,.;:–-]+(?:[^\\d]*[,.;:–-]|.*\\b(?:an?|now|today|still|down|up)\\b))${RATED})(?: (?:now|today|thanks|thank you|maybe|i think|i guess|so far))*[ .!]*$`,
);
const OUT_OF_TEN = /\b(?:10|[0-9])(?: ?\/ ?10\b| out ?of (?:10|ten)\b)/;

/** "Ten to nine" is a time, and "was ten, now nine" is none. */
const FORMER = /\b(?:was|were|yesterday|earlier|last (?:time|night|week))\b/;

/** Longer messages tell more than that. */
const LONGEST = 200;

/** Somebody who was asked for a time tells how the knot is: "better, a 3", "5 maybe, was 7 this morning", "4/10". */
export function tellsOfTheKnot(text: string): boolean {
  if (text.length > LONGEST) return false;
  const told = text.replace(/\b(?:this|yesterday|in the) (?:morning|evening|afternoon)\b/g, 'earlier');
  if (OF_TIMES.test(told)) return false;
  return KNOT_NEWS.test(text) || OUT_OF_TEN.test(text) || (FORMER.test(told) && changeTold(text) !== undefined);
}
