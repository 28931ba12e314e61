import { lowered } from './lowered.ts';

/** What tells that one can still do without much trouble what was asked about. */
const CAN =
  /\b(?:can|could|able to)\b(?: \w+){0,3}? (?:sleep|think|move|do|work|function|manage|bear|cope|live|stand|handle)\b|\bi (?:still )?can\b|\b(?:bear|manage|toler)able\b|\bi (?:still |can |do )*(?:sleep|think|move)\b|\bsleep(?:ing)? (?:is |was )?(?:fine|ok(?:ay)?|normal(?:ly)?|well|alright|good|like a)|\bnot (?:that|so|quite that|as) bad\b|\bcould be worse\b/;
/** What tells of trouble with it, or takes half of it back. */
const HARD =
  /\b(?:can ?not|can't|cant|could ?n'?t|could not|unable|not able|hardly|barely|scarcely|unbearable|not (?:really |very )?(?:bear|manage|toler)able|no sleep|never|not (?:sleep|think|move)\w*|wakes?|woke|hard|harder|struggl\w*|trouble|difficult\w*|stops?|keeps?|kept|awake|badly|painkillers?|pills|little sleep|only|except|unless|apart from|(?<!could be )worse)\b|n't (?:really )?(?:sleep|think|move)/;
/** Bad in one way of moving alone: neither yes nor no. */
const ONLY_THEN = /\b(?:only|just|but) (?:when|if|while|in the)\b|^\W*when (?:i|it)\b|\bsometimes\b|\bdepends\b/;

/**
 * What a message says to "is it so bad that it is hard to sleep, think or move?" where its words say more than yes or
 * no: "yes, I can still do all that" is a no. `unclear` has to be asked again; undefined where nothing of this is told.
 */
export function severeAnswer(message: string): 'no' | 'unclear' | undefined {
  const text = lowered(message.slice(0, 300));
  if (BEARABLE.test(text)) return 'no';
  const can = CAN.test(text);
  if (can && !HARD.test(text)) return 'no';
  return can || ONLY_THEN.test(text) ? (isPlainYes(text) ? undefined : 'unclear') : undefined;
}

/** "Its ok", said of how bad it is. A lone "ok" may be a nod. */
const BEARABLE =
  /^\W*(?:(?:no|nah|nope|well|oh)\W+)*(?:it'?s|it is|im|i'm|i am|that'?s|that is|all|everything is) (?:ok(?:ay)?|fine|alright|all right|good|not bad)\W*$/;

/** "I can't sleep" is a plain yes, whatever it can be read as besides. */
function isPlainYes(text: string): boolean {
  return /\b(?:can ?not|can't|cant|couldn'?t|could not|hardly|barely|not able to|unable to) (?:\w+ )?(?:sleep|think|move|do any)|\bnot (?:really |very )?(?:bear|manage|toler)able\b/.test(
    text,
  );
}
