import type { Expecting } from '../../dialogs/words.ts';
import { withDigits } from './slots/numbers.ts';

/**
 * What is told in passing and bars the way, whatever is asked: not of age (or asking for a child), drink or a medicine
 * that dulls feeling, skin that is not pressed on, a list of signs that was not read, and a wheel in the hands.
 */
const BARS = ['age', 'dulled', 'skin', 'unread', 'driving'] as const;
export type Bar = (typeof BARS)[number];

/** Where fingers are on a place, which may turn out to be one to leave alone. */
const FINGERS_ON = new Set<Expecting>(['pressure', 'contracting', 'region', 'hold']);
/** Where "I'm 10" may be how sore it is. */
const NUMBER_ASKED = new Set<Expecting>(['rating', 'outcome', 'check-in']);

/** What bars the way in a message, if anything. `text` is in small letters. */
export function barIn(text: string, expecting: Expecting): Bar | undefined {
  const plain = text.slice(0, 400).replaceAll("'", '');
  if (isYoung(withDigits(plain), expecting)) return 'age';
  if (expecting === 'safety' && isUnread(plain)) return 'unread';
  if (isDulled(plain)) return 'dulled';
  if (FINGERS_ON.has(expecting) && isOfSkin(plain)) return 'skin';
  return undefined;
}

const AM = String.raw`\b(?:im|i am)(?: (?:only|just|still|like|about|actually|really|a))*`;
const END = String.raw`(?=\s*(?:$|[.,!?;:)(]|btw\b|by the way|lol\b|haha|and\b|so\b|but\b|is that|is it|does|can i|though|tho\b|if that))`;
const YOUNG = [
  new RegExp(
    `${AM} (?:[5-9]|1[0-7])(?: ?-?(?:years?|yrs?|yr)(?: |-)?olds?\\b| ?(?:yo|y/o|y\\.o\\.?)\\b| years? of age)`,
  ),
  /\b(?:i ?ll be|i will be|i am gonna be|turning|i turn|ill turn) 1[0-8]\b(?! ?(?:am|pm|:|oclock|min|%))/,
  /\b(?:nearly|almost|not (?:quite |yet )?|soon|under|below|younger than) 18\b(?! ?(?:am|pm|:|min|%|sec))|\bnot of age\b|\bunder ?age\b/,
  /\b(?:im|i am) (?:still )?(?:a|an) (?:minor(?! ?\w)|(?:high|middle|secondary|primary)[ -]?school(?:er\b| student| kid| pupil|(?=\W*$|[.,!?;]))|teen(?:ager)?\b|kid(?! at)\b|child\b|school ?(?:boy|girl|kid))/,
  /\b(?:im|i am|still|currently) (?:still |currently )?(?:in|at) (?:my )?(?:(?:high|middle|secondary|primary|elementary) school|junior high)\b(?! (?:teach\w*|coach|staff|reunion|nurse))/,
  /\bi (?:still )?(?:go to|attend) (?:a )?(?:(?:high|middle|secondary|primary|elementary) school|junior high|school)\b/,
  /\b(?:im|i am) (?:only |still )*in (?:the )?(?:grade (?:[1-9]|1[0-2])\b|(?:[1-9]|1[0-2])(?:th|st|nd|rd)? (?:grade|form)\b|year (?:[6-9]|1[0-3])\b(?! of)|(?:eighth|ninth|tenth|eleventh|twelfth|seventh|sixth) (?:grade|form))/,
  /\b(?:im|i am) (?:a )?(?:freshman|sophomore) in high school\b/,
];
const BARE_AGE = new RegExp(`${AM} (1[0-7])${END}`);
const CHILD = `(?:son|daughter|kid|kiddo|child|boy|girl|teen(?:ager)?|nephew|niece|grandson|granddaughter|grandchild|stepson|stepdaughter|little (?:one|brother|sister)|brother|sister)s?`;
const CHILD_AGE = [
  new RegExp(`\\b(?:[3-9]|1[0-7])[ -]?(?:years?|yrs?|yo|y/o)?[ -]?(?:old )?${CHILD}\\b`),
  new RegExp(
    `\\b${CHILD}\\b(?:,| is| s| who is| whos| hes| shes| he is| she is| theyre| aged?| turned| just| only|:| -| \\()* ?\\b(?:[3-9]|1[0-7])\\b(?! ?(?:am|pm|:|min|kg|kilo|days?|weeks?|months?|times|hours?))`,
  ),
  /\bmy (?:[3-9]|1[0-7])[ -]?(?:years?|yrs?|yr|yo)[ -]?olds?\b/,
  new RegExp(
    `\\b${CHILD}\\b[^.!?]{0,30}\\b(?:hes|shes|he is|she is|theyre) (?:only |just |about )*(?:[3-9]|1[0-7])\\b(?! ?(?:am|pm|:))`,
  ),
];
/** The knot is the child's, and not from carrying one. */
const FOR_A_CHILD =
  /\b(?:for (?:my|our|a|her|him)\b|asking for|press(?:ing)?(?: it)? on (?:my|our|her|him)\b|(?:has|have|got|gets?) (?:a|an|the|this|that|these|one of these|such)? ?(?:\w+ )?knots?\b|ok for|safe for|can (?:she|he|they|my)|help (?:my|her|him)|(?:his|her) (?:knot|back|shoulder))/;
