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

/** An answer in a breath of its own, and a thank-you at most. */
const OPENING =
  /^(?:(?:a|much|lot|way|bit|little|far|so|definitely|it's|its|is|it|feels?|yes|yep|yeah|oh|today|slightly|quite)[ ,]+)*(better|worse|same|gone)(?:[ ,]+(?:thanks|thank you|ta|cheers|thx|ty|today|now))*(?:[!.;,–-]+ |\n+)(?=\S)/;
/** What may turn it round again. */
const TURNS =
  /\b(?:but|until|till|then|though|tho|except|however|again|now|today|not|no|never|yet|worse|better|gone|same|\w+n'?t|only|than|was|were|wish|almost)\b/;

const SO_SO =
  /^(?:(?:today|it|it's|its|is|feels?|still|now|just|the|my|knot|hm+|well|oh)\b\W*)*so[ -]?(?:so|la[ -]?la)\W*(?:today|now|really)?\W*$/;

/** How the knot is, where that stands first and what follows only goes on: "better thanks! yesterday I slept on it". */
export function openingNews(text: string): 'knot.better' | 'knot.worse' | 'knot.same' | 'knot.gone' | undefined {
  if (SO_SO.test(text)) return 'knot.same';
  const [said, news] = OPENING.exec(text) ?? [];
  if (said === undefined || TURNS.test(text.slice(said.length))) return undefined;
  return `knot.${news as 'better' | 'worse' | 'same' | 'gone'}`;
}

/** Longer messages tell more than that. */
const LONGEST = 200;

/** The parts of a message, the first or the last of which may be an answer by itself. */
const PARTS = /[.,;!]+\s+|\n+|\s+(?:-+|–|—)\s+|,?\s+(?=(?:and|but|also|plus)\b)/;
const NAMES: readonly [named: RegExp, intent: 'knot.better' | 'knot.worse' | 'knot.same' | 'knot.gone'][] = [
  [/\bgone\b/, 'knot.gone'],
  [/\b(?:worse|sorer|stiffer)\b/, 'knot.worse'],
  [/\b(?:better|softer|looser|easier|improv\w+|eased)\b/, 'knot.better'],
  [/\b(?:same|no change|unchanged)\b/, 'knot.same'],
];
const OUT_OF_TEN_ALONE = /^(?:it's |its |is |a |about |today )*(10|[0-9]) ?(?:\/ ?10|out of 10)[ .!]*$/;

const CORRECTED = /\b(?:no|nope|nah|wait|actually|sorry|rather|or|mins?|minutes?|hours?|hrs?|h)\b/;

/** How the knot is, where that is a part by itself beside a wish: "better and stop asking me on Fridays". */
export function newsBeside(
  text: string,
): { intent: 'knot.better' | 'knot.worse' | 'knot.same' | 'knot.gone' | 'knot.rating'; rating?: number } | undefined {
  if (text.length > LONGEST) return undefined;
  const parts = text.split(PARTS).map((part) => part.replace(/^(?:and|but|also|plus) /, '').trim());
  if (parts.length < 2) return undefined;
  const [first = '', ...rest] = parts;
  // "6, and change it to 10": a number, and a time of its own. "10, please" and "10, no, 20 mins" are one thing.
  const other = rest.join(' ');
  const isApart = (/\d/.test(other) || /\b(?:skip|stop|pause)\b/.test(other)) && !CORRECTED.test(other);
  if (isApart && /^(?:10|\d)$/.test(first)) return { intent: 'knot.rating', rating: Number(first) };
  for (const part of [first, parts.at(-1) ?? '']) {
    const rated = OUT_OF_TEN_ALONE.exec(part)?.[1];
    if (rated !== undefined) return { intent: 'knot.rating', rating: Number(rated) };
    const intent = KNOT_NEWS.test(part) ? NAMES.find(([named]) => named.test(part))?.[1] : undefined;
    if (intent !== undefined) return { intent };
  }
  return undefined;
}

/** Somebody who was asked for a time tells how the knot is: "better, a 3", "5 maybe, was 7 this morning", "4/10". */
export function tellsOfTheKnot(text: string): boolean {
  if (text.length > LONGEST) return false;
  const told = text.replace(/\b(?:this|yesterday|in the) (?:morning|evening|afternoon)\b/g, 'earlier');
  if (OF_TIMES.test(told)) return false;
  return KNOT_NEWS.test(text) || OUT_OF_TEN.test(text) || (FORMER.test(told) && changeTold(text) !== undefined);
}
