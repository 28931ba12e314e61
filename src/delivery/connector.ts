import type { Address } from '../address.ts';
import type { Message } from '../message.ts';

/** How messages leave the program. One per process; `src/channels` has the real ones. Never retries by itself. */
export interface Connector {
  send(to: Address, message: Message): Promise<Sent>;
  update(to: Address, activityId: string, message: Message): Promise<Sent>;
}

/**
 * What the other side did with it. The meaning of each answer of a channel is decided where the channel is known
 * (`src/channels/failures.ts`); what follows from it is decided in `src/delivery`.
 */
export type Sent =
  | { outcome: 'sent'; activityId?: string }
  /** Certainly not delivered, and worth another try: throttled, precondition failed, connection refused. */
  | { outcome: 'refused'; retryAfterMs?: number; why: string }
  /** Certainly not delivered, and never will be as it is: bad payload, too large, not permitted. */
  | { outcome: 'rejected'; why: string }
  /** Certainly not delivered, nor will any other message be until whoever runs the bot has set something right. */
  | { outcome: 'misconfigured'; why: string }
  /** Not delivered: the person has blocked or uninstalled the bot, or the conversation is gone. Nothing more goes there until they write. */
  | { outcome: 'unreachable'; why: string }
  /** May have been delivered: time-out, reset, 5xx. */
  | { outcome: 'unclear'; retryAfterMs?: number; why: string };
