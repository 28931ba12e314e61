import { plainCalendar } from './calendarWords.ts';
import { plainLengths, readMinutes } from './duration.ts';
import { lengthsIn, type ToldLength, withoutLengths } from './lengths.ts';
import { HALF_DAY } from './toldTime.ts';

/** How much of the text around a length can say whether it is still to come. */
const NEAR = 48;

/** Words that may stand around a length in the part of a sentence that does nothing but put something off. */
const AROUND =
  /\b(?:ok|okay|ye[sp]|yeah|no|nope|nah|naw|please|pls|plz|kindly|thanks|ta|cheers|sorry|remind|ask|ping|nudge|message|check|text|write|poke|try|come|bug|bother|hit|me|us|it|this|that|these|again|back|in|by|about|around|roughly|exactly|another|more|just|only|maybe|perhaps|give|gimme|gies?|snooze|later|not|now|wait|hold|hang|on|or|so|like|say|after|the|to|a|an|and|n|bit|most|least|at|once|longer|further|total|altogether|postpone|delay|defer|put|off|push|can|could|would|will|do|be|is|you|i|we|i'll|i'd|need|want|take|make|call|then|next|should|next|left|to go|super|great|fine|good|nice|perfect|lovely|ideal|busy|meeting|each|apiece|periods?|rounds?|plus|less|minus|double|twice|half|quarter|third|of|till|until|mate|bro|dude|man|son|pal|hen|abeg|brb|love|pet|ji|yaar|lah|boss|friend|dear|folks|buddy|lol|haha|least|tops|max|hmm+|um|uh|actually|rather|instead|meant?|shortly|pet|first|while|little|other|top|safe|extra|kind|enough|plenty|realistic|neh|ha(?:ha)+|time|well)\b/g;

