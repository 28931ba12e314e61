import type { PersonKey } from '../address.ts';

/** What to do with one more message: take it, or tell that it was not read, or pass over it in silence. */
export type Verdict = 'take' | 'tell' | 'pass-over';

interface Allowance {
  /** So many at once. */
  atOnce: number;
  /** One more in so many milliseconds. */
  everyMs: number;
}

/** Nobody types or presses as fast for a minute. Two bots that answer each other do. */
const MESSAGES: Allowance = { atOnce: 60, everyMs: 1_000 };
/** Beyond that, what may be a warning sign is still taken. Nobody names more of them than this, either. */
const ALARMS: Allowance = { atOnce: 10, everyMs: 6_000 };
const TELL_EVERY_MS = 60_000;
/** So many people are remembered at most: the latest heard. */
const PEOPLE_MAX = 10_000;

interface Counted {
  at: number;
  messages: number;
  alarms: number;
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
    const counted = this.#counted.get(person) ?? { at: now, messages: 0, alarms: 0, toldAt: Number.NEGATIVE_INFINITY };
    const passed = Math.max(0, now - counted.at);
    counted.messages = Math.max(0, counted.messages - passed / this.#messages.everyMs);
    counted.alarms = Math.max(0, counted.alarms - passed / ALARMS.everyMs);
    counted.at = now;
    this.#counted.delete(person);
    this.#counted.set(person, counted);
    this.#forget(now);
    if (counted.messages + 1 <= this.#messages.atOnce) {
      counted.messages += 1;
      return 'take';
    }
    if (counted.alarms + 1 <= ALARMS.atOnce && mayBeAlarm()) {
      counted.alarms += 1;
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
