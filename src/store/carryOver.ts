import { Worker } from 'node:worker_threads';

/**
 * Has the log of a database carried over into it, in a thread beside the turns: SQLite waits for the disk there, twice,
 * and the whole program would wait with it. The thread starts when a log has become long for the first time.
 */
export class CarryOver {
  readonly #path: string;
  #worker: Worker | undefined;
  #done: (() => void) | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Resolves when all of the log is in the database, and the disk has it, so that the next commit begins the log anew;
   * or when that could not be done, and the log goes on growing. Whoever commits meanwhile keeps the log from it.
   */
  run(): Promise<void> {
    return new Promise((done) => {
      this.#done = done;
      this.#worker ??= this.#start();
      this.#worker.postMessage('carry over');
    });
  }

  /** Not while it runs. */
  close(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./carryOverLog.ts', import.meta.url), { workerData: this.#path });
    // A log that nobody waits for any more keeps no process alive.
    worker.unref();
    const over = () => this.#done?.();
    worker.on('message', over);
    const lost = () => {
      if (this.#worker === worker) this.#worker = undefined;
      over();
    };
    worker.on('error', lost);
    worker.on('exit', lost);
    return worker;
  }
}
