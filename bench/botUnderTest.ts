import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** What a process has used since it began. */
export interface Usage {
  /** Of all its threads, in milliseconds. */
  cpuMs: number;
  /** Bytes. */
  rss: number;
  heapUsed: number;
  /** How long its event loop stood still since the last time of asking. Where the setting WATCH_LOOP is given. */
  blockedMs?: { longest: number; in999: number };
}

export type Target = 'unknot' | 'echoSample' | 'echoCard' | 'agentsEcho' | 'bareEcho';

/** A bot in a process of its own, on a free port of this machine. */
export class BotUnderTest implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly url: string;

  /** Resolves when the bot says that it listens. `settings` are environment variables. */
  static async start(
    target: Target | 'replica',
    settings: Record<string, string> = {},
    flags: string[] = [],
  ): Promise<BotUnderTest> {
    const child = spawn(
      process.execPath,
      [
        ...flags,
        '--import',
        join(import.meta.dirname, 'reportsUsage.ts'),
        join(import.meta.dirname, 'targets', `${target}.ts`),
      ],
      // Without app id: nobody is checked, on either side.
      { env: { PATH: process.env.PATH, PORT: '0', ...settings }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
    );
    const { port } = await answer<{ port: number }>(child, 'port');
    return new BotUnderTest(child, `http://127.0.0.1:${port}/api/messages`);
  }

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  async usage(): Promise<Usage> {
    const told = answer<{ usage: Usage }>(this.#child, 'usage');
    this.#child.send('usage');
    return (await told).usage;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((exit) => this.#child.once('exit', exit));
    this.#child.send('end');
    await ended;
  }
}

function answer<T>(child: ChildProcess, key: string): Promise<T> {
  return new Promise((told, failed) => {
    const hear = (message: unknown) => {
      if (typeof message !== 'object' || message === null || !(key in message)) return;
      child.off('message', hear);
      child.off('exit', end);
      told(message as T);
    };
    const end = () => failed(new Error('A bot that was to be measured ended by itself. What it wrote stands above.'));
    child.on('message', hear);
    child.once('exit', end);
  });
}