const ASKED_FOR_A_CHILD = new RegExp(
  `\\bfor (?:my|our)(?: \\w+)? ${CHILD}\\b|\\bmy (?:kid|child|little one) (?:has|wants|needs|got|is)\\b`,
);
const GROWN =
  /\b(?:im|i am|me)(?: \w+)? (?:1[89]|[2-9]\d)\b|\bturned 18\b|\badult\b|\b(?:1[89]|[2-9]\d)[ -]?(?:years?|yrs?)[ -]old\b/;
const LONG_AGO = /\b(?:when i was|since i was|back when|as a (?:kid|child|teen)|used to)\b/;

function isYoung(text: string, expecting: Expecting): boolean {
  if (LONG_AGO.test(text)) return false;
  if (YOUNG.some((way) => way.test(text))) return true;
  const bare = BARE_AGE.exec(text)?.[1];
  if (bare !== undefined && !(NUMBER_ASKED.has(expecting) && bare === '10')) return true;
  if (GROWN.test(text)) return false;
  const isChilds = expecting === 'consent' || FOR_A_CHILD.test(text);
  if (isChilds && CHILD_AGE.some((way) => way.test(text))) return true;
  return expecting === 'consent' && ASKED_FOR_A_CHILD.test(text);
}

const UNREAD =
  /\b(?:did ?nt|did not|have ?nt|have not|never|not (?:even |gonna |going to |about to )?|wont|will not|dont|do not|cant|cannot|can not)\b[^.!?]{0,30}\bread(?:ing)?(?: (?:it|all|that|this|the|them|any|everything|one word|a word)\b|\W*$|,| but| tho)|\btl ?[;:]? ?dr\b|(?<!\b(?:for|been|had it|sat|sitting|sit|lasted|lasts?)(?: (?:way|far|much))? )\btoo long\b(?= ?(?:[,;.!]? ?(?:i |and )?(?:did|not|dont|to read|of a list|list|text)|\W*$))|\btoo much (?:text|to read|reading|words)\b|\bwall of text\b|\b(?:be|get) (?:bothered|arsed) (?:to |with )?(?:read|all (?:that|this|of)|this (?:list|text)|that list|the list)|\b(?:i|just|only|i just|i only) ?(?:skipped|skimmed|glanced|scrolled)\b|^\W*(?:skipped|skimmed|glanced|scrolled)\b|\bonly (?:read|looked at|got through)\b|\bread (?:half|some of|part|a few|most of)\b|\bwho (?:reads|has time|would read)\b|\b(?:nobody|no one|noone)s?\b[^.!?]{0,12}\b(?:reads|(?:got )?time (?:for|to read))\b|\bno time to (?:read|go through)\b|\b(?:thats|that is|so|such|what) (?:a )?(?:lot of|many|much|long) (?:text|words|list|reading)\b/;
/** It was read all the same, one is there, or something else is wished. */
const READ_ENOUGH =
  /\b(?:yes|got one|have one|one of them|not sure|unsure|dont know|again|once more|repeat|next|properly)\b/;
const READ_AFTER_ALL =
  /\b(?:read (?:it|them|that|the list|everything|all)(?: all| twice| again| now| carefully| through)?[ ,.;:!-]+(?:and|none|no\b|nope|but none)|i (?:have |did )?read (?:it|them|all|every|the))/;
const SHRUG =
  /^\W*(?:whatever|wh?at ?ev(?:er)?s?|h+m+|meh+|bla+h?(?: bla+h?)*|u+h+|e+r+m*|yada.*|who cares|dont care|do not care|i dont care|idc|as if|lol|haha+|ok boomer|boring)\W*$/;

