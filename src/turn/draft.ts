import type { ChoiceId } from '../../dialogs/choices.ts';
import type { LockReason } from '../../dialogs/effect.ts';
import { type Frame, type Place, questionAt } from '../../dialogs/place.ts';
import { LOCK_MS } from '../../dialogs/regions.ts';
import type { SayingId } from '../../dialogs/sayings.ts';
import type { About } from '../../dialogs/topics.ts';
import type { Region } from '../../dialogs/words.ts';
import type { Result } from '../store/store.ts';
import { wasTried } from './course.ts';
import { sessionOf, type Told } from './facts.ts';
import type { Person, ResultData } from './person.ts';
import type { Meant, Utterance } from './utterance.ts';

/**
 * A turn in the making: the person as they will be saved, and what will be said. Lives inside `decide` only, which
 * gives it a copy of the person, so that changing it here changes nothing outside.
 */
export interface Draft {
  person: Person;
  readonly now: number;
  /** What is known of earlier sessions and check-ins, newest first; only where the turn needs it. */
  readonly earlier: readonly { at: number; data: ResultData }[];
  parts: Utterance[];
  /** Messages of their own, before the one with the open question. */
  alone: Utterance[][];
  /** How the open question is asked at the end. `choices` shows its buttons without asking. */
  asks: 'as-due' | 'again' | 'simpler' | 'choices' | 'none';
  kind: Meant['kind'];
  urgent: boolean;
  results: Result[];
  forget: boolean;
  /** The result of the check-in that this turn answers, by its id. */
  answeredCheckIn?: string;
  /** The place itself had something to say to what happened. */
  answered: boolean;
  /** The place that this turn leaves, to be gone back to; null where it went back itself. */
  leaves: Person['frames'] | null;
  /** The button that was pressed, or that the words meant; `words` when they answered in another way. */
  chose: ChoiceId | 'words' | null;
  /** This is the first check-in after a pause. */
  pauseOver?: boolean;
  /** What the questions are about, in their order; each is answered once. */
  about: (About | undefined)[];
  told: Told;
}

export function openDraft(before: Person, now: number, earlier: Draft['earlier']): Draft {
  // A turn replaces frames and never changes one, so those of before can be shared.
  const { frames, trail, ...rest } = before;
  const person: Person = { ...copyOf(rest), frames, trail };
  person.sessions = person.sessions.filter((at) => now - at < 86_400_000);
  if (person.restUntil !== null && person.restUntil <= now) {
    person.restUntil = null;
    person.restFor = null;
  }
  return {
    person,
    now,
    earlier,
    parts: [],
    alone: [],
    asks: 'as-due',
    kind: 'reply',
    urgent: false,
    results: [],
    forget: false,
    answered: false,
    chose: null,
    leaves: before.frames,
    about: [],
    told: {},
  };
}

/** A copy of JSON. `structuredClone` does the same for everything else there is, and costs ten times as much. */
function copyOf<T>(data: T): T {
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map(copyOf) as T;
  const copy = {} as T & object;
  for (const name of Object.keys(data) as (keyof T)[]) copy[name] = copyOf(data[name]);
  return copy;
}

export function say(draft: Draft, id: SayingId, more: { named?: Region; language?: string } = {}): void {
  draft.parts.push({ kind: 'saying', id, ...more });
}

export function top(frames: Place): Frame {
  return frames[frames.length - 1] as Frame;
}

export function question(draft: Draft): ReturnType<typeof questionAt> {
  return questionAt(top(draft.person.frames));
}

/** The question of the main dialog, whatever lies on top of it. */
export function mainQuestion(draft: Draft): ReturnType<typeof questionAt> {
  return questionAt(draft.person.frames[0]);
}

export function push(draft: Draft, frame: Frame): void {
  draft.person.frames = [...draft.person.frames, frame];
}

/** Takes every aside off, so that the main dialog is on top. */
export function collapse(draft: Draft): void {
  draft.person.frames = [draft.person.frames[0]];
}

export function lock(draft: Draft, reason: LockReason): void {
  draft.person.lock = { until: draft.now + LOCK_MS, reason };
  draft.person.cleanAt = null;
  // What was pressed before is not gone back to.
  draft.person.trail = [];
  draft.urgent = true;
}

/** The places where a session is over, for now or for good. */
const OVER: readonly string[] = ['home', 'check-in-offer', 'get-help'];

/** Whether no session is under way. */
export function isOver(draft: Draft): boolean {
  return OVER.includes(mainQuestion(draft));
}

/** Writes the session as it stands, so that going back replaces what was undone. */
export function keepSession(draft: Draft): void {
  const session = sessionOf(draft.person.frames);
  if (session.startedAt === null || draft.person.consentAt === null) return;
  const data: ResultData = {
    kind: 'session',
    knot: session.knot,
    side: session.side,
    found: session.found,
    helped: [...session.helped],
    rating: session.rating,
    ratingAfter: session.ratingAfter,
    outcome: session.outcome,
    ended: isOver(draft),
  };
  const id = sessionId(session.startedAt);
  if (session.outcome !== 'worse') endRestFor(draft, id);
  const { person } = draft;
  if (isOver(draft)) person.tryFirst = person.tryFirst.filter((region) => !wasTried(session.found[region]));
  draft.results.push({ id, at: session.startedAt, data });
}

/** The result of one session, by the moment it started. */
export function sessionId(startedAt: number): string {
  return `session-${startedAt}`;
}

/** The result of the check-in of one day. */
export function checkInId(date: string): string {
  return `check-in-${date}`;
}

/** What asked for rest was taken back, and the rest goes with it. */
export function endRestFor({ person }: Draft, result: string): void {
  if (person.restFor !== result) return;
  person.restUntil = null;
  person.restFor = null;
}
