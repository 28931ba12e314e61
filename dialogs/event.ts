import type { Care } from './regions.ts';
import type { Intent, Region, Slots } from './words.ts';

/** What only a button, a clock or the turn itself can say. */
const OTHER_EVENTS = [
  'ask-else',
  'card',
  'sore',
  /** The pressing goes on or is done, and what came of it is not told yet. */
  'report.under-way',
  /** The spot is found, and what it does under the fingers is not told yet. */
  'report.found',
  /** Everything is sore by now from being pressed. */
  'report.sore',
  /** The spot hurts more than before it was pressed. */
  'report.worse',
  /** Nothing is felt at the knot: it may be gone, or nothing has changed. */
  'report.nothing-felt',
  'wrong.sharp',
  'wrong.faint',
  /** The spot under the fingers is one that is never pressed: hurt or marked skin, a pulse. */
  'spot.unfit',
  /** A doctor has said that pressing is fine. */
  'doctor-knows',
  /** The place where it felt wrong is left alone. */
  'wrong.leave',
  /** The times of the check-ins are to be changed, said of those that were just shown. */
  'check-ins.change',
  /** A knot that is gone: asked about once more in two weeks. */
  'retire.later',
  'meant.first',
  'meant.second',
  'meant.neither',
  /** A hold that was timed has come to its end. */
  'timer.over',
  /** The same, noticed so late that the person has long let go. */
  'timer.over-late',
  /** Starts a session after a check-in that asked for anything new already. */
  'session.start',
  /** The same, where the whole screen is due whatever was answered. */
  'session.start-screened',
  /** Starts the whole screen again. */
  'screen.start',
  /** The aside above this frame is done, and the person goes on here. */
  'resumed',
] as const;

export type EventType = Intent | (typeof OTHER_EVENTS)[number];

/** How an answer was given; see `Understood`. */
export type How = 'press' | 'words' | 'bare' | 'emoji' | 'clock';

/** Everything that can happen to a place: a person, a button and a clock all end up as one of these. */
export interface DialogEvent {
  type: EventType;
  slots: Slots;
  how: How;
  /** Milliseconds since 1970. */
  at: number;
  /** What is known of the person, for the guards. */
  person: PersonFacts;
}

/** The part of what is kept about a person that decides where a conversation goes. */
export interface PersonFacts {
  consented: boolean;
  /** No exercise before this time, nor after it without a whole clean screen. */
  lockedUntil: number | null;
  /** When the whole screen was last answered with "none of these". */
  cleanAt: number | null;
  /** No pressing before this time: sore or bruised from the last session. */
  restUntil: number | null;
  /** Starts of the sessions of the last 24 hours. */
  sessions: readonly number[];
  /** One of them is under way. */
  sessionOpen: boolean;
  /** Answers about areas to leave out. */
  care: Readonly<Partial<Record<Care, boolean>>>;
  /** Regions that helped, the best first. */
  helped: readonly Region[];
  /** Regions that come before those: nothing has been better for a week, and they are not tried yet. */
  tryFirst: readonly Region[];
  /** Sore from last time, not long ago: half as hard and half as long. */
  gently: boolean;
  hasSchedule: boolean;
  /** IANA zone, said by the person or told by the channel. */
  zone: string | null;
  /** How the knot has been from check-in to check-in; only read where a check-in is answered. */
  course: Course;
}

/** How the knot has been, by what the person said at the check-ins before this one. */
export interface Course {
  /** Check-ins in a row that were answered with "worse", the newest first to count. */
  worseRunning: number;
  /** And with "gone", or with a number that is next to nothing. */
  goneRunning: number;
  /** And with a number well above the one it began with. */
  risenRunning: number;
  /** The first number since the knot was last gone. */
  startedWith: number | null;
  /** The number of the check-in before. */
  ratingBefore: number | null;
  /**
   * What would be worth saying, were this check-in to bring no change for the better. `told` when it was said not long
   * ago that two weeks of it are enough.
   */
  ifNoBetter: 'fortnight' | 'week' | 'told' | null;
  /** What would be worth saying whatever this check-in brings but "gone". */
  anyway: 'back-again' | 'six-weeks' | null;
}

/** A difference between two numbers that counts; single numbers wobble by less. */
export const REAL_CHANGE = 2;
/** A number up to which there is as good as nothing. */
export const NEXT_TO_NOTHING = 1;
