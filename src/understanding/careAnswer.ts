import { lowered } from './lowered.ts';

/** What the lists of areas to leave out hold, and what people call it. */
const HELD =
  /\b(?:implants?|implanon|nexplanon|sensor|libre|dexcom|cgm|glucose monitor|insulin pump|pump|picc|fistula|dialysis|catheter|lymph\w*|vaccin\w*|jab|shot|injection|drip|pacemaker|defibrillator|icd|port|stent|breast ?feed\w*|nursing|mastectomy|lumpectomy|radiation|radiotherapy|dislocat\w*|osteoporosis|osteopenia|steroids?|predniso\w*|thinners?|warfarin|apixaban|rivaroxaban|xarelto|eliquis|strokes?|tia|carotid|blood pressure|hypertension|heart (?:disease|condition|failure)|marfan|ehlers|eds|arthritis|rheumatoid|whiplash|surgery|operation|rash|wound|stitches|burn|sunburn|broken rib|cracked rib|bruised|bruise)\b/;
/** Takes it back, or is about somebody else. */
const TAKES_BACK =
  /\b(?:no|not|none|never|without|neither|nor|don't|dont|didn't|haven't|hasn't|isn't|removed|healed|long ago|years ago|as a child|wife|husband|mother|father|friend|sister|brother)\b|n't\b/;

/**
 * Whether a message names something that a list of areas to leave out holds, as the person's own and as present:
 * "I have a contraceptive implant in it". In doubt it does not, and the list is asked about again. Pure.
 */
export function namesCare(message: string): boolean {
  const text = lowered(message.slice(0, 300));
  return HELD.test(text) && !TAKES_BACK.test(text) && !text.trimEnd().endsWith('?');
}
