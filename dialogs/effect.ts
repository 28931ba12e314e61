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
  | { type: 'lock'; reason: LockReason }
  | { type: 'rest' }
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
  | { type: 'check-in-answered'; answer: CheckInAnswer; rating?: number }
  | { type: 'forget' };

export type CheckInAnswer = 'gone' | 'better' | 'same' | 'worse' | 'rated';

/** Shorthand for the one effect that nearly every transition has. */
export function say(id: SayingId) {
  return { type: 'effect', params: { type: 'say', id } } as const;
}

export function effect<const E extends Effect>(params: E) {
  return { type: 'effect', params } as const;
}
