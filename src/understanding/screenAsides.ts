import { OF_THE_LISTS } from './asksMeaning.ts';

const DOCTOR = String.raw`\b(?:doc|docs|doctors?|dr|gp|midwife|physio\w*|nurse|specialist|oncologist|cardiologist|consultant|surgeon|ob ?-?gyn|obstetrician|rheumatologist|ha?ematologist|neurologist)\b`;
const SAID = String.raw`\b(?:said|says|told|ok'?d|oked|okayed|cleared|approved|allows?|allowed|knows|confirmed|gave|fine with|ok with|okay with|happy with|signed|thinks?|checked|looked at it|had nothing against|has nothing against|green ?lit)\b`;
const DOCTOR_SAID = new RegExp(
  `${DOCTOR}[^.!?]{0,30}${SAID}|${SAID.replace('told|', '')} by (?:my|the|a) ${DOCTOR}|\\bcleared (?:it|this) with (?:my|the|a) ${DOCTOR}`,
);
const ALLOWS =
  /\b(?:fine|ok|okay|good|alright|all right|nothing against|no objections?|safe|allowed|go ahead|all clear|cleared|approved|ok'?d|oked|okayed|can|could|harmless|green light|happy|no problem|signed off)\b/;
const FORBIDS =
  /\b(?:not(?! a problem)|never|cannot|cant|no doctor|nobody|should i|would|if my|(?<!did |i |have |i've )ask(?:ing)?|(?:should|will|can|could|must|to|let me|gonna|better) ask|unless|until|avoid|don'?t|but (?:only|not))\b|n't\b/;

/** Whether a message tells that a doctor, or somebody like one, has said that pressing is fine. `text` is in small letters. */
export function doctorAllows(text: string): boolean {
  return DOCTOR_SAID.test(text) && ALLOWS.test(text.replace(/\bcan'?t\b/g, '')) && !FORBIDS.test(text);
}

const ONE_DENIED =
  /^\W*(?:well |ok |and |i |i'?m |am |ive |i've |my |do |really |definitely |currently |have |got |there'?s |there is |at least |certainly )*(?:do not|don'?t|dont|not|no|never|isn'?t|haven'?t|havent|ain'?t|without) [\w']+(?: [\w']+){0,4}\W*$/;
/** In characters: one sign named in passing is said in a few words. */
const LONGEST_DENIAL = 120;
/** Holds for more than one of them. */
const OF_ALL =
  /\b(?:none|nothing|nope|nah|neither|any(?:thing|where)?|nor|or|and|all|everything|either|these|those|them|that|one|else|others?|signs?|symptoms?|list|issues?|problems?|trouble(?! breathing)|of|fit)\b|\bno\b\W+no\b|^\W*no\W*,/;

/** Whether a message denies one sign of a list by name, and says nothing of the others: "not pregnant". `text` is in small letters. */
export function deniesOneAlone(text: string): boolean {
  return text.length <= LONGEST_DENIAL && ONE_DENIED.test(text) && !OF_ALL.test(text) && OF_THE_LISTS.test(text);
}

/** "Can we go on?", and no word of another time. */
export function asksToGoOn(text: string): boolean {
  return (
    /\b(?:(?:can|could|shall|may) (?:we|i)|let'?s|let us)(?: please| just| now| then| maybe| still)* (?:go on|continue|carry on|proceed|keep going|resume|get on with it)\b/.test(
      text,
    ) && !/\b(?:later|tomorrow|another|tonight|next|after|not|without|in \d+|when|how)\b|n't\b/.test(text)
  );
}
