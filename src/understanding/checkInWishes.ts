import type { Expecting } from '../../dialogs/words.ts';
import { OF_CHECK_INS, TIME_ASKED } from './readByPhrases.ts';
import type { Reading } from './reading.ts';
import { readSetting } from './slots/reminder.ts';

/** A wish for check-ins that nobody asked about names them, a time or a day: "I am back after three days" is none. */
export function mayWish(reading: Reading, expecting: Expecting): boolean {
  if (TIME_ASKED.has(expecting) || OF_CHECK_INS.test(reading.text)) return true;
  return Object.keys(readSetting(reading, expecting)).length > 0;
}

/** Where nobody speaks of check-ins a halt says so: "two weeks, since the new bag" tells how long the knot has been there. */
export function mayPause(text: string, expecting: Expecting): boolean {
  return MAY_PAUSE.has(expecting) || OF_A_HALT.test(text);
}
const MAY_PAUSE = new Set<Expecting>(['nothing', 'check-in', 'confirm', 'reminder-offer', 'reminder-time', 'zone']);
const OF_A_HALT =
  /\b(?:paus|hold|halt|break|suspend|until|till|off\b|away|holiday|vacation|leave|leaving|trip|travel|abroad|out of office|stop|quiet|ask|skip|remind|check|ping|messag|notif|mute|freeze|silen|leave me|no more)/;

/** What ends the check-ins names them in some way: "remove the last one" and "stop sending pictures" are about something else. */
export function mayStop(text: string): boolean {
  return OF_MESSAGES.test(text) && !isOfOtherThings(text);
}

export function isOfOtherThings(text: string): boolean {
  return OF_OTHER_THINGS.test(text);
}

const OF_MESSAGES =
  /\b(?:remind|check|ping|nudg|messag|notif|alert|alarm|prompt|schedul|ask|question|bother|pester|contact|writ|text|unsub|opt|series|daily|every|each|morning|evening|these|them|those|bug|nag|spam|subscri|poke|call|hear|quiet|mute)/;
const OF_OTHER_THINGS =
  /\b(?:pictures?|images?|buttons?|emojis?|videos?|gifs?)\b|\b(?:this|that|my last|the last) message\b(?! (?:each|every|at|in)\b)/;

/** "Stop all my check-ins, weekdays and weekends". */
export function stopsAll(text: string): boolean {
  return STOPS_ALL.test(text);
}
const STOPS_ALL =
  /^(?:please |just |ok |can you |could you |i want to |i'd like to )*(?:stop|cancel|end|delete|remove|turn off|kill|no more) (?:all|every)\b/;

/** "Stop the weekend check-ins", "take Friday off my list": some of the days, and not the series. */
export function isOfSomeDays(text: string): boolean {
  return OF_SOME_DAYS.test(text);
}
const OF_SOME_DAYS =
  /\b(?:remove|take|drop|delete|cut|strike)\b.*\b(?:week-?ends?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b.*\b(?:from|off|out of)\b|^(?!.*\ball\b).*\b(?:week-?ends?|weekdays?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)'? (?:check-?ins|reminders|pings|ones|messages)\b|^(?!.*\ball\b).*\b(?:check-?ins?|reminders?|pings?|messages?|ask(?:ing)?|remind(?:ing)?|ping(?:ing)?|checking in)(?: (?:me|us|with me))? (?:on|at|over|during) (?:the |my )?(?:week-?ends?|weekdays|(?:mon|tues|wednes|thurs|fri|satur|sun)days)\b/;
