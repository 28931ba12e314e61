import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Address, type PersonKey, personKey } from '../../src/address.ts';
import type { Connector, Sent } from '../../src/delivery/connector.ts';
import { Delivery, type DeliveryParts, LEASE_MS } from '../../src/delivery/deliver.ts';
import type { Message, MessageUpdate } from '../../src/message.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { OutboxDraft, OutboxRow, OutboxState, Store, Turn } from '../../src/store/store.ts';
import { WITHOUT_WAITING } from '../support/withoutWaiting.ts';

const ana = personKey('msteams', 'north', 'ana');
const ben = personKey('slack', 'south', 'ben');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unknot-delivery-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('delivery', () => {
  let path: string;
  let store: Store;
  let connector: RecordingConnector;
  let time: Time;
  let logged: [level: string, fields: Record<string, unknown>, sentence: string][];
  let points: string[];
  let running: Delivery[];
  let revisions: Map<PersonKey, number>;

  beforeEach(async () => {
    path = join(folder, `${++files}.db`);
    store = await openSqliteStore(path, { ...WITHOUT_WAITING, lockWaitMs: 0 });
    connector = new RecordingConnector();
    time = new Time();
    logged = [];
    points = [];
    running = [];
    revisions = new Map();
  });
  afterEach(async () => {
    await Promise.all(running.map((delivery) => delivery.stop()));
    await store.close();
  });

  function deliver(changes: Partial<DeliveryParts> = {}): Delivery {
    const say = (level: string) => (fields: Record<string, unknown>, sentence: string) => {
      logged.push([level, fields, sentence]);
    };
    const delivery = new Delivery({
      store,
      connector,
      channels: ['msteams', 'slack'],
      clock: () => time.now,
      random: () => 0,
      log: { info: say('info'), warn: say('warn'), error: say('error') },
      after: time.after,
      passes: (point) => points.push(point),
      ...changes,
    });
    running.push(delivery);
    return delivery;
  }

  async function started(changes: Partial<DeliveryParts> = {}): Promise<Delivery> {
    const delivery = deliver(changes);
    delivery.start();
    await rest();
    return delivery;
  }

  /** Commits a turn that wants these messages sent. */
  async function wanted(person: PersonKey, drafts: Partial<OutboxDraft>[], changes: Partial<Turn> = {}) {
    const revision = revisions.get(person) ?? 0;
    revisions.set(person, revision + 1);
    const committed = await store.commit({
      person,
      revision,
      state: {},
      address: addressOf(person),
      results: [],
      wakes: {},
      outbox: drafts.map((draft) => aDraft(time.now, draft)),
      now: time.now,
      ...changes,
    });
    return committed.outcome === 'committed' ? committed.leased : [];
  }

  const depth = async () => {
    const counted = Object.entries(await store.queueDepth()).filter(([, rows]) => rows > 0);
    return Object.fromEntries(counted) as Partial<Record<OutboxState, number>>;
  };

  describe('of what is in the outbox', () => {
    it('sends what an earlier process left there', async () => {
      await wanted(ana, [{ id: 'left' }]);
      await started();
      expect(connector.words).toEqual(['left']);
      expect(connector.sent[0]?.to).toEqual(addressOf(ana));
      expect(await depth()).toEqual({ sent: 1 });
    });

    it('sends at once what a turn has leased, without being started', async () => {
      const leased = await wanted(ana, [{ id: 'now' }], { leaseMs: LEASE_MS });
      deliver().deliverNow(leased);
      await rest();
      expect(connector.words).toEqual(['now']);
      expect(await depth()).toEqual({ sent: 1 });
    });

    it('sends what is new when it is nudged', async () => {
      const delivery = await started();
      await wanted(ana, [{ id: 'new' }]);
      await rest();
      expect(connector.words).toEqual([]);
      delivery.nudge();
      await rest();
      expect(connector.words).toEqual(['new']);
    });

    it('sends the rest of a turn after the leased first', async () => {
      const delivery = await started();
      delivery.deliverNow(
        await wanted(ana, [{ id: 'first' }, { id: 'second' }, { id: 'third' }], { leaseMs: LEASE_MS }),
      );
      await rest();
      expect(connector.words).toEqual(['first', 'second', 'third']);
    });

    it('leaves alone what belongs to channels of other processes', async () => {
      await wanted(personKey('terminal', undefined, 'you'), [{ id: 'elsewhere' }]);
      await started();
      expect(connector.words).toEqual([]);
      expect(await depth()).toEqual({ open: 1 });
    });

    it('finds what others left without being told, within the time of a lease', async () => {
      await started();
      await wanted(ana, [{ id: 'by another process' }]);
      await time.travel(LEASE_MS);
      expect(connector.words).toEqual(['by another process']);
    });

    it('is not kept awake by a check-in that nobody has taken', async () => {
      await wanted(ana, [], { wakes: { 'check-in': time.now - MINUTE } });
      await started();
      expect(time.alarms).toEqual([time.now + LEASE_MS]);
    });

    it('goes to the address of the row before the newest', async () => {
      await wanted(ana, [{ id: 'a', to: addressOf(ben) }]);
      await started();
      expect(connector.sent[0]?.to).toEqual(addressOf(ben));
    });

    it('drops what has no address', async () => {
      const { address: _none, ...turn } = {
        address: undefined,
        person: ana,
        revision: 0,
        state: {},
        results: [],
        wakes: {},
      };
      await store.commit({ ...turn, outbox: [aDraft(time.now, { id: 'a' })], now: time.now });
      await started();
      expect(await depth()).toEqual({ dropped: 1 });
    });
  });

  describe('of one person', () => {
    it('has one message on its way at a time, in order', async () => {
      const answer = connector.holdsBack();
      await wanted(ana, [{ id: 'first' }, { id: 'second' }]);
      await started();
      expect(connector.words).toEqual(['first']);
      answer();
      await rest();
      expect(connector.words).toEqual(['first', 'second']);
    });

    it('does not keep the others waiting', async () => {
      connector.holdsBack();
      await wanted(ana, [{ id: 'for ana' }]);
      await wanted(ben, [{ id: 'for ben' }]);
      await started();
      expect(connector.words.sort()).toEqual(['for ana', 'for ben']);
      connector.answersAll();
    });

    it('sends the last message to somebody forgotten only when the one on its way has arrived', async () => {
      const answer = connector.holdsBack();
      await wanted(ana, [{ id: 'on its way' }]);
      const delivery = await started();
      delivery.deliverNow(await wanted(ana, [{ id: 'forgotten' }], { forget: true, leaseMs: LEASE_MS }));
      await rest();
      expect(connector.words).toEqual(['on its way']);
      answer();
      await rest();
      expect(connector.words).toEqual(['on its way', 'forgotten']);
      expect(await depth()).toEqual({});
    });

    it('keeps the order when a turn comes while one is being tried again', async () => {
      connector.answers({ outcome: 'refused', why: 'throttled' });
      const delivery = await started();
      delivery.deliverNow(await wanted(ana, [{ id: 'first' }], { leaseMs: LEASE_MS }));
      await rest();
      delivery.deliverNow(await wanted(ana, [{ id: 'second' }], { leaseMs: LEASE_MS }));
      await rest();
      expect(connector.words).toEqual(['first']);
      await time.travel(SECOND);
      expect(connector.words).toEqual(['first', 'first', 'second']);
    });
  });

  it('sends to no more persons at once than it may', async () => {
    connector.holdsBack();
    for (let user = 0; user < 7; user++) await wanted(personKey('msteams', 'south', `${user}`), [{ id: `${user}` }]);
    const delivery = await started({ mostAtOnce: 3 });
    expect(connector.sent).toHaveLength(3);
    const leased = await wanted(ana, [{ id: 'leased' }], { leaseMs: LEASE_MS });
    delivery.deliverNow(leased);
    await rest();
    expect(connector.sent).toHaveLength(3);
    connector.answersAll();
    await rest();
    expect(connector.sent).toHaveLength(8);
    expect(await depth()).toEqual({ sent: 8 });
  });

  it('gives a leased row back, and takes it anew, when it had to wait too long to be sent within its lease', async () => {
    connector.holdsBack();
    await wanted(ben, [{ id: 'slow' }]);
    const delivery = await started({ mostAtOnce: 1 });
    delivery.deliverNow(
      await wanted(ana, [{ id: 'waits', kind: 'check-in', expiresAt: time.now + 99 * MINUTE }], { leaseMs: LEASE_MS }),
    );
    time.now += LEASE_MS / 2 + 1;
    connector.answersAll();
    await rest();
    expect(connector.words).toEqual(['slow', 'waits']);
    expect(await depth()).toEqual({ sent: 2 });
  });

  it('sends nothing twice whose lease has run out in its own hands, as when the machine slept', async () => {
    const answer = connector.holdsBack();
    await wanted(ana, [{ id: 'on its way' }]);
    await started();
    await time.travel(2 * LEASE_MS);
    expect(logged.at(-1)).toEqual(['warn', { reopened: 1, unknown: 0 }, expect.any(String)]);
    answer();
    await rest();
    await time.travel(2 * LEASE_MS);
    expect(connector.words).toEqual(['on its way']);
    expect(await depth()).toEqual({ sent: 1 });
  });

  it('sends nothing twice that was recorded while it was on its way to being found again', async () => {
    const answer = connector.holdsBack();
    await wanted(ana, [{ id: 'on its way' }]);
    const found = Promise.withResolvers<void>();
    const lease = store.lease.bind(store);
    let leased = 0;
    store.lease = async (...asked) => {
      const rows = await lease(...asked);
      leased += rows.length;
      if (leased === 2) await found.promise;
      return rows;
    };
    await started();
    await time.travel(LEASE_MS);
    expect(leased).toBe(2);
    answer();
    await rest();
    expect(await depth()).toEqual({ sent: 1 });
    found.resolve();
    await time.travel(2 * LEASE_MS);
    expect(connector.words).toEqual(['on its way']);
    expect(await depth()).toEqual({ sent: 1 });
  });

  it('sends once what waited here until its lease ran out', async () => {
    connector.holdsBack();
    await wanted(ben, [{ id: 'slow' }]);
    const delivery = await started({ mostAtOnce: 1 });
    delivery.deliverNow(await wanted(ana, [{ id: 'waits' }], { leaseMs: LEASE_MS }));
    await time.travel(2 * LEASE_MS);
    connector.answersAll();
    await rest();
    await time.travel(LEASE_MS);
    expect(connector.words).toEqual(['slow', 'waits']);
    expect(await depth()).toEqual({ sent: 2 });
  });

  describe('what follows from the answer', () => {
    const refused: Sent = { outcome: 'refused', why: 'throttled' };
    const unclear: Sent = { outcome: 'unclear', why: 'timed out' };
    const rejected: Sent = { outcome: 'rejected', why: 'bad payload' };
    const unreachable: Sent = { outcome: 'unreachable', why: 'blocked' };

    it.each<[answer: Sent, kind: OutboxDraft['kind'], left: object, retryAfterMs: number | undefined]>([
      [{ outcome: 'sent', activityId: 'x' }, 'reply', { sent: 1 }, undefined],
      [{ outcome: 'sent' }, 'check-in', { sent: 1 }, undefined],
      [refused, 'reply', { open: 1 }, SECOND],
      [refused, 'hold', { open: 1 }, SECOND],
      [refused, 'check-in', { open: 1 }, SECOND],
      [{ ...refused, retryAfterMs: 7 * SECOND }, 'reply', { open: 1 }, 7 * SECOND],
      [{ ...refused, retryAfterMs: 0 }, 'reply', { open: 1 }, SECOND],
      [{ ...refused, retryAfterMs: 10 * MINUTE }, 'reply', { expired: 1 }, undefined],
      [unclear, 'reply', { open: 1 }, SECOND],
      [unclear, 'hold', { open: 1 }, SECOND],
      [unclear, 'check-in', { unknown: 1 }, undefined],
      [rejected, 'reply', { dropped: 1 }, undefined],
      [unreachable, 'check-in', { dropped: 1 }, undefined],
      [{ outcome: 'misconfigured', why: 'nobody knows the bot' }, 'reply', { dropped: 1 }, undefined],
      [{ ...unclear, retryAfterMs: 7 * SECOND }, 'reply', { open: 1 }, 7 * SECOND],
    ])('%j to a %s: %j, again after %s', async (answer, kind, left, again) => {
      connector.answers(answer);
      await wanted(ana, [{ id: 'a', kind, expiresAt: time.now + 10 * MINUTE }]);
      await started();
      expect(await depth()).toEqual(left);
      expect(await store.nextDue(['msteams'], 'outbox')).toBe(again && time.now + again);
      await time.travel(10 * MINUTE);
      expect(connector.sent).toHaveLength(again ? 2 : 1);
    });

    it('leaves a part of the wait to chance, after the time that is asked for and never before', async () => {
      connector.answers({ ...refused, retryAfterMs: 7 * SECOND });
      await wanted(ana, [{ id: 'a' }]);
      await started({ random: () => 0.5 });
      expect(await store.nextDue(['msteams'], 'outbox')).toBe(time.now + 7.5 * SECOND);
    });

    it('says loudly that the bot is not known', async () => {
      connector.answers({ outcome: 'misconfigured', why: 'nobody knows the bot' });
      await wanted(ana, [{ id: 'a' }]);
      await started();
      expect(logged).toEqual([['error', expect.objectContaining({ row: 'a' }), expect.stringMatching(/app id/)]]);
    });

    it('waits longer each time, until the row is too old', async () => {
      connector.answersAlways(refused);
      await wanted(ana, [
        { id: 'a', expiresAt: time.now + 2 * MINUTE },
        { id: 'b', expiresAt: time.now + 60 * MINUTE },
      ]);
      const begun = time.now;
      await started();
      for (let minute = 0; minute < 2 * 60; minute++) await time.travel(SECOND);
      const tries = connector.sent
        .filter(({ message }) => message.summary === 'a')
        .map(({ at }) => (at - begun) / SECOND);
      expect(tries).toEqual([0, 1, 3, 7, 15, 31, 63]);
      expect(await depth()).toEqual({ expired: 1, open: 1 });
    });

    it('treats a connector that throws like an unclear answer', async () => {
      connector.answers(new Error('what ana wrote'));
      await wanted(ana, [{ id: 'a', kind: 'check-in' }]);
      await started();
      expect(await depth()).toEqual({ unknown: 1 });
    });

    it.each<[answer: Sent, told: PersonKey[]]>([
      [unreachable, [ana]],
      [rejected, []],
    ])('says who cannot be reached: %j', async (answer, told) => {
      const unreachablePersons: PersonKey[] = [];
      connector.answers(answer);
      await wanted(ana, [{ id: 'a' }]);
      await started({ onUnreachable: (person) => void unreachablePersons.push(person) });
      expect(unreachablePersons).toEqual(told);
    });

    it('goes on when that cannot be noted', async () => {
      connector.answers(unreachable);
      await wanted(ana, [{ id: 'a' }, { id: 'b' }]);
      await started({ onUnreachable: () => Promise.reject(new Error('no')) });
      expect(connector.words).toEqual(['a', 'b']);
    });

    it('does not send what became too old while it waited', async () => {
      await wanted(ana, [{ id: 'a', expiresAt: time.now + SECOND }], { leaseMs: LEASE_MS });
      const [row] = await wanted(ben, [{ id: 'b', expiresAt: time.now + SECOND }], { leaseMs: LEASE_MS });
      time.now += SECOND;
      deliver().deliverNow([row as OutboxRow]);
      await rest();
      expect(connector.words).toEqual([]);
      expect(await depth()).toEqual({ sending: 1, expired: 1 });
    });
  });

  describe('when much is to be sent', () => {
    const colleague = (number: number) => personKey('msteams', 'north', `colleague ${number}`);

    it('keeps room for replies beside check-ins', async () => {
      connector.holdsBack();
      for (let at = 0; at < 5; at++) await wanted(colleague(at), [{ id: `check-in ${at}`, kind: 'check-in' }]);
      const delivery = await started({ mostAtOnce: 4 });
      expect(connector.words).toEqual(['check-in 0', 'check-in 1', 'check-in 2']);
      delivery.deliverNow(await wanted(ana, [{ id: 'reply' }], { leaseMs: LEASE_MS }));
      await rest();
      expect(connector.words.at(-1)).toBe('reply');
      connector.answersAll();
      await time.travel(SECOND);
      expect(await depth()).toEqual({ sent: 6 });
    });

    it('sends no faster than a tenant takes it, and tries nothing twice for that', async () => {
      for (let at = 0; at < 25; at++) await wanted(colleague(at), [{ id: `${at}` }], { leaseMs: undefined as never });
      const begun = time.now;
      await started();
      expect(connector.sent).toHaveLength(10);
      for (let tick = 0; tick < 60; tick++) await time.travel(25);
      expect(connector.sent).toHaveLength(25);
      const inFirstSecond = connector.sent.filter(({ at }) => at < begun + SECOND);
      expect(inFirstSecond.length).toBeLessThanOrEqual(50);
      expect(await depth()).toEqual({ sent: 25 });
      expect(logged).toEqual([]);
    });

    it('puts back check-ins that the tenant has no room for, whoever is free to send them', async () => {
      for (let at = 0; at < 12; at++) await wanted(colleague(at), [{ id: `${at}`, kind: 'check-in' }]);
      await started();
      // Half of what may go at once is left to replies.
      expect(connector.sent).toHaveLength(5);
      expect(await depth()).toEqual({ sent: 5, open: 7 });
      await time.travel(SECOND);
      expect(await depth()).toEqual({ sent: 12 });
    });

    it('sends a conversation no more than it takes', async () => {
      await wanted(
        ana,
        Array.from({ length: 6 }, (_, at) => ({ id: `${at}` })),
      );
      await started();
      expect(connector.words).toEqual(['0', '1', '2']);
      await time.travel(2 * SECOND);
      expect(connector.words).toEqual(['0', '1', '2', '3', '4', '5']);
    });
  });

  describe('of an update', () => {
    const update = (of: string, changes: Partial<MessageUpdate> = {}): MessageUpdate => ({
      ...{ person: ana, of, message: aMessage('settled') },
      ...changes,
    });

    /** A message was sent; now its update and the next message are handed over, as a turn does it. */
    async function handedOver(before = () => {}): Promise<void> {
      connector.answers({ outcome: 'sent', activityId: 'activity 1' });
      await wanted(ana, [{ id: 'a' }]);
      const delivery = await started();
      before();
      const leased = await wanted(ana, [{ id: 'next' }], { leaseMs: LEASE_MS });
      delivery.update(update('a'));
      delivery.deliverNow(leased);
      await rest();
    }

    it('goes before the message that comes after it, without a look into the store for either', async () => {
      const looks: string[] = [];
      await handedOver(() => {
        for (const look of ['activityIdOf', 'lease'] as const) {
          const really = store[look].bind(store) as (...how: unknown[]) => unknown;
          Object.assign(store, { [look]: (...how: unknown[]) => [looks.push(look), really(...how)][1] });
        }
      });
      expect(connector.changedOrSent).toEqual(['a', 'activity 1', 'next']);
      expect(looks).toEqual([]);
      expect(await depth()).toEqual({ sent: 2 });
    });

    it('waits for what was handed over before it', async () => {
      const delivery = await started();
      const leased = await wanted(ana, [{ id: 'a' }], { leaseMs: LEASE_MS });
      const answer = connector.holdsBack();
      delivery.deliverNow(leased);
      delivery.update(update('a'));
      await rest();
      expect(connector.changedOrSent).toEqual(['a']);
      answer();
      await rest();
      expect(connector.changedOrSent).toEqual(['a', 'activity']);
    });

    it('leaves nothing behind that has waited for the message before it', async () => {
      const delivery = await started();
      const leased = await wanted(ana, [{ id: 'a' }], { leaseMs: LEASE_MS });
      const answer = connector.holdsBack();
      delivery.deliverNow(leased);
      await rest();
      // The person has it already and answers, while the channel still owes its own answer.
      const next = await wanted(ana, [{ id: 'next' }], { leaseMs: LEASE_MS });
      expect(next).toEqual([]);
      delivery.update(update('a'));
      delivery.deliverNow(next);
      await time.travel(SECOND);
      answer();
      await rest();
      expect(connector.changedOrSent).toEqual(['a', 'activity', 'next']);
    });

    it.each<[fact: string, sent: Partial<OutboxDraft>[], of: string]>([
      ['was never there', [], 'gone'],
      ['was sent without an activity id', [{ id: 'a' }], 'a'],
    ])('says and sends nothing when its target %s, and blocks nobody', async (_fact, sent, of) => {
      connector.answersAlways({ outcome: 'sent' });
      await wanted(ana, sent);
      const delivery = await started();
      delivery.update(update(of));
      delivery.deliverNow(await wanted(ana, [{ id: 'next' }], { leaseMs: LEASE_MS }));
      await rest();
      expect(connector.words).toEqual([...sent.map(({ id }) => id), 'next']);
      expect(logged).toEqual([]);
    });

    it('is found in the store by a process that did not send the message itself', async () => {
      connector.answers({ outcome: 'sent', activityId: 'activity 1' });
      await wanted(ana, [{ id: 'a' }]);
      await (await started()).stop();
      (await started()).update(update('a'));
      await rest();
      expect(connector.sent.at(-1)).toMatchObject({ to: addressOf(ana), activityId: 'activity 1' });
    });

    it('of somebody who was forgotten is told where, and what it was sent as', async () => {
      const delivery = await started();
      delivery.update(update('gone', { activityId: 'activity 1', to: addressOf(ben) }));
      await rest();
      expect(connector.sent).toMatchObject([{ to: addressOf(ben), activityId: 'activity 1' }]);
    });

    it.each<Sent | Error>([
      { outcome: 'refused', why: '429', retryAfterMs: MINUTE },
      { outcome: 'rejected', why: '404' },
      { outcome: 'unclear', why: 'time-out' },
      new Error('the connector broke'),
    ])('is tried once, silently, and the message after it goes at once: %j', async (answer) => {
      await handedOver(() => connector.answers(answer));
      expect(connector.words).toEqual(['a', 'settled', 'next']);
      expect(await depth()).toEqual({ sent: 2 });
      expect(logged).toEqual([]);
    });

    it('that hangs holds nothing up for longer than half a second', async () => {
      let letGo = () => {};
      await handedOver(() => {
        letGo = connector.holdsBack();
      });
      expect(connector.words).toEqual(['a', 'settled']);
      await time.travel(500);
      expect(connector.words).toEqual(['a', 'settled', 'next']);
      letGo();
      await rest();
      expect(await depth()).toEqual({ sent: 2 });
    });
  });

  describe('when the process ends', () => {
    it('passes the points in order', async () => {
      await wanted(ana, [{ id: 'a' }]);
      await started();
      expect(points).toEqual(['delivery.sending', 'delivery.answered', 'delivery.recorded']);
    });

    it.each<[point: string, kind: OutboxDraft['kind'], sent: number, left: object]>([
      ['delivery.sending', 'reply', 1, { sent: 1 }],
      ['delivery.sending', 'check-in', 0, { unknown: 1 }],
      ['delivery.answered', 'reply', 2, { sent: 1 }],
      ['delivery.answered', 'check-in', 1, { unknown: 1 }],
      ['delivery.recorded', 'reply', 1, { sent: 1 }],
      ['delivery.recorded', 'check-in', 1, { sent: 1 }],
    ])('at %s, a %s is sent %i times by it and the next', async (point, kind, sent, left) => {
      await wanted(ana, [{ id: 'a', kind }]);
      const dying = await started({
        passes: (passed) => {
          if (passed === point) throw new Error('killed');
        },
      });
      await dying.stop();
      await started();
      expect(connector.sent.length).toBeLessThanOrEqual(1);
      await time.travel(LEASE_MS);
      expect(connector.sent).toHaveLength(sent);
      expect(await depth()).toEqual(left);
    });
  });

  describe('while the store is down', () => {
    let lock: DatabaseSync;
    beforeEach(() => {
      lock = new DatabaseSync(path);
    });
    afterEach(() => lock.close());

    it('says so once, waits longer each time up to a limit, and goes on by itself', async () => {
      await wanted(ana, [{ id: 'a' }]);
      lock.exec('begin immediate');
      const delivery = await started();
      for (let nudges = 0; nudges < 100; nudges++) delivery.nudge();
      await rest();
      const waits: number[] = [];
      for (let tries = 0; tries < 5; tries++) {
        waits.push((time.alarms[0] as number) - time.now);
        await time.travel(waits.at(-1) as number);
      }
      expect(waits).toEqual([1, 2, 4, 8, 8].map((seconds) => seconds * SECOND));
      expect(logged.map(([level]) => level)).toEqual(['error']);
      lock.exec('rollback');
      await time.travel(8 * SECOND);
      expect(connector.words).toEqual(['a']);
      expect(logged.map(([level]) => level)).toEqual(['error', 'info']);
    });

    it('does not send twice what was sent but could not be recorded', async () => {
      const answer = connector.holdsBack();
      await wanted(ana, [{ id: 'a' }, { id: 'b' }]);
      await started();
      lock.exec('begin immediate');
      answer();
      await rest();
      expect(await depth()).toEqual({ sending: 1, open: 1 });
      for (let seconds = 0; seconds < 2 * LEASE_MS; seconds += SECOND) await time.travel(SECOND);
      expect(connector.words).toEqual(['a']);
      lock.exec('rollback');
      await time.travel(MINUTE);
      expect(connector.words).toEqual(['a', 'b']);
      expect(await depth()).toEqual({ sent: 2 });
    });

    it('does not send again, when it is back, what another process has sent and is about to record', async () => {
      const answer = connector.holdsBack();
      await wanted(ana, [{ id: 'a' }]);
      await started();
      await started();
      lock.exec('begin immediate');
      answer();
      // The first knocks at 31 seconds and then at 39, the other every second or two from when the lease has run out.
      for (let waited = 0; waited < LEASE_MS + 3 * SECOND; waited += SECOND) await time.travel(SECOND);
      lock.exec('rollback');
      for (let waited = 0; waited < MINUTE; waited += SECOND) await time.travel(SECOND);
      expect(connector.words).toEqual(['a']);
      expect(await depth()).toEqual({ sent: 1 });
    });

    it('sends again, when it is back, what a process that has died was sending', async () => {
      await wanted(ana, [{ id: 'a' }], { leaseMs: LEASE_MS });
      lock.exec('begin immediate');
      await started();
      for (let waited = 0; waited < LEASE_MS; waited += SECOND) await time.travel(SECOND);
      lock.exec('rollback');
      for (let waited = 0; waited < 2 * 10 * SECOND; waited += SECOND) await time.travel(SECOND);
      expect(connector.words).toEqual(['a']);
    });

    it('stops all the same, and says what it could not record', async () => {
      const answer = connector.holdsBack();
      await wanted(ana, [{ id: 'a' }]);
      const delivery = await started();
      lock.exec('begin immediate');
      answer();
      await rest();
      await delivery.stop();
      expect(logged.at(-1)?.[1]).toMatchObject({ row: 'a', became: 'sent', reason: 'StoreDownError' });
      lock.exec('rollback');
    });

    it('stays up when the store is closed under it', async () => {
      const leased = await wanted(ana, [{ id: 'a' }], { leaseMs: LEASE_MS });
      const delivery = await started();
      await store.close();
      delivery.deliverNow(leased);
      await time.travel(MINUTE);
      await delivery.stop();
      expect(connector.words).toEqual([]);
    });
  });

  describe('when it is stopped', () => {
    it('lets finish what is on its way, gives back the rest, and takes nothing new', async () => {
      const answer = connector.holdsBack();
      await wanted(ben, [{ id: 'on its way' }, { id: 'behind' }]);
      const delivery = await started({ mostAtOnce: 1 });
      delivery.deliverNow(await wanted(ana, [{ id: 'waits' }], { leaseMs: LEASE_MS }));
      let stopped = false;
      const stopping = delivery.stop().then(() => {
        stopped = true;
      });
      await rest();
      expect(stopped).toBe(false);
      answer();
      await stopping;
      delivery.nudge();
      await time.travel(MINUTE);
      expect(connector.words).toEqual(['on its way']);
      expect(await depth()).toEqual({ sent: 1, open: 2 });
    });

    it('does not wait for a channel that hangs', async () => {
      connector.holdsBack();
      await wanted(ana, [{ id: 'a' }]);
      const delivery = await started();
      const stopping = delivery.stop();
      await time.travel(SECOND);
      await stopping;
      expect(logged.at(-1)).toEqual(['warn', { messages: 1 }, expect.stringMatching(/still on their way/)]);
      // The next process finds it when its lease has run out.
      expect(await depth()).toEqual({ sending: 1 });
      connector.answersAll();
      await rest();
    });

    it('leaves no alarm set', async () => {
      const delivery = await started();
      await delivery.stop();
      expect(time.alarms).toEqual([]);
    });
  });

  it('logs nothing that was written, and nobody', async () => {
    connector.answers({ outcome: 'refused', why: 'throttled' }, new Error('these are the words of a'), {
      outcome: 'rejected',
      why: 'bad payload',
    });
    await wanted(ana, [{ id: 'a' }]);
    await started();
    for (let seconds = 0; seconds < 10; seconds++) await time.travel(SECOND);
    expect(logged.length).toBeGreaterThan(2);
    expect(JSON.stringify(logged)).not.toMatch(/these are the words|ana|north/);
    expect(logged.at(-1)).toEqual([
      'warn',
      { row: 'a', kind: 'reply', channel: 'msteams', outcome: 'rejected', reason: 'bad payload' },
      'The channel will never take a message, so it was dropped.',
    ]);
  });

  /** Writes down what it is asked to send, and answers as it was told. */
  class RecordingConnector implements Connector {
    readonly sent: { to: Address; message: Message; activityId?: string; at: number }[] = [];
    #answers: (Sent | Error)[] = [];
    #always: Sent = { outcome: 'sent', activityId: 'activity' };
    #gate: Promise<void> | undefined;
    #open = () => {};

    get words(): string[] {
      return this.sent.map(({ message }) => message.summary);
    }

    /** The words of what was sent, the activity ids of what was changed. */
    get changedOrSent(): string[] {
      return this.sent.map(({ activityId, message }) => activityId ?? message.summary);
    }

    answers(...answers: (Sent | Error)[]): void {
      this.#answers = answers;
    }

    answersAlways(answer: Sent): void {
      this.#always = answer;
    }

    /** Answers nothing until what this returns is called. */
    holdsBack(): () => void {
      this.#gate = new Promise((open) => {
        this.#open = open;
      });
      return () => this.answersAll();
    }

    answersAll(): void {
      this.#gate = undefined;
      this.#open();
    }

    send(to: Address, message: Message): Promise<Sent> {
      this.sent.push({ to, message, at: time.now });
      return this.#answer();
    }

    update(to: Address, activityId: string, message: Message): Promise<Sent> {
      this.sent.push({ to, message, activityId, at: time.now });
      return this.#answer();
    }

    async #answer(): Promise<Sent> {
      await this.#gate;
      const answer = this.#answers.shift() ?? this.#always;
      if (answer instanceof Error) throw answer;
      return answer;
    }
  }
});

