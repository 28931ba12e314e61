import type { Course, PersonFacts } from '../../dialogs/event.ts';
import { type Person, pressesGently, zoneOf } from './person.ts';

/** What the guards of the dialogs may know of a person. */
export function personFacts(person: Person, now: number, course: () => Course): PersonFacts {
  return {
    consented: person.consentAt !== null,
    lockedUntil: person.lock?.until ?? null,
    cleanAt: person.cleanAt,
    restUntil: person.restUntil,
    sessions: person.sessions.filter((at) => now - at < 86_400_000),
    sessionOpen: person.sessionOpen,
    care: person.care,
    helped: person.helped,
    tryFirst: person.tryFirst,
    gently: pressesGently(person, now),
    hasSchedule: person.schedule !== null,
    zone: zoneOf(person),
    // Reckoned where it is asked for, which is at check-ins alone.
    get course() {
      return course();
    },
  };
}
