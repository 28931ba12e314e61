import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { personKey } from '../../src/address.ts';
import { Waker } from '../../src/check-ins/waker.ts';
import { openSqliteStore, type SqliteStore } from '../../src/store/sqlite.ts';
import { type Store, StoreDownError, type Wake, type WakeKind } from '../../src/store/store.ts';
import { WITHOUT_WAITING } from '../support/withoutWaiting.ts';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const SECOND = 1000;
const MINUTE = 60_000;

/** An alarm clock that is wound by hand. */
class Alarm {
  now = NOW;
  /** What was set and is neither off nor rung. */
  set: { at: number; run: () => void } | undefined;
  /** How often it was set, so that a clock that spins is noticed. */
  times = 0;

  readonly after = (ms: number, run: () => void) => {
    const mine = { at: this.now + ms, run };
    this.set = mine;
    this.times += 1;
    return () => {
      if (this.set === mine) this.set = undefined;
    };
  };

  /** Time goes on to the alarm, and it rings. */
  ring(): void {
    const { set } = this;
    if (!set) throw new Error('No alarm is set.');
    this.now = set.at;
    this.set = undefined;
    set.run();
  }
}

let store: SqliteStore;
let alarm: Alarm;
let taken: string[];
let logged: unknown[];
let waker: Waker | undefined;

beforeEach(async () => {
  store = await openSqliteStore(':memory:', WITHOUT_WAITING);
  alarm = new Alarm();
  taken = [];
  logged = [];
});
afterEach(async () => {
  await waker?.stop();
  waker = undefined;
  await store.close();
});

const person = (name: string) => personKey('msteams', undefined, name);

async function wants(name: string, kind: WakeKind, dueAt: number | null): Promise<void> {
  const saved = await store.read(person(name));
  const revision = saved?.revision ?? 0;
  await store.commit({
    person: person(name),
    revision,
    state: {},
    results: [],
    wakes: { [kind]: dueAt },
    outbox: [],
    now: NOW,
  });
}

/** A turn as it should be: it notes who was woken, and removes the wake. */
const turn = async ({ person: key, kind }: Wake): Promise<void> => {
  const name = key.split('/').at(-1) ?? '';
  taken.push(`${name} ${kind}`);
  await wants(name, kind, null);
};

function aWaker(changes: { wake?: (wake: Wake) => Promise<void>; store?: Store } = {}): Waker {
  waker = new Waker({
    store,
    channels: ['msteams'],
    wake: turn,
    queue: async (wakes) => wakes.map(() => alarm.now),
    clock: () => alarm.now,
    log: { info: () => {}, warn: () => {}, error: (fields) => logged.push(fields) },
    after: alarm.after,
    ...changes,
  });
  return waker;
}

/** Resolves when the waker has nothing more to do than to wait for its alarm. */
async function settled(times = alarm.times + 1): Promise<void> {
  while (alarm.times < times) await new Promise((resolve) => setImmediate(resolve));
  // Whatever was wanted meanwhile is looked after at once.
  for (let at = 0; at < 5; at++) await new Promise((resolve) => setImmediate(resolve));
}

async function does(what: () => void): Promise<void> {
  const until = settled();
  what();
  await until;
}

describe('what is due', () => {
  it('is taken earliest first, and the alarm is set for the next', async () => {
    await wants('cem', 'check-in', NOW - 1 * SECOND);
    await wants('ann', 'hold', NOW - 3 * SECOND);
    await wants('bo', 'snooze', NOW);
    await wants('dee', 'check-in', NOW + 20 * SECOND);
    await does(() => aWaker().start());
    expect(taken).toEqual(['ann hold', 'cem check-in', 'bo snooze']);
    expect(alarm.set?.at).toBe(NOW + 20 * SECOND);
    await does(() => alarm.ring());
    expect(taken.at(-1)).toBe('dee check-in');
  });

  it('is taken to the last, however many there are', async () => {
    for (let at = 0; at < 150; at++) await wants(`p${at}`, 'check-in', NOW - at);
    await does(() => aWaker().start());
    expect(new Set(taken).size).toBe(150);
    expect(taken).toHaveLength(150);
  });

  it('of another channel is left to another process', async () => {
    await store.commit({
      person: personKey('terminal', undefined, 'ann'),
      revision: 0,
      state: {},
      results: [],
      wakes: { hold: NOW },
      outbox: [],
      now: NOW,
    });
    await does(() => aWaker().start());
    expect(taken).toEqual([]);
  });

  it.each<[fact: string, dueAt: number | undefined, alarmAt: number]>([
    ['nothing: it looks again in a minute', undefined, NOW + MINUTE],
    [
      'in three hours: it looks again in a minute, in case another process set something',
      NOW + 180 * MINUTE,
      NOW + MINUTE,
    ],
    ['in twenty seconds: it waits until then', NOW + 20 * SECOND, NOW + 20 * SECOND],
    ['in a millisecond: it does not spin', NOW + 1, NOW + 10],
  ])('%s', async (_fact, dueAt, alarmAt) => {
    if (dueAt !== undefined) await wants('ann', 'check-in', dueAt);
    await does(() => aWaker().start());
    expect(alarm.set?.at).toBe(alarmAt);
  });
});

