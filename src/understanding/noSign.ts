import { changeTold } from './slots/rating.ts';

const EASING =
  /^\W*(?:(?:it|its|it's|is|has|have|did|the|knot|spot|pain|muscle|that|this|yes|yeah|ok|a|an|little|bit|tiny|tad|much|quite|really|now|already|just|so|somewhat|slightly|i|think|feels?|felt|eased?|easing|eases|softer|softened|softening|better|looser|loosened|relaxed|relaxing|let|go|gone|going|off|up|and|more|lot|there|went|down|finally|thanks|cross|my|heart)\b\W*)+$/;
const EASED = /\b(?:eas(?:ed?|es|ing)|soft\w*|better|loos\w+|relax\w*|let go)\b/;
const LENGTH =
  /^\W*(?:(?:for|since|about|around|like|over|roughly|maybe|almost|nearly|many|some|several|few|a|couple|of|one|two|three|four|five|six|\d+|now|already|ages)\W+)*(?:days?|weeks?|months?|years?|ages|forever)(?: now| already)?\W*$/;
/** The same with an everyday reason: "2 weeks maybe, worse after the commute", "started 2 weeks back with a new bag". */
const LENGTH_AND_REASON =
  /^\W*(?:(?:it|started|began|for|since|about|around|like|maybe|roughly|almost|nearly|the last|past|i've had it|had it)\W+)*(?:\d+|a|one|two|three|four|five|six|few|couple of|several) (?:days?|weeks?|months?|years?)(?: (?:maybe|now|or so|back|ago|already|i think|i guess))*[ ,.;-]+(?:(?:it's|its|is|gets|and|but|mostly|usually|always) )*(?:(?:worse|sorer|started|began) )?(?:after|with|when|at|from|since|in) (?:(?:i|i'm|im|my|the|a|an|new|long|every|each|office|heavy|too much|lots of|moving|changing|carrying|starting) ?)*(?:office|work|working|desk|commute|commuting|typing|typed|driving|drive|sitting|sit|computer|laptop|bag|backpack|chair|gaming|garden|gardening|gym|training|move|moved|job|screen|meetings?|home office)\W*$/;
/** A question of a few words that speaks of nobody: "swimming?", "does breathing matter". */
const IMPERSONAL = /\b(?:i|i'm|im|i've|my|me|mine|am)\b/;

/**
 * Whether a message in which the list finds no sign can hold none, whatever the model is reminded of: it eased, a number
 * for now and one before, how long it has been, or a short question that speaks of nobody. `text` is in small letters.
 */
export function isNoSign(text: string, asks: boolean): boolean {
  if ((EASING.test(text) && EASED.test(text)) || isPlainNews(text)) return true;
  if (
    LENGTH.test(text) ||
    LENGTH_AND_REASON.test(text) ||
    (text.split(/\s+/).length <= 10 && changeTold(text) !== undefined)
  )
    return true;
  if (FIGURES.test(text)) return true;
  const isQuestion = asks || text.trim().endsWith('?') || ASKS.test(text);
  return isQuestion && !IMPERSONAL.test(text) && text.split(/\s+/).length <= 6;
}

/** How the knot is, and no word beside: "its a lot better today", "still there but better", "it came back". */
export function isPlainNews(text: string): boolean {
  return text.length <= LONGEST_NEWS && NEWS.test(text) && TELLS_HOW.test(text);
}
const LONGEST_NEWS = 80;
const NEWS =
  /^\W*(?:(?:hi|hey|hello|ok|okay|well|so|yes|it|its|it's|is|the|my|knot|thing|pain|that|feels?|felt|a|an|lot|bit|little|tad|much|way|slightly|somewhat|still|there|but|and|though|now|today|again|than|before|yesterday|last|time|better|worse|same|unchanged|gone|back|came|not|really|quite|good|great|hurts?|sore|softer|improved|thanks|as)\b\W*)+$/;
const TELLS_HOW =
  /\b(?:better|worse|same|unchanged|gone|came back|is back|its back|it's back|softer|improved|still (?:there|hurts?|sore))\b/;

const ASKS = /^\W*(?:does|do|is|are|can|could|will|would|should|may)\b/;
/** The heart and the chest as figures of speech. */
const FIGURES =
  /\b(?:(?:taking|take|took) (?:\w+ ){0,2}to heart|cross my heart|heart of the (?:knot|matter|problem|muscle)|heart goes out|off my (?:chest|heart)|heart to heart|by heart|heart (?:isn'?t|is not) in it|give[sn]? me a heart attack (?:every|each|all)|chest hair)\b|^\W*(?:and |also |some )*headaches?(?: too| also| as well)?\W*$/;
