import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type PersonKey, personKey } from '../../src/address.ts';
import { LIMITS, type Limit, Pace } from '../../src/delivery/pace.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { type Store, StoreDownError } from '../../src/store/store.ts';
import { WITHOUT_WAITING } from '../support/withoutWaiting.ts';

const NOW = Date.UTC(2026, 2, 2, 9);
const SECOND = 1000;

let store: Store;
let now: number;
const replicas: Pace[] = [];

beforeEach(async () => {
  store = await openSqliteStore(':memory:', WITHOUT_WAITING);
  now = NOW;
});
afterEach(async () => {
  for (const pace of replicas.splice(0)) await pace.told();
  await store.close();
});

function aReplica(): Pace {
  const pace = new Pace(store, () => now);
  replicas.push(pace);
  return pace;
}

const colleague = (number: number, tenant = 'north') => personKey('msteams', tenant, `colleague ${number}`);

/** The most that lie in any stretch of so many milliseconds. */
function mostWithin(ms: number, times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.max(
    0,
    ...sorted
      .map((from, at) => sorted.slice(at).findIndex((time) => time >= from + ms))
      .map((found, at) => (found === -1 ? sorted.length - at : found)),
  );
}

describe('what a channel takes', () => {
  /** As often as a bucket lets go when somebody always has more. */
  const greedily = ({ atOnce, everyMs }: Limit, ms: number) => atOnce + Math.floor(ms / everyMs);

  it.each([
    [7, 1],
    [8, 2],
    [60, 30],
    [1800, 3600],
  ])('Teams: no conversation sees more than %i messages in %i s', (most, seconds) => {
    const allowed = LIMITS.msteams?.conversation.map((limit) => greedily(limit, seconds * SECOND - 1)) ?? [];
    expect(Math.min(...allowed)).toBeLessThanOrEqual(most);
  });

  it('Teams: no tenant sees more than 50 in a second', () => {
    expect(greedily(LIMITS.msteams?.tenant as Limit, SECOND - 1)).toBeLessThanOrEqual(50);
  });

  it.each<[channel: 'msteams' | 'slack', ms: number, most: number]>([
    ['msteams', SECOND, 7],
    ['msteams', 2 * SECOND, 8],
    ['msteams', 30 * SECOND, 60],
    ['slack', 60 * SECOND, 90],
  ])('%s: somebody who never stops is sent no more in %i ms than %i', (channel, ms, most) => {
    const pace = aReplica();
    const times: number[] = [];
    const person = personKey(channel, 'north', 'ana');
    for (const end = NOW + 90 * SECOND; now < end; now += 10) if (pace.waitFor(person) === 0) times.push(now);
    expect(mostWithin(ms, times)).toBeLessThanOrEqual(most);
    // And not much less either.
    expect(times.length).toBeGreaterThan(80);
  });

  it('is not asked of channels that name no limit', () => {
    const pace = aReplica();
    const waits = Array.from({ length: 500 }, () => pace.waitFor(personKey('webchat', undefined, 'ana')));
    expect(new Set(waits)).toEqual(new Set([0]));
  });
});

describe('a reply', () => {
  it('goes at once, and after a burst of one conversation that one waits alone', () => {
    const pace = aReplica();
    const ana = colleague(1);
    expect(Array.from({ length: 4 }, () => pace.waitFor(ana))).toEqual([0, 0, 0, 400]);
    expect(pace.waitFor(colleague(2))).toBe(0);
    now += 400;
    expect(pace.waitFor(ana)).toBe(0);
  });

  it.each(['msteams', 'slack'] as const)('on %s never waits for a person who answers every half second', (channel) => {
    const pace = aReplica();
    const ana = personKey(channel, 'north', 'ana');
    const waits = Array.from({ length: 40 }, () => {
      now += SECOND / 2;
      return pace.waitFor(ana);
    });
    expect(new Set(waits)).toEqual(new Set([0]));
  });

  it('of one tenant does not wait for those of another', () => {
    const pace = aReplica();
    for (let number = 0; number < 10; number++) expect(pace.waitFor(colleague(number))).toBe(0);
    expect(pace.waitFor(colleague(11))).toBe(25);
    expect(pace.waitFor(colleague(11, 'south'))).toBe(0);
  });

  it('is not sent before others are told, and asks nobody while little goes', async () => {
    let asked = 0;
    const counting: Pick<Store, 'advance'> = {
      advance: (...clocks) => {
        asked += 1;
        return store.advance(...clocks);
      },
    };
    const pace = new Pace(counting, () => now);
    for (let number = 0; number < 50; number++) {
      expect(pace.waitFor(colleague(number))).toBe(0);
      now += 100;
    }
    expect(asked).toBe(0);
  });

  it('of a conversation that two replicas answer is counted by both', async () => {
    const [one, other] = [aReplica(), aReplica()];
    const ana = colleague(1);
    expect([one.waitFor(ana), one.waitFor(ana)]).toEqual([0, 0]);
    await one.told();
    expect([other.waitFor(ana), other.waitFor(ana)]).toEqual([0, 0]);
    await other.told();
    // Three go at once, and four went: both have to wait for one that came too early.
    expect(other.waitFor(ana)).toBe(800);
  });

  it('goes by what its own process knows while the store is down', async () => {
    const down = { advance: () => Promise.reject(new StoreDownError('It is down.')) };
    const pace = new Pace(down, () => now);
    const waits = Array.from({ length: 11 }, (_, number) => pace.waitFor(colleague(number)));
    await pace.told();
    expect(waits).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 25]);
    expect(await pace.queue([colleague(1)])).toEqual([now]);
  });
});

