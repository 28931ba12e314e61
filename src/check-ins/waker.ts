import type { Channel } from '../address.ts';
import { type After, afterTimeout } from '../after.ts';
import { nameOf } from '../fault.ts';
import type { Log } from '../log.ts';
import type { Store, Wake } from '../store/store.ts';

/** How many wakes are claimed at a time, and for how long: after that another replica may take them. */
const BATCH = 64;
const CLAIM_MS = 15_000;
/** How many turns are taken at once. Few, because whoever writes meanwhile needs the database too. */
const AT_ONCE = 8;
/** How long to wait after the store was down, and how often to look even when nothing seems due. */
const AGAIN_MS = 5_000;
const LOOK_MS = 60_000;

export interface WakerParts {
  store: Store;
  channels: readonly Channel[];
  /** Takes the turn of a wake: a hold is over, a check-in is due. What it says goes out no earlier than `notBefore`. */
  wake: (wake: Wake, notBefore: number) => Promise<void>;
  /** When what each of the wakes says may go out, so that a channel is not flooded. */
  queue: (wakes: readonly Wake[]) => Promise<number[]>;
  /** Milliseconds since 1970. */
  clock: () => number;
  log: Log;
  after?: After;
}

interface Claimed {
  wake: Wake;
  notBefore: number;
}

/**
 * Wakes people when something of theirs is due. A clock sends nothing: it takes a turn, which moves or removes the
 * wake in the same commit. Replicas share out what is due by claims; should two take the same wake all the same, the
 * second finds it done.
 */
export class Waker {
  readonly #parts: Required<WakerParts>;
  #stopped = false;
  #running: Promise<void> | undefined;
  #wanted = false;
  /** Looks in a row that found the store down. */
  #failures = 0;
  #callOff: (() => void) | undefined;
  /** When the alarm rings. */
  #alarmAt = Number.POSITIVE_INFINITY;
  /** The earliest of what was heard of while it was looked for what is due next: the look may have missed it. */
  #heardOf = Number.POSITIVE_INFINITY;

  constructor(parts: WakerParts) {
    this.#parts = {
      after: afterTimeout,
      ...parts,
    };
  }

  start(): void {
    this.nudge();
  }

  /** Something may be due earlier than it was; `at` when that is known. */
  nudge(at = 0): void {
    this.#heardOf = Math.min(this.#heardOf, at);
    // An alarm that should have rung has been overtaken by a clock that jumped forward.
    if (this.#stopped || (at >= this.#alarmAt && this.#alarmAt > this.#parts.clock())) return;
    this.#wanted = true;
    this.#running ??= this.#run();
  }

  /** Waits for the turns that are under way, and gives back what was claimed and not begun. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOff?.();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { store, channels, clock, log } = this.#parts;
    while (this.#wanted && !this.#stopped) {
      this.#wanted = false;
      try {
        await this.#takeDue();
        this.#heardOf = Number.POSITIVE_INFINITY;
        const next = (await store.nextDue(channels, 'wakes')) ?? Number.POSITIVE_INFINITY;
        this.#alarm(Math.min(next, this.#heardOf) - clock());
        if (this.#failures > 0) log.info({ failures: this.#failures }, 'Holds and check-ins are taken again.');
        this.#failures = 0;
      } catch (error) {
        this.#failures += 1;
        // Once is enough: it goes on for as long as the store is down.
        if (this.#failures === 1) {
          log.error(
            { reason: nameOf(error) },
            'Holds and check-ins that are due could not be taken. They are looked at again every few seconds.',
          );
        }
        this.#alarm(AGAIN_MS);
      }
    }
    this.#running = undefined;
  }

  async #takeDue(): Promise<void> {
    const { store, channels, queue, clock } = this.#parts;
    while (!this.#stopped) {
      const wakes = await store.dueWakes(channels, clock(), BATCH, CLAIM_MS);
      const times = await queue(wakes);
      const claimed = wakes.map((wake, at) => ({ wake, notBefore: times[at] ?? 0 }));
      await Promise.all(Array.from({ length: AT_ONCE }, () => this.#work(claimed)));
      if (claimed.length > 0) await store.giveBackWakes(claimed.map(({ wake }) => wake));
      if (wakes.length < BATCH) return;
    }
  }

  async #work(claimed: Claimed[]): Promise<void> {
    while (!this.#stopped) {
      const next = claimed.shift();
      if (next === undefined) return;
      // One person's trouble keeps nobody else waiting.
      await this.#parts
        .wake(next.wake, next.notBefore)
        .catch((error: unknown) =>
          this.#parts.log.error(
            { reason: nameOf(error) },
            'A hold or a check-in that is due could not be taken. It is tried again in a few seconds.',
          ),
        );
    }
  }

  #alarm(ms: number): void {
    this.#callOff?.();
    if (this.#stopped) return;
    const wait = Math.min(Math.max(ms, 10), LOOK_MS);
    this.#alarmAt = this.#parts.clock() + wait;
    this.#callOff = this.#parts.after(wait, () => {
      this.#alarmAt = Number.POSITIVE_INFINITY;
      this.#wanted = true;
      this.#running ??= this.#run();
    });
  }
}
