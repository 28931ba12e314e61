/** Words of the two lists of signs, by which "what is …" is known to ask about a line of them. */
export const OF_THE_LISTS =
  /shock|tear|rip|cough|hoarse|eyelid|lid\b|whiplash|thinner|immun|clums|numb|squeez|heav|tight|dread|slurr|muddl|droop|double|balance|swallow|bowel|pee|drows|light|swollen|swell|blue|accident|fever|shiver|sweat|weight|strain|tingl|weak|unsteady|lump|shape|rash|blister|infect|broken|blow\b|breath|stiff|birth|surger|dislocat|cancer|clot|bleed|bone|steroid|inject|inflam|down'?s|leg|spine|racing|faint|everyday|palpit|speech|sight|confus|pregnan|chest|headache|heart/;

const ASKS =
  /\b(?:what(?:'s|s| is| are| r)|what (?:exactly )?(?:do(?:es)?|did|counts?|kind|sort)(?: (?:you|u|ya|that|they|it))?(?: (?:mean|count))?(?: (?:by|as|of))?|(?:can|could|would|will) (?:you|u) (?:please |pls )?(?:explain|define|describe)|explain|define|meaning of|how do (?:you|u) mean)\s+(.+)$/;

/** What may stand before such a question without telling anything. */
const LEADS =
  /^(?:\W|no|none|nope|nah|ok|okay|yes|i|think|guess|but|and|wait|sorry|hey|hi|um+|uh|well|of|these|them|those|so|hmm+|quick|question|all|good|just|one|thing|probably|please|pls|maybe|not|sure|first|for me|the list|dont know|don't know|do not know|idk)*$/;
/** Told of oneself, it is no question about a word. */
const OF_ONESELF = /\b(?:i|i'm|im|my|me|mine|if|should|wrong|next|do now)\b/;

/** Whether a message asks what a line in a list of signs means, and tells nothing of oneself. `text` is in small letters. */
export function asksMeaning(text: string): boolean {
  const asked = ASKS.exec(text.slice(0, 300));
  const rest = asked?.[1];
  if (!asked || rest === undefined || rest.split(/\s+/).length > 9) return false;
  return OF_THE_LISTS.test(rest) && !OF_ONESELF.test(rest) && LEADS.test(text.slice(0, asked.index));
}
