import type { Content } from '../phrasing/content.ts';
import { plainWords } from './plainWords.ts';

/** Whether a question stands somewhere in it: at a question mark, or where a part begins as questions do. */
export function asksSomething(words: string, content: Content): boolean {
  if (words.includes('?')) return true;
  const begins = new Set((content.words.asking.begins ?? '').split(' '));
  return words.split(/[,.;:\n]+/).some((part) => begins.has(withoutAround(plainWords(part)).split(' ')[0] ?? ''));
}

/**
 * Whether a message is a question and nothing else, so that it can be no answer: "do men and women have that?", and not
 * "is it better? yes it is", nor "could we do that", which may be a yes.
 */
export function asksOutright(words: string): boolean {
  if (/[.!?\n].*\p{L}/u.test(words.trim())) return false;
  const text = withoutAround(plainWords(words));
  return OUTRIGHT.test(text) && !ANSWERS_ITSELF.test(text);
}
const OUTRIGHT =
  /^(?:(?:does|has) (?:it|this|that|the|my|a|an|any|anything|something|one|someone|somebody|everyone|everybody|anyone|anybody|pressing|breathing|sitting|stress|posture)|(?:is|was|will|would) (?:it|this|that|there|one|everyone|everybody|anyone|anybody|breathing|pressing)|do (?:i|you|we|they|men|women|people|most|all|other|others|knots|muscles)|are (?:they|there|these|those|you|people|men|women)|(?:am|can|could|may|should|shall|must) (?:i|it|this|that|one|people)|is (?:it )?ok|is (?:longer|harder|more|less|deeper) \S+|why not (?:the|my|just|press|do|on|this|that)|why (?:do|does|did|is|are|should|would|must|can) \S+|what (?:is|are|does|do|if|happens|would|will|should|kind|about) \S+|how (?:is|are|do|does|can|should|will|much|many|long|far|often|hard|deep) \S+|which \S+ (?:is|are|do|does|should|one)|when (?:do|does|will|can|should) \S+|where (?:is|are|do|does|should|can|exactly)|who \S+)\b/;
const ANSWERS_ITSELF =
  /\b(?:yes|no|yeah|yep|nope|nah|think|guess|maybe|probably|seems|felt|ive|i found|not sure|please|thanks|done|gone|eased)\b|(?<!(?:can|could|do|may|must|should|shall|when|if|while|how|what|where) )\bi (?:do|dont|have|feel)\b/;

/** What somebody else says is brought up to be talked about. */
export function isHearsay(words: string): boolean {
  return HEARSAY.test(plainWords(words));
}
const HEARSAY =
  /\b(?:says?|said|told me|thinks?|reckons?|swears? (?:by|on)|i (?:have )?(?:heard|read)|ive (?:heard|read)|apparently|they say|people say)\b/;

/** The words of a message without what only leads in to it or rounds it off. */
export function withoutAround(plain: string): string {
  return plain.replace(LEADS_IN, '').replace(ROUNDS_OFF, '');
}
const LEADS_IN =
  /^(?:(?:(?:yes|yeah|yep|no) (?:but|and)|ok|okay|well|so|and|but|or|hm+|um+|uh|er|ah|oh|sorry|wait|hey|hi|hello|please|right|alright|also|just|actually|btw|quick question|one question|question|tell me|can you tell me|could you tell me|i wonder|wondering|i mean|fine|sure|cool|thanks|hang on|hold on) )+/;
const ROUNDS_OFF =
  /(?: (?:please|pls|plz|though|tho|actually|mate|thanks|thank you|sorry|btw|by the way|i wonder|just wondering|just curious|unknot|lol|haha))+$/;
