import { setTimeout as pause } from 'node:timers/promises';
import type { Message, RestlessChannel } from './restlessChannel.ts';

/** Typed, pressed, or something that comes unasked and is waited for. */
type Step = { say: string; soon?: true } | { press: string } | { awaits: 'hold' | 'check-in' };

/** One way through a session, half typed and half pressed, with questions, a hold with its end, and a correction. */
const SESSION: readonly Step[] = [
  { say: "why won't my knot relax?" },
  { press: 'Find out my kind' },
  { press: "I'm 18 or over: go on" },
  { press: 'I have none of these' },
  { say: 'no, none of those either' },
  { say: 'about a 4' },
  { say: 'left' },
  { press: 'Start 20 seconds' },
  { say: 'how hard should i press?', soon: true },
  { awaits: 'hold' },
  { say: 'like a marble, it stayed hard' },
  { say: 'can i just dig my elbow in?' },
  { press: 'Start first place' },
  { press: 'I feel nothing here' },
  { say: 'sorry, I meant yes' },
  { say: 'yeah it let go' },
  { press: 'No more spots here' },
  { say: 'a bit better' },
  { say: 'stop' },
  { say: 'what do you know about me?' },
];

const HOLD = SESSION.slice(7, 10);
const WITHOUT_HOLD = SESSION.filter((step) => !HOLD.includes(step));

/** As far as a place in which check-ins may come. */
const CONSENT: readonly Step[] = [{ press: 'Find out my kind' }, { press: "I'm 18 or over: go on" }, { say: 'stop' }];

export interface Surroundings {
  channel: RestlessChannel;
  /** Where the program listens now, one address for each replica that lives. */
  urls: () => readonly string[];
  random: () => number;
  /** How long a person thinks, on average, in milliseconds. */
  thinkMs: number;
  /** A clock in which it is day now. */
  zone: string;
  /** No new session is begun after this. */
  isOver: () => boolean;
  /** Whether holds are timed. */
  holds: boolean;
  /** How long an answer may take, with everything that goes wrong on the way. */
  answerMs: number;
}

export interface Tally {
  /** Activities that were answered with 200. */
  kept: number;
  /** Sent again after a 503, or because the program died over it. */
  again: number;
  sessions: number;
  checkInsSet: number;
  checkInsCame: number;
  /** From a message until its answer was taken, in milliseconds. */
  tookMs: number[];
  /** What must not be, a sentence each. */
  wrong: string[];
}

/** People who write one after the other, each as fast as people do. A chat app shows them the newest message. */
export class Talker {
  readonly #around: Surroundings;
  readonly #tally: Tally;
  readonly name: string;
  #activities = 0;
  #shown: Message | undefined;

  constructor(name: string, around: Surroundings, tally: Tally) {
    this.name = name;
    this.#around = around;
    this.#tally = tally;
  }

