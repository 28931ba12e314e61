import { numberIn } from '../recognizers.ts';
import { plainCalendar } from './calendarWords.ts';
import { lengthsIn, partOf, type ToldLength, UNITLESS } from './lengths.ts';

/** How much of the text before and after a length can say what it is for. */
const NEAR = 60;

/** Without one of these there is no length, and most messages have none. */
const HAS_UNIT =
  /(?:\b|\d)(?:m|mins?|minu\w*|mints|h|hrs?|hours?|d|days?|w|wks?|weeks?|fortnights?)(?![a-z])|\d ?h ?\d/;

/** A length given up for another, or told of something else: "not 10 minutes", "my meeting takes 40 minutes". */
const NOT_MEANT_BEFORE =
  /\b(?:not|instead of|rather than|than|takes?|took|lasts?|lasting|for the last|has|runs?|is|was|has been|i have|i've|it'?s|(?:i|we) have a|a|my|the|first|have to)\s+(?:another |about |only |a |an |some |over |under )?$/;
const NOT_MEANT_AFTER =
  /^\s*(?:is|was|are|were|will be|would be|isn't|won't)?\s*(?:not (?:be )?enough|too (?:short|long|little|much|few|soon|early|late))\b/;

/** Between two terms: what the second one does to the first. */
const LESS = /\b(?:less|minus|take away|take off|knock off)(?: (?:the|those|about|a|maybe))*\s*$/;
const AND_SMALLER = /^\s*(?:,|and|&|plus|n)?\s*(?:an? )?$/;
const PLUS = /\b(?:and|n|plus|then|add)\b|[&+]/;
/** The first is taken back, or belonged to the story: what follows stands by itself. */
const TURN =
  /\b(?:no|nah|nope|naw|not|make|made|actually|rather|instead|better|sorry|meant?|wait|scratch|or(?! so)|(?<!\bor )so|fact|oops|apologies|ask|remind|ping|come|check|try|text|want|but|than|ago|because|cos|since|change)\b(?! it is\b)|\?|\b(?:in|after|before)\s*$/;
/** "Half an hour to cook, ten minutes for the dishes": each has its own end. */
const FOR_IT = /^ (?:for|of|to (?!be\b)) ?[a-z]/;
/** All that was told is meant: "ask after both". */
const TOGETHER = /\b(?:both|all (?:of )?(?:that|this|those|these|them|are)|the lot|altogether|in total|combined)\b/;

/** Before and after a number that goes on with the unit of the length before it: "and 10 more", "no, 25", "30 is". */
const GOES_ON =
  /(?:\b(?:plus|another|and|n|then|add|less|minus)(?: (?:the |my )?(?!(?:at|by|until|till|its?|it's|an?|the|my|is|was|now)\b)[a-z']+)?|[+&])\s*$/;
const TURNS =
  /\b(?:no|nah|nope|naw|make (?:it|that|them)|actually|rather|sorry|meant?|say|better|so|wait|call it|after)[\s,.]*(?:like |about |maybe |it |around |rather |another )*$/;
const TURNS_AFTER = /^,? (?:rather|instead|actually)\b/;
const STOPS = /[.,;:!?–—-]\s*$/;
const NUMBER_ENDS =
  /^\s*(?:$|[.,;!?)]|(?:please|pls|plz|instead|would|will|should|because|cos|thanks|ta|it is|then|is(?! too))\b)/;
const MORE_ENDS = /^ (?:more|extra|on top|further)\b/;
/** A lone number up to here may as well rate the knot. */
const HIGHEST_RATING = 10;

/** A number that needs no unit, because of the words before it: "in 20", "gimme 30", "snooze it 45", "another 10". */
const LED = new RegExp(
  "(\\b(?:(?<!\\bcheck )in|another|give me|gimme|gie me|gie's|gies|hold on|hang on|snooze(?: it| this| for| by)*|" +
    "(?:push|put|move|knock|shove|bump|set) (?:[a-z']+ ){1,3}(?:back|off)(?: by)?|" +
    'delay(?: it| this| that)?(?: by)?|(?:push|put|move|knock|shove|bump) (?:it|this|that|them)(?: back| off)?(?: by)?|' +
    '(?:push|put|move|bump)(?: back| off)(?: by)?|back after)' +
    '(?: another| like| about| around| roughly)?) (\\d{1,3})(?=\\s*(?:or so\\b)?\\s*(?:[,.;:!?)–—-](?!\\d)|$|' +
    "(?:please|pls|plz|ok|thanks|ta|more|and (?:i|we|then)|because|cos|cause|when|while|i'm|i am|i have|i've|my|dude|bro|mate|man|lah|actually|no|nah|and then|plus|minus|less)\\b))",
  'g',
);

