import { numberIn } from '../recognizers.ts';
import { after, before } from './around.ts';
import { withDigits } from './numbers.ts';

/** Beyond this nobody rates, and the work that one message can cause stays bounded. */
const MOST_CHARACTERS = 600;

/** What may not follow a number that rates a knot: "7 minutes", "2 spots", "9 am". */
const UNIT_AFTER =
  /^(?:st|nd|rd|th)\b|^\s*(?:%|percent|am\b|pm\b|o'?clock|:\d|h\b|hrs?\b|hours?|mins?\b|minutes?|secs?\b|seconds?|s\b|days?|nights?|weeks?|months?|years?|times?|x\b|(?:\w+ )?(?:spots?|places?)\b|(?:points?|notch(?:es)?|levels?|steps?) (?:of )?(?:better|worse|lower|higher|less|down|up)|(?:less|lower|higher|fewer) than|(?:(?:little|other|more|new|big|small|sore|hard) )?knots?|of (?:them|these|those|the|my)|reps?|goes|tries|presses|rounds?|sets?|sessions?|things?|cm|inch|kg|people|meetings?|fingers?|thumbs?|hands?|sides?|kids?|cups?|coffees?|breaths?|more (?:days|times|minutes))/;

const NOT_A_RATING_BEFORE =
  /(?:(?<!\b(?:is|it's|still|now|held|its|mine|ended|finished|unchanged|steady|constant|settled|landed|out|knots?|pains?|pain's|knot's|level|hovers|hurts|hurting|aches|sits|today|am|i'm|sitting|stuck|hovering|staying|stays|holding|remains|stands|up|down|in|out|off|leaving|left|ending|finishing|finish|end|start|started|began|arrived|put|put it|back|sore|soreness|it)\s{1,3})\bat|(?<!\b(?:go|going|went|me down|it down) )\bfor|\blater (?:by|around)|\bafter|\bsince|\bday|\bweek|\boption|\bregion|\bplace|\bstep|\bnumber of|(?<!\bcame )\bin|(?:\bhalf|\bquarter (?:past|to)|\bpast)|\btook|\bevery|\bthese|\bthose|\bmy|\bother|\bfirst|\blast|\b(?:ward|room|desk|bus|floor|platform|gate)(?: no\.?| number)?|#|x)\s*$|\d[.:]$/;

/** The same without a word for points: "she's dropped two since". */
const MOVED_BEFORE =
  /\b(?:dropped|shrank|shrunk|grew|grown|(?:come|came|gone|went) (?:up|down)|(?:take|took|taken) off|lost|gained|put on)(?: by| with)?\s*$/;
const MOVED_AFTER = /^\s*(?:$|[.!,]|since\b|from what\b|on\b|overnight\b|today\b|this\b)/;

/** So much it went up or down, which is not where it is now: "down two points". */
const CHANGED_BEFORE =
  /\b(?:down|up|dropped|fell|rose|climbed|lost|gained|reduced|decreased|increased)(?: by| about| roughly)?\s*(?:a (?:good|full|whole) )?$/;
const POINTS_AFTER = /^\s*(?:points?|pts?|notch(?:es)?|levels?|steps?)\b(?! (?:out )?(?:of|on) )/;

/** How a number from before is told apart from the one for now. */
const FORMER_BEFORE =
  /\b(?:was|were|wasn't|from|instead of|not|isn't|rather than|compared (?:to|with)|than|used to be|woke (?:up )?with|went to bed with?|(?:(?:came|went|walked|checked) in|started(?: off| out)?|began|set (?:off|out)|kicked off|arrived|turned up)(?: here| today)? (?:with?|at|on)|(?:mon|tues|wednes|thurs|fri|satur|sun|yester)day'?s|(?:i'd|i had|i) (?:told|gave|given|marked|put)(?: (?:you|it|her|him))?(?= an? | \d| it)|'d been|started|began|versus|vs|opposed to|(?:as )?against|previous(?: value| score| number| rating)?(?: of)?|before|yesterday|this morning|in the morning|earlier|last (?:time|week|night|month|mon|tues?|wed|thu|fri|sat|sun)[a-z]*|had (?:been|said)|(?:i|it|we)(?:'d| had)(?= an? )|previously|formerly)\b(?:(?!\b(?:now|today|it's|is|to|so|but|then|make|call)\b)[^,.;:\d]){0,36}$/;
const FORMER_AFTER =
  /^\s*(?:→|➡️?|[-=]+>|(?:down |up )?to\b)\s*(?:an?\s*|about\s*)?\d|^\s*(?:\/\s*10|out of 10)?\s*(?:yesterday|before|then|earlier|last (?:time|week|night)|this morning|at (?:the start|first)|when (?:i|we) (?:started|began)|originally|previously|at the outset|when (?:i|we) (?:opened|sat down|met|talked|last (?:spoke|talked|met)|clocked (?:on|in)|woke(?: up)?|got up)|in the mornings?|going in|coming in|in the beginning|at the beginning|(?:that |which )?(?:i|we) (?:came in|walked in|started|began|arrived|went in) (?:with|on|at)|(?:that |which )?i (?:brought|carried in|had))\b|^[\s.,!?…-]*(?:(?:no|oh|wait|sorry|hang on|hold on|actually|nope|hm+)[\s.,!…-]+)+(?:that|it|this)(?:'s| is| was)\b[^:\d]{0,10}\b(?:yesterday|before|earlier|last|then|this morning|when)\b/;
/** Given up, and not how it was: "not zero: a two". */
const NOT_SO_BEFORE = /\b(?:not|isn't|wasn't|rather than|instead of|than)\s*(?:quite |yet )?(?:an?\s*)?$/;
const NOW_BEFORE =
  /\b(?:now|today|down to|up to|currently|make (?:it|that)|rather|call it|more like|it's|is|dropped to|gone to|went to|to)\s*(?:more\s+)?(?:like\s+)?(?:at\s+)?(?:about\s+|around\s+)?(?:an?\s+)?$/;

const NUMBER =
  /(?<![\d.:])(\d{1,2}(?:\.\d)?)(\s*(?:\/|\\|out\s?-?of|out?ta|out a|from|of|over|on|in)\s*(?:an?\s+|the\s+|your\s+)?10\b)?(?![\d])/g;

/** The ends of the scale, which rate nothing: "nothing to ten", "ten being the worst", "marks from 1 to 6". */
const SCALE = [
  /\b(?:(?:on|from|of|a|the|your) )*(?:(?:scale|range)(?: of| from)? )?(?:nothing|none|zero|0|1) ?(?:to|-|–|through|till|until) ?10\b/g,
  /\b(?:if|with|where|when) (?:a )?(?:10|0) (?:is|means|=|being|as|the)\b[^,.;:\d]*|\b(?:10|0) (?:being|is|means|=|the) (?:the |my )?(?:worst|most|max\w*|unbearable|none|nothing|no pain|agony)\b[^,.;:\d]*/g,
  /\b(?:marks?|grades?|stars|scale|scores?)\b[^.,;:\d]{0,16}\b\d{1,2} (?:to|-|–) \d{1,2}\b/g,
];

/** Another's number, or one for something else: "my wife says 8", "mood 9". */
const NOT_OWN_BEFORE =
  /\b(?:my|his|her|the) (?!(?:knot|pain|neck|back|shoulder|body|score|rating)\b)\w+ (?:says?|would say|thinks?|gives?|said|guess(?:es)?)\b[^.,;\d]{0,16}$|\b(?:mood|stress|energy|sleep|motivation|weather|ever below|never below|never under|ever under)\b[^.,;\d]{0,12}$/;
/** A number that holds only at times: "4, 6 when I turn my head". */
const AT_TIMES_AFTER =
  /^\s*(?:when(?:ever)?|if|at (?:its )?worst|on a bad|on bad|at a push|at a pinch|at least)\b(?! (?:we|i) (?:began|begin|started|start|finished|opened|sat down|met|talked|clocked|woke|got up)\b)/;

/** A number of things: "3 calls", "2 coffees". */
const COUNTS_AFTER =
  /^\s+(?!(?:is|was|as|this|plus|less|yes|thus|perhaps|us|always|sometimes|thanks|has|points|pts|hurts|feels|sits|seems|says|versus|vs|minus|afterwards|nowadays|towards|besides|works|sounds|looks|does|tops|pains|times|across)\b)[a-z]{2,}[^s]s\b/;

/** No soreness, where none is a number: "nil", "nought". */
const NIL =
  /^(?:[^a-z0-9]*(?:about|around|at|a|an|its|it's|it is|is|maybe|i'd say|id say|say|now|today|the|pain|would be|rating|score)\b)*[^a-z0-9]*(?:nil|nought|naught|nowt|zilch|nada|zip|nul|null|zer0|goose egg|squat)\b/;

/**
 * How sore the knot is, 0 to 10, from numbers and number words. One of two that are about as likely is the mean, and a
 * half is rounded up: "six or seven" is 7, "4.5" is 5. A number that stands for now wins over the one before: "a four,
 * was a seven" is 4. More than ten is ten, where nothing else is meant by it.
 */
export function readRating(message: string): number | undefined {
  return ratingsIn(message).now;
}

/** Which way it went, where both the number for now and the one before are told: "a four at the half, a seven now". */
export function changeTold(message: string): 'better' | 'same' | 'worse' | undefined {
  const { now, former } = ratingsIn(message);
  if (now === undefined || former === undefined) return undefined;
  return now < former ? 'better' : now > former ? 'worse' : 'same';
}

function ratingsIn(message: string): { now?: number; former?: number } {
  const plain = plainRatings(message);
  const unscaled = SCALE.reduce((text, said) => text.replace(said, (gone) => ' '.repeat(gone.length)), plain);
  // "0 to 10" alone is all there is.
  const digits = /\d/.test(unscaled) || NIL.test(unscaled) ? unscaled : plain;
  const rated: Rated[] = [];
  for (const match of digits.matchAll(NUMBER)) {
    const [whole, number = '', outOfTen] = match;
    const at = match.index;
    const lead = before(digits, at);
    const rest = after(digits, at + whole.length);
    const value = Number(number);
    const isOutOf =
      outOfTen !== undefined && !/^\s*(?:in|on|from|over)\b/.test(outOfTen)
        ? true
        : outOfTen !== undefined && value <= 10;
    if (value > 12 && !(isOutOf && value <= 99)) {
      if (
        !/^[^a-z0-9]*(?:[a-z' ]{0,20}\b)?$/.test(lead) ||
        !/^[^a-z0-9]*(?:lol|haha|please|easily|at least)?[^a-z0-9]*$/.test(rest) ||
        value > 20
      )
        continue;
    }
    if (
      !isOutOf &&
      (UNIT_AFTER.test(rest) ||
        (MOVED_BEFORE.test(lead) && MOVED_AFTER.test(rest)) ||
        (CHANGED_BEFORE.test(lead) && POINTS_AFTER.test(rest)) ||
        (NOT_A_RATING_BEFORE.test(lead) && !/^\s*now\b/.test(rest)) ||
        /^\s*\/\s*\d/.test(rest))
    )
      continue;
    if (/(?:\/|out of|of)\s*$/.test(lead) && number === '10' && rated.length > 0) continue;
    if (
      /\b(?:more|other|least) than\s*$|\b(?:scale|range) (?:of|from)\s*$|\b0 (?:to|-)\s*$/.test(lead) &&
      /^\s*(?:to|-)\s*10|^\s*$/.test(rest) &&
      rated.length > 0
    )
      continue;
    // The ends of the scale say nothing: "on a scale of 1 to 10".
    if (
      /\b(?:scale|range)\s*(?:of|from)?\s*$/.test(lead) ||
      /\b(?:scale|range)\s*(?:of|from)?\s*[01]\s*(?:to|-)\s*$/.test(lead)
    )
      continue;
    rated.push({ value: Math.min(10, value), at, end: at + whole.length, outOfTen: isOutOf });
  }
  const counted = rated.filter((one) => one.outOfTen || !COUNTS_AFTER.test(after(digits, one.end)));
  const own = (counted.length > 0 ? counted : rated).filter(
    (one) => !NOT_OWN_BEFORE.test(before(digits, one.at)) && !AT_TIMES_AFTER.test(after(digits, one.end)),
  );
  const candidates = own.length > 0 ? own : counted.length > 0 ? counted : rated;
  const sure = candidates.some((one) => one.outOfTen) ? withSpans(candidates, digits) : candidates;
  if (sure.length === 0) {
    if (digits.split(/[.!?;,]\s+/).some((part) => NIL.test(part))) return { now: 0 };
    // Numbers our own list does not hold, such as "four point five", and only when the whole message is short.
    const spelt = digits.length < 40 && /\bpoint\b/.test(digits) ? numberIn(digits) : undefined;
    return spelt !== undefined && spelt >= 0 && spelt <= 10 ? { now: Math.round(spelt) } : {};
  }
  const joined = spansJoined(sure, digits);
  const present = joined.filter((one) => !isFormer(one, digits));
  const past = joined.findLast((one) => !present.includes(one));
  const isPast = past && !NOT_SO_BEFORE.test(before(digits, past.at));
  const former = present.length > 0 && isPast ? past : undefined;
  const standing = present.length > 0 ? present : sure;
  const pointed = standing.filter((one) => isPointedAt(one, digits));
  const told = pointed.length > 0 ? pointed : standing;
  const now = told.findLast((one) => NOW_BEFORE.test(before(digits, one.at)));
  return { now: Math.round((now ?? told.at(-1))?.value ?? 0), ...(former && { former: former.value }) };
}

/**
 * A number that says outright that it is for the knot, or stands by itself between signs, over those that belong to the
 * story: "zero. I'm off to shift 5 beds", "wind 30, pain a 6".
 */
function isPointedAt({ at, end, outOfTen }: Rated, text: string): boolean {
  if (outOfTen) return true;
  const lead = before(text, at);
  const rest = after(text, end);
  if (CORRECTS.test(lead) || /^,? (?:actually|i mean|rather|sorry)\b(?!.*\d)/.test(rest)) return true;
  if (/,\s*$/.test(lead) && /^(?:\s*only)?[\s.!]*$|^ only\b/.test(rest)) return true;
  return (
    (POINTS_AT.test(lead) && ENDS_AFTER.test(rest)) ||
    (/(?:^|[.!?:;]\s*(?:so|well|ok|right)?\s*)$/.test(lead) && /^\s*(?:$|[.!?,;])/.test(rest))
  );
}
const POINTS_AT =
  /\b(?:knots?|pains?|soreness|sore|back|ache|score|rating|(?:i'd|i would|i|i'll) (?:say|put|give|call|mark|rate|score)(?: (?:it|mine|this|that))?|call it|make it|say|i'm|i am|it's|it is|that's|that is|now|today|only|down to|up to|about|still|an?)\s*(?:(?:is|was|be|as|at|of|on|to|it|an?|about|only|now|just|roughly|around|practically|the|:|-|=|would be|'s|plays|says|comes)\s*)*(?:(?<=\ban? )(?!(?:scale|rating|score|grade|floor|level|knot)\b)[a-z]+\s*)?$/;
const CORRECTS =
  /\d[^\d]*\b(?:no|nah|nope|sorry|actually|wait|hang on|hold on|make (?:it|that)|rather|i meant?|maybe|perhaps|sometimes|scratch that)\b[\s,.…!:]*(?:(?:it's|i|meant?|hang on|wait|now|today|maybe|an?|more|like) )*$/;
const ENDS_AFTER =
  /^(?:\s*(?:$|[.!?,;:)–—])|\s+-|\s*(?:out of|now|today|the day|tonight|this|for|but|and|though|so|because|cos|from|since|on|in|left|then|thanks|please|only|again|with|after|before|at|i|we|if|lol|my|too|or|to|is|was|when|which|hen|dear|love|mate)\b)/;

interface Rated {
  value: number;
  at: number;
  end: number;
  outOfTen: boolean;
}

/** Numbers out of ten are believed over plain ones, but "6 or 7 out of 10" is one span. */
function withSpans(rated: Rated[], text: string): Rated[] {
  return rated.filter((one, i) => {
    const next = rated[i + 1];
    return one.outOfTen || (next?.outOfTen && OR.test(text.slice(one.end, next.at)));
  });
}

const OR =
  /^\s*(?:,\s*)?(?:or|to|and|-|–|—|\/|maybe|perhaps|ish|verging on|bordering on|nearly|almost)+\s*(?:maybe|perhaps|even|possibly|about|so)?\s*(?:an?\s*)?$/;

const WENT =
  /\b(?:doubled|tripled|halved|climbed|risen|rises|rose|jumped|crept|increased|decreased|reduced|improved|worsened|wrong way|right way|backwards)\b[^.;\d]*$/;

/** "Six or seven" is one rating between the two. */
function spansJoined(rated: Rated[], text: string): Rated[] {
  const joined: Rated[] = [];
  for (const one of rated) {
    const last = joined.at(-1);
    const from = last ? before(text, last.at) : '';
    const between = last ? text.slice(last.end, one.at) : '';
    if (
      last &&
      OR.test(between) &&
      // "8 to 4" is a way down, and "it has doubled, three to six" a way up.
      !((last.value > one.value || WENT.test(from)) && /\bto\b/.test(between)) &&
      !/\b(?:from|down|up|went|gone|dropped|now|change|change it)\s*(?:from\s*)?(?:an?\s*)?$/.test(from)
    ) {
      joined[joined.length - 1] = { ...last, value: (last.value + one.value) / 2, end: one.end };
    } else joined.push(one);
  }
  return joined;
}

function isFormer(one: Rated, text: string): boolean {
  if (
    /^\s*(?:\/\s*10|out of 10)?\s*(?:now|today|currently|right now|at the moment)\b(?!\s*(?:(?:it's|at|an?|only|down to)\s*)*\d)/.test(
      after(text, one.end),
    )
  )
    return false;
  const lead = before(text, one.at);
  // "No more than a 2", "less than a 4" and "better than a 5" are about now.
  if (
    /\b(?:more|less|higher|lower|worse|better|other|greater|fewer|bigger) than\s*(?:an?\s*)?$/.test(lead) &&
    !/\d/.test(lead)
  )
    return false;
  if (FORMER_BEFORE.test(lead)) return true;
  return FORMER_AFTER.test(after(text, one.end));
}

/** The message with its ratings in digits: "🔟" and "a fower" too. */
function plainRatings(message: string): string {
  return withDigits(
    message
      .slice(0, MOST_CHARACTERS)
      .replace(/🔟/gu, ' 10 ')
      .replace(/\bb4\b/g, 'before')
      .replace(/\bbefore:? (\w+)[,;.]? (?:and )?after:? (?=\w+\b)/g, 'was $1, now ')
      .replace(/\bits\b/g, "it's")
      .replace(/\boot o'?\b/g, 'out of')
      .replace(
        /\b((?:an?|only|just|still|left|practically|basically) )(?:one|wan)\b(?! (?:of|thing|day|off|for|that|which|who|time|side|spot|place|knot|more|other|another|to\b(?! (?:10|ten))))/g,
        '$1 1',
      )
      .replace(/\b(?:nought|naught)\b/g, '0')
      .replace(/\b((?:score|rate|give|call|say|mark)\b[^.;\d]{0,12} )(?:a )?one\b(?! of)/g, '$1 1')
      .replace(/[\uFE0F\u20E3]/gu, ' '),
  )
    .replace(/(\d) ?1⁄2/g, '$1.5')
    .replace(/(\d)\s+and a (?:half|bit)\b/g, (said, digit: string) => (said.endsWith('half') ? `${digit}.5` : digit))
    .replace(/\b(\d) point (\d)\b/g, '$1.$2')
    .replace(/(\d),(\d)\b(?!\d)/g, '$1.$2')
    .replace(/(\d)\s*-?\s*ish\b/g, '$1')
    .replace(/(\d) (?:points?|pts?)(?= (?:from|out of|of|on) )/g, '$1')
    .replace(/(\d)!+/g, '$1, ')
    .replace(/(\d)[+~*]+/g, '$1 ');
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

/** Numbers and the small words around them, in which no sign can hide: "went from five down to a one". */
export function isNothingButRating(text: string): boolean {
  if (text.length > LONGEST_RATING) return false;
  const plain = plainRatings(text);
  const rest = plain.replace(/\d[\d.]*/g, ' ');
  return rest !== plain && !/\p{L}/u.test(rest.replace(SMALL_WORDS, ' '));
}
/** A longer message says more than a number. */
const LONGEST_RATING = 60;
const SMALL_WORDS =
  /\b(?:it|its|it's|is|was|at|a|an|about|around|now|today|then|from|to|down|up|went|came|gone|still|just|only|maybe|perhaps|like|say|i'd|i|would|call|make|that|this|the|of|out|on|scale|yesterday|before|after|and|or|no|not|wait|sorry|actually|ok|well|so|hm+|um|uh|please|thanks|probably|roughly|level|pain|knot|score|rating|number|my|morning|tonight|as|same|better|worse)\b/g;
