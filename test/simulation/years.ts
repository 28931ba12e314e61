import { createBot } from '../../src/bot.ts';
import { nextOccurrence } from '../../src/check-ins/nextOccurrence.ts';
import type { TakeTurn } from '../../src/heard.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { mulberry32 } from '../../src/understanding/classifier/chance.ts';
import { keyOf, wantsCheckIns } from '../support/dueCheckIn.ts';
import { WITHOUT_WAITING } from '../support/withoutWaiting.ts';
import { type Simulated, somePeople, ZONES } from './people.ts';
import { WallClock } from './wallClock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** So much later than its time a check-in is still sent. */
const LATEST_MS = 2 * HOUR;

interface Years {
  people: number;
  from: number;
  until: number;
  seed: number;
  /** How often, on average, the bot is down for some hours. */
  downEveryDays: number;
}

export interface Outcome {
  people: number;
  zones: number;
  /** What the other calculation says. */
  expected: number;
  sent: number;
  early: string[];
  late: string[];
  lost: string[];
  doubled: string[];
  /** Sent after a time in which the bot was down, and too late to be sent. */
  madeUp: number;
  skipped: number;
  /** Not sent, because the bot was back only in the night, which was not what was asked for. */
  leftOut: number;
  /** The longest wait of one that was due while the bot ran, in milliseconds. */
  latestMs: number;
}

/**
 * Lets time pass for people who want to be asked, through the real waker, turns, store and delivery, and compares
 * every check-in that comes with what `WallClock` says. Each is answered by a 👍, or there would be no more of them.
 * Now and then the bot is down: then what was due is made up for when it is no more than two hours late and not in a
 * night that nobody asked for, and no two at once.
 */
export async function simulateYears({ people: count, from, until, seed, downEveryDays }: Years): Promise<Outcome> {
  const random = mulberry32(seed);
  const people = somePeople(count, random);
  const downs = downTimes(from, until, downEveryDays, random);
  const time = new SimulatedTime(from);
  const busy = new Busy();
  const store = busy.watch(await openSqliteStore(':memory:', WITHOUT_WAITING));
  const came = new Map<string, number[]>();
  let takeTurn: TakeTurn | undefined;
  const bot = createBot({
    store,
    channels: ['msteams'],
    log: { info: () => {}, warn: () => {}, error: (_fields, sentence) => unexpected(sentence) },
    resultsDays: 30,
    clock: () => time.now,
    after: time.after,
    connect: (take) => {
      takeTurn = take;
      return {
        send: async (to) => {
          came.set(to.user.id, [...(came.get(to.user.id) ?? []), time.now]);
          answers.push({ user: to.user.id, to });
          return { outcome: 'sent', activityId: 'activity' };
        },
        update: async () => ({ outcome: 'sent' }),
      };
    },
  });
  const answers: { user: string; to: Parameters<TakeTurn>[0]['address'] }[] = [];

  for (const person of people) {
    const rule = { time: person.time, days: person.days, zone: person.zone };
    const turn = wantsCheckIns(
      { user: person.user, tenant: person.zone, serviceUrl: 'http://127.0.0.1/' },
      { ...rule, next: nextOccurrence(rule, from) },
    );
    await store.commit({ ...turn, now: from });
  }
  bot.start();
  await busy.rest();
  for (let down = downs.shift(); time.now < until; ) {
    const next = time.next();
    if (down && next >= down.from) {
      // Nothing rings while it is down; afterwards everything that was missed does so at once.
      time.now = down.until;
      down = downs.shift();
    }
    if (!time.ring(until)) break;
    await busy.rest();
    for (const { user, to } of answers.splice(0)) {
      const tenant = to.tenant ?? '';
      await takeTurn?.({
        person: keyOf({ user, tenant }),
        address: to,
        happening: { kind: 'reaction', sign: 'like' },
        expectReplies: false,
      });
    }
  }
  await bot.stop();
  await store.close();
  return compare(people, came, from, until, downTimes(from, until, downEveryDays, replay(seed, count)));
}

/** The same chance again, as far as the down times. */
function replay(seed: number, count: number): () => number {
  const random = mulberry32(seed);
  somePeople(count, random);
  return random;
}

interface Down {
  from: number;
  until: number;
}

function downTimes(from: number, until: number, everyDays: number, random: () => number): Down[] {
  const downs: Down[] = [];
  for (let at = from; ; ) {
    at += (0.5 + random()) * everyDays * 24 * HOUR;
    const end = at + (0.2 + 5 * random()) * HOUR;
    if (end >= until) return downs;
    downs.push({ from: Math.floor(at), until: Math.floor(end) });
    at = end;
  }
}

