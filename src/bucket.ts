/** So many at once, then one every so many milliseconds. */
export interface Allowance {
  atOnce: number;
  everyMs: number;
}

/** Counts against an allowance. Times are milliseconds since 1970. */
export class Bucket {
  readonly #allowance: Allowance;
  /** What was counted reaches until then. */
  #taken = 0;

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /** How long one more has to wait, in milliseconds; 0 when it may go. */
  waitMs(now: number): number {
    const { atOnce, everyMs } = this.#allowance;
    return Math.max(0, Math.max(this.#taken, now) + everyMs - now - atOnce * everyMs);
  }

  count(now: number): void {
    this.#taken = Math.max(this.#taken, now) + this.#allowance.everyMs;
  }
}
