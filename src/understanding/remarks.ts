import type { Expecting, Intent } from '../../dialogs/words.ts';
import { RATING_ASKED, TIME_ASKED } from './readByPhrases.ts';

/**
 * What is said beside the question, answers nothing and wishes nothing that can be done, and still deserves more than
 * to be asked again: the person cannot tell how the knot is (`at-a-loss`), scolds (`scolds`), misses a check-in that did
 * not come (`not-asked`), is sorry to have left one unanswered (`not-answered`), wants to be reminded of something else (`other-errand`), tells of the knot where a time was
 * asked for (`of-the-knot`), or wants a part of what is kept deleted (`in-part`).
 */
export type Remark = 'at-a-loss' | 'scolds' | 'not-asked' | 'not-answered' | 'other-errand' | 'of-the-knot' | 'in-part';

/** Longer messages tell more than that. */
const LONGEST = 160;

/**
 * The remark that a message is, if it is one. `text` is in small letters, `taken` what the phrases and the model take it
 * for, the phrases first.
 */
export function remarkIn(
  text: string,
  expecting: Expecting,
  taken: readonly [byPhrases: Intent, likeliest: string | undefined],
): Remark | undefined {
  if (text.length > LONGEST) return undefined;
  const [, likeliest = ''] = taken;
  if (holds(text, OF_US) && holds(text, OF_A_GAP) && missesACheckIn(text)) return 'not-asked';
  if (expecting === 'check-in' && NOT_KNOWN_ALONE.test(text)) return 'at-a-loss';
  if (expecting === 'check-in' && NOT_ANSWERED.test(text) && OF_A_CHECK_IN.test(text)) return 'not-answered';
  // The model has seen it asked, or wished.
  if (ASKED.test(likeliest)) return undefined;
  if (taken[0] === 'out-of-scope') {
    if (expecting === 'check-in' && isAtALoss(text)) return 'at-a-loss';
    if (MAY_SCOLD.has(expecting) && scolds(text)) return 'scolds';
  }
  if (expecting === 'check-in' && isDivided(text)) return 'at-a-loss';
  if (holds(text, OF_WISHES) && isOtherErrand(text) && (likeliest !== 'despair' || MEDICINE.test(text)))
    return 'other-errand';
  if (TIME_ASKED.has(expecting) && tellsAnyhow(text, expecting)) return 'of-the-knot';
  return undefined;
}

const ASKED = /^(?:ask\.|data\.|help$|repeat$|back$|relief\.start$|reminder\.show$|reminder\.pause$)/;

