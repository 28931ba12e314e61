import { buttonsOf } from '../test/support/cardButtons.ts';
import type { Channel, Sent } from './channel.ts';

/** A step of a session: words that are typed, or a button of the last card that is pressed. */
type Step = { say: string } | { press: string };

/** One person's way from a first question to a spot that eased: half typed and half pressed, as on Teams. */
export const STEPS: readonly Step[] = [
  { say: "why won't my knot relax?" },
  { press: 'Find out my kind' },
  { press: "I'm 18 or over: go on" },
  { press: 'I have none of these' },
  { say: 'no, none of those either' },
  { say: 'about a 4' },
  { say: 'left' },
  { say: 'like a marble, it stayed hard' },
  { say: 'can i just dig my elbow in?' },
  { press: 'Start first place' },
  { press: 'I feel nothing here' },
  { say: 'sorry, I meant yes' },
  { say: 'yeah it let go' },
  { press: 'No more spots here' },
  { say: 'a bit better' },
  { say: 'what do I tell a massage therapist?' },
];
/** A bot that has no such button is sent the same press all the same, so that every bot hears the same activities. */
const SOME_PRESS = { unknot: 'none', step: 0 };

/** One person on the way through a session. */
export class Walk {
  readonly #person: string;
  #taken = 0;
  #last: Sent | undefined;

  constructor(person: string) {
    this.#person = person;
  }

  get over(): boolean {
    return this.#taken >= STEPS.length;
  }

  /** Takes the next turn; undefined when the session is over. */
  async turn(channel: Channel, url: string): Promise<Sent | undefined> {
    const step = STEPS[this.#taken];
    if (!step) return undefined;
    return this.#take(channel, url, 'say' in step ? typed(step.say) : pressed(step, this.#last));
  }

  /** Says something that is no step of the way. */
  say(words: string, channel: Channel, url: string): Promise<Sent> {
    return this.#take(channel, url, typed(words));
  }

  async #take(channel: Channel, url: string, content: object): Promise<Sent> {
    this.#last = await channel.turn(url, { ...envelope(channel.serviceUrl, this.#person, this.#taken), ...content });
    this.#taken += 1;
    return this.#last;
  }
}

/** Takes one person through a session, to its end. The replies, in order. */
export async function session(channel: Channel, url: string, person: string): Promise<Sent[]> {
  const walk = new Walk(person);
  const replies: Sent[] = [];
  for (let sent = await walk.turn(channel, url); sent; sent = await walk.turn(channel, url)) replies.push(sent);
  return replies;
}

/**
 * Many people at every step of the way at once, each in a tenant of their own: together they send without a pause, and
 * yet nobody writes faster than a person does, nor more than a channel takes.
 */
export class People {
  readonly #channel: Channel;
  readonly #url: string;
  readonly #name: string;
  readonly #walks: Walk[];
  #next = 0;
  #came = 0;

  constructor(channel: Channel, url: string, name: string, people: number) {
    this.#channel = channel;
    this.#url = url;
    this.#name = name;
    this.#walks = Array.from({ length: people }, () => this.#somebody());
  }

  /** Spreads them out along the way. */
  async spread(atOnce: number): Promise<void> {
    for (let step = 1; step < STEPS.length; step++) {
      await inTurn(
        this.#walks.filter((_, at) => at % STEPS.length >= step),
        atOnce,
        (walk) => walk.turn(this.#channel, this.#url),
      );
    }
  }

  /** The next `count` turns, of one person after the other, so many at once. How long each took, in milliseconds. */
  async turns(count: number, atOnce: number): Promise<number[]> {
    const took: number[] = [];
    await inTurn(Array(count).fill(undefined), atOnce, async () => {
      const at = this.#next++ % this.#walks.length;
      if ((this.#walks[at] as Walk).over) this.#walks[at] = this.#somebody();
      const began = performance.now();
      await (this.#walks[at] as Walk).turn(this.#channel, this.#url);
      took.push(performance.now() - began);
    });
    return took;
  }

  #somebody(): Walk {
    this.#came += 1;
    return new Walk(`${this.#name}-${this.#came}`);
  }
}

/** Goes through a list, so many at once. */
async function inTurn<T>(list: readonly T[], atOnce: number, go: (one: T) => Promise<unknown>): Promise<void> {
  const left = list.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const one of left) await go(one);
    }),
  );
}

function typed(text: string) {
  return { text, textFormat: 'plain' };
}

function pressed({ press }: { press: string }, last: Sent | undefined) {
  const action = buttonsOf(last?.attachments?.[0]?.content).find(({ title }) => title === press);
  return { value: action?.data ?? SOME_PRESS, replyToId: '1700000000001' };
}

/** As Teams sends it. */
function envelope(serviceUrl: string, person: string, at: number) {
  return {
    type: 'message',
    id: `${person}-${at}`,
    timestamp: '2026-11-22T11:11:08.168Z',
    localTimestamp: '2026-11-22T12:11:08.168+01:00',
    localTimezone: 'Europe/Berlin',
    locale: 'en-US',
    channelId: 'msteams',
    serviceUrl,
    from: { id: `29:${person}`, name: 'Ann Example', aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000001' },
    recipient: { id: '28:b0a7c0de-0000-4000-8000-000000000001', name: 'Unknot' },
    conversation: { conversationType: 'personal', tenantId: `tenant-of-${person}`, id: `a:${person}` },
    channelData: { tenant: { id: `tenant-of-${person}` } },
    entities: [{ type: 'clientInfo', locale: 'en-US', country: 'DE', platform: 'Web', timezone: 'Europe/Berlin' }],
  };
}