/** "Hmm", "whatever": says nothing. */
export function isShrug(text: string): boolean {
  return SHRUG.test(text);
}

function isUnread(text: string): boolean {
  return isShrug(text) || (UNREAD.test(text) && !READ_AFTER_ALL.test(text) && !READ_ENOUGH.test(text));
}

const DRANK = String.raw`(?:(?:i|ive|i have|just|we|already|only|also|and|yes|yeah|ok)?,? ?\b(?:had|have had|having|drank|drunk|drinking|downed|sank|took)|after (?:a few|a couple of|some|my|two|three|2|3|4|all that|all those))`;
const TOOK = `(?:had|have had|after|took|taken|taking|take|popped|did|on|used|using|rubbed|applied|put|with|ate)`;
const DRINK = `(?:beers?|pints?|wines?|vodkas?|whisk(?:e?y|ies)|gins?|g ?&? ?ts?|gin and tonics?|cocktails?|margaritas?|ciders?|rums?|tequilas?|prosecco|champagne|martinis?|mojitos?|shots|lagers?|ales?|stouts?|guinness|brandy|cognac|sake|soju|schnapps|bourbon|scotch|alcohol|booze|edibles?|weed gumm(?:y|ies)|thc|an edible)`;
const DULLING = String.raw`(?:tramadol|tramal|oxys?|oxyco\w+|oxynorm|percocets?|percs?|vicodin|hydrocodone|norco|codeine|co-?codamol|morphine|fentanyl|tapentadol|palexia|opio?ids?|opiates?|dihydrocodeine|tilidin\w*|valium|diazepam|xanax|alprazolam|lorazepam|ativan|klonopin|clonazepam|benzos?|muscle relax(?:ant|er)s?|flexeril|cyclobenzaprine|robaxin|methocarbamol|baclofen|tizanidine|ketamine|sleeping (?:pill|tablet)s?|lidocaine|numbing (?:cream|gel|spray|patch)|(?:heavy|strong|prescription) (?:pain ?killers?|pain ?meds|meds|painkiller))`;
const DULLED = [
  new RegExp(`\\b${DRANK}\\b(?! (?:no|not|any)\\b)[^.!?]{0,24}\\b${DRINK}\\b`),
  new RegExp(`\\b${TOOK}\\b(?! (?:no|not|any)\\b)[^.!?]{0,28}\\b${DULLING}\\b`),
  /\b(?:smoked|smoking|had|hit|after)\b[^.!?]{0,14}\b(?:joint|spliff|weed|bong|pot|a blunt|doobie)\b(?! (?:pain|ache))/,
  new RegExp(
    `\\b(?:2|3|4|5|6|two|three|four|five|six|few|couple(?: of)?|several)\\b[ \\w]{0,14}\\b${DRINK}\\b[^.!?]{0,8}\\b(?:in|down|deep|already|earlier)\\b`,
  ),
  /\b(?:im|i am|feeling|bit|little|kinda|already|a bit|slightly)(?: (?:a|a bit|a little|so|very|slightly|pretty|kinda|already|quite|totally|really|half|bit|little|still))* (?:drunk|tipsy|hammered|wasted|stoned|buzzed|baked|plastered|sloshed|tiddly|squiffy|inebriated|intoxicated|sedated|drugged)\b(?! (?:with|on|by) (?:love|power|happiness|joy))/,
  /\b(?:im|i am) (?:a bit |so |kinda |pretty |really |very |super |already )*high(?: (?:lol|haha|rn|right now|atm|af|as a kite|on (?:weed|meds|edibles)))*\W*$/,
  /\b(?:pain ?killers?|pain ?meds|pills|tablets|meds|medication|ibuprofen|drinks?|drunk|alcohol|wine|beers?)\b[^.!?]{0,30}\b(?:cant|cannot|can not|dont|do not|hardly|barely|not) (?:really |even |much )?feel\b/,
  /\b(?:cant|cannot|can not|dont|do not|hardly|barely) (?:really |even )?feel\b[^.!?]{0,40}\b(?:because|cause|cos|since|from|due to|after|thanks to)\b[^.!?]{0,20}\b(?:pain ?killers?|pain ?meds|pills|meds|tablets|drinks?|drinking|medication)\b/,
  /\bhad a few (?:drinks|too many)\b|\bbeen drinking\b(?! (?:water|coffee|tea|more|enough|lots))/,
];
/** Another time, another drink, none at all, or a question about it. */
const NOT_DULLED =
  /\b(?:yesterday|last (?:night|week|month|year|time|weekend)|(?:days?|weeks?|months?|years?) ago|used to|never|without|no (?:drink|alcohol|beer|wine|painkill|medic)|havent|have not|didnt|did not|dont (?:drink|take)|do not (?:drink|take)|later|tonight ill|after this|when this is over|instead of|better than|saturday|sunday|friday|weekends?|professional|joint pain|like (?:a|an|after)|as if|as good as|feels? like|deserve|need|want|want to|wanna|going to|gonna|will|ill|would|could|should|can i|may i|if i|is it ok|what about|does|will it|root beer|ginger (?:beer|ale)|flu|vaccine|booster|espresso|coffee|alcohol ?-?free|non ?-?alcoholic|wife|husband|boss|he|she|they|cold shots?)\b/;