const TERM = new RegExp(
  `(?<![\\d:.,/-])\\b(?<number>\\d{1,3})\\b${UNITLESS}(?! (?:more |other |short )?\\d)|` +
    '\\b(?:another |(?<=\\b(?:less|minus) (?:a )?))(?<rest>half|quarter)\\b(?! (?:past|to)\\b)|' +
    '\\b(?:(?<twice>double|twice)|triple|(?<share>half|(?:(?:a|one|[1-3]) )?(?:quarters?|thirds?) of|half of)) (?:it|that|this|those)\\b',
  'g',
);

/** So many of it: "3 stops at 5 minutes apiece", "2 more 15 minute calls", "twice half an hour", "10 minutes x 3". */
const EACH_AFTER =
  /^\s*(?:each|apiece|a ?piece|a pop|per [a-z]+|every time)\b(?:\s*(?:for|on|with)?\s*(?:the |my |all )?(\d{1,2})\b)?/;
const EACH_BEFORE = /\b(?:each|every one|per [a-z]+)(?: [a-z']+){0,3} $/;
const COUNT_BEFORE =
  /\b(\d{1,2}|couple(?: of)?|pair of|twice|double|both)(?: (?:more|other|further|short|quick|back-to-back))*( x| times| lots of)?(?: the(?: usual)?)?\s*$/;
const THINGS = /\b(\d{1,2}|couple|pair|both)\b(?! ?(?:m|mins?|minutes?|h|hrs?|hours?|am|pm|o'clock)\b|[:.]\d)/g;
const PIECES_BEFORE = /\b(\d{1,2}|couple|pair) (?:of )?(?:more )?(?!hours|minutes)[a-z]+s of (?:about |around )?$/;
const TIMES_AFTER = /^\s*(?:(?:x|×|\*|times)\s?(\d{1,2})|twice|2 times)\b/;
const PLURAL_AFTER = /^[ -](?:[a-z]+ )?(?!is\b|as\b|this\b|plus\b|less\b|yes\b|minus\b|thanks\b)[a-z]+s\b/;

/** How long from now, in minutes: "39 minutes", "half an hour", "an hour less ten minutes". Of several the last meant. */
export function readMinutes(message: string): number | undefined {
  // "A hundred and twenty minutes": a number that our own short list does not hold.
  if (/\bhundred\b[a-z -]*\bmin/.test(message)) return numberIn(message);
  const sums = sumsIn(plainLengths(message));
  const total = (sums.findLast((one) => one.meant) ?? sums.at(-1))?.minutes ?? 0;
  return total > 0 ? Math.round(total) : undefined;
}

interface Sum extends ToldLength {
  meant: boolean;
}

/** A length, a number that goes on with the unit of one, or a share of what was told: "double it". */
interface Term extends ToldLength {
  is: 'length' | 'number' | 'share';
}

/** The lengths that are told, with those put together that belong together. */
function sumsIn(text: string): Sum[] {
  const sums: Sum[] = [];
  const together = TOGETHER.test(text);
  for (const term of termsIn(text)) {
    const last = sums.at(-1);
    const between = text.slice(Math.max(last?.end ?? 0, term.at - NEAR), term.at);
    const after = text.slice(term.end, term.end + NEAR);
    if (!last) {
      if (term.is === 'length') sums.push({ ...term, meant: isMeant(term, text) });
      continue;
    }
    const minutes = term.is === 'number' ? inUnitOf(last, term.minutes) : term.minutes;
    if (term.is === 'share') last.minutes *= minutes;
    else if (LESS.test(between)) last.minutes -= minutes;
    else if (isAdded(last, term, between, after, together)) {
      last.minutes += minutes;
      last.each = Math.min(last.each, term.each);
    } else if (term.is === 'length' || (replaces(term, between, after) && isMeant(term, text))) {
      sums.push({ ...term, minutes, meant: isMeant(term, text) });
      continue;
    } else continue;
    last.end = term.end;
  }
  return sums;
}

function isAdded(last: Sum, term: Term, between: string, after: string, together: boolean): boolean {
  // "An hour and twenty minutes", but not "an hour, an hour and a half".
  if (term.is === 'length' && last.meant && term.minutes < last.each && AND_SMALLER.test(between)) return true;
  if (TURN.test(between)) return false;
  if (FOR_IT.test(between) && FOR_IT.test(after)) return true;
  if (!together && !PLUS.test(between)) return false;
  return term.is === 'length' || GOES_ON.test(between) || MORE_ENDS.test(after);
}

/** "Ten minutes, no, 25", "an hour. Two is better": a number told in place of a length. */
function replaces(term: Term, between: string, after: string): boolean {
  if (!NUMBER_ENDS.test(after)) return false;
  return TURNS.test(between) || TURNS_AFTER.test(after) || (STOPS.test(between) && term.minutes > HIGHEST_RATING);
}

/** Few after hours are hours, and any other number is minutes: "an hour, no, two", "an hour less ten". */
function inUnitOf({ minutes, each }: Sum, number: number): number {
  return each === 60 && minutes % 60 === 0 && number <= 4 ? number * 60 : number;
}

function isMeant({ at, end }: Term, text: string): boolean {
  return (
    !NOT_MEANT_BEFORE.test(text.slice(Math.max(0, at - NEAR), at)) && !NOT_MEANT_AFTER.test(text.slice(end, end + NEAR))
  );
}

/** What is reckoned with, in the order it is told in, from the first length on. */
function termsIn(text: string): Term[] {
  if (!HAS_UNIT.test(text)) return [];
  const terms: Term[] = lengthsIn(text).map((one) => ({
    ...one,
    minutes: one.minutes * timesOf(one, text),
    is: 'length',
  }));
  const lengths = [...terms];
  if (lengths.length === 0) return [];
  let next = 0;
  for (const match of text.matchAll(TERM)) {
    const at = match.index;
    const end = at + match[0].length;
    while (lengths[next] && (lengths[next]?.end ?? 0) <= at) next += 1;
    if (next === 0 || (lengths[next]?.at ?? end) < end) continue;
    const { number, rest, twice, share } = match.groups ?? {};
    if (number) terms.push({ is: 'number', minutes: Number(number), each: 1, at, end });
    else if (rest)
      terms.push({ is: 'number', minutes: partOf(rest) * (lengths[next - 1]?.each ?? 1), each: 1, at, end });
    else terms.push({ is: 'share', minutes: share ? partOf(share) : twice ? 2 : 3, each: 1, at, end });
  }
  return terms.toSorted((a, b) => a.at - b.at);
}

/** How many times a length is told. */
function timesOf({ at, end }: ToldLength, text: string): number {
  const before = text.slice(Math.max(0, at - NEAR), at);
  const after = text.slice(end, end + NEAR);
  const times = TIMES_AFTER.exec(after);
  if (times) return Number(times[1] ?? 2);
  const [, count, many] = COUNT_BEFORE.exec(before) ?? [];
  const isPlural = PLURAL_AFTER.test(after) || /\b(?:half|quarter)[ -]hours$/.test(text.slice(at, end));
  if (count && (many || /twice|double/.test(count) || isPlural)) return countOf(count);
  const [, pieces] = PIECES_BEFORE.exec(before) ?? [];
  if (pieces) return countOf(pieces);
  const each = EACH_AFTER.exec(after);
  if (!each && !EACH_BEFORE.test(before)) return 1;
  const things = [...before.matchAll(THINGS)].at(-1)?.[1] ?? each?.[1];
  return things ? countOf(things) : listed(before);
}

function countOf(count: string): number {
  return /^\d/.test(count) ? Number(count) : 2;
}

/** How many things are named one after the other: "nappy, bottle, bath, that's 10 minutes each". */
function listed(before: string): number {
  const list = before.split(/[.!?;]/).at(-1) ?? '';
  return Math.max(
    1,
    list
      .split(/,|\b(?:and|then|n)\b|&/)
      .filter(
        (part) =>
          /[a-z]/.test(part) && !/^\s*(?:that's|that is|it's|about|at|for|so|say|i need|they need)\b/.test(part),
      ).length,
  );
}

/** Lengths of time in one spelling: numbers in digits, and a unit for those that others are told without. */
export function plainLengths(message: string): string {
  return (
    plainCalendar(message)
      // "Until 17h" is a time.
      .replace(
        /\b(until|till|til|towards?|toward|at|(?<!\b(?:in|for|after) )(?:around|about)|by|to) (\d{1,2}) ?h\b(?! ?\d)/g,
        '$1 $2:00',
      )
      .replace(LED, '$1 $2 minutes')
  );
}
