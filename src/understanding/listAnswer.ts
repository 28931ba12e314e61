/** Parts of the body and what is felt there, as the lines of the lists name them. */
const NAMED =
  /\b(?:heart|chest|head(?:ache)?s?|face|neck|arms?|legs?|hands?|fever|temperature|rash(?:es)?|lumps?|cancer|tumou?rs?|numb\w*|tingl\w*|pregnan\w*|accidents?|falls?|fallen|fell|broke\w*|break|fractur\w*|breath\w*|cough\w*|dizz\w*|faint\w*|sweat\w*|weight|surger\w*|operat\w*|clots?|thinners?|steroids?|whiplash|car crash\w*|infect\w*|swell\w*|swollen|blister\w*|bladder|bowels?|vision|sight|speech|injur\w*|bones?|lungs?|skin|balance|stroke|smok\w*)\b/;
/** Words that hold for a whole list, whatever is named with them. */
const WHOLE =
  /\b(?:none|nope+|nah+|nada|nil|zero|zilch|zip|nowt|nary|neither|negative|neg|nothing(?! against)|naught|false for all|of (?:these|those|them|that|this)|all of|list|lines?|signs?|symptoms?|or (?:anything|such)|and so on|etc|else|rest of (?:it|me))\b/;
const DENIES =
  /\b(?:no|not|never|nor|without|hardly|cannot|divil a|free of|clear of|spared|dont|havent|hasnt|doesnt|didnt|isnt|wont|wouldnt|cant|couldnt|aint)\b|n't\b/;
/** "No", by itself in its part. */
const PLAIN_NO =
  /^(?:\S+ ){0,4}no+(?:\W+(?:no|not|sir|ma'?am|miss|mate|man|dude|bro|love|dear|boss|doc|lah|way|thanks?|thank you|really|definitely|absolutely|at|all|to|for|from|me|here|there|now|today|everything|everywhere|every|the|lot|again|still|i'?m|am|i|fine|good|ok(?:ay)?|issues?|problems?|troubles?|complaints?|concerns?|bad|warning|red|flags?|it|is|whatsoever|so|far|luckily|fortunately|thankfully|haha+|lol|indeed|never|ever|then))*$|^(?:0|n\/a|neg|nein|non|nej|nem|nee|ninguno|ninguna|nothin|nuttin)(?:\W.{0,20})?$/;
