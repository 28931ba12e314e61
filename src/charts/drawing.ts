import { Worker } from 'node:worker_threads';

/** Drawings that wait for their turn; more than these at once are nobody's chat. */
const WAITING_MAX = 50;
const IDLE_MS = 60_000;
const TOO_LONG_MS = 10_000;

interface Job {
  drawn(png: Uint8Array): void;
  failed(error: Error): void;
}

/**
 * Draws SVG as PNG in a thread beside the turns. The thread starts with the first drawing, and ends when none was
 * wanted for a minute, because it holds tens of megabytes.
 */
export class Drawing {
  #worker: Worker | undefined;
  readonly #jobs = new Map<number, Job>();
  #last = 0;
  #idle: NodeJS.Timeout | undefined;

  /** Rejects when it cannot be drawn, when it takes too long, and when too many wait already. */
  async draw(svg: string): Promise<Uint8Array> {
    if (this.#jobs.size >= WAITING_MAX) throw new Error('Too many charts are waiting to be drawn.');
    const worker = this.#start();
    const job = ++this.#last;
    clearTimeout(this.#idle);
    let late: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Uint8Array>((drawn, failed) => {
        this.#jobs.set(job, { drawn, failed });
        late = setTimeout(() => failed(new Error('Drawing a chart took too long.')), TOO_LONG_MS);
        worker.postMessage({ job, svg });
      });
    } finally {
      clearTimeout(late);
      this.#jobs.delete(job);
      if (this.#jobs.size === 0) this.#idle = setTimeout(() => void this.close(), IDLE_MS).unref();
    }
  }

  /** Ends the thread; what is still being drawn is rejected. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#lose(worker, new Error('No more charts are drawn.'));
    await worker?.terminate();
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./drawPng.ts', import.meta.url));
    // A drawing that nobody waits for any more keeps no process alive.
    worker.unref();
    worker.on('message', ({ job, png }: { job: number; png: Uint8Array }) => this.#jobs.get(job)?.drawn(png));
    worker.on('error', (error) => this.#lose(worker, error as Error));
    worker.on('exit', () => this.#lose(worker, new Error('The thread that draws charts has ended.')));
    this.#worker = worker;
    return worker;
  }

  #lose(worker: Worker | undefined, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const { failed } of this.#jobs.values()) failed(error);
  }
}