describe('two replicas', () => {
  it('share out what is due, and each is taken once', async () => {
    for (let at = 0; at < 150; at++) await wants(`p${at}`, 'check-in', NOW - at);
    const other = new Waker({
      store,
      channels: ['msteams'],
      wake: turn,
      queue: async (wakes) => wakes.map(() => NOW),
      clock: () => alarm.now,
      log: { info: () => {}, warn: () => {}, error: () => {} },
      after: () => () => {},
    });
    await does(() => {
      aWaker().start();
      other.start();
    });
    await other.stop();
    expect(taken).toHaveLength(150);
    expect(new Set(taken).size).toBe(150);
  });
});

describe('a nudge', () => {
  it('that is earlier than the alarm moves it', async () => {
    await does(() => aWaker().start());
    await wants('ann', 'hold', NOW + 20 * SECOND);
    await does(() => waker?.nudge(NOW + 20 * SECOND));
    expect(alarm.set?.at).toBe(NOW + 20 * SECOND);
  });

  it('that is later changes nothing, and costs nothing', async () => {
    await wants('ann', 'hold', NOW + 20 * SECOND);
    await does(() => aWaker().start());
    const { times } = alarm;
    waker?.nudge(NOW + 30 * SECOND);
    await settled(times);
    expect([alarm.set?.at, alarm.times]).toEqual([NOW + 20 * SECOND, times]);
  });

  it('is looked after at once when the clock has jumped past the alarm', async () => {
    const waker = aWaker();
    await does(() => waker.start());
    alarm.now += 24 * 60 * MINUTE;
    await wants('ann', 'hold', alarm.now + 20 * SECOND);
    await does(() => waker.nudge(alarm.now + 20 * SECOND));
    expect(alarm.set?.at).toBe(alarm.now + 20 * SECOND);
  });

  it('in the middle of looking is not lost', async () => {
    await wants('ann', 'hold', NOW);
    await does(() =>
      aWaker({
        wake: async (wake) => {
          await turn(wake);
          if (taken.length === 1) {
            await wants('ann', 'hold', NOW + 5 * SECOND);
            waker?.nudge(NOW + 5 * SECOND);
          }
        },
      }).start(),
    );
    expect(alarm.set?.at).toBe(NOW + 5 * SECOND);
    await does(() => alarm.ring());
    expect(taken).toEqual(['ann hold', 'ann hold']);
  });

  it('of what the look for the next one has just missed is not lost, though an earlier alarm was set', async () => {
    let missed: (() => Promise<void>) | undefined;
    const late = new Proxy(store, {
      get(target, name) {
        const member = target[name as keyof SqliteStore];
        if (name !== 'nextDue') return typeof member === 'function' ? member.bind(target as never) : member;
        return async (...asked: Parameters<Store['nextDue']>) => {
          const found = await target.nextDue(...asked);
          await missed?.();
          return found;
        };
      },
    });
    await wants('ann', 'hold', NOW + 20 * SECOND);
    await does(() => aWaker({ store: late }).start());
    await wants('ann', 'hold', null);
    missed = async () => {
      await wants('bo', 'hold', NOW + 30 * SECOND);
      waker?.nudge(NOW + 30 * SECOND);
    };
    await does(() => waker?.nudge(NOW + 10 * SECOND));
    expect(alarm.set?.at).toBe(NOW + 30 * SECOND);
  });
});