function isDulled(text: string): boolean {
  const said = beforeQuestion(text);
  return !NOT_DULLED.test(said) && DULLED.some((way) => way.test(said));
}

const ON_SKIN = `(?:moles?|birth ?marks?|warts?|skin tags?|pimples?|zits?|a boil|scabs?|sun ?burn(?:t|ed|s)?|stitches|eczema|psoriasis|open (?:cut|wound|sore)|graze[ds]?|scrape[ds]?|tattoo(?:ed)?|scars?|bruise[ds]?|bruising|a scratch|burn mark|(?:insect|mosquito|bug) bite|blisters?)`;
const SKIN = [
  new RegExp(
    `\\b(?:theres|there is|there are|got|have|ive|i see|i find|its|it is|is|thats|that is|s|over|on|near|right by|fresh|found)\\b(?: (?:a|an|my|the|some|this|all|old|big|small|little|huge|fresh|new|nasty|raised|dark|healing|black|blue|right|on|where|really|very|badly|already|quite|still|completely|bit of|lot of|bad))* ?\\b${ON_SKIN}\\b`,
  ),
  /\b(?:moles?|scars?|bruises?|pimple|zit|sunburn|tattoo|scab|graze|scrape)\b(?: right| just| exactly)? (?:there|here|in the way|on it|in that spot)\b/,
  /\b(?:theres|there is|got|have|its|it is|i see) (?:a |some |this )?(?:small |little |big |fresh |deep |paper ?)?cut\b(?! (?:in|down|back|off|of|short))/,
  /\b(?:skin|it)(?: there| here)?(?: is|s| was| has gone| got| looks| went)? (?:all |a bit |very |really )?(?:raw|scraped|grazed|peeling|cut open|bleeding)\b(?! out)/,
  /\b(?:feel|feeling|felt|find|found|notice|there is|theres|got|its|it is|something|something is)\b[^.!?]{0,20}\b(?:(?:a|my|the|an?y?) (?:\w+ )?pulse|pulse(?: there| here)|pulsing|pulsates?|pulsating|artery|big vein)\b/,
];
const NOT_SKIN =
  /\b(?:no|not|nt|never|without|like|as (?:a|an|if|though|bad|sore|tender|the|my)|same as|almost|wont|dont|didnt|isnt|doesnt|will it|would it|does it|can i|should i|may i|is it ok|what if|if (?:i|it|there)|or a|feels? (?:\w+ )?bruised|easy|easily|myself|thumbs?|fingers? (?:is|are)|own|ego|from scratch|itch|scarf|muddles|could be|yesterday|last (?:time|week)|skip|next|leave [\w ]{0,14}out|paper cut|new (?:shoes|boots|pan)|from (?:my|the|new) (?:\w+ )?(?:shoes|boots|pan|football)|is that how|how (?:ur|you)|(?:on|my) (?:my |the )?(?:nose|heels?|foot|feet|legs?|shins?|knees?|toes?|face|ankles?|thigh|calf|hip)|move on|reminders?|stitch in)\b/;

function isOfSkin(text: string): boolean {
  const said = beforeQuestion(text);
  return !NOT_SKIN.test(said) && SKIN.some((way) => way.test(said));
}

/** What is told before a question at the end: all but the last words of "there's a mole here, ok to press?". */
function beforeQuestion(text: string): string {
  const all = text.trim();
  if (!all.endsWith('?')) return all;
  const end = Math.max(...[',', '.', ';', '!'].map((mark) => all.lastIndexOf(mark)));
  return all.slice(0, Math.max(end, 0));
}
