import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { start } from '../../src/main.ts';
import { openSqliteStore, type SqliteStore } from '../../src/store/sqlite.ts';
import { aConnectorServer, type ConnectorServer } from './connectorServer.ts';

// biome-ignore lint/suspicious/noExplicitAny: the shapes are JSON of three services
export type Activity = Record<string, any>;

/** A Monday, nine in the morning in Berlin. */
const MONDAY = Date.parse('2026-03-02T08:00:00Z');
/** What is to happen within it happens at once; what is later waits until the clock is moved. */
const SOON_MS = 1_000;

const CARD = 'application/vnd.microsoft.card.adaptive';
/** The activity id that the channel has given to what came with this request. */
const idAt = (request: number) => `sent-${request + 1}`;

/**
 * The whole bot as `npm start` runs it, in this process: behind its HTTP server, over a database of its own, and with
 * a channel on loopback that takes what it says. Its clock stands until it is moved.
 */
export class ServedBot implements AsyncDisposable {
  now = MONDAY;
  readonly url: string;
  readonly serviceUrl: string;
  readonly #stop: () => Promise<void>;
  readonly #store: SqliteStore;
  readonly #connector: ConnectorServer;
  /** Cards that were exchanged in the answer to a press. */
  readonly #pressed: { id: string; card: unknown }[] = [];
  readonly #alarms: Set<{ at: number; run: () => void }>;
  /** How many alarms have rung and were not yet set anew, which is the last thing done about each. */
  #unset = 0;

  static async start(settings: Record<string, string> = {}): Promise<ServedBot> {
    const folder = await mkdtemp(join(tmpdir(), 'unknot-served-'));
    const path = join(folder, 'unknot.db');
    const connector = await aConnectorServer();
    const alarms = new Set<{ at: number; run: () => void }>();
    let bot: ServedBot | undefined;
    const clock = () => bot?.now ?? MONDAY;
    const config = readConfig({
      PORT: '0',
      DATABASE_PATH: path,
      PUBLIC_URL: 'https://unknot.example.com',
      ...settings,
    });
    const running = await start(config, {
      log: createLog('warn'),
      clock,
      // Nothing here can be flooded.
      limits: {},
      after: (ms, run) => {
        if (bot) bot.#unset -= 1;
        if (ms <= SOON_MS) {
          const timer = setTimeout(run, Math.min(ms, 5));
          return () => clearTimeout(timer);
        }
        const alarm = { at: clock() + ms, run };
        alarms.add(alarm);
        return () => alarms.delete(alarm);
      },
    });
    const store = await openSqliteStore(path);
    const stop = async () => {
      await running.stop();
      await store.close();
      await connector[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    };
    bot = new ServedBot(`http://127.0.0.1:${running.port}`, connector, store, alarms, stop);
    return bot;
  }

  private constructor(
    url: string,
    connector: ConnectorServer,
    store: SqliteStore,
    alarms: Set<{ at: number; run: () => void }>,
    stop: () => Promise<void>,
  ) {
    this.url = url;
    this.serviceUrl = connector.serviceUrl;
    this.#connector = connector;
    this.#store = store;
    this.#alarms = alarms;
    this.#stop = stop;
  }

  /** Posts an activity, and tells what new messages the channel was sent because of it. */
  async post(activity: Activity): Promise<Activity[]> {
    const before = this.#connector.requests.length;
    const response = await fetch(`${this.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...activity, serviceUrl: this.serviceUrl }),
    });
    const answer = await response.text();
    if (response.status !== 200) throw new Error(`The bot answered ${response.status}: ${answer}`);
    const { type, value } = answer.startsWith('{') ? JSON.parse(answer) : {};
    if (type === CARD) this.#pressed.push({ id: activity.replyToId, card: value });
    return this.#sentSince(before);
  }

  /** Moves the clock, and tells what new messages the channel was sent because of it. */
  async wait(ms: number): Promise<Activity[]> {
    const before = this.#connector.requests.length;
    this.now += ms;
    this.#unset = 0;
    for (const alarm of [...this.#alarms]) {
      if (alarm.at > this.now) continue;
      this.#alarms.delete(alarm);
      this.#unset += 1;
      alarm.run();
    }
    return this.#sentSince(before);
  }

  /** How the channel takes the next request. */
  channelAnswers(status: number, body: unknown): void {
    this.#connector.react({ status, body });
  }

  /** What somebody has before them when they look back: every message as it stands now. */
  looksBack(user: string): Activity[] {
    const log = new Map<string, Activity>();
    for (const [at, { method, path, body }] of this.#connector.requests.entries()) {
      if (body.recipient.id !== user || body.type !== 'message') continue;
      const id = method === 'PUT' ? (path.split('/').at(-1) ?? '') : idAt(at);
      if (method === 'PUT' && !log.has(id)) throw new Error('A message is changed that was never sent.');
      log.set(id, body);
    }
    for (const { id, card } of this.#pressed) {
      if (log.has(id)) log.set(id, { ...log.get(id), attachments: [{ contentType: CARD, content: card }] });
    }
    return [...log.values()];
  }

  async #sentSince(before: number): Promise<Activity[]> {
    for (;;) {
      const { open, sending } = await this.#store.queueDepth();
      if (open + sending === 0 && this.#unset <= 0) break;
      await new Promise((again) => setTimeout(again, 1));
    }
    return this.#connector.requests.flatMap(({ method, body }, at) =>
      at >= before && method === 'POST' ? [{ ...body, id: idAt(at) }] : [],
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stop();
  }
}