function compare(
  people: readonly Simulated[],
  came: ReadonlyMap<string, readonly number[]>,
  from: number,
  until: number,
  downs: readonly Down[],
): Outcome {
  const outcome: Outcome = {
    people: people.length,
    zones: new Set(people.map(({ zone }) => zone)).size,
    expected: 0,
    sent: 0,
    early: [],
    late: [],
    lost: [],
    doubled: [],
    madeUp: 0,
    skipped: 0,
    leftOut: 0,
    latestMs: 0,
  };
  const clocks = new Map(
    ZONES.map((zone) => [zone as string, new WallClock(zone, from - 48 * HOUR, until + 48 * HOUR)]),
  );
  for (const { user, zone, time, dayNumbers } of people) {
    const clock = clocks.get(zone) as WallClock;
    const due = clock.occurrences({ time, days: dayNumbers }, from + 1, until);
    const sent = [...(came.get(user) ?? [])];
    const name = (at: number) => `${user}, ${time} in ${zone}: ${new Date(at).toISOString()}`;
    outcome.expected += due.length;
    outcome.sent += sent.length;
    for (const at of due) {
      const down = downs.find((one) => at >= one.from && at < one.until);
      const wanted = down ? down.until : at;
      // The last minute of all is not waited for.
      if (wanted > until - MINUTE) {
        if (sent[0] !== undefined && sent[0] >= at) sent.shift();
        outcome.expected -= 1;
        continue;
      }
      if (wanted - at > LATEST_MS) {
        outcome.skipped += 1;
        continue;
      }
      if (wanted - at > MINUTE && isNight(clock.reads(wanted) % DAY) && !isNight(wallTime(time))) {
        outcome.leftOut += 1;
        continue;
      }
      const first = sent.shift();
      if (first === undefined) outcome.lost.push(name(at));
      else if (first < wanted) outcome.early.push(`${name(at)}, came ${new Date(first).toISOString()}`);
      else if (first >= wanted + MINUTE) {
        outcome.late.push(`${name(at)}, came ${new Date(first).toISOString()}`);
        sent.unshift(first);
      } else if (down) outcome.madeUp += 1;
      else outcome.latestMs = Math.max(outcome.latestMs, first - at);
    }
    outcome.doubled.push(...sent.map(name));
  }
  outcome.expected -= outcome.skipped + outcome.leftOut;
  return outcome;
}

/** From 22:00 to 07:00, in milliseconds since midnight on the person's wall. */
function isNight(sinceMidnight: number): boolean {
  return sinceMidnight >= 22 * HOUR || sinceMidnight < 7 * HOUR;
}

function wallTime(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * HOUR + minutes * MINUTE;
}

function unexpected(sentence: string): never {
  throw new Error(sentence);
}

/** Time that passes only when it is told to, from alarm to alarm. */
class SimulatedTime {
  now: number;
  readonly #alarms = new Map<() => void, number>();

  constructor(now: number) {
    this.now = now;
  }

  readonly after = (ms: number, run: () => void): (() => void) => {
    const ring = () => run();
    this.#alarms.set(ring, this.now + ms);
    return () => this.#alarms.delete(ring);
  };

  next(): number {
    return Math.min(...this.#alarms.values());
  }

  /** Goes on to the next alarm, and rings all that are due then. */
  ring(until: number): boolean {
    const next = this.next();
    if (!(next < until)) return false;
    this.now = Math.max(this.now, next);
    for (const [ring, at] of [...this.#alarms]) {
      if (at > this.now) continue;
      this.#alarms.delete(ring);
      ring();
    }
    return true;
  }
}

/** Knows when everything under way has come to rest: nothing here waits but for the store. */
class Busy {
  #underWay = 0;
  #asked = 0;

  watch(store: Store): Store {
    return new Proxy(store, {
      get: (target, name) => {
        const member = target[name as keyof Store];
        if (typeof member !== 'function') return member;
        return async (...values: unknown[]) => {
          this.#underWay += 1;
          this.#asked += 1;
          try {
            return await (member as (...all: unknown[]) => Promise<unknown>).apply(target, values);
          } finally {
            this.#underWay -= 1;
          }
        };
      },
    });
  }

  async rest(): Promise<void> {
    for (let asked = -1; this.#underWay > 0 || asked !== this.#asked; ) {
      asked = this.#asked;
      await new Promise((resume) => setImmediate(resume));
    }
  }
}