  /** One session from the first question to the last. */
  async session(): Promise<void> {
    for (const step of this.#around.holds ? SESSION : WITHOUT_HOLD) {
      if (this.#around.isOver() || !(await this.#take(step))) return;
    }
    this.#tally.sessions += 1;
  }

  /** Asks for a check-in at the minute after next, answers it, and asks for another. */
  async checkIns(): Promise<void> {
    const { zone, isOver, answerMs } = this.#around;
    for (const step of [{ say: 'hello' }, ...CONSENT]) if (!(await this.#take(step))) return;
    while (!isOver()) {
      const due = Math.ceil((Date.now() + 45_000) / 60_000) * 60_000;
      const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(due);
      if (!(await this.#take({ say: `remind me every day at ${time}` }))) return;
      if (!this.#shown?.words.includes(time)) {
        this.#tally.wrong.push(`${this.name} asked for ${time} and was told: ${this.#shown?.words.slice(0, 120)}`);
        return;
      }
      this.#tally.checkInsSet += 1;
      const waits = () => this.#around.channel.next(this.name, due - Date.now() + answerMs);
      let came = await waits();
      // That an earlier message was not kept may be heard late.
      while (came?.kind === 'not-kept') came = await waits();
      // One that did not come is looked for in the database at the end.
      if (came?.kind !== 'check-in') {
        if (came) this.#tally.wrong.push(`${this.name} waited for a check-in and heard: ${came.words.slice(0, 120)}`);
        continue;
      }
      this.#tally.checkInsCame += 1;
      this.#shown = came;
      // Whoever leaves the offer of a session open is in a session, and the next check-in would wait.
      if (!(await this.#take({ say: 'a bit better' })) || !(await this.#take({ press: 'Not today' }))) return;
    }
  }

  /** Resolves with whether there was an answer. */
  async #take(step: Step): Promise<boolean> {
    const { channel, random, thinkMs, answerMs } = this.#around;
    if ('awaits' in step) {
      // Its end may have come while the person wrote.
      const came = await channel.next(this.name, 25_000 + answerMs);
      return came ? this.#hears(came) : this.#misses('the end of a hold');
    }
    const soon = 'soon' in step;
    await pause(soon ? Math.min(thinkMs, 3_000) : thinkMs * (0.5 + random()));
    const began = performance.now();
    await this.#post('say' in step ? { text: step.say, textFormat: 'plain' } : this.#press(step.press));
    for (;;) {
      const heard = await channel.next(this.name, answerMs);
      if (!heard) return this.#misses('say' in step ? `'${step.say}'` : `[${step.press}]`);
      // Said on the side, once; the message itself is sent again until it is kept. A check-in may come late.
      if (heard.kind !== 'reply') continue;
      this.#tally.tookMs.push(performance.now() - began);
      return this.#hears(heard);
    }
  }

  #hears(message: Message): true {
    this.#shown = message;
    return true;
  }

  #misses(what: string): false {
    this.#tally.wrong.push(`${this.name} heard nothing after ${what}, in ${this.#around.answerMs / 1000} s.`);
    return false;
  }

  #press(title: string): object {
    const button = this.#shown?.buttons.find((one) => one.title === title);
    if (!button) this.#tally.wrong.push(`${this.name} saw no [${title}] under: ${this.#shown?.words.slice(0, 120)}`);
    return { value: button?.data ?? { unknot: 'none', step: 0 }, replyToId: '1' };
  }

  /** Sends the same activity until it is kept, as a channel or a person does; now and then twice for no reason. */
  async #post(content: object): Promise<void> {
    const { urls, random } = this.#around;
    this.#activities += 1;
    const activity = JSON.stringify({ ...this.#envelope(), ...content });
    for (let tries = 0; ; tries++) {
      const all = urls();
      const status = await post(all[Math.floor(random() * all.length)] ?? '', activity);
      if (status === 200) break;
      if (status !== undefined && status !== 503) {
        this.#tally.wrong.push(`${this.name} was answered with ${status}.`);
        return;
      }
      this.#tally.again += 1;
      await pause(500 + 500 * tries);
    }
    this.#tally.kept += 1;
    if (random() < 0.03) await post(urls()[0] ?? '', activity);
  }

  #envelope() {
    const { channel, zone } = this.#around;
    const tenantId = `tenant-of-${this.name}`;
    return {
      type: 'message',
      id: `${this.name}-${this.#activities}`,
      timestamp: new Date().toISOString(),
      localTimezone: zone,
      locale: 'en-US',
      channelId: 'msteams',
      serviceUrl: channel.serviceUrl,
      from: { id: `29:${this.name}` },
      recipient: { id: '28:b0a7c0de-0000-4000-8000-000000000001', name: 'Unknot' },
      conversation: { conversationType: 'personal', tenantId, id: this.name },
      channelData: { tenant: { id: tenantId } },
      entities: [{ type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web', timezone: zone }],
    };
  }
}

/** The status, or undefined when nobody answered. */
async function post(url: string, body: string): Promise<number | undefined> {
  try {
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(30_000),
    });
    await response.text();
    return response.status;
  } catch {
    return undefined;
  }
}
