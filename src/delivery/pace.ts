import { type Channel, channelOf, type PersonKey } from '../address.ts';
import { type Store, StoreDownError } from '../store/store.ts';

/**
 * So many at once, then one every so many milliseconds. In any stretch of `t` milliseconds no more than
 * `atOnce + t / everyMs` go.
 */
export interface Limit {
  atOnce: number;
  everyMs: number;
}

export type Limits = Partial<Record<Channel, ChannelLimits>>;

interface ChannelLimits {
  /** All of them hold for one conversation. */
  conversation: readonly Limit[];
  /** For everybody whom the app writes to in one tenant or workspace. */
  tenant: Limit;
}

/** What the channels take before they answer 429. A channel that is not here names no limit. */
export const LIMITS: Limits = {
  // A conversation: 7 in 1 s, 8 in 2 s, 60 in 30 s, 1800 in an hour. An app in a tenant: 50 in 1 s.
  msteams: {
    conversation: [
      { atOnce: 3, everyMs: 400 },
      { atOnce: 30, everyMs: 1000 },
      { atOnce: 300, everyMs: 2400 },
    ],
    tenant: { atOnce: 10, everyMs: 25 },
  },
  // A channel: about 1 in 1 s, short bursts tolerated. How long a burst is not said; one person's quick answers are one.
  // A workspace: not named; several hundred a minute go through.
  slack: { conversation: [{ atOnce: 30, everyMs: 1000 }], tenant: { atOnce: 5, everyMs: 200 } },
};

/** Check-ins queue for three quarters of what a tenant takes, so that replies find room without pushing anybody back. */
const CHECK_INS_SHARE = 3 / 4;

/** What this process knows of a clock that all replicas share. */
interface View {
  /** How far what has gone reaches, in milliseconds since 1970: as far behind `now` as not to count. */
  clock: number;
  /** How much of that the other replicas have not been told. */
  untold: number;
}

interface Bucket {
  key: string;
  limit: Limit;
}

/**
 * Keeps what is sent within what the channels take, in every conversation and in every tenant. Replies and the ends
 * of holds come first: they ask nobody, as long as little goes, and it is told to the other replicas afterwards.
 * Check-ins get a time each in a queue of their tenant that all replicas share, and when it has come they still give
 * way to replies.
 */
export class Pace {
  readonly #store: Pick<Store, 'advance'>;
  readonly #clock: () => number;
  readonly #limits: Limits;
  /** In the order of use, so that what is over is found at the front. */
  readonly #views = new Map<string, View>();
  readonly #toTell = new Set<string>();
  #telling: Promise<void> | undefined;

  constructor(store: Pick<Store, 'advance'>, clock: () => number, limits = LIMITS) {
    this.#store = store;
    this.#clock = clock;
    this.#limits = limits;
  }

