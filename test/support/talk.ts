import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Address, Channel } from '../../src/address.ts';
import { personKey } from '../../src/address.ts';
import type { Happening, Heard } from '../../src/heard.ts';
import type { Message, MessageUpdate } from '../../src/message.ts';
import { loadContent } from '../../src/phrasing/content.ts';
import { openSqliteStore, type SqliteStore } from '../../src/store/sqlite.ts';
import type { OutboxRow } from '../../src/store/store.ts';
import { type Restored, restore } from '../../src/turn/restore.ts';
import { Turns } from '../../src/turn/takeTurn.ts';
import { mulberry32 } from '../../src/understanding/classifier/chance.ts';
import { loadModel } from '../../src/understanding/classifier/model.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
import { WITHOUT_WAITING } from './withoutWaiting.ts';

const CONTENT = loadContent(join(import.meta.dirname, '../../content/en'));
const UNDERSTAND = createUnderstand(loadLexicon(), loadModel());

/** A Monday, nine in the morning in Berlin. */
const MONDAY = Date.parse('2026-03-02T08:00:00Z');

/**
 * One person talking to the whole bot but for its channels: a real database, real content, the real understanding,
 * and a clock that stands until it is moved. What would be sent comes back as messages.
 */
export class Talk {
  now = MONDAY;
  zone: string | undefined = 'Europe/Berlin';
  /** Every message, oldest first. */
  readonly shown: Message[] = [];
  /** Every change of an earlier message, oldest first. */
  readonly updates: { of: Message; message: Message }[] = [];
  /** What was done of the two, in order. */
  readonly order: ('send' | 'update')[] = [];
  readonly #rows = new Map<string, Message>();
  readonly #random = mulberry32(1);
  readonly #folder: string;
  readonly #address: Address;
  #store: SqliteStore;
  #turns: Turns;
  #sent: Message[] = [];
  #unsettled: OutboxRow[] = [];
  #activities = 0;

  static async begin(channel: Channel = 'msteams'): Promise<Talk> {
    const folder = await mkdtemp(join(tmpdir(), 'unknot-talk-'));
    return new Talk(folder, await openSqliteStore(join(folder, 'unknot.db'), WITHOUT_WAITING), channel);
  }

  private constructor(folder: string, store: SqliteStore, channel: Channel) {
    this.#folder = folder;
    this.#store = store;
    this.#address = {
      channel,
      serviceUrl: 'http://127.0.0.1/',
      conversation: 'conversation',
      scope: 'personal',
      bot: { id: 'bot' },
      user: { id: 'ann' },
    };
    this.#turns = this.#newTurns();
  }

  #newTurns(): Turns {
    return new Turns({
      store: this.#store,
      understand: UNDERSTAND,
      content: CONTENT,
      log: { info: () => {}, warn: () => {}, error: () => {} },
      clock: () => this.now,
      newId: () => crypto.randomUUID(),
      random: this.#random,
      deliver: (rows) => void this.#collect(rows),
      update: (update) => this.#change(update),
      leaseMs: 30_000,
      nudge: () => {},
      sealChart: (chart) => JSON.stringify(chart),
    });
  }

  get #person() {
    return personKey(this.#address.channel, undefined, 'ann');
  }

  #collect(rows: readonly OutboxRow[]): void {
    for (const row of rows) {
      const message = row.body as Message;
      this.#unsettled.push(row);
      this.order.push('send');
      this.#sent.push(message);
      this.#rows.set(row.id, message);
    }
  }

  #change({ of, message }: MessageUpdate): void {
    this.order.push('update');
    const earlier = this.#rows.get(of);
    if (!earlier) throw new Error('An update is of no message that was shown.');
    this.updates.push({ of: earlier, message });
  }

  /** Types something. */
  say(words: string): Promise<Message[]> {
    this.#activities += 1;
    return this.happens({ kind: 'words', words, activityId: `a${this.#activities}` });
  }

  /** Changes the latest message that was typed. */
  edit(words: string): Promise<Message[]> {
    return this.happens({ kind: 'edit', words, activityId: `a${this.#activities}` });
  }

  /** Presses the button of the newest message that has it, or of the one before that. */
  press(label: string, which: 'newest' | 'older' = 'newest'): Promise<Message[]> {
    const having = this.shown.filter((message) => message.choices.some((choice) => choice.label === label));
    const message = having.at(which === 'newest' ? -1 : -2) ?? having.at(-1);
    const choice = message?.choices.find((one) => one.label === label);
    if (!message || !choice) throw new Error(`No message has a button '${label}'.`);
    const { step, nonce } = message;
    return this.happens({ kind: 'press', choice: choice.id, step, ...(nonce !== undefined && { nonce }) });
  }

  async happens(happening: Happening, more: Partial<Heard> = {}): Promise<Message[]> {
    this.#sent = [];
    const taken = await this.#turns.take({
      person: this.#person,
      address: this.#address,
      happening,
      expectReplies: false,
      ...(this.zone && { zone: this.zone }),
      ...more,
    });
    if (taken.outcome === 'not-kept') throw new Error('The turn was not kept.');
    await this.#settle();
    return this.#shownNow();
  }

  /** Moves the clock, stopping at everything that falls due on the way. */
  async wait(ms: number): Promise<Message[]> {
    this.#sent = [];
    const end = this.now + ms;
    for (;;) {
      const due = await this.#store.nextDue([this.#address.channel], 'wakes');
      if (due === undefined || due > end) break;
      this.now = Math.max(this.now, due);
      for (const wake of await this.#store.dueWakes([this.#address.channel], this.now, 10))
        await this.#turns.wake(wake);
      await this.#settle();
    }
    this.now = end;
    return this.#shownNow();
  }

  /** Moves the clock while nobody looks after what falls due, as when the process is down. */
  sleep(ms: number): void {
    this.now += ms;
  }

  /** Everything in memory is gone, the database stays. */
  async restart(): Promise<void> {
    await this.#store.close();
    this.#store = await openSqliteStore(join(this.#folder, 'unknot.db'), WITHOUT_WAITING);
    this.#turns = this.#newTurns();
  }

  /** The person as kept. */
  async kept(): Promise<Restored['person']> {
    return restore((await this.#store.read(this.#person))?.state).person;
  }

  async results(): Promise<unknown[]> {
    return (await this.#store.results(this.#person, 100)).map(({ data }) => data);
  }

  async end(): Promise<void> {
    await this.#store.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Everything that was handed over counts as sent, and what waited behind it is handed over too. */
  async #settle(): Promise<void> {
    do {
      for (const row of this.#unsettled.splice(0)) await this.#store.settle(row.id, { state: 'sent' }, this.now);
      this.#collect(await this.#store.lease([this.#address.channel], this.now, 1000, 10));
    } while (this.#unsettled.length > 0);
  }

  #shownNow(): Message[] {
    this.shown.push(...this.#sent);
    return this.#sent;
  }
}
