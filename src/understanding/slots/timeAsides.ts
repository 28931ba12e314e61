import { after, before } from './around.ts';
import type { ToldTime } from './toldTime.ts';

/** A time that only tells why, within its part of a sentence: "since my class ends at 5", "the 2 pm one clashes". */
const ASIDE_BEFORE =
  /\b(?:because|bc|cos|coz|cuz|cause|since|as (?:i|my|the|we)|after(?= .* (?:i|my|the) )|until|till|ends?|ended|is over|begins?|starts?|finish(?:es)?|closes?|opens?|lets? out|leaves?|leave (?:at|for)|log off|i've|ive|i have|i had|i teach|i lead|i run|i am giving|i'm giving|the old|the current|this one|has me|(?:drops|brings|takes|gets|picks) (?:me|us)|never (?:once )?eaten|is always|read this|(?:i|we|he|she|they|kids) (?:start|begin|rise|arrive|clock (?:in|on|off|out)|log (?:on|in)|get (?:in|up|home|to)|wake|eat|go (?:home|to)|leave|finish|sleep|(?:am|are)(?: already| usually)? (?:at|in|on|with)|work)|(?:i'm|we're|he's|she's|they're)(?: \w+)? (?:at|in|on|with)|(?:it|that)(?:'s| is| was) (?:now |currently |still )?at|(?:is|are|goes|comes|\w+'s) on at|(?:before|after|ahead of) (?:the|my|our)(?: (?:[a-z-]+ ){1,3}at)?|(?:my|our|the|his|her|school|mass|lunch|court|team|train|bus|class|kids) ?(?!(?:best|ideal|preferred|favou?rite|usual|time|slot|preference|choice|reminder|check|ping|hour)\b)(?:[a-z-]+ ){0,2}(?:is|are|'s|starts?|begins?|ends?|leaves?|opens?|closes?|comes?|goes(?: off)?|rings|lasts|runs|gets? in|arrives?|departs?)(?: at)?)\b[^.;!?]*$/;
const ASIDE_AFTER =
  /^\s*(?:am|pm|o'clock)?\s*(?:one|news|bus|train|class|meeting|call|stand-?up|medicines?|lecture|shift|slot)\b|^[^.;,!?]{0,20}\b(?:lands? in|clash(?:es)?|is always a bad)\b|^\s*(?:i am|i'm|we are|we're)(?! (?:free|available|awake|up|back|home|done|ready|there|usually|normally|around|alone|at my desk|in the office)\b)|^\s*(?:i have|i've|we have|there's|there is|(?:is|'s) (?:my|the|when|a|our)\b)/;
/** "Five to twelve, just before noon" tells one time twice. */
const BESIDE_NOON = /\b(?:before|after|around|towards?|near|nearly) $/;
/** What is counted, told by the noun that follows: "2 depositions", "66 year old". */
const COUNTED_AFTER =
  /^[ -](?!(?:am|pm|in|at|on|every|each|daily|and|or|please|pls|plz|thanks|thank|ta|would|is|will|works?|suits?|sharp|for|if|but|then|though|as|so|same|only|during|maybe|from|to|till|until|through|when|with|just|it|i|my|by|that|sounds|seems|fine|good|ok|okay|instead|not|this|tomorrow|tonight|after|before|too|week|o'clock|h|hrs?|hours?|m|mon|tue|wed|thu|fri|sat|sun|no|yes|yeah|yep|cheers|lol|haha|actually|sorry|wait|make|exactly|promptly|he|she|we|you|the|a|of|because|since|cos|cause|bc|while|once|over|around|about|like|right|now|everyday|always|mornings?|evenings?|afternoons?|nights?|noon|half|quarter|past|weekdays?|weekends?|days?|all|any|mate|pal|buddy|bud|friend|dear|love|man)\b)[a-z]{4,}/;

/** Whether a time belongs to the story around the wish and not to the wish. */
export function isAside({ at, end, reckoned }: ToldTime, text: string): boolean {
  if (reckoned) return false;
  const clause =
    before(text, at)
      .split(/[.;!?]|[,:](?= )|\b(?:so|make it|call it|therefore|hence|please|and (?:i )?would|and then)\b/)
      .at(-1) ?? '';
  const said = text.slice(at, end);
  const counted = /^\d{1,2}$/.test(said) && COUNTED_AFTER.test(after(text, end));
  if (!/\d/.test(said) && BESIDE_NOON.test(before(text, at))) return true;
  return counted || ASIDE_BEFORE.test(clause) || ASIDE_AFTER.test(after(text, end));
}