describe('trouble', () => {
  it('a store that is down is asked again in a few seconds', async () => {
    await wants('ann', 'hold', NOW);
    let down = true;
    const moody = new Proxy(store, {
      get(target, name) {
        const member = target[name as keyof SqliteStore];
        if (name === 'dueWakes' && down) return () => Promise.reject(new StoreDownError('It is down.'));
        return typeof member === 'function' ? member.bind(target as never) : member;
      },
    });
    await does(() => aWaker({ store: moody }).start());
    expect([taken, alarm.set?.at, logged]).toEqual([[], NOW + 5 * SECOND, [{ reason: 'StoreDownError' }]]);
    down = false;
    await does(() => alarm.ring());
    expect(taken).toEqual(['ann hold']);
  });

  it('a wake that stays after its turn is tried again in a few seconds, and others are not kept from theirs', async () => {
    await wants('ann', 'check-in', NOW - SECOND);
    await wants('bo', 'hold', NOW);
    await does(() =>
      aWaker({
        wake: async (wake) => {
          if (wake.kind === 'hold') await turn(wake);
          else taken.push('ann, not kept');
        },
      }).start(),
    );
    expect(taken).toEqual(['ann, not kept', 'bo hold']);
    expect(alarm.set?.at).toBe(NOW + 15 * SECOND);
    await does(() => alarm.ring());
    expect(taken).toEqual(['ann, not kept', 'bo hold', 'ann, not kept']);
    expect(alarm.set?.at).toBe(NOW + 30 * SECOND);
  });

  it('of as many as are taken at a time keeps nobody behind them waiting', async () => {
    for (let at = 0; at < 64; at++) await wants(`stuck ${at}`, 'check-in', NOW - MINUTE);
    await wants('bo', 'hold', NOW);
    await does(() =>
      aWaker({
        wake: async (wake) => {
          if (wake.kind === 'hold') await turn(wake);
        },
      }).start(),
    );
    expect(taken).toEqual(['bo hold']);
  });

  it('a turn that fails is logged without what failed, and keeps nobody else waiting', async () => {
    await wants('ann', 'hold', NOW - SECOND);
    for (let at = 0; at < 100; at++) await wants(`p${at}`, 'hold', NOW);
    await does(() =>
      aWaker({
        wake: async (wake) => {
          if (wake.dueAt < NOW) throw new TypeError('with something private in it');
          await turn(wake);
        },
      }).start(),
    );
    expect(taken).toHaveLength(100);
    expect([alarm.set?.at, logged]).toEqual([NOW + 15 * SECOND, [{ reason: 'TypeError' }]]);
  });
});

describe('stopping', () => {
  it('calls the alarm off, and no nudge sets it again', async () => {
    await wants('ann', 'hold', NOW + SECOND);
    await does(() => aWaker().start());
    await waker?.stop();
    expect(alarm.set).toBeUndefined();
    alarm.now = NOW + MINUTE;
    waker?.nudge();
    await settled(alarm.times);
    expect([taken, alarm.set]).toEqual([[], undefined]);
  });

  it('waits for the turns that are under way, begins no more, and gives back what it had claimed', async () => {
    for (let at = 0; at < 20; at++) await wants(`p${at}`, 'check-in', NOW - 20 + at);
    const open = Promise.withResolvers<void>();
    const begun = new Promise<void>((started) => {
      aWaker({
        wake: async (wake) => {
          started();
          await open.promise;
          await turn(wake);
        },
      }).start();
    });
    await begun;
    const stopped = waker?.stop();
    open.resolve();
    await stopped;
    expect(taken).toHaveLength(8);
    // Another process finds the others at once.
    expect(await store.dueWakes(['msteams'], NOW, 100)).toHaveLength(12);
  });

  it('begins nothing that became due meanwhile', async () => {
    await wants('ann', 'hold', NOW);
    let goOn: () => void = () => {};
    const begun = new Promise<void>((started) => {
      aWaker({
        wake: async (wake) => {
          started();
          await new Promise<void>((resolve) => {
            goOn = resolve;
          });
          await turn(wake);
          await wants('bo', 'hold', NOW);
        },
      }).start();
    });
    await begun;
    const stopped = waker?.stop();
    goOn();
    await stopped;
    expect([taken, alarm.set]).toEqual([['ann hold'], undefined]);
  });
});
