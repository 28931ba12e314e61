interface Waiting {
  enter(): void;
  giveUp: NodeJS.Timeout;
}

/** Of three that are let in while both kinds wait, one is in no hurry: it would otherwise never be its turn. */
const HURRIED_IN_A_ROW = 2;

/**
 * Lets no more than so many in at once. Whoever is in a hurry passes by those who are not: what people wait for is not
 * to stand behind what became of a hundred check-ins.
 */
export class Turnstile {
  readonly #waitMs: number;
  readonly #hurried: Waiting[] = [];
  readonly #others: Waiting[] = [];
  #free: number;
  #inARow = 0;

  constructor(places: number, waitMs: number) {
    this.#free = places;
    this.#waitMs = waitMs;
  }

  /** Resolves when there is a place, which has to be left again. Rejects when there was none for too long. */
  enter(hurry: 'hurried' | 'patient'): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    const queue = hurry === 'hurried' ? this.#hurried : this.#others;
    return new Promise((enter, reject) => {
      const waiting: Waiting = {
        enter,
        giveUp: setTimeout(() => {
          queue.splice(queue.indexOf(waiting), 1);
          reject(new Error('no connection became free in time'));
        }, this.#waitMs),
      };
      queue.push(waiting);
    });
  }

  leave(): void {
    const next = this.#next();
    if (next === undefined) {
      this.#free += 1;
      return;
    }
    clearTimeout(next.giveUp);
    next.enter();
  }

  #next(): Waiting | undefined {
    const patient = this.#hurried.length === 0 || (this.#inARow >= HURRIED_IN_A_ROW && this.#others.length > 0);
    this.#inARow = patient ? 0 : this.#inARow + 1;
    return (patient ? this.#others : this.#hurried).shift();
  }
}
