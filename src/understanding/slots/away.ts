import { readRange } from './namedDay.ts';

/** Away from the desk, from one day to another, and nothing told before: "I'm off 7-11 December", "ooo Monday to Wednesday". */
export function isAway(message: string): boolean {
  if (WEEK_OFF.test(message)) return true;
  return AWAY.test(message) && !OF_THE_WEEK.test(message) && readRange(message) !== undefined;
}
/** "Skip next week" leaves out more than its Monday. */
const WEEK_OFF =
  /^(?:(?:please|pls|can|could|you|we|i'd like to|i want to|ok|okay|so|just|hi|hey)[ ,]+)*(?:(?:skip|leave out|drop|miss|give me|cancel) (?:all (?:of )?|the whole (?:of )?|the entire |the )?(?:next|this) week(?: off| out)?|(?:all |the whole of )?(?:next|this) week (?:off|without)|leave (?:next|this) week out)\b(?:[ ,]*(?:please|pls|thanks|out|off|completely|entirely|i'm [^?]*|im [^?]*|because [^?]*))?[ .!]*$/;
const AWAY =
  /^(?:(?:ok|okay|hi|hey|hello|btw|by the way|fyi|note|please note|sorry|just so you know|so|also|and|i'm|im|i am|i'll be|ill be|i will be|i shall be|we are|we're|we'll be|am|will be|going to be|gonna be|going|gone|go|not|here|that|completely|actually|now|on|then)[ ,:.]+)*(?:off(?!-)|away|out of (?:the )?office|out|ooo|on (?:\w+ )?(?:leave|holidays?|vacation|honeymoon|a trip|a break|business)|(?:my )?(?:holidays?|vacation|leave)|travell?ing|abroad|not (?:here|in|at work|working|around)|camping|hiking|skiing)\b/;
/** Told of every week, or of days one by one: "I'm off from Friday to Sunday every week", "off Friday and Saturday". */
const OF_THE_WEEK =
  /\b(?:every|each|always|usually|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|rest of|other days)\b|(?<!between )\b[a-z]+day and [a-z]+day\b/;

/** "Don't bug me today", "no pings tonight": the check-ins of today are left out, and no others. */
export function isNotToday(message: string): boolean {
  return NOT_TODAY.test(message);
}
const NOT_TODAY =
  /^(?:(?:please|pls|sorry|hey|hi|ok|okay|can you|could you|and|just)[ ,]+)*(?:don'?t|do not|no|not|stop|quit|never) (?:any |more |the |my |me |you |dare |even )*(?:bug|bother|ping|ask|remind|message|disturb|check|nudge|text|contact|write|poke|pester|pings?|reminders?|check-?ins?|messages?|questions?)(?:ing)?\b(?: (?:in|on|with|me|us|again|any ?more|for|at all|about it|about this|this)){0,4},? (?:today|tonight|this (?:evening|afternoon))\b[ .!]*(?:please|pls|thanks|ok|thx)?[ .!]*$/;
