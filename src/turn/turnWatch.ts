import { type Channel, channelOf, type PersonKey } from '../address.ts';
import type { TurnReport, TurnStep } from '../telemetry.ts';

/** Times one turn, step by step, and notes down for its report what is worth knowing of it. */
export class TurnWatch {
  /** Also names the turn in the log and its rows in the outbox. */
  readonly id: string;
  readonly #channel: Channel;
  readonly #cause: string;
  readonly #stopwatch: () => number;
  readonly #startedAt: number;
  readonly #began: number;
  readonly #steps: TurnStep[] = [];
  #lap: number;
  #conflicts = 0;
  #notUnderstood: TurnReport['notUnderstood'];
  #latenessMs: number | undefined;

  /** `now`: milliseconds since 1970. `stopwatch`: milliseconds since any moment, with fractions. */
  constructor(id: string, person: PersonKey, cause: string, now: number, stopwatch: () => number) {
    this.id = id;
    this.#channel = channelOf(person);
    this.#cause = cause;
    this.#startedAt = now;
    this.#stopwatch = stopwatch;
    this.#began = stopwatch();
    this.#lap = this.#began;
  }

  /** What has been going on since the last step was this one. */
  step(name: TurnStep['name']): void {
    const now = this.#stopwatch();
    this.#steps.push({ name, tookMs: now - this.#lap });
    this.#lap = now;
  }

  conflict(): void {
    this.#conflicts += 1;
  }

  notUnderstood(at: string, guess: string): void {
    this.#notUnderstood = { at, guess };
  }

  goesOutLate(latenessMs: number): void {
    this.#latenessMs = latenessMs;
  }

  report(outcome: TurnReport['outcome']): TurnReport {
    return {
      id: this.id,
      channel: this.#channel,
      cause: this.#cause,
      outcome,
      startedAt: this.#startedAt,
      tookMs: this.#stopwatch() - this.#began,
      steps: this.#steps,
      conflicts: this.#conflicts,
      ...(this.#notUnderstood && { notUnderstood: this.#notUnderstood }),
      ...(this.#latenessMs !== undefined && { latenessMs: this.#latenessMs }),
    };
  }
}