/** Asks to be asked later, whatever else is told. */
const ASKS =
  /\b(?:ask|asking|remind|ping|nudge|poke|prod|holler|prompt|message|text|try|catch|hit|tap|buzz|knock|bug|bother|tell|come|check|get|be|talk|speak) (?:it |this |that )?(?:to )?(?:me|us|back|again|then|in|after|when|once|later|with|at|up|by|on|anew)\b|\b(?:snooze|postpone|defer|delay (?:it|this|that|by|for)|bump|put (?:it|this|that|me) (?:off|back)|push (?:it|this|that)|hold (?:on|off|that|this|it)|hang on|wait|gimme|gie me|gie's|gies|giz|(?:give|allow|grant|spare|lend) (?:me|us|it)|let me|come back|return|not for|not (?:now|yet|the noo|at the moment|right now|this second|just yet|for another)|from now|(?:i|we)(?:'ll| will| shall| should)(?: only)? (?:be|have|know|answer|tell|talk|reply|get|feel)|i'm yours|then me\b|(?:you may|please) ask|ask (?:away|after|when|once|then|again)|ask\s*[.!]*$|until then|same question|repeat (?:the|your|this)|hands (?:are )?full|free (?:in|after|then)|i'm free|make (?:it|that) \d|(?:isn't|not) enough|too short|bring (?:it|this|that) up|(?:then|after)\s*[.!]*$|after (?:that|this|both|all)|ready in|done in|(?:mins?|minutes?|hours?) (?:left|to go|remaining)\s*(?:[.,;!]|$)|back in|then (?:i|you|ask|ping|we)\b)/;

/** Said of every day, and not of this once: "an hour later from now on". */
const OF_EVERY_DAY =
  /\b(?:every ?day|each day|each time|always(?=\s*(?:$|[,.!]))|daily|permanent(?:ly)?|for good|from now on|from (?:today|tomorrow|next)|in future|as a rule|as standard|every (?:morning|evening|week)|weekdays|earlier|sooner|later [^.!?]*(?:\d:\d\d|\d ?[ap]m|o'clock))\b|\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)days?\b/;

/** A question about a length. */
const ABOUT_LENGTHS = /\b(?:how (?:long|many|much)|what if|why|does (?:it|this))\b/;

/** A length that is over, or that recurs: "an hour ago", "for the last hour", "every 20 minutes", "by the hour". */
const OVER_AFTER =
  /^\s*(?:ago|before|earlier|back\b|now\b(?! please)|in\b(?! the (?:car|bath|shower|meeting|queue|chair|oven))|since|already|of (?:\w+ )?(?:sleep|peace|pressing|sitting|typing|driving|work|massage|massaging|holding|rubbing|rolling|calls|meetings|stretching|pressure|relief)\b|straight|yesterday|last (?:night|week|time)|this morning|(?:on|with) (?:the|a|my) (?:ball|roller|foam|heat|wall|pad|spot|knot)|at (?:a time|the|my|this)\b|and (?:it|the (?:knot|lump|pain|thing|ache|spot)|i(?!'ll| will)|now|back)\b|helped|did|later (?:it|the knot)|into|without|before)/;
const OVER_BEFORE =
  /\b(?:ago|since|last|past|previous|every|per|by the|away|went|slept|sleep|sat|sit|sitting|drove|drive|worked|work|played|play|pressed|press|held|hold it|rubbed|did|done|tried|spent|lasted|took|coded|typed|type|typing|typed|was(?! going)|were|felt|ached|aching|hurt|hurts|sore|been|got (?:through|thru)|used to|could(?! (?:you|we|i|today|this|it)\b)|can (?:only |now |still |even )?(?:sit|stand|work|sleep|drive|type|play|game|draw|do|go|hold|read)|only after|(?:better|worse|fine|gone|good|quiet|easier|looser|(?:is|it's|was|came) back|eased|ok|okay|softer|sore|stiff|tight|tighter) (?:after|for|in|within|than)|than)\b(?: \w+){0,3} $/;
/** What the question is about, or a sign of something graver. */
const OF_THE_BODY =
  /\b(?:knots?|lumps?|pains?|painful|sore\w*|ach(?:e|es|ed|ing|y)|hurts?|hurting|stiff\w*|tight\w*|loose\w*|tender|ease[sd]?|easing|relaxed|soft\w*|hard|harder|swollen|swelling|better than|worse|worst|same as|(?<!will have )gone|unchanged|improv\w+|numb(?!er)\w*|tingl\w+|dizzy|faint\w*|chest|heart|breath\w*|eyes?|arms?|legs?|face|blood\w*|fever|sweat\w*|vision|speech|spine|shoulders?|rib|ribs)\b/;

/** Every length that is told is over, and puts nothing off: "it took 15 minutes", "a 6 after two hours of calls". */
export function tellsOfThePast(message: string): boolean {
  const text = plainCalendar(message);
  const lengths = lengthsIn(text);
  return lengths.length > 0 && lengths.every((one) => isPast(one, text));
}

function isPast({ at, end }: ToldLength, text: string): boolean {
  const before = text.slice(Math.max(0, at - NEAR), at);
  const after = text.slice(end, end + NEAR);
  return (
    OVER_AFTER.test(after) ||
    OVER_BEFORE.test(before) ||
    (/(?<!\b(?:ask|me|again|back|then|once) )\bafter $/.test(before) &&
      /^(?: (?:of|on|at|in)\b|'s? (?!time))/.test(after))
  );
}

/**
 * A check-in is put off: a length of time that is still to come, told by itself or with a wish to be asked after it.
 * "Two hours, the train has no signal" does, and "it hurt for two hours" does not.
 */
export function isPutOff(message: string): boolean {
  const minutes = readMinutes(message);
  // "Wait a minute" is no length, and nobody puts one check-in off for half a day.
  if (minutes === undefined || minutes < 2 || minutes >= HALF_DAY) return false;
  const text = plainLengths(message);
  if (OF_EVERY_DAY.test(text) || OF_THE_BODY.test(text) || ABOUT_LENGTHS.test(text)) return false;
  const lengths = lengthsIn(text);
  const toCome = lengths.filter((one) => !isPast(one, text));
  if (toCome.length === 0) return false;
  return ASKS.test(text) || (toCome.length === lengths.length && isSetApart(text));
}

/** Between the one who asks and the length after which to ask: "try me again in about". */
const ASKS_IN =
  /\b(?:ask|asking|remind|ping|nudge|poke|prod|check|try|come|message|text|snooze)\b(?: [a-z']+){0,4}? (?:in|after|for) (?:about |like |around )?$/;

/** A wish to be asked once more, plain enough to be heard beside an answer: "better, but ask again in two hours". */
export function asksForLater(message: string): boolean {
  const text = plainCalendar(message);
  if (OF_EVERY_DAY.test(text)) return false;
  return lengthsIn(text).some(
    (one) => one.each <= 60 && !isPast(one, text) && ASKS_IN.test(text.slice(Math.max(0, one.at - NEAR), one.at)),
  );
}

/** Between the wish and the length that it waits for: "remind me to do this once more in". */
const WISHES_IN =
  /\b(?:ask|remind|ping|nudge|poke|check|message|text|wake|alert|prompt)\b(?: [a-z']+){0,8}? (?:in|after) (?:about |like |around )?$/;

/** A wish to be asked once, so long from now: "could you remind me to do this in one minute". */
export function asksOnceIn(message: string): boolean {
  const text = plainCalendar(message);
  if (OF_EVERY_DAY.test(text) || readMinutes(text) === undefined) return false;
  return lengthsIn(text).some(
    (one) => !isPast(one, text) && WISHES_IN.test(text.slice(Math.max(0, one.at - NEAR - NEAR), one.at)),
  );
}

/** Where one part of a sentence ends: at its signs, and where the reason begins: "20 mins I'm in the lift". */
const APART =
  /[.,;:!?()\n–—]+(?!\d)| - | plus |\p{Extended_Pictographic}|(?<!\band|\bn) (?=(?:i'm|im|i am|i go|while|when|because|cos|bc)\b)/u;

/** A part of a sentence is a length and little else: "in 1h30", "another 20 minutes please, I'm cooking". */
function isSetApart(text: string): boolean {
  return text.split(APART).some((part) => {
    const rest = withoutLengths(part);
    return rest !== part && !/\p{L}/u.test(rest.replace(AROUND, ' '));
  });
}

/** "Ask me later", without a length. */
const ASK_LATER =
  /^(?:(?:ok|okay|not now|sorry|please|can you|could you|busy)[ ,.]+)*(?:ask|remind|ping|nudge|check|message|text|poke)(?: (?:me|in|with me|back|again))* (?:a (?:bit|little) )?later\b[ .!]*(?:please|pls|today|thanks|ok)?[ .!]*$/;

export function saysAskLater(message: string): boolean {
  return ASK_LATER.test(message);
}
