/** Words of the two lists of signs, by which "what is …" is known to ask about a line of them. */
export const OF_THE_LISTS =
  /shock|tear|rip|cough|hoarse|eyelid|lid\b|whiplash|thinner|immun|clums|numb|squeez|heav|tight|dread|slurr|muddl|droop|double|balance|swallow|bowel|pee|drows|light|swollen|swell|blue|accident|fever|shiver|sweat|weight|strain|tingl|weak|unsteady|lump|shape|rash|blister|infect|broken|blow\b|breath|stiff|birth|surger|dislocat|fistula|gland|implant|dialysis|defibrillator|pacemaker|connective|radiation|osteopor|sore|bruis|cancer|clot|bleed|bone|steroid|inject|inflam|down'?s|leg|spine|racing|faint|everyday|palpit|speech|sight|confus|pregnan|chest|headache|heart/;

const ASKS =
  /\b(?:what(?:'s|s| is| are| r)|what (?:exactly )?(?:do(?:es)?|did|counts?|kind|sort)(?: (?:you|u|ya|that|they|it))?(?: (?:mean|count))?(?: (?:by|as|of))?|(?:can|could|would|will) (?:you|u) (?:please |pls )?(?:explain|define|describe)|explain|define|meaning of|how do (?:you|u) mean)\s+(.+)$/;

/** The same in an order of its own: "what means whiplash". */
const MEANS_WHAT =
  /\b(?:what|how) (?:does )?(?:it )?(?:is )?(?:it )?mean(?:s|ing)?(?: it)?(?: the| a| by)?(?: word)?\W+(.+)$/;
/** With the line named first, or as what is not known: "dread, I don't know this word". */
const UNKNOWN_WORD = [
  /^(.*?)\W+(?:means? what|what (?:does )?(?:it|that|this|they) means?)\b/,
  /^(.*?)\W+i? ?(?:do not|don'?t|dont|never) (?:know|understand|heard?)(?: of)?(?: what)? (?:this|that|the|it|what)\b(?: \w+){0,2}\W*$/,
  /\b(?:do not|don'?t|dont|never) (?:know|understand|heard?)(?: of)?(?: what)?(?: (?:a|an|the|that|this|word|term|is|are|means?))* (.+?)(?: (?:means?|is|are))?\W*$/,
];
/** Told with one of these, it is what the person has. */
const HAD =
  /\b(?:arms?|legs?|hands?|fingers?|face|chest|foot|feet|head|back|heart|it|since|suddenly|very|now|am|have)\b/;

/** What may stand before such a question without telling anything. */
const LEADS =
  /^(?:\W|no|none|nope|nah|ok|okay|yes|i|think|guess|but|and|wait|sorry|hey|hi|um+|uh|well|of|these|them|those|so|hmm+|quick|question|all|to|else|excuse|me|except|good|just|one|thing|probably|please|pls|maybe|not|sure|first|for me|the list|dont know|don't know|do not know|idk)*$/;
/** Told of oneself, it is no question about a word. */
const OF_ONESELF = /\b(?:i|i'm|im|my|me|mine|if|should|wrong|next|do now)\b/;

/** What stands in the questions before a place alone. */
const OF_CARES =
  /fistula|glands?|implant|dialysis|defibrillator|pacemaker|connective|radiation|osteopor|whiplash|numb|steroid|thinner/;

/**
 * Whether a message asks what a line in a list of signs means, and tells nothing of oneself. Of cares about a
 * place alone, where other words have other meanings. `text` is in small letters.
 */
export function asksMeaning(text: string, ofCares = false): boolean {
  if (ofCares && !OF_CARES.test(text)) return false;
  const said = text.slice(0, 300);
  if (isAbout(ASKS.exec(said))) return true;
  if (!HINTS.test(said)) return false;
  return isAbout(MEANS_WHAT.exec(said)) || UNKNOWN_WORD.some((way) => isAbout(way.exec(said), HAD));
}
/** Without one of these it is asked in no other way. */
const HINTS = /mean|know|understand|heard/;

function isAbout(asked: RegExpExecArray | null, unless?: RegExp): boolean {
  const about = asked?.[1]?.replace(LEADS_IN, '');
  if (!asked || about === undefined || about.split(/\s+/).length > 9 || unless?.test(about)) return false;
  const before = asked.input.slice(0, asked.index);
  return OF_THE_LISTS.test(about) && !OF_ONESELF.test(about) && LEADS.test(before);
}
const LEADS_IN =
  /^(?:(?:no|none|nope|yes|ok|okay|well|but|and|to|all|else|nothing|of|these|them|those|excuse me|sorry|wait|except|only|just)\b\W*)+/;
