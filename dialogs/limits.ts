import type { DialogEvent } from './event.ts';
import { SESSIONS_PER_DAY } from './regions.ts';

/** What keeps from pressing, the same for every machine. */
interface At {
  event: DialogEvent;
}

/** Sore or bruised from last time. */
export const resting = ({ event: { person, at } }: At): boolean => person.restUntil !== null && at < person.restUntil;

export const enoughToday = ({ event: { person } }: At): boolean => person.sessions.length >= SESSIONS_PER_DAY;

/** Whether the whole screen was answered with "none of these" in the last so many milliseconds. */
export const cleanFor = ({ event: { person, at } }: At, ms: number): boolean =>
  person.cleanAt !== null && at - person.cleanAt < ms;
