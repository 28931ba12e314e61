import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { type Bot, createBot } from '../../src/bot.ts';
import { type BotFramework, createBotFramework } from '../../src/channels/botFramework.ts';
import { createLog } from '../../src/log.ts';
import { steadyClock } from '../../src/steadyClock.ts';
import type { Store } from '../../src/store/store.ts';
import { aTeamsMessage, aTeamsPress, TEAMS_TENANT } from '../support/activities.ts';
import { buttonsOf, type CardButton } from '../support/cardButtons.ts';
import { aConnectorServer, type ConnectorServer } from '../support/connectorServer.ts';

/** A Monday, nine in the morning in Berlin. */
const MONDAY = Date.parse('2026-03-02T08:00:00Z');
/** Nothing waits longer for a clock that is moved by hand. */
const NOTICED_MS = 10;
const TIMEOUT_MS = 8_000;
/** So long something real is waited for, on a machine that may be busy. */
const LONGEST_MS = 60_000;

export interface Logged {
  level: number;
  msg: string;
}

/** One process of the bot, but for its HTTP server, in a world whose clock, database and channel may go wrong. */
export class World implements AsyncDisposable {
  /** What the machine says the time is, which may jump. */
  wall = MONDAY;
  /** What has really passed. */
  #passed = 0;
  readonly logged: Logged[] = [];
  readonly channel: ConnectorServer;
  readonly clock = steadyClock(
    () => this.wall,
    () => this.#passed,
  );
  readonly #store: Store;
  readonly #bot: Bot;
  readonly #framework: BotFramework;
  readonly #closeChannel: () => PromiseLike<void>;
  /** Requests to the channel that have had no answer yet, each to be given up. */
  readonly #unanswered = new Set<() => void>();
  #activities = 0;
  readonly #begun: number;

  /** With a channel of its own, unless it is given one that outlives it. */
  static async begin(store: Store, { at = MONDAY, channel }: { at?: number; channel?: ConnectorServer } = {}) {
    if (channel) return new World(store, channel, at, async () => {});
    const own = await aConnectorServer();
    return new World(store, own, at, () => own[Symbol.asyncDispose]());
  }

  private constructor(store: Store, channel: ConnectorServer, at: number, closeChannel: () => PromiseLike<void>) {
    this.wall = at;
    this.#begun = at;
    this.#closeChannel = closeChannel;
    this.#store = store;
    this.channel = channel;
    const written = new PassThrough();
    written.on('data', (line: Buffer) => this.logged.push(JSON.parse(line.toString())));
    const log = createLog('warn', written);
    let framework: BotFramework | undefined;
    this.#bot = createBot({
      store,
      channels: ['msteams'],
      log,
      resultsDays: 180,
      clock: this.clock,
      after: (ms, run) => {
        const timer = setTimeout(run, Math.min(ms, NOTICED_MS));
        return () => clearTimeout(timer);
      },
      connect: (takeTurn, notKept) => {
        framework = createBotFramework({
          ...{ settings: {}, takeTurn, notKept, log },
          now: this.clock,
          timeoutMs: TIMEOUT_MS,
          after: (ms, run) => {
            if (ms !== TIMEOUT_MS) return () => {};
            const giveUp = () => run();
            this.#unanswered.add(giveUp);
            return () => this.#unanswered.delete(giveUp);
          },
        });
        return framework.connector;
      },
    });
    this.#framework = framework as unknown as BotFramework;
    this.#bot.start();
  }

  /** Time goes on, and the machine's clock with it. */
  pass(ms: number): void {
    this.wall += ms;
    this.#passed += ms;
  }

  /** Somebody in a conversation of their own types. The status that the channel gets. */
  async says(user: string, words: string, id = this.#newId()): Promise<number> {
    return this.#hears(aTeamsMessage(words, this.#from(user, id)));
  }

  async presses(user: string, choice: string, step: number): Promise<number> {
    // As on the card, where there is one yet.
    const shown = this.sentTo(user).flatMap(({ buttons }) => buttons);
    const { data } = shown.findLast((button) => button.data.step === step) ?? {};
    return this.#hears(aTeamsPress({ ...data, unknot: choice, step }, this.#from(user, this.#newId())));
  }

  /** Every message that the channel was asked to take for this person, in order. */
  sentTo(user: string): { words: string; summary: string; buttons: CardButton[] }[] {
    return this.channel.requests
      .filter(({ method, path }) => method === 'POST' && path.includes(`/a:${user}/`))
      .filter(({ body }) => body.type === 'message')
      .map(({ body }) => {
        const { content } = body.attachments[0];
        return { words: content.fallbackText, summary: body.summary, buttons: buttonsOf(content) };
      });
  }

  /** What the channel has been asked and not answered has taken too long now. */
  givesUpWaiting(): void {
    for (const giveUp of [...this.#unanswered]) giveUp();
  }

  /** Time goes on until it is so, slowly enough for what is on its way not to be given up. */
  async goesOnUntil(isSo: () => boolean | Promise<boolean>): Promise<void> {
    await this.#waitFor(isSo, async () => {
      this.pass(100);
      await pause(NOTICED_MS);
    });
  }

  /** Until it is so, while no time passes in this world. */
  async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    await this.#waitFor(isSo, () => pause(2));
  }

  /** Until it is written down what became of everything that was sent. */
  async recorded(): Promise<void> {
    await this.until(async () => (await this.#store.waiting()).sending === 0);
  }

  async #waitFor(isSo: () => boolean | Promise<boolean>, meanwhile: () => Promise<unknown>): Promise<void> {
    const began = performance.now();
    while (!(await isSo())) {
      await meanwhile();
      if (performance.now() - began < LONGEST_MS) continue;
      const newest = this.channel.requests.slice(-5).map(({ path, body }) => `${path}: ${body.summary ?? body.type}`);
      throw new Error(
        `Waited in vain until ${isSo}.\nLogged: ${JSON.stringify(this.logged.slice(-5))}\nAsked of the channel: ${JSON.stringify(newest)}`,
      );
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#bot.stop();
    await this.#framework.settled();
    await this.#closeChannel();
  }

  /** Two worlds of one database tell their activities apart. */
  #newId(): string {
    return `activity-${this.#begun}-${++this.#activities}`;
  }

  async #hears(activity: unknown): Promise<number> {
    return (await this.#framework.listen({ body: activity, authorization: '' })).status;
  }

  #from(user: string, id: string) {
    return {
      id,
      serviceUrl: this.channel.serviceUrl,
      from: { id: user },
      conversation: { conversationType: 'personal', tenantId: TEAMS_TENANT, id: `a:${user}` },
    };
  }
}
