import type { WarningKind } from '../../dialogs/words.ts';

/** What a message tells of a line in the second list of signs: it fits, it may fit, or only half of it does. */
export type LineTold = 'fits' | 'may-fit' | 'half';

const AGE =
  /\b(?:i'?m|im|am|aged?|at|of|turned|nearly|almost|be) (\d\d)\b(?! ?(?:min|%|sec|hours?|days?|weeks?|months?|kilos?|kg))|\b(\d\d)[ -]?(?:years?|yea?rs?|yrs?|yo|y\/o)\b/;
const FIRST =
  /\bfirst\b|\bnever\b[^.;!?]{0,20}\b(?:had|felt|known)\b[^.;!?]{0,30}\b(?:pain|this|that|such|it|like|anything|before)\b|\bnew to me\b|\bnever before\b/;
const AT_REST =
  /\b(?:stays?|there|hurts?|aches?|always|remains?|constant\w*|pain\w*|lasts?|same)\b[^.;!?]{0,40}\b(?:(?:when|while|if|whenever) (?:i|i'?m|im|i am|i do) (?:rest\w*|lie|lying|lay)|at rest|(?:despite|even with|even in|with|in spite of|during) (?:the |all the )?rest\b|when resting)/;
const GOES_AT_REST =
  /\b(?:goes|gone|go|away|eas\w+|better|less|stops?|not|isn'?t|doesn'?t|doesnt|never|only|no (?:pain|longer|more))\b/;

/** `text` is in small letters. Undefined where nothing of this is told. */
export function lineTold(text: string): LineTold | undefined {
  const told = text.slice(0, 300);
  const atRest = AT_REST.exec(told);
  if (atRest && !GOES_AT_REST.test(told.slice(0, atRest.index + atRest[0].length))) return 'may-fit';
  const age = AGE.exec(told);
  if (!age) return undefined;
  const years = Number(age[1] ?? age[2]);
  const isFirst = FIRST.test(told);
  // Pain like this for the first time: under 20, or over 55.
  if (years < 20 || years > 55) return isFirst ? 'fits' : 'may-fit';
  return isFirst ? 'half' : undefined;
}

/**
 * Whether a sign is one that a doctor looks at first, though others of its kind are an emergency: a cough that hurts,
 * night sweats, a cancer of ten years ago. `text` is in small letters.
 */
export function isForADoctor(kind: WarningKind, text: string): boolean {
  if (kind === 'breathing') {
    return /\b(?:cough|sneez|strain)/.test(text) && !/breath|blood|\bair\b|chest|heart|wheez|chok|sudden/.test(text);
  }
  return (
    kind === 'illness' &&
    /cancer|chemo|tumou?r|sweat|weight|lump|years? ago/.test(text) &&
    !/neck|headache|confus|vomit|drows|\blight\b|sudden|faint|breath|chest|heart|fever/.test(text)
  );
}

const TAKES_BACK =
  /\bi (?:said|wrote|meant|told you)(?: \w+){0,2} (?:not|no|never|isn'?t)\b|\bi (?:never|did ?n[o']t|didnt) (?:say|said|write|wrote|mean)\b|\bnot (?:my|the|in my) (?:chest|heart|head|arm|face|legs?)\b|\bmy (?:chest|heart|head|arms?|face|legs?|breathing) (?:is|are) (?:fine|ok|okay|good|normal|alright)\b/;

/** Whether a message says that a sign was never told of: "I said not chest, my chest is fine". `text` is in small letters. */
export function takesASignBack(text: string): boolean {
  return TAKES_BACK.test(text.slice(0, 300)) && !/\b(?:now|again|since|gone|passed|today|better)\b/.test(text);
}

const CHECKED =
  /\b(?:checked|examined|looked at|looked it over|seen|scanned|x-?rayed)\b[^.;!?]{0,20}\b(?:by|out|already|since|it|that|yesterday|today|last|this|on|in|at)\b|\b(?:has|have|had|was|were|got|been)\b[^.;!?]{0,20}\b(?:checked|examined|looked at|seen)\b/;

/** Whether a message tells that somebody has looked at a sign. `text` is in small letters. */
export function isChecked(text: string): boolean {
  return (
    CHECKED.test(text.slice(0, 300)) &&
    !/\b(?:not|no|never|nobody|if|when|until|will|should|must|need|can|could|want|waiting)\b|n'?t\b/.test(text)
  );
}
