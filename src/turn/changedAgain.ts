import { questionAt } from '../../dialogs/place.ts';
import { questionOf } from '../../dialogs/questions.ts';
import { ANSWERS, type Slots } from '../../dialogs/words.ts';
import { localParts } from '../check-ins/localParts.ts';
import { lowered } from '../understanding/lowered.ts';
import { readMinutes } from '../understanding/slots/duration.ts';
import type { Understand, Understood } from '../understanding/understood.ts';
import { type Person, zoneOf } from './person.ts';
import { localDate } from './scheduling.ts';

/** What a second thought begins with. */
const SECOND_THOUGHT =
  /^(?:(?:actually|no+|nah|nope|nvm|never ?mind|sorry|oops|wait|lol|haha|hm+|oh|ok|okay|or|rather|hang on|scratch that|not that)[ ,.!]+)*(?:(make|set|do|have) (?:it|that|them|this)|(?:i|we) (?:mean|meant|said)|say|rather|better|let's say)?,? ?(?:to |at |for |be )?(.+)$/;
const BEGINS =
  /^(?:actually|no+|nah|nope|nvm|never ?mind|sorry|oops|wait|lol|haha|hm+|oh|or|rather|hang on|scratch|not that|make|set|do|have|i mean|i meant|i said|say|better|let's say)\b/;
const SAYS_SO = /\b(?:make|set|do|have) (?:it|that|them|this)\b|\b(?:i|we) (?:mean|meant|said)\b/;
/** A number that is to be minutes or an hour. */
const NUMBER = /^(\d{1,3})(?: (?:please|pls|then|instead|rather))?$/;
/** What tells when begins with. */
const OF_TIME =
  /^(?:\d|an? (?:hour|quarter|half|couple|few|bit)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|quarter|noon|midday|lunch|after|before|around|about|early|later|tomorrow|tmrw|tmr|today|tonight|this|next|every|daily|weekdays|the (?:\d|day|morning|evening|afternoon)|in|on|until|till|mon|tue|wed|thu|fri|sat|sun|only|just|same)/;
/** Nobody says more to set a time right. */
const LONGEST = 50;

/**
 * A second thought about the check-in that the turn before has set or put off: "actually make that 40", "I mean
 * tomorrow after lunch". Undefined where nothing of the kind was done just before, or something else is said.
 *
 * Pure.
 */
export function changedAgain(
  words: string,
  understood: Understood,
  person: Person,
  understand: Understand,
): Understood | undefined {
  const done = justDone(person);
  const text = lowered(words).trim();
  if (!done || text.length > LONGEST || text.endsWith('?') || !BEGINS.test(text)) return undefined;
  if (understood.doubt || understood.bar || ['red-flag', 'despair'].includes(understood.intent)) return undefined;
  const rest = SECOND_THOUGHT.exec(text)?.[2];
  // A plain answer to what is asked stays one: "no, it stayed hard".
  const isAnswer = (ANSWERS as readonly string[]).includes(understood.intent);
  if (!rest || !OF_TIME.test(rest) || (isAnswer && !SAYS_SO.test(text))) return undefined;
  const asked = questionOf(questionAt(person.frames.at(-1) ?? person.frames[0])).expecting;
  if (done.is === 'series' && ['rating', 'outcome', 'check-in'].includes(asked)) return undefined;
  const slots = slotsOf(rest, done, understand);
  // "No Wednesdays" takes them away.
  if (!slots || (slots.days !== undefined && !SAYS_SO.test(text))) return undefined;
  const isLater = slots.minutes !== undefined || (done.is === 'later' && slots.on === undefined);
  return { intent: isLater ? 'reminder.snooze' : 'reminder.set', slots, also: [], how: 'words', setsRight: true };
}

interface Done {
  is: 'later' | 'once' | 'series';
  /** When the one comes that was wished for. */
  at: { date: string; time: string } | null;
}

/** What the last turn did to the check-ins. */
function justDone(person: Person): Done | undefined {
  const { schedule, once, heardAt } = person;
  const zone = schedule?.zone ?? zoneOf(person) ?? 'UTC';
  const onClock = (at: number) => {
    const { hour, minute } = localParts(at, zone);
    return { date: localDate(at, zone), time: [hour, minute].map((part) => String(part).padStart(2, '0')).join(':') };
  };
  if (schedule?.setAt === heardAt) return { is: 'series', at: null };
  if (once?.since === heardAt) return { is: 'once', at: onClock(once.at) };
  if (schedule?.snoozedAt === heardAt && schedule.snoozedTo !== null)
    return { is: 'later', at: onClock(schedule.snoozedTo) };
  return undefined;
}

function slotsOf(rest: string, { is, at }: Done, understand: Understand): Slots | undefined {
  const number = Number(NUMBER.exec(rest)?.[1] ?? 0);
  // Up to twelve is an hour of the clock, but for what was put off within the day.
  if (is !== 'series' && number >= (is === 'later' ? 5 : 13)) return { minutes: number };
  const minutes = is === 'series' ? undefined : readMinutes(rest);
  if (minutes !== undefined && minutes <= 12 * 60) return { minutes };
  const alone = understand(rest, 'reminder-time');
  // "Tomorrow, not today" alone puts something off.
  const { intent, slots } = alone.intent === 'reminder.set' ? alone : understand(`remind me ${rest}`, 'nothing');
  if (intent !== 'reminder.set') return undefined;
  const { time, days, on } = slots;
  if (is === 'series') return (time ?? days) !== undefined && on === undefined ? slots : undefined;
  if (days !== undefined && on === undefined) return undefined;
  if (on !== undefined) return { on, ...((time ?? at?.time) && { time: time ?? at?.time }) } as Slots;
  if (time === undefined) return undefined;
  return is === 'later' ? { time } : { time, on: at?.date as string };
}
