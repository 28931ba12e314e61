import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = join(import.meta.dirname, '../../src/main.ts');

/** Memory and open files of a process, as the operating system counts them. */
export interface Held {
  /** Bytes. */
  rss: number;
  files: number;
}

/** The program as `npm start` runs it, in a process of its own. What it writes is kept. */
export class Replica {
  readonly #child: ChildProcess;
  readonly url: string;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;

  /** Resolves when it listens. `says` gets each line of its standard error. */
  static async start(settings: Record<string, string>, says: (line: string) => void): Promise<Replica> {
    const child = spawn(process.execPath, [MAIN], {
      env: { PATH: process.env.PATH, PORT: '0', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    createInterface(child.stderr).on('line', says);
    const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
    const url = await new Promise<string>((listens, failed) => {
      createInterface(child.stdout).on('line', (line) => {
        const address = /listens on (http:\S+)/.exec(line)?.[1];
        if (address) listens(address);
      });
      ended.then((how) => failed(new Error(`The program ended with ${how} before it listened.`)));
    });
    return new Replica(child, url, ended);
  }

  private constructor(child: ChildProcess, url: string, ended: Promise<number | string>) {
    this.#child = child;
    this.url = url;
    this.ended = ended;
  }

  get lives(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | string> {
    this.#child.kill(signal);
    return this.ended;
  }

  /** Undefined where there is no /proc to look into. */
  held(): Held | undefined {
    try {
      const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
      const kilobytes = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]);
      return { rss: kilobytes * 1024, files: readdirSync(`/proc/${this.#child.pid}/fd`).length };
    } catch {
      return undefined;
    }
  }
}