const UNKNOWN =
  /\b(?:(?:do|did)(?: not|n'?t) (?:really |even |quite |actually |honestly |yet )*(?:know|remember|recall)|dunno|idk|no (?:idea|clue)|(?:not|un)(?: really| quite| so| too| entirely| yet)? ?sure|can(?:not|'?t| not) (?:really |yet |honestly |even )*(?:say|tell|judge|remember)(?= *(?:$|[.,;!]|yet|now|today|really|right now|before|without|lol|sorry|how it))|could(?: not|n'?t) (?:really )?(?:say|tell)(?: you)?(?= *(?:$|[.,;!]|yet|now|today|really))|(?:hard|difficult|tough|too (?:early|soon)) to (?:say|tell|judge)|depends)\b|^(?:\W*\b(?:h+m+|well|lol|ha\w*|oh|er+m*|u+h*m*|no)\b\W*)*(?:ask (?:my|the) (?:wife|husband|girlfriend|boyfriend|partner|boss|cat|dog)|you tell me|(?:i(?:'ve)? )?(?:only |have )*just (?:woke|got|woken)(?: up)?|(?:i |i've )?have(?: not|n'?t) (?:really |yet |even )*(?:checked|looked|tested|woken|got up|paid (?:any |much )?attention|been paying attention)|(?:i )?did(?: not|n'?t) (?:really |even )?(?:check|look|test|pay attention)|(?:i )?forgot to (?:check|look|press|feel|test))\b/;
/** The whole message: "I don't know", "hard to say". */
const NOT_KNOWN_ALONE =
  /^(?:\W*\b(?:i|it's|it is|is|its|h+m+|well|oh|er+m*|u+h*m*|sorry|honestly|really|tbh|lol|so|just|that's)\b)*\W*(?:do(?:n'?t| not) (?:really )?know|dunno|idk|no (?:idea|clue)|not (?:really |so |quite )?sure|unsure|can(?:'?t|not) (?:really )?(?:say|tell)|hard to (?:say|tell)|difficult to say|too early to (?:say|tell)|depends|you tell me|how (?:should|would) i know)(?:\W+(?:yet|now|today|really|tbh|lol|sorry|honestly|right now|at the moment|to be honest|mate|man|haha))*\W*$/;
/** Something is told or wished after all: "no idea why, but it is softer", "can't tell yet, noon?". */
const TOLD =
  /\d|\b(?:better|worse|worst|best|same|gone|change\w*|differ\w*|soft\w*|loos\w+|eas(?:e[ds]?|ier|ing)|less|more|light\w*|tight\w*|sore\w*|hurt\w*|pain\w*|ach(?:e[ds]?|ing|y)|stiff\w*|tender|improv\w*|still(?! (?:in bed|asleep|sleepy|half|waking|at work|sleeping))|there|where|whether|which|what|why|happened|unchanged|fine|good|great|bad|nice|find|found|exists?|any ?more|one|two|three|four|five|six|seven|eight|nine|ten|half|zero|calm\w*|quiet\w*|smaller|bigger|usual|again|left|feels?|feeling|apart|help|noon|lunch\w*|later|after|until|till|tonight|supper|try|(?:ask|remind|give) me|ask (?:at|in|about)|how (?:to|can|do|should)|last|yesterday|had to)\b|\b(?:is|it's|its|came|comes?|had|have|got|know) (?:it|one|i|back)\b|\S ok(?:ay)?\b/;

/** How the knot is cannot be told: "no idea, haven't thought about it", "don't know yet, just woke up". */
function isAtALoss(text: string): boolean {
  return UNKNOWN.test(text) && !TOLD.test(text);
}

/** "Sorry I didn't answer yesterday", and nothing beside. */
const NOT_ANSWERED =
  /^(?:\W*\b(?:sorry|oh|hi|hey|hello|oops|ups|my bad|that|for|about|i|i'm|im|am|so|apologies|well|no)\b)*\W*(?:missed|forgot|forgotten|did(?:n'?t| not) (?:see|answer|reply|respond)|not (?:answering|replying))(?: (?:to answer|to reply|to respond|about|your|the|my|this|it|that|you|to|message|question|check-?in|one|yesterday|on \w+day|last \w+|the weekend|at the weekend|earlier|in time|back|for|days|two|a|few))*\W*(?:sorry\W*)?$/;

const OF_A_CHECK_IN = /\b(?:yesterday|check-?ins?|messages?|answer\w*|reply\w*|respond\w*|weekend|\w+day|you)\b/;

const VARIES = /\b(?:depends|varies|it changes|differs?)\b/;
/** One span, or the one for now among others. */
const AS_ONE =
  /\d ?(?:or|to|and|-|–|\/) ?(?:an? |maybe )?\d|\b(?:now|today|currently|right now|at the moment|was|yesterday)\b/;

/** A number for the morning and another one for the evening, or for sitting and standing, is none for now. */
function isDivided(text: string): boolean {
  return VARIES.test(text) && !AS_ONE.test(text) && (text.match(/\d+/g)?.length ?? 0) >= 2;
}

const MAY_SCOLD = new Set<Expecting>([...RATING_ASKED, 'nothing']);
const TO_THE_BOT =
  /\b(?:you|u|ur|you're|youre|ya|this (?:bot|app|thing)|bots?|this is|(?:these|those|all these|your) (?:questions|messages|check-?ins))\b/;
const SCOLDING =
  /\b(?:annoy\w*|irritat\w*|stupid|dumb|useless|idiot\w*|moron\w*|sucks?|boring|pathetic|rubbish|creepy|nerves|hate|pest|crap|trash|garbage)\b/;

const ABOUT_IT = /\bit\b|\?/;

/** It is said of the bot, and of no knot: "dude ur annoying". */
function scolds(text: string): boolean {
  return TO_THE_BOT.test(text) && SCOLDING.test(text) && !TOLD.test(text) && !ABOUT_IT.test(text);
}

/** A wish to be reminded, and of what. */
const WISHED =
  /\b(?:(?:remind|ping|nudge|alert|notify|text|message|poke|buzz) (?:me|us)(?: (?:again|please|pls|also|tomorrow|today|tonight|later|at \d\S*(?: ?[ap]m)?|in the \w+|on \w+days?|every \w+))* (?:to|of|about|that|for)|(?:set|put|make|create|add|schedule)(?: (?:me|up|in))* (?:an?|the|my|another) (?:\w+ )?(?:reminder|alarm|alert|timer|notification) (?:to|for|of|about|that)) ([^.;!?]+)/;
/** A time and no errand: "remind me for tomorrow at nine". */
const TIME_FIRST =
  /^(?:(?:the|my|a|an|next|this|about|around|at|on|in|like)\b ?)*(?:\d|(?:noon|midday|midnight|half|quarter|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|every\w*|each|daily|weekly|tomorrow|today|tonight|week\w*|mornings?|evenings?|afternoons?|lunch\w*|later|once|first|now|mon|tues?|wed|thu\w*|fri|sat|sun|\w+days?|jan\w*|feb\w*|march|april|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b)/;
/** What check-ins are about, and all that is done for a knot. */
const OURS =
  /\b(?:knots?|lumps?|shoulders?|blades?|backs?|necks?|muscles?|press\w*|massag\w*|exerci[sz]\w*|sessions?|stretch\w*|check\w*|this|it|that|these|those|them|you|ask\w*|how|answer\w*|logs?|rat(?:e|es|ing|ings)|scor\w*|pains?|sore\w*|search\w*|places?|spots?|unknot|breaks?|postur\w*|breath\w*|stand\w*|sit\w*|mov(?:e|es|ing)|relax\w*|hold\w*|again|start\w*|continue|go on|carry on|practi[cs]e\w*|routine|balls?|rest\w*|heat|ice|arms?|armpits?|ribs?|chest|traps?|follow\w*|progress|diary|self|care|rub\w*|roll\w*|work(?:ing)? on|treat\w*|loosen\w*|tension|tight\w*|slouch\w*|program\w*|steps?|(?:some)?things?|same|reminders?|sleep|bed|an end|get up|come back|take time|slow down)\b/;

const OF_WISHES = [
  'remind',
  'alarm',
  'timer',
  'ping',
  'nudge',
  'notif',
  'alert',
  'poke',
  'buzz',
  'text me',
  'message me',
];
/** What the model knows from darker messages: "remind me to take my pills". */
const MEDICINE = /\b(?:meds?|medicines?|medication|pills?|tablets?|vitamins?|insulin|drops|inhaler)\b/;

/** What people have to be reminded of in a day at a desk, beside a knot. */
const THEIRS =
  /\b(?:call|phone|ring|email|mail|write to|buy|pay|bills?|rent|tax(?:es)?|pick up|collect|fetch|drop off|feed|dentists?|doctors?|gp|hairdresser|barber|vet|appointments?|interview|meetings?|standup|stand-up|deadlines?|mum|mom|mother|dad|father|wife|husband|kids?|son|daughter|boss|clients?|colleagues?|birthdays?|anniversary|party|present|gift|milk|bread|eggs|groceries|shopping|laundry|washing|bins?|rubbish|trash|oven|dinner|cook|water|drink|coffee|tea|pills?|tablets?|meds|medicines?|vitamins?|antibiotics|passport|visa|flights?|trains?|bus|taxi|tickets?|school|homework|exams?|reports?|invoices?|timesheet|parcels?|packages?|library|books?|car|mot|plants?|dog|cat|lock|keys?|charge|backup|deploy|release|password)\b/;

/** To be reminded of something that is not the knot: "remind me to call my mum at 5". */
function isOtherErrand(text: string): boolean {
  const errand = WISHED.exec(text)?.[1]?.trim();
  return errand !== undefined && THEIRS.test(errand) && !TIME_FIRST.test(errand) && !OURS.test(errand);
}

/** Most messages speak of nobody else, or of nothing that is missing: a look that costs next to nothing. */
const OF_US = ['you', 'u ', 'check', 'message', 'remind', 'ping'];
const OF_A_GAP = [
  'forget',
  'skip',
  'miss',
  "n't",
  'nt ',
  ' not',
  'never',
  'forgot',
  'missed',
  'skipped',
  'nothing',
  'no ',
  'were',
  'wait',
  'missing',
];
const holds = (text: string, words: readonly string[]) => words.some((word) => text.includes(word));

const DAY_GONE =
  '(?:(?:on |last |this |at |over |all |since |the other |for (?:\\w+ )?)*(?:yesterday|today|tonight|mornings?|afternoon|evening|night|week(?:end)?s?|days?|ages|\\w+days?|mon|tues?|wed|thurs?|fri|sat|sun|\\d+(?: ?[ap]m|[:.]\\d\\d)?|nine|ten|eight|eleven|noon)\\b)';
const ASKING =
  '(?:ask(?:ed|ing)?|remind(?:ed)?|ping(?:ed)?|check(?:ed)?|messaged?|text(?:ed)?|writ(?:e|ten)|wrote|contact(?:ed)?|show(?:ed|n)? up|come|send|sent)(?: (?:me|us|in|on me|with me|up|anything|any(?:thing)?|a message|my check-?in|about (?:it|the knot|my knot)))*';
const MISSED: RegExp[] = [
  new RegExp(
    `\\b(?:you|u|ya) (?:did(?:n'?t| not)|never|have(?:n'?t| not)|forgot(?:ten)?(?: to)?|failed to)(?: even| actually| once)? ${ASKING}(?: ${DAY_GONE}|\\s*(?:$|[.,!?;]|lol|why\\b))`,
  ),
  new RegExp(
    `\\b(?:why|how come) (?:did(?:n'?t| not) you|did you not|you did(?:n'?t| not)|have(?:n'?t| not) you|haven't you) ${ASKING}(?: ${DAY_GONE}|\\s*(?:$|[.,!?;]))`,
  ),
  new RegExp(
    `\\b(?:you|u) (?:forgot|missed|skipped)(?: (?:me|about me|us|to ask|my check-?in|a day|the check-?in))* (?:${DAY_GONE}|\\s*$)|\\b(?:you|u) (?:forgot|missed|skipped) (?:me|about me|a day|my check-?in)\\b`,
  ),
  new RegExp(
    `\\b(?:nothing|no (?:message|check-?in|reminder|question|ping|notification)s?)(?: from you)? (?:came|arrived|showed up|from you ${DAY_GONE})`,
  ),
  /\b(?:check-?ins?|reminders?|messages?|pings?|your question) (?:never|did(?:n'?t| not)) (?:come|came|arrived?|show(?:ed)? up|reach(?:ed)?|appear(?:ed)?)\b/,
  /\b(?:did(?:n'?t| not)|never|have(?:n'?t| not)) (?:get|got|received?|had|have|hear|heard) (?:(?:a|any|my|your) (?:check-?in|reminder|message|ping)|anything from you|from you)\b/,
  new RegExp(
    `\\b(?:why (?:is|was) there no|why no|no) (?:message|check-?in|reminder|question|ping)s?(?: from you)?(?: ${DAY_GONE})?\\W*\\?|\\bdid (?:you|u) (?:forget|miss|skip) (?:me|about me|us|my check-?in|the check-?in|${DAY_GONE})`,
  ),
  new RegExp(`\\bwhere were (?:you|u) ${DAY_GONE}|\\byou said nothing ${DAY_GONE}`),
  /\b(?:yesterday|today|\w+day|morning)'?s check-?in (?:is|was|went|got)(?: been)? (?:missing|missed|skipped|lost)\b|\bi (?:was waiting|waited) for (?:you\b|your|the check-?in|my check-?in)/,
];
/** Of other questions, or of the days to come: "you don't need to", "why do you never ask about my arm". */
const NO_MISS =
  /\b(?:stop|any ?more|still|is my|are my|rather you|prefer|if you|when you|don't|dont|unless|would you|could you)\b/;

/** A check-in that was waited for did not come: "you didn't ask me on Friday". */
function missesACheckIn(text: string): boolean {
  return !NO_MISS.test(text) && MISSED.some((way) => way.test(text));
}

/** A wish, so that what is told beside it is the reason: "it is worst in the evening, so ask me then". */
const WISHES =
  /\b(?:if|why|need|lets?|can we|take it back|wrong|button|ask|remind|ping|set|make|check|please|pls|so|then|when|nudge|message|text|suits?|works?|prefer|best|time|yes|yep|yeah|sure|ok|okay)\b/;
const RETURNED =
  /^(?:always |just |and |but )*(?:comes|came|creeps) (?:right |straight )?back\b|\b(?:it|knot|pain|lump|ache|tightness|soreness)(?:'s|s)?(?: (?:is|has|had|was|just|already|now|all|always|really|usually))* (?:(?:came|come|comes|coming|crept|creeps)(?: right| straight)? back|returned|returns|back\b|start(?:s|ed)(?: up)?(?: again| around| at| in| by)|flare[sd]? up)/;
const WORST =
  /\b(?:mornings?|evenings?|nights?|afternoons?|\w+days)(?:'s| is| are| was| were)? (?:usually |always |often |by far )?(?:the )?(?:worst|worse|sorest|most painful)\b|\b(?:hurts?|sore|sorest|worst|worse) (?:most |more |worst |worse )?(?:in|at|during) (?:the )?(?:mornings?|evenings?|nights?|afternoons?)\b/;
const LEAD = '^(?:\\W*\\b(?:no|nope|na+h|ah|oh|but|well|already|actually|hmm*|thanks)\\b\\W*)*';
const DONE = new RegExp(
  `${LEAD}(?:i(?:'ve|ve)? )?(?:(?:already|just|have) )*(?:did|done|pressed|massaged|finished|tried|rubbed) (?:it|this|that|one|them|already|the)\\b`,
);
const WAS =
  /^(?:no|yes|well|but|and|,| )*(?:it|the knot|the pain) (?:was|felt|hurt|got|gets|has been|had been)\b.{0,30}\b(?:in the|at|this|by|every|all) (?:mornings?|evenings?|afternoons?|nights?|day)\b/;
const MEANS_TO = new RegExp(
  `${LEAD}i(?:'ll|ll| will| shall)(?: (?:just|probably|maybe))* (?:do|try|press) (?:it|this|that|again)\\b`,
);
const BY_THEMSELVES = /\b(?:my ?self|my own|alone|without you)\b/;

/** How the knot is, or what was done for it, told where a check-in is on offer: "it came back", "evening is worst". */
function tellsAnyhow(text: string, expecting: Expecting): boolean {
  if (WISHES.test(text)) return false;
  if (RETURNED.test(text) || WORST.test(text) || WAS.test(text) || DONE.test(text)) return true;
  return expecting === 'reminder-offer' && !BY_THEMSELVES.test(text) && MEANS_TO.test(text);
}

/** What is kept is one whole: "delete only the ratings", "remove my last answer". */
export function isInPart(text: string): boolean {
  return PART.test(text) && !WHOLE.test(text);
}
const PART =
  /\b(?:ratings?|scores?|numbers?|(?:last|latest|first|one|this|that|today's|yesterday's) (?:answers?|ratings?|sessions?|entry|check-?ins?|results?|messages?)|my side|the side|results? (?:of|from)|sessions? (?:of|from)|check-?ins? (?:of|from))\b/;
const WHOLE = /\b(?:everything|all|whole|completely|entire)\b/;
