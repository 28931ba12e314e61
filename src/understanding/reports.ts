import type { Expecting, Intent } from '../../dialogs/words.ts';
import type { Reading } from './reading.ts';
import type { Report } from './understood.ts';

/**
 * What people tell while they press that answers nothing, or more than the answer: that it stings, that the 20 seconds
 * are over, that the thumb is tired. The answers to "did it ease?" are made of the same few words, so a message is one
 * of these only when nothing else stands in it. Pure.
 */
export function readReport(
  { words, text }: Reading,
  expecting: Expecting,
): { intent: Intent; report?: Report } | undefined {
  if (words.length === 0 || words.length > LONGEST) return undefined;
  const said = words.join(' ');
  if (isSharp(words, expecting)) return { intent: sharpIs(words, expecting), report: 'sharp' };
  if (isTooStrong(words, expecting) && !/\p{Extended_Pictographic}/u.test(text)) return { intent: 'hurts-too-much' };
  if (!text.endsWith('?') && isTired(words)) return { intent: 'out-of-scope', report: 'tired' };
  const sore = expecting === 'region' ? SORE_FROM_PRESSING : SORE_ALL_OVER;
  if (!text.endsWith('?') && expecting !== 'outcome' && sore.test(said) && !/\b(?:less|not|no)\b/.test(said))
    return { intent: 'hurts-too-much', report: 'sore' };
  if (NEXT.test(said)) return { intent: 'help', report: 'under-way' };
  if (text.endsWith('?')) return undefined;
  if (SLIPPING.has(expecting) && SLIPS.test(said) && FINGER.test(said))
    return { intent: 'out-of-scope', report: 'slips' };
  if (expecting !== 'region' && expecting !== 'outcome' && SPOT_FOUND.test(said))
    return { intent: 'out-of-scope', report: 'found' };
  if (isUnderWay(said, expecting)) return { intent: 'out-of-scope', report: 'under-way' };
  return undefined;
}

/** Whoever says more than this tells a story, in which there may be an answer. */
const LONGEST = 16;

const wordsOf = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** What pressing must not feel like: then the hands come off, whatever the spot did. */
const SHARP = wordsOf(
  'sharp sharper sharply stabbing stabby stabs stings sting stinging stung burns burn burning burny electric electrical ' +
    'shooting shoots piercing pierces knife needle needles pricks pricking zaps zapping zings',
);
/** The words that may stand around it, none of which takes it back. */
const AROUND_SHARP = wordsOf(
  'it is this that the a an bit little lot some found one spot place knot pain pains ache feeling sensation feels feel felt ' +
    'feeling has have i am get getting got gets turned turns turning turn became becomes become becoming went goes going ' +
    'now here there when while if press pressing pressed push pushing touch on in at under my finger fingers thumb ' +
    'inside kind of sort like very really quite so pretty rather too more slightly almost suddenly sudden all again already ' +
    'but and yes ok well hmm oh ow ouch oof um wait stop actually though somehow just such gives me starts started to be with ' +
    'every time right let go should do same as soon normal ok bad what fairly super was somewhat kinda which',
);

function isSharp(words: readonly string[], expecting: Expecting): boolean {
  const at = words.findIndex((word) => SHARP.has(word));
  if (at < 0 || !words.every((word) => SHARP.has(word) || AROUND_SHARP.has(word))) return false;
  // "It was sharp and now it's just a finger" is over.
  if (words.includes('was') && words.includes('now')) return false;
  // "It burns more" compares the knot with before.
  if (expecting === 'outcome' && (words.includes('more') || words[at] === 'sharper')) return false;
  // "Is it sharp?" asks about it, and "it stings, is that normal?" tells it first.
  return !ASKERS.has(words[0] ?? '') && !(words[0] === 'i' && words.includes('normal'));
}
const ASKERS = wordsOf('is what should do if so');

/** A spot that is found and sharp is a spot that is found, and after a session a sharp knot is a worse one. */
function sharpIs(words: readonly string[], expecting: Expecting): Intent {
  if (expecting === 'outcome') return 'knot.worse';
  return expecting === 'region' && words.some((word) => FINDS.has(word)) ? 'region.tender' : 'hurts-too-much';
}
const FINDS = wordsOf('yes found spot one got there here place when');

