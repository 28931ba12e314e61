import type { Channel } from '../address.ts';
import type { Log } from '../log.ts';
import type { Store, Wake } from '../store/store.ts';

/** How many wakes are taken at a time. */
const BATCH = 64;
/** How long to wait after the store was down or a turn was not kept, and how often to look even when nothing seems due. */
const AGAIN_MS = 5_000;
const LOOK_MS = 60_000;

export interface WakerParts {
  store: Store;
  channels: readonly Channel[];
  /** Takes the turn of a wake: a hold is over, a check-in is due. */
  wake: (wake: Wake) => Promise<void>;
  /** Milliseconds since 1970. */
  clock: () => number;
  log: Log;
  /** Runs something later; what it returns calls it off. */
  after?: (ms: number, run: () => void) => () => void;
}

/**
 * Wakes people when something of theirs is due. A clock sends nothing: it takes a turn, which moves or removes the
 * wake in the same commit, so that two processes which see it at once do it once.
 */
export class Waker {
  readonly #parts: Required<WakerParts>;
  #stopped = false;
  #running: Promise<void> | undefined;
  #wanted = false;
  #callOff: (() => void) | undefined;
  /** When the alarm rings. */
  #alarmAt = Number.POSITIVE_INFINITY;

  constructor(parts: WakerParts) {
    this.#parts = {
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      ...parts,
    };
  }

  start(): void {
    this.nudge();
  }

  /** Something may be due earlier than it was; `at` when that is known. */
  nudge(at = 0): void {
    if (this.#stopped || at >= this.#alarmAt) return;
    this.#wanted = true;
    this.#running ??= this.#run();
  }

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
        const next = await store.nextDue(channels, 'wakes');
        // What is still due after its turn was not kept, and would be taken again without an end.
        const stays = next !== undefined && next <= clock();
        this.#alarm(next === undefined ? LOOK_MS : stays ? AGAIN_MS : next - clock());
      } catch (error) {
        log.error(
          { reason: error instanceof Error ? error.name : typeof error },
          'Holds and check-ins that are due could not be taken. They are looked at again in a few seconds.',
        );
        this.#alarm(AGAIN_MS);
      }
    }
    this.#running = undefined;
  }

  async #takeDue(): Promise<void> {
    const { store, channels, wake, clock, log } = this.#parts;
    // One person's trouble keeps nobody else waiting.
    const failed = (error: unknown) =>
      log.error(
        { reason: error instanceof Error ? error.name : typeof error },
        'A hold or a check-in that is due could not be taken. It is tried again in a few seconds.',
      );
    let seen = new Set<string>();
    while (!this.#stopped) {
      const due = await store.dueWakes(channels, clock(), BATCH);
      // One that is still there after its turn waits for the next alarm, or this would never end.
      const fresh = due.filter(({ person, kind }) => !seen.has(`${kind} ${person}`));
      if (fresh.length === 0) return;
      seen = new Set([...seen, ...fresh.map(({ person, kind }) => `${kind} ${person}`)]);
      await Promise.all(fresh.map((one) => wake(one).catch(failed)));
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