describe('a change to an old message', () => {
  it('takes nothing from its conversation, and goes only where a tenant has room to spare', () => {
    const pace = aReplica();
    const atOnce = LIMITS.msteams?.tenant.atOnce ?? 0;
    const changes = Array.from({ length: atOnce }, () => pace.spares(colleague(1)));
    expect(changes.indexOf(false)).toBe(atOnce / 2);
    expect(pace.waitFor(colleague(1))).toBe(0);
    expect(pace.spares(colleague(2, 'south'))).toBe(true);
    expect(pace.spares(personKey('webchat', undefined, 'bob'))).toBe(true);
  });
});

describe('check-ins that are due at once', () => {
  const people = (count: number, tenant?: string) => Array.from({ length: count }, (_, at) => colleague(at, tenant));

  it('of one tenant get a time each, 30 a second, whichever replica asks', async () => {
    const [one, other] = [aReplica(), aReplica()];
    const times = [...(await one.queue(people(40))), ...(await other.queue(people(40)))];
    expect(new Set(times).size).toBe(80);
    expect([Math.min(...times), Math.max(...times)]).toEqual([NOW, NOW + 79 * 33]);
  });

  it('of many tenants wait for nobody', async () => {
    const times = await aReplica().queue(Array.from({ length: 40 }, (_, at) => colleague(1, `tenant ${at}`)));
    expect(new Set(times)).toEqual(new Set([NOW]));
  });

  it('go when their time has come', async () => {
    const pace = aReplica();
    const times = await pace.queue(people(20));
    for (const [at, time] of times.entries()) {
      now = time;
      expect(await pace.admit([colleague(at)])).toEqual([undefined]);
    }
  });

  it('give way to replies, also of another replica, and queue again', async () => {
    const [one, other] = [aReplica(), aReplica()];
    for (let number = 0; number < 8; number++) expect(other.waitFor(colleague(number))).toBe(0);
    await other.told();
    expect(await one.admit([colleague(20), colleague(21)])).toEqual([NOW, NOW + 33]);
    // What they did not use is free for replies.
    expect(other.waitFor(colleague(30))).toBe(0);
    now += SECOND;
    expect(await one.admit([colleague(20), colleague(21)])).toEqual([undefined, undefined]);
  });

  it('leave half of what may go at once to replies', async () => {
    const pace = aReplica();
    const times = await pace.admit(people(8));
    expect(times.map((time) => time === undefined)).toEqual([true, true, true, true, true, false, false, false]);
    expect(Array.from({ length: 6 }, (_, at) => pace.waitFor(colleague(50 + at)))).toEqual([0, 0, 0, 0, 0, 25]);
  });

  it('never make a second of more than 50, with replies between them and two replicas', async () => {
    const [one, other] = [aReplica(), aReplica()];
    const waiting: { at: number; person: PersonKey }[] = [];
    for (const [index, replica] of [one, other].entries()) {
      const persons = Array.from({ length: 150 }, (_, at) => colleague(1000 * index + at));
      const times = await replica.queue(persons);
      waiting.push(...persons.map((person, at) => ({ at: times[at] as number, person })));
    }
    const sent: number[] = [];
    for (let tick = 0; waiting.length > 0; tick++, now += 20) {
      const replica = tick % 2 ? one : other;
      // Somebody answers in three of ten moments.
      if (tick % 10 < 3 && replica.waitFor(colleague(5000 + tick)) === 0) sent.push(now);
      await replica.told();
      const due = waiting.filter(({ at }) => at <= now).slice(0, 10);
      const times = await replica.admit(due.map(({ person }) => person));
      for (const [at, one] of due.entries()) {
        const later = times[at];
        if (later !== undefined) one.at = later;
        else {
          sent.push(now);
          waiting.splice(waiting.indexOf(one), 1);
        }
      }
    }
    expect(mostWithin(SECOND, sent)).toBeLessThanOrEqual(50);
    // 300 at 30 a second, and what the replies took.
    expect(now - NOW).toBeLessThan(20 * SECOND);
  });
});