function addressOf(person: PersonKey): Address {
  return {
    channel: 'msteams',
    serviceUrl: 'https://smba.example/emea/',
    conversation: `conversation of ${person}`,
    scope: 'personal',
    bot: { id: 'unknot' },
    user: { id: person },
  };
}

function aDraft(now: number, changes: Partial<OutboxDraft>): OutboxDraft {
  const id = changes.id ?? 'a';
  return { id, kind: 'reply', body: aMessage(id), expiresAt: now + 10 * MINUTE, ...changes };
}

function aMessage(summary: string): Message {
  const paragraph = { kind: 'paragraph', text: `these are the words of ${summary}` } as const;
  return { blocks: [paragraph], choices: [], step: 1, summary, tone: 'plain' };
}

/** Time that stands still until somebody travels. */
class Time {
  now = Date.UTC(2026, 2, 2, 9);
  readonly #alarms = new Map<() => void, number>();

  get alarms(): number[] {
    return [...this.#alarms.values()].sort((one, other) => one - other);
  }

  readonly after = (ms: number, run: () => void): (() => void) => {
    const ring = () => run();
    this.#alarms.set(ring, this.now + ms);
    return () => this.#alarms.delete(ring);
  };

  /** Lets time pass, with everything that happens on the way at its own moment. */
  async travel(ms: number): Promise<void> {
    const until = this.now + ms;
    await rest();
    for (;;) {
      const [next] = [...this.#alarms].sort(([, one], [, other]) => one - other);
      if (next === undefined || next[1] > until) break;
      this.#alarms.delete(next[0]);
      this.now = Math.max(this.now, next[1]);
      next[0]();
      await rest();
    }
    this.now = until;
  }
}

/** Until everything under way has come to rest. Nothing here waits for a clock, so rounds of the event loop are enough. */
async function rest(): Promise<void> {
  for (let rounds = 0; rounds < 60; rounds++) await new Promise((resume) => setImmediate(resume));
}
