import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface BotProcessOptions {
  /** The setting that names its database. */
  database: { DATABASE_PATH: string } | { DATABASE_URL: string };
  /** SIGKILL at the nth time that the point is passed. */
  killAt?: { point: string; nth?: number };
  /** How far ahead of `sinceBoot` its clock is, in milliseconds. */
  aheadMs?: number;
}

/** What a bot that runs can be told. */
export interface Told {
  aheadMs: number;
}

/**
 * Milliseconds since the machine was started: the same in every process, and nobody can set it. By the time of day, a
 * machine that is set right meanwhile would leave one process waiting for what another takes to be over.
 */
export function sinceBoot(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}

/** How far ahead of `sinceBoot` a clock is that shows nine in the morning, in UTC. By day nothing is held back. */
export function aheadUntilNine(): number {
  return new Date().setUTCHours(9, 0, 0, 0) - sinceBoot();
}

/** So long one that passes its point may take to do so, on a machine that may be busy. */
const LONGEST_LIFE_MS = 90_000;

/** As `npm start` has it. Else each would read the program anew. */
const COMPILED = join(import.meta.dirname, '../../node_modules/.cache/compiled');

const alive = new Set<ChildProcess>();

/**
 * Ends whatever a failed test has left running, or it would take what the next one waits for. Resolves when all of them
 * are gone but the one that is spared.
 */
export async function endLeftBots(spared?: BotProcess): Promise<void> {
  const left = [...alive].filter((child) => !spared?.is(child));
  for (const child of left) child.kill('SIGKILL');
  await Promise.all(left.map((child) => once(child, 'exit')));
}

/** A bot in a process of its own. */
export class BotProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #port: number;
  /** Resolves when the process has ended. */
  readonly ended: Promise<unknown>;

  static async start(options: BotProcessOptions): Promise<BotProcess> {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'botProcess.ts'), JSON.stringify(options)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
    });
    alive.add(child);
    child.once('exit', () => alive.delete(child));
    // One that is to die at its start may do so before it can say where it listens.
    const said = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [{ port: 0 }])]);
    return new BotProcess(child, (said[0] as { port: number }).port);
  }

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.#port = port;
    this.ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve();
  }

  /** Posts an activity; the status, or undefined when the process died over it. */
  async post(activity: unknown): Promise<number | undefined> {
    try {
      const response = await fetch(`http://127.0.0.1:${this.#port}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(activity),
      });
      await response.text();
      return response.status;
    } catch {
      return undefined;
    }
  }

  /** Resolves when it has ended by itself; rejects, saying what `seen` tells, when it lives for too long. */
  async dies(seen: () => Promise<string>): Promise<void> {
    const late = Promise.withResolvers<'lives'>();
    const timer = setTimeout(() => late.resolve('lives'), LONGEST_LIFE_MS);
    const how = await Promise.race([this.ended, late.promise]);
    clearTimeout(timer);
    if (how === 'lives') throw new Error(`A process that should have died lives on. ${await seen()}`);
  }

  is(child: ChildProcess): boolean {
    return this.#child === child;
  }

  /** Moves its clock. */
  tell(told: Told): void {
    this.#child.send(told);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.ended;
  }
}