/** Well, all of one: "all clear", "I feel fine". */
const WELL =
  /\b(?:all|everything|i'?m|im|am|feel(?:ing)?|totally|completely|perfectly|otherwise|rest(?: of me)?)\b[^.;!?]{0,24}\b(?:fine|good|well|ok(?:ay)?|clear|clean|healthy|great|fit|free|normal|grand|sound|safe|empty|alright|right|healthy|hale)\b|^\W*(?:clear|clean|fine|healthy|all (?:clear|good|fine|ok|no)|safe|fit|good to go)\b/;

/** Where one thing ends and the next is said. */
const PARTS = /[.,;:!?()\n]+|\s[-–—]+\s|\b(?:and|but|though|because|so|since)\b/;
const LONGEST = 300;

/** Whether a message says "no" to a whole list of signs, and not only to a line of it. `text` is in small letters. */
export function deniesTheList(text: string): boolean {
  const parts = text.slice(0, LONGEST).split(PARTS);
  // "Never broke anything, no": the "no" is about what was named just before it.
  return parts.some((part, i) => deniesAll(part.trim()) && !(i > 0 && isEcho(part, parts[i - 1] ?? '')));
}

/** Whether a message says in so many words that there is none, whatever else it says. `text` is in small letters. */
export function saysNone(text: string): boolean {
  return /\b(?:none|nope|nah|nothing)\b|^\W*no\b(?! (?:feeling|strength|breath|air|sensation|control|grip))/.test(
    text.slice(0, LONGEST),
  );
}

function deniesAll(part: string): boolean {
  if (PLAIN_NO.test(part)) return !NAMED.test(part);
  if (WHOLE.test(part)) return true;
  return !NAMED.test(part) && (DENIES.test(part) || WELL.test(part));
}

/** A lone "no" behind the one line that it is about. */
function isEcho(part: string, before: string): boolean {
  return /^\W*(?:no|not|never)\W*$/.test(part) && NAMED.test(before) && DENIES.test(before) && !WHOLE.test(before);
}

/** Whether a message names a line of a list. `text` is in small letters. */
export function namesALine(text: string): boolean {
  return NAMED.test(text.slice(0, LONGEST));
}

/** What is told of the person, their work and their knot, and says nothing of any list. */
const REMARK =
  /\b(?:desk|office|job|jobs|works?|working|sit|sits|sat|sitting|chair|computer|screen|laptop|driv\w+|accountant|nurse|teacher|side|left|right|middle|years? old|live|lives|living|from|kind|type|stretched|tight|stiff|sore|hurts?|pain|ache|aches|knot|spot|shoulder|blade|rest|always|daughter|son|wife|husband|told)\b/;

/**
 * Whether what is taken for a "no" only tells something by the way, as "I sit at a desk all day" does and "only the
 * knot" does not. `text` is in small letters.
 */
export function isRemark(text: string): boolean {
  const told = text.slice(0, LONGEST);
  return REMARK.test(told) && !/\b(?:only|just|apart from|except|but for)\b/.test(told);
}

const EXCEPTS =
  /\b(?:except(?:ing)?(?: for| that)?|excluding|apart from|aside from|besides|other than|save for|barring|with the exception of|all but|none but|no to all but)\b(.{2,})$/;
/** What nobody means by a line of a list. */
const OF_THE_KNOT =
  /^\W*(?:(?:for|from|that|the|my|this|a|an|one|some|just|usual|normal|plain|old|bit|of|being|i|i'm|im|am|is|it|it's|its|feel|have|got|very|quite|little|general|ordinary|bloody|stupid|damn\w*|said|obvious) )*(?:knots?|back|shoulders?|blades?|stiff\w*|sore\w*|tight\w*|tens\w+|stress\w*|ach\w+|tired\w*|desk|posture|muscles?|spot|boredom|budget|boss|work|job|age|hunger|hungry|coffee)\b/;

/** Whether a "no" to a list leaves something out that may be a line of it: "none, except I sweat at night". `text` is in small letters. */
export function exceptsOne(text: string): boolean {
  const left = EXCEPTS.exec(text.slice(0, LONGEST))?.[1];
  return left !== undefined && (!OF_THE_KNOT.test(left) || NAMED.test(left));
}

/** Says that one of them is there, or takes a "none" back. */
const CLAIMS_ONE = /\b(?:yes|yep|yeah|one|some|have|has|got|them|those|afraid|say|saying|fits?|but)\b/;

/** Whether a message holds nothing but denials of a list and of lines of it. `text` is in small letters. */
export function onlyDenies(text: string): boolean {
  return deniesTheList(text) && !CLAIMS_ONE.test(text);
}

const YES = /^\W*(?:yes|yep|yeah|yup|yea|aye|ja|sure|si)\b/;
const BEGINS =
  /\b(?:begin|start|go|let'?s|let us|proceed|continue|carry on|ready|next|show me|\d+(?! ?(?:min|%|sec|hours?|days?|weeks?|times))|adult|of age|allowed|checked|looked at|please)\b/;
const CLAIMS =
  /\b(?:one|some|two|three|have|has (?!been)|had|got|fits?|list|lines?|signs?|them|those|these|feels?|pains?|hurts?|unfortunately|afraid|sadly|first|second|third|last)\b/;

/** Whether a "yes" to a list of signs is one to begin, to an age, or to having read it: "yes please, let us begin". `text` is in small letters. */
export function onlyBegins(text: string): boolean {
  const told = text.slice(0, LONGEST);
  if (
    /^\W*(?:yes\W+)?(?:i )?(?:have |just |already |did )*(?:read|seen|finished|gone through|done)\b.{0,30}$/.test(told)
  )
    return !/\b(?:one|some|first|second|third|last)\b/.test(told);
  return YES.test(told) && BEGINS.test(told) && !CLAIMS.test(told) && !NAMED.test(told);
}