/** "It's at a 5": at five of ten the bot has asked to let go. */
function isTooStrong(words: readonly string[], expecting: Expecting): boolean {
  if (expecting === 'region' || expecting === 'outcome') return false;
  const told = words.filter((word, at) => !(OF_TEN.has(word) && BEFORE_TEN.has(words[at - 1] ?? '')));
  const numbers = told.filter((word) => STRONG.has(word));
  return numbers.length === 1 && told.length <= 9 && told.every((word) => STRONG.has(word) || AROUND_NUMBER.has(word));
}
const OF_TEN = wordsOf('10 ten');
const BEFORE_TEN = wordsOf('of out 5 6 7 8 9 10 five six seven eight nine');
const STRONG = wordsOf('5 6 7 8 9 10 five six seven eight nine ten');
const AROUND_NUMBER = wordsOf(
  'it is at a an about around like maybe more now already here the pain soreness sore level spot out of feels say would i i am ' +
    'am on up reached hits hit went to got gets goes that this knot ok well hmm ow ouch',
);

/** What the pressing did to the person, and not to the spot. */
const SORE_ALL_OVER =
  /\b(?:sore|sorer|bruised|aching|achy|tender|hurts?|hurting)\b(?: \w+){0,3} (?:everywhere|all over|from (?:(?:all|so|too|much|of|the|this|that|my|your) ){0,3}(?:pressing|pressure|poking|pushing|prodding|massag\w*|rubbing|holding|digging))\b|\b(?:everywhere|everything|all of it|whole (?:back|shoulder|area)|all my back) (?:is|feels|gets)(?: now| getting| so| really| all){0,2} (?:sore|tender|aching|achy|bruised)\b/;
const SORE_FROM_PRESSING =
  /\b(?:sore|sorer|bruised|aching|achy)\b(?: \w+){0,3} from (?:(?:all|so|too|much|of|the|this|that|my|your) ){0,3}(?:pressing|pressure|poking|pushing|prodding|massag\w*|rubbing|holding|digging)\b/;

/** Whether a message tells, beside whatever else, that all of it is sore from being pressed. */
export const tellsSoreAllOver = (text: string): boolean => SORE_ALL_OVER.test(text) && !/\bless sore\b/.test(text);

const LEAD = '(?:(?:ok|okay|yes|alright|right|so|well|now|there|great|and|hmm|oh|um|i think|cool|sure) )*';
/** The thing runs away from the finger: how to keep it under there is told. */
const SLIPS = new RegExp(
  `^${LEAD}(?:but )?(?:it|the knot|the spot|the lump|that|the thing|the muscle|knot|lump)(?: is| keeps?| kept| always| sort of| kind of| kinda| moves and| again| has)* (?:rolls?|rolling|rolled|slips?|slipping|slipped|slides?|sliding|slid|moves|moving|moved|jumps?|jumping|jumped|wanders?|escapes?|escaping|wobbles?)(?: (?:away|around|about|off|aside|sideways|out|to the side|back and forth|from|under|beneath|below|of|my|the|finger|fingers|thumb|fingertips|hand|when|i|press|on|it|push|pressing|all|time)){1,9}$`,
);

const SLIPPING = new Set<Expecting>(['pressure', 'region', 'hold']);
const FINGER = /\b(?:fingers?|thumb|fingertips|hand|around|about|keeps?)\b/;

/** Hands that are tired say nothing of the spot. */
function isTired(words: readonly string[]): boolean {
  const part = words.some((word) => PARTS.has(word));
  return part && words.some((word) => TIRED.has(word)) && words.every((word) => AROUND_TIRED.has(word));
}
const PARTS = wordsOf('thumb thumbs finger fingers hand hands arm arms wrist wrists fingertips knuckle');
const TIRED = wordsOf(
  'tired tires exhausted cramping cramps cramped cramp worn aching aches fatigued tiring sore hurts hurt',
);
const AROUND_TIRED = wordsOf(
  `${[...PARTS, ...TIRED].join(' ')} my the a an is are am was were gets get getting got gives gave out bit little so very really ` +
    'quite too now already from pressing holding pushing all this that of but and i it pressed held tried for like about ' +
    'around 10 15 20 30 40 60 ten twenty thirty forty seconds sec secs minute half both ok hmm ow ouch well starts to ' +
    'starting feels feel feeling long doing becomes become much make makes me then stopped had up',
);

const NEXT =
  /^(?:(?:ok|okay|so|and|well|alright|right|done|did it|did that|yes|then) )*(?:and now|and then|now what|what now|what then|what happens now|what do i do now|what should i do now)$/;

