import type { AsideName } from './asides.ts';
import type { EventType } from './event.ts';
import type { Care } from './regions.ts';
import type { SayingId } from './sayings.ts';
import type { Meaning, Region, Slots, WarningKind } from './words.ts';

/** Why no exercise is given for a while. */
export type LockReason = WarningKind | 'emergency' | 'unsure' | 'doctor' | 'same-day';

/**
 * What a transition means for the world outside the machine, as data. The machines never act: the turn reads the
 * effects off `transition()`, and saves what follows together with the new place.
 */
export type Effect =
  | { type: 'say'; id: SayingId; named?: Region }
  | { type: 'consent' }
  /** The whole screen was answered with "none of these". */
  | { type: 'screen-clean' }
  /** It has to be answered in full once more, and nothing leads back around it. */
  | { type: 'screen-anew' }
  | { type: 'lock'; reason: LockReason }
  /** No pressing for a while: the session, or the check-in, made it worse; or it is sore from last time. */
  | { type: 'rest'; by: 'session' | 'check-in' | 'soreness' }
  | { type: 'care'; care: Care; leaveOut: boolean }
  | { type: 'begin-session' }
  | { type: 'helped'; region: Region }
  | { type: 'timer'; seconds: number; of: 'pressure' | 'hold' }
  | { type: 'push'; aside: AsideName; slots?: Slots; kind?: WarningKind; candidates?: [Meaning, Meaning] }
  /** An aside tells the frame below, once it has been popped. */
  | { type: 'tell'; event: EventType; slots?: Slots }
  /** What the person says they meant, as if it had been said in the first place. */
  | { type: 'meant'; event: EventType; slots: Slots }
  /** A warning sign: everything stops. */
  | { type: 'stop-everything'; kind: WarningKind }
  | { type: 'schedule'; slots: Slots }
  | { type: 'stop-schedule' }
  /** Check-ins pause for so many days. */
  | { type: 'pause-schedule'; days: number }
  /** The check-ins move to the zone that the channel tells, or stay where they are. */
  | { type: 'move-zone'; zone: string }
  | { type: 'keep-zone' }
  | { type: 'check-in-answered'; answer: CheckInAnswer; rating?: number; date: string | null }
  /** Something was said that need not be said again soon. */
  | { type: 'advised'; advice: Advice }
  | { type: 'forget' };

/** What is said of the course of things, once for a stretch of time. */
export const ADVICE = ['week', 'fortnight', 'six-weeks', 'back-again', 'sore'] as const;
export type Advice = (typeof ADVICE)[number];

export const CHECK_IN_ANSWERS = ['gone', 'better', 'same', 'worse', 'rated'] as const;
export type CheckInAnswer = (typeof CHECK_IN_ANSWERS)[number];

/** Shorthand for the one effect that nearly every transition has. */
export function say(id: SayingId) {
  return { type: 'effect', params: { type: 'say', id } } as const;
}

export function effect<const E extends Effect>(params: E) {
  return { type: 'effect', params } as const;
}