  /** How long a reply, or the end of a hold, has to wait, in milliseconds. At 0 it may go, and is counted. */
  waitFor(person: PersonKey): number {
    const now = this.#clock();
    const tenant = this.#tenant(person);
    const buckets = tenant ? [...this.#conversation(person), tenant] : [];
    const waitMs = Math.max(0, ...buckets.map((bucket) => this.#waitIn(bucket, now)));
    if (waitMs === 0) this.#count(buckets, now);
    return waitMs;
  }

  /**
   * Whether something that can be done without, such as a change to an old message, may go now; then it is counted.
   * Only in a tenant with room to spare. In a conversation the channels limit what is sent, and not what is changed.
   */
  spares(person: PersonKey): boolean {
    const tenant = this.#tenant(person);
    if (!tenant) return true;
    const now = this.#clock();
    const { atOnce, everyMs } = tenant.limit;
    if ((this.#views.get(tenant.key)?.clock ?? 0) - now >= (atOnce / 2) * everyMs) return false;
    this.#count([tenant], now);
    return true;
  }

  /**
   * Times for check-ins that are about to be written, one for each person: now, unless many of one tenant are due at
   * once.
   */
  async queue(persons: readonly PersonKey[]): Promise<number[]> {
    const now = this.#clock();
    const asked: Record<string, number> = {};
    const places = persons.map((person) => {
      const limit = this.#limits[channelOf(person)]?.tenant;
      if (limit === undefined) return undefined;
      const key = `queue ${tenantOf(person)}`;
      const after = asked[key] ?? 0;
      asked[key] = after + Math.round(limit.everyMs / CHECK_INS_SHARE);
      return { key, after };
    });
    const began = await this.#advance(asked, now);
    return places.map((place) => (place === undefined ? now : (began[place.key] ?? now) + place.after));
  }

  /**
   * Which of the check-ins whose time has come may go: undefined for one that may, and is counted; for another one the
   * time at which it may try again.
   */
  async admit(persons: readonly PersonKey[]): Promise<(number | undefined)[]> {
    const now = this.#clock();
    const buckets = persons.map((person) => this.#tenant(person));
    const asked: Record<string, number> = {};
    const reached: Record<string, number> = {};
    for (const bucket of buckets) {
      if (!bucket) continue;
      asked[bucket.key] = (asked[bucket.key] ?? this.#take(bucket.key)) + bucket.limit.everyMs;
      reached[bucket.key] = this.#views.get(bucket.key)?.clock ?? now;
    }
    const untold = { ...asked };
    for (const bucket of buckets) if (bucket) untold[bucket.key] = (untold[bucket.key] ?? 0) - bucket.limit.everyMs;
    const began = await this.#advance(asked, now);
    for (const key of Object.keys(asked)) {
      reached[key] = Math.max(now, reached[key] ?? now, (began[key] ?? now) + (untold[key] ?? 0));
    }

    const times: (number | undefined)[] = [];
    const crowdedOut: { at: number; person: PersonKey }[] = [];
    const notUsed: Record<string, number> = {};
    for (const [at, person] of persons.entries()) {
      const bucket = buckets[at];
      const conversation = this.#conversation(person);
      const waitMs = Math.max(0, ...conversation.map((each) => this.#waitIn(each, now)));
      // Half of what may go at once is left to replies.
      const most = bucket && now + (bucket.limit.atOnce / 2) * bucket.limit.everyMs;
      const crowded = most !== undefined && (reached[bucket?.key ?? ''] ?? now) >= most;
      if (bucket && (crowded || waitMs > 0)) notUsed[bucket.key] = (notUsed[bucket.key] ?? 0) - bucket.limit.everyMs;
      if (waitMs > 0) times[at] = now + waitMs;
      else if (crowded) crowdedOut.push({ at, person });
      else {
        times[at] = undefined;
        if (bucket) reached[bucket.key] = (reached[bucket.key] ?? now) + bucket.limit.everyMs;
        this.#count(conversation, now);
      }
    }
    for (const [key, clock] of Object.entries(reached)) this.#see(key, clock);
    await this.#advance(notUsed, now);
    const queued = await this.queue(crowdedOut.map(({ person }) => person));
    for (const [index, { at }] of crowdedOut.entries()) times[at] = queued[index];
    return Array.from({ length: persons.length }, (_, at) => times[at]);
  }

  /** Resolves when the other replicas have been told what there was to tell. */
  async told(): Promise<void> {
    await this.#telling;
  }

  #conversation(person: PersonKey): Bucket[] {
    // Of a group the key names the conversation; a single person has one conversation with the bot.
    const limits = this.#limits[channelOf(person)]?.conversation ?? [];
    return limits.map((limit) => ({ key: `${person} ${limit.everyMs}`, limit }));
  }

  #tenant(person: PersonKey): Bucket | undefined {
    const limit = this.#limits[channelOf(person)]?.tenant;
    return limit && { key: tenantOf(person), limit };
  }

  #waitIn({ key, limit: { atOnce, everyMs } }: Bucket, now: number): number {
    const clock = this.#views.get(key)?.clock ?? 0;
    return Math.max(0, clock + everyMs - now - atOnce * everyMs);
  }

  #count(buckets: readonly Bucket[], now: number): void {
    for (const { key, limit } of buckets) {
      const view = this.#view(key);
      view.clock = Math.max(view.clock, now) + limit.everyMs;
      view.untold += limit.everyMs;
      // A little is nobody's business: with few replicas it cannot add up to the limit.
      if (view.clock - now >= (limit.atOnce / 2) * limit.everyMs) this.#toTell.add(key);
    }
    this.#forgetOld(now);
    if (this.#toTell.size > 0) this.#telling ??= this.#tell();
  }

  async #tell(): Promise<void> {
    while (this.#toTell.size > 0) {
      const asked = Object.fromEntries([...this.#toTell].map((key) => [key, this.#take(key)]));
      this.#toTell.clear();
      const began = await this.#advance(asked, this.#clock());
      for (const [key, ms] of Object.entries(asked)) {
        if (began[key] !== undefined) this.#see(key, began[key] + ms + this.#view(key).untold);
      }
    }
    this.#telling = undefined;
  }

  /** A store that is down cannot be asked. Then this process keeps to what it knows itself; the limits are rough anyway. */
  async #advance(clocks: Record<string, number>, now: number): Promise<Record<string, number>> {
    if (Object.keys(clocks).length === 0) return {};
    try {
      return await this.#store.advance(clocks, now);
    } catch (error) {
      if (error instanceof StoreDownError) return {};
      throw error;
    }
  }

  /** What the others are about to be told. */
  #take(key: string): number {
    const view = this.#views.get(key);
    const untold = view?.untold ?? 0;
    if (view) view.untold = 0;
    return untold;
  }

  #see(key: string, clock: number): void {
    const view = this.#view(key);
    view.clock = Math.max(view.clock, clock);
  }

  #view(key: string): View {
    const view = this.#views.get(key) ?? { clock: 0, untold: 0 };
    this.#views.delete(key);
    this.#views.set(key, view);
    return view;
  }

  #forgetOld(now: number): void {
    for (const [key, { clock }] of this.#views) {
      if (clock > now) break;
      this.#views.delete(key);
    }
  }
}

/** Channel and tenant, off the front of the key. */
function tenantOf(person: PersonKey): string {
  return person.slice(0, person.lastIndexOf('/'));
}