const DONE =
  '(?:(?:i have |i )?(?:just )?(?:all )?done(?: (?:it|that|this|now|so far|pressing|holding|the (?:hold|pressing|press|test)|with (?:holding|pressing|the (?:hold|pressing|press|test))))?' +
  '|(?:i |i have |i just |have )?(?:did|finished|completed|made)(?: it| that| this| so| the (?:hold|test|pressing|press|exercise| \\w+ seconds))(?: now| all)?' +
  '|finished(?: holding| pressing| now)?|completed' +
  '|(?:the |my |your |those |about |all |those )*(?:\\d+ |twenty |thirty |forty |sixty |ninety )?(?:seconds|second|sec|secs|time|minute|minutes|timer|hold|countdown)(?: is| are| has| have| was| were)?(?: now)? (?:over|up|done|passed|finished|elapsed|through|out|gone by)(?: now)?)';
const FOUND =
  '(?:i |i have |i am )?(?:just )?(?:found|located|got|have|am on|on|touching|feel)(?: it| the knot| the spot| my knot| that knot| the place| the lump| it now| the knot now)(?: here| there| i think| now)?';
const AT_IT =
  '(?:i am |am |i |still |now |just |busy )*(?:pressing|holding|pushing|doing it|doing that|doing this|working on it|on it|feeling around|searching|looking|counting|trying)(?: it| on it| that| there| here| now| right now| the knot| the spot| on the knot| gently| softly| as we speak| as you said| as told| and breathing| to| down| up| \\d+| twenty| thirty| forty| sixty| seconds)*';
const TRIED =
  '(?:i |i have |have |just )+(?:pressed|held|pushed|tried|let go|counted|breathed|pressing)(?: (?:it|on|the|knot|spot|there|here|for|like|about|around|a|my|fingers|hand|twenty|thirty|forty|sixty|\\d+|seconds|second|sec|secs|minute|times|now|gently|softly|and|then|let|go|to|of|already|slowly|breathed|in|out|as|you|said))*';
const FINE = '(?:it is |that is |i am |all |feels |everything is |everything )?fine(?: so far| here| with me| for me)?';

const UNDER_WAY = new RegExp(`^${LEAD}(?:${DONE}|${AT_IT}|${TRIED})(?: (?:what|now|then|and|wait))*$`);
const SPOT_FOUND = new RegExp(`^${LEAD}${FOUND}(?: (?:and |i am |am |now |so )*${AT_IT})?$`);
const ALL_FINE = new RegExp(`^(?:yes |so |ok |well )*${FINE}$`);
/** "Yes, done" says yes, and "all done" may well say that it is gone. */
const ANSWERS_TOO = /^yes\b|\bi am done\b|^(?:well )?i (?:have )?tried$|^well done$|^hold up$/;
const GONE_TOO = /\ball done\b|^(?:\w+ )?(?:finished|done)$/;

function isUnderWay(said: string, expecting: Expecting): boolean {
  if (expecting === 'pressure' && ALL_FINE.test(said)) return true;
  if (!UNDER_WAY.test(said) || ANSWERS_TOO.test(said)) return false;
  return expecting !== 'outcome' || !GONE_TOO.test(said) || /^(?:ok |okay )?done$/.test(said);
}

/** "Is it gone now?" asks for what only the person can feel: a question that begins like one, and holds nothing else. */
export function onlyAsks({ words, asks, text }: Reading): boolean {
  const said = words.join(' ');
  const asked = asks.every(Boolean) || text.endsWith('?') || HOW_TO_TELL.test(said);
  return asked && ASKS_IT.test(said) && !/[.!?]\s*\S/.test(text);
}
const HOW_TO_TELL = /^(?:(?:so|and|but|ok) )*how (?:do|can|will|would|should) (?:i|you|we) (?:know|tell|see|notice)\b/;
const ASKS_IT =
  /^(?:(?:so|and|but|ok|well|hmm|then|or|wait|sorry) )*(?:(?:is|was) (?:it|this|that|there|the (?:knot|spot|pain|lump|place|muscle|soreness)) |what (?:counts|if|does|is|do|should|would|happens|exactly)\b|how (?:do|does|will|can|would|should|am|is it|much|soft|hard|long)\b|when (?:do|is|does|will|am)\b|(?:will|should|does|could|must) (?:it|this|that|i|the \w+)\b|(?:am|can) i\b|if (?:it|i|nothing)\b|(?:so |then )?(?:i )?(?:found |find |feel |felt )?nothing\b.*\b(?:what|is that|does that|why|is it)\b)/;
