import type { Advice, CheckInAnswer, LockReason } from '../../dialogs/effect.ts';
import { type Frame, newFrame } from '../../dialogs/place.ts';
import { type Care, GENTLE_MS } from '../../dialogs/regions.ts';
import type { Topic } from '../../dialogs/topics.ts';
import type { Ask, Days, Region } from '../../dialogs/words.ts';
import type { Told } from './facts.ts';
import type { Pictured, Utterance } from './utterance.ts';

/**
 * Everything that is kept about one person: where the dialog stands, and what it has to remember. Saved as one
 * piece with every turn. Times are milliseconds since 1970. Nothing a person wrote is in here.
 */
export interface Person {
  frames: [Frame, ...Frame[]];
  /** The last ten places, the newest last. */
  trail: [Frame, ...Frame[]][];
  /** Counts the askings: a button that carries another number is late. */
  step: number;
  /**
   * Drawn by chance for the asking, and carried by its buttons, too. Null before anything was asked, and where it was
   * asked by a release whose buttons carried none: then those count.
   */
  nonce: string | null;
  /** Counts the turns, so that wordings take turns too. */
  turns: number;
  /** How often the open question was asked since the place was reached. */
  asked: number;
  /** The picture shown last, and when: it lies just above, so it is not shown twice running. */
  pictured: (Pictured & { at: number }) | null;
  /** The message with the open question, where it is changed once the question is answered. */
  card: Card | null;
  /** How often in a row the person was not understood. */
  misses: number;
  /** The question answered last, for "tell me more". */
  lastAsk: Ask | null;
  /** The topic it was about, where one was named. */
  lastTopic: Topic | null;
  /** The running hold. */
  timer: { dueAt: number; seconds: number } | null;
  /** When the person was last heard; 0 before. */
  heardAt: number;
  /** The activity that gave the latest answer: only an edit of it is a correction. */
  answeredBy: string | null;
  /** The activity heard last, whatever it did: an edit of it is what the person says now. */
  heardBy: string | null;
  /** The latest button that was taken, to tell a double press from an old one. */
  pressed: { choice: string; step: number; nonce: string | null } | null;
  welcomed: boolean;
  /** Blocked or uninstalled: nothing unprompted goes out until the person writes. */
  quiet: boolean;

  consentAt: number | null;
  lock: { until: number; reason: LockReason } | null;
  cleanAt: number | null;
  restUntil: number | null;
  /** The result that brought the rest, by its id: where that is taken back, the rest goes with it. Null for soreness. */
  restFor: string | null;
  /** Starts of the sessions of the last 24 hours. */
  sessions: number[];
  /** The last of them has not come to its end. */
  sessionOpen: boolean;
  care: Partial<Record<Care, boolean>>;
  /** Regions that helped, the latest first. */
  helped: Region[];
  /** Regions that come before those in the search, because nothing was better for a week and they are not tried yet. */
  tryFirst: Region[];

  schedule: Schedule | null;
  /** One check-in that belongs to no series, and when it was asked for. */
  once: { at: number; since: number } | null;
  /** `asked` is the zone that the channel told and the person was asked about last. */
  zone: { said: string | null; told: string | null; asked: string | null };
  country: string | null;
  /** When each piece of advice was last given. */
  advisedAt: Partial<Record<Advice, number>>;
}

/** What was said in one message, by name: its words are found anew when it is said again. */
export interface Card {
  /** The outbox row that it went out as. */
  row: string;
  at: number;
  /** Picks among alternative wordings, as then. */
  turn: number;
  parts: Utterance[];
  /** The picture shown last was in it. */
  pictured: boolean;
  urgent: boolean;
  told: Told;
}

export interface Schedule {
  time: string;
  days: Days;
  zone: string;
  since: number;
  /** When the time or the days were last set. */
  setAt?: number | undefined;
  /** The next occurrence, or null while paused without one. */
  next: { at: number; date: string };
  pausedUntil: string | null;
  snoozedTo: number | null;
  /** When that was asked for. */
  snoozedAt?: number | undefined;
  /** Occurrences in a row that were not answered. */
  unanswered: number;
  /** Days that are not as the rule says, "YYYY-MM-DD": their own time, "HH:MM", or null where left out. */
  changes: Record<string, string | null>;
  /** The day of the occurrence that was asked and is not answered yet, "YYYY-MM-DD". */
  askedFor?: string | undefined;
}

/** One session, or one answered check-in, as kept for progress and the therapist card. */
export type ResultData =
  | {
      kind: 'session';
      knot: string;
      side: string | null;
      found: Record<string, string>;
      helped: string[];
      rating: number | null;
      ratingAfter: number | null;
      outcome: string | null;
      ended: boolean;
    }
  | { kind: 'check-in'; answer: CheckInAnswer; rating: number | null; date: string };

export function newPerson(): Person {
  return {
    frames: [newFrame('main')],
    trail: [],
    step: 1,
    nonce: null,
    turns: 0,
    asked: 0,
    pictured: null,
    card: null,
    misses: 0,
    lastAsk: null,
    lastTopic: null,
    timer: null,
    heardAt: 0,
    answeredBy: null,
    heardBy: null,
    pressed: null,
    welcomed: false,
    quiet: false,
    consentAt: null,
    lock: null,
    cleanAt: null,
    restUntil: null,
    restFor: null,
    sessions: [],
    sessionOpen: false,
    care: {},
    helped: [],
    tryFirst: [],
    schedule: null,
    once: null,
    zone: { said: null, told: null, asked: null },
    country: null,
    advisedAt: {},
  };
}

/** Whether the person was sore from pressing not long ago. */
export function pressesGently({ advisedAt: { sore } }: Person, now: number): boolean {
  return sore !== undefined && now - sore < GENTLE_MS;
}

/** The zone to reckon in: one said by the person wins. */
export function zoneOf(person: Person): string | null {
  return person.zone.said ?? person.zone.told;
}
