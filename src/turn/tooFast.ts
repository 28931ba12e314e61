import type { PersonKey } from '../address.ts';
import { type Allowance, Bucket } from '../bucket.ts';

/** What to do with one more message: take it, or tell that it was not read, or pass over it in silence. */
export type Verdict = 'take' | 'tell' | 'pass-over';

/** Nobody types or presses as fast for a minute. Two bots that answer each other do. */
const MESSAGES: Allowance = { atOnce: 60, everyMs: 1_000 };
/** Beyond that, what may be a warning sign is still taken. Nobody names more of them than this, either. */
const ALARMS: Allowance = { atOnce: 10, everyMs: 6_000 };
const TELL_EVERY_MS = 60_000;
/** So many people are remembered at most: the latest heard. */
const PEOPLE_MAX = 10_000;

interface Counted {
  at: number;
  messages: Bucket;
  alarms: Bucket;
  toldAt: number;
}

/**
 * Whether a person sends more than a person can. Counts in this process alone and forgets whoever was quiet for a
 * minute, so that it takes no room to speak of. `now` is milliseconds since 1970.
 */
export class TooFast {
  /** In the order in which they were heard last. */
  readonly #counted = new Map<PersonKey, Counted>();

  readonly #messages: Allowance;

  constructor(messages: Allowance = MESSAGES) {
    this.#messages = messages;
  }

  /** `mayBeAlarm` is only asked where it matters. */
  judge(person: PersonKey, now: number, mayBeAlarm: () => boolean): Verdict {
    const counted = this.#counted.get(person) ?? {
      at: now,
      messages: new Bucket(this.#messages),
      alarms: new Bucket(ALARMS),
      toldAt: Number.NEGATIVE_INFINITY,
    };
    counted.at = now;
    this.#counted.delete(person);
    this.#counted.set(person, counted);
    this.#forget(now);
    if (counted.messages.waitMs(now) === 0) {
      counted.messages.count(now);
      return 'take';
    }
    if (counted.alarms.waitMs(now) === 0 && mayBeAlarm()) {
      counted.alarms.count(now);
      return 'take';
    }
    if (now - counted.toldAt < TELL_EVERY_MS) return 'pass-over';
    counted.toldAt = now;
    return 'tell';
  }

  #forget(now: number): void {
    for (const [person, { at }] of this.#counted) {
      if (this.#counted.size <= PEOPLE_MAX && now - at < this.#messages.atOnce * this.#messages.everyMs) break;
      this.#counted.delete(person);
    }
  }
}
