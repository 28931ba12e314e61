import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Address, type Channel, personKey } from '../../src/address.ts';
import {
  CLOSED_ROWS_KEPT_MS,
  type OutboxDraft,
  type OutboxRow,
  type Settled,
  type Store,
  StoreDownError,
  type Turn,
} from '../../src/store/store.ts';
import { ana, aReply, aTurn, at, ben, CHANNELS, LEASE, MINUTE, NINE } from './turns.ts';

/** One database, opened for one test. */
export interface OpenedStore {
  store: Store;
  /** A second opening of the same database, as another process would have it. */
  another(): Promise<Store>;
  /** Every value in every table, for facts about what is not kept. */
  everything(): Promise<string>;
  close(): Promise<void>;
}

const unwritable = {
  toJSON() {
    throw new Error('torn');
  },
};

const ids = (rows: OutboxRow[]) => rows.map(({ id }) => id);

/** What every store promises. Each database runs it, for real. */
export function storeContract(database: string, open: () => Promise<OpenedStore>) {
  describe(`${database} store`, () => {
    let opened: OpenedStore;
    let store: Store;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.close());

    const leaseAll = (now = NINE, of: Store = store) => of.lease(CHANNELS, now, LEASE, 100);

    describe('a turn', () => {
      it('knows nothing of somebody new', async () => {
        expect(await store.read(ana)).toBeUndefined();
        expect(await store.address(ana)).toBeUndefined();
        expect(await store.results(ana, 10)).toEqual([]);
        expect(await store.seen('never')).toBeUndefined();
        expect(await store.activityIdOf('never')).toBeUndefined();
        expect(await store.nextDue(CHANNELS)).toBeUndefined();
      });

      it('is read as it was saved', async () => {
        const state = { place: 'hold', seconds: 20, left: null, words: 'Schulter, épaule, 肩', deep: [{ er: [1, 2] }] };
        expect(await store.commit(aTurn({ state }))).toEqual({ outcome: 'committed', leased: [] });
        expect(await store.read(ana)).toEqual({ revision: 1, state });
      });

      it('raises the revision by one', async () => {
        await store.commit(aTurn());
        await store.commit(aTurn({ revision: 1, state: 'second' }));
        expect(await store.read(ana)).toEqual({ revision: 2, state: 'second' });
      });

      it('leaves other persons alone', async () => {
        await store.commit(aTurn());
        expect(await store.read(ben)).toBeUndefined();
      });

      it.each([
        ['somebody new, by a turn that read a revision', 0, 1],
        ['somebody known, by a turn that found nobody', 1, 0],
        ['somebody known, by a turn that read an older revision', 2, 1],
        ['somebody known, by a turn that read a revision that is not there yet', 1, 2],
      ])('conflicts over %s', async (_fact, turns, revision) => {
        for (let turn = 0; turn < turns; turn++) await store.commit(aTurn({ revision: turn }));
        expect(await store.commit(aTurn({ revision, state: 'late' }))).toEqual({ outcome: 'conflict' });
        expect((await store.read(ana))?.state).not.toBe('late');
      });

      it.each<[what: string, changes: Partial<Turn>]>([
        ['state', { state: 'late' }],
        ['no state', { state: undefined }],
        ['a wish to be forgotten', { forget: true }],
      ])('changes nothing at all when it conflicts, with %s', async (_what, changes) => {
        await store.commit(aTurn({ address: at('ana') }));
        const late = aTurn({
          address: at('elsewhere'),
          inbound: { key: 'late', expiresAt: NINE + MINUTE },
          results: [{ id: 'late', at: NINE, data: {} }],
          wakes: { 'check-in': NINE },
          outbox: [aReply('late')],
          ...changes,
        });
        expect(await store.commit(late)).toEqual({ outcome: 'conflict' });
        expect(await store.address(ana)).toEqual(at('ana'));
        expect(await store.seen('late')).toBeUndefined();
        expect(await store.results(ana, 10)).toEqual([]);
        expect(await store.dueWakes(CHANNELS, NINE, 10)).toEqual([]);
        expect(await leaseAll()).toEqual([]);
      });

      it('conflicts with that of another process', async () => {
        const other = await opened.another();
        await other.commit(aTurn({ state: 'theirs' }));
        expect(await store.commit(aTurn({ state: 'ours' }))).toEqual({ outcome: 'conflict' });
        expect((await store.read(ana))?.state).toBe('theirs');
      });

      it('wins or conflicts, one of two that were decided from the same revision', async () => {
        const outcomes = await Promise.all([store.commit(aTurn({ state: 1 })), store.commit(aTurn({ state: 2 }))]);
        expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['committed', 'conflict']);
      });

      it('without state leaves the person as it is, and saves the rest', async () => {
        await store.commit(aTurn({ state: 'kept' }));
        await store.commit(aTurn({ revision: 1, state: undefined, address: at('moved'), wakes: { snooze: NINE } }));
        expect(await store.read(ana)).toEqual({ revision: 1, state: 'kept' });
        expect(await store.address(ana)).toEqual(at('moved'));
        expect(await store.dueWakes(CHANNELS, NINE, 10)).toHaveLength(1);
      });

      it('without state leaves somebody new new, and keeps the address', async () => {
        await store.commit(aTurn({ state: undefined, address: at('ana') }));
        expect(await store.read(ana)).toBeUndefined();
        expect(await store.address(ana)).toEqual(at('ana'));
        expect(await store.commit(aTurn())).toMatchObject({ outcome: 'committed' });
        expect(await store.address(ana)).toEqual(at('ana'));
      });

      it('replaces the address', async () => {
        await store.commit(aTurn({ address: at('before') }));
        await store.commit(aTurn({ revision: 1, address: at('after') }));
        expect(await store.address(ana)).toEqual(at('after'));
      });

      it.each<[part: string, torn: Partial<Turn>]>([
        ['state', { state: unwritable }],
        ['result', { results: [{ id: 'r', at: NINE, data: unwritable }] }],
        ['message', { outbox: [aReply('fine'), aReply('torn', { body: unwritable })] }],
        ['replies', { inbound: { key: 'torn', expiresAt: NINE, replies: unwritable } }],
      ])('keeps nothing when its %s cannot be written', async (_part, torn) => {
        const turn = aTurn({ address: at('ana'), inbound: { key: 'torn', expiresAt: NINE + MINUTE }, ...torn });
        await expect(store.commit(turn)).rejects.toThrow('torn');
        expect(await store.read(ana)).toBeUndefined();
        expect(await store.address(ana)).toBeUndefined();
        expect(await store.seen('torn')).toBeUndefined();
        expect(await leaseAll()).toEqual([]);
      });

      it('keeps nothing when the database refuses the last of it', async () => {
        await store.commit(aTurn({ person: ben, outbox: [aReply('taken')] }));
        const twice = aTurn({ results: [{ id: 'r', at: NINE, data: 1 }], outbox: [aReply('new'), aReply('taken')] });
        await expect(store.commit(twice)).rejects.toThrow();
        expect(await store.read(ana)).toBeUndefined();
        expect(await store.results(ana, 10)).toEqual([]);
        expect(ids(await leaseAll())).toEqual(['taken']);
      });

      it('takes nothing with it when it is torn among others', async () => {
        await store.commit(aTurn({ person: ben, outbox: [aReply('taken')] }));
        const persons = ['a', 'b', 'c', 'd'].map((user) => personKey('slack', 'south', user));
        const outcomes = await Promise.allSettled(
          persons.map((person, index) =>
            store.commit(aTurn({ person, outbox: [aReply(index === 1 ? 'taken' : `reply ${index}`)] })),
          ),
        );
        expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
        const saved = await Promise.all(persons.map((person) => store.read(person)));
        expect(saved.map((person) => person?.revision)).toEqual([1, undefined, 1, 1]);
      });
    });

    describe('an inbound key', () => {
      const inbound = { key: 'message/conversation/1', expiresAt: NINE + MINUTE };

      it('is seen once committed', async () => {
        await store.commit(aTurn({ inbound }));
        expect(await store.seen(inbound.key)).toEqual({ replies: undefined });
      });

      it('changes nothing a second time, and gives the replies of the first', async () => {
        await store.commit(aTurn({ inbound: { ...inbound, replies: [{ words: 'hello' }] } }));
        const again = aTurn({ revision: 1, state: 'again', inbound, outbox: [aReply('again')] });
        expect(await store.commit(again)).toEqual({ outcome: 'repeated', replies: [{ words: 'hello' }] });
        expect((await store.read(ana))?.revision).toBe(1);
        expect(await leaseAll()).toEqual([]);
        expect(await store.seen(inbound.key)).toEqual({ replies: [{ words: 'hello' }] });
      });

      it('counts for more than a conflict, because a repeat was read too early', async () => {
        const outcomes = await Promise.all([store.commit(aTurn({ inbound })), store.commit(aTurn({ inbound }))]);
        expect(outcomes.map(({ outcome }) => outcome)).toEqual(['committed', 'repeated']);
      });

      it('is seen by another process', async () => {
        const other = await opened.another();
        await store.commit(aTurn({ inbound }));
        expect(await other.commit(aTurn({ revision: 1, inbound }))).toMatchObject({ outcome: 'repeated' });
      });

      it('cannot be read in the database', async () => {
        await store.commit(aTurn({ inbound }));
        expect(await opened.everything()).not.toContain('message/conversation');
      });

      it('is swept once it has expired, and no earlier', async () => {
        await store.commit(aTurn({ inbound }));
        await store.sweep(inbound.expiresAt - 1, 0);
        expect(await store.seen(inbound.key)).toBeDefined();
        await store.sweep(inbound.expiresAt, 0);
        expect(await store.seen(inbound.key)).toBeUndefined();
      });
    });

    describe('results', () => {
      it('come newest first, no more than asked for', async () => {
        const results = [2, 3, 1].map((day) => ({ id: `day ${day}`, at: NINE + day, data: { rating: day } }));
        await store.commit(aTurn({ results }));
        expect(await store.results(ana, 2)).toEqual([
          { id: 'day 3', at: NINE + 3, data: { rating: 3 } },
          { id: 'day 2', at: NINE + 2, data: { rating: 2 } },
        ]);
      });

      it('are replaced by their id', async () => {
        await store.commit(aTurn({ results: [{ id: 'neck', at: NINE, data: 'tender' }] }));
        await store.commit(aTurn({ revision: 1, results: [{ id: 'neck', at: NINE + 1, data: 'nothing' }] }));
        expect(await store.results(ana, 10)).toEqual([{ id: 'neck', at: NINE + 1, data: 'nothing' }]);
      });

      it('of two persons may have the same id', async () => {
        for (const person of [ana, ben]) {
          await store.commit(aTurn({ person, results: [{ id: 'neck', at: NINE, data: person }] }));
        }
        expect((await store.results(ana, 10))[0]?.data).toBe(ana);
        expect((await store.results(ben, 10))[0]?.data).toBe(ben);
      });

      it('are swept when they are older than wished', async () => {
        const results = [1, 2, 3].map((day) => ({ id: `day ${day}`, at: NINE + day, data: null }));
        await store.commit(aTurn({ results }));
        await store.sweep(NINE + 10, NINE + 2);
        expect((await store.results(ana, 10)).map(({ id }) => id)).toEqual(['day 3', 'day 2']);
      });
    });

    describe('a wake', () => {
      it.each<[fact: string, second: Partial<Turn>, due: number[]]>([
        ['is moved by another time', { wakes: { hold: NINE + 5 } }, [NINE + 5, NINE + 2]],
        ['is removed by null', { wakes: { hold: null } }, [NINE + 2]],
        ['stays when nothing is said of it', { wakes: {} }, [NINE + 1, NINE + 2]],
      ])('%s', async (_fact, second, due) => {
        await store.commit(aTurn({ wakes: { hold: NINE + 1, 'check-in': NINE + 2 } }));
        await store.commit(aTurn({ revision: 1, ...second }));
        const wakes = await store.dueWakes(CHANNELS, NINE + MINUTE, 10);
        expect(wakes.map(({ dueAt }) => dueAt).sort()).toEqual([...due].sort());
      });

      it.each<[fact: string, channels: Channel[], now: number, limit: number, due: string[]]>([
        ['is due at its very time', CHANNELS, NINE + 1, 10, ['hold']],
        ['is not due before', CHANNELS, NINE, 10, []],
        ['comes after what is due earlier', CHANNELS, NINE + 9, 10, ['hold', 'snooze', 'check-in']],
        ['is one of no more than asked for', CHANNELS, NINE + 9, 2, ['hold', 'snooze']],
        ['belongs to its channel', ['msteams'], NINE + 9, 10, ['hold', 'check-in']],
        ['of no channel is due', [], NINE + 9, 10, []],
      ])('%s', async (_fact, channels, now, limit, due) => {
        await store.commit(aTurn({ wakes: { 'check-in': NINE + 3, hold: NINE + 1 } }));
        await store.commit(aTurn({ person: ben, wakes: { snooze: NINE + 2 } }));
        expect((await store.dueWakes(channels, now, limit)).map(({ kind }) => kind)).toEqual(due);
      });

      it('says whose it is, and stays until a turn replaces it', async () => {
        await store.commit(aTurn({ wakes: { hold: NINE } }));
        for (const _twice of [1, 2]) {
          expect(await store.dueWakes(CHANNELS, NINE, 10)).toEqual([{ person: ana, kind: 'hold', dueAt: NINE }]);
        }
      });
    });

    describe('a claim on a wake', () => {
      const claim = (now: number, of: Store = store, limit = 10) => of.dueWakes(CHANNELS, now, limit, 1000);

      beforeEach(async () => {
        await store.commit(aTurn({ wakes: { hold: NINE + 1, 'check-in': NINE } }));
        await store.commit(aTurn({ person: ben, wakes: { snooze: NINE + 2 } }));
      });

      it('gives each wake to one process alone, earliest first, until it runs out', async () => {
        const other = await opened.another();
        expect((await claim(NINE + 2, store, 2)).map(({ dueAt }) => dueAt)).toEqual([NINE, NINE + 1]);
        expect(await claim(NINE + 2, other)).toEqual([{ person: ben, kind: 'snooze', dueAt: NINE + 2 }]);
        expect(await claim(NINE + 1001, other)).toEqual([]);
        expect((await claim(NINE + 1002, other)).map(({ dueAt }) => dueAt)).toEqual([NINE, NINE + 1, NINE + 2]);
      });

      it('says when to look again', async () => {
        await claim(NINE);
        expect(await store.nextDue(CHANNELS, 'wakes')).toBe(NINE + 1);
        await claim(NINE + 2);
        expect(await store.nextDue(CHANNELS, 'wakes')).toBe(NINE + 1000);
      });

      it('is over with the turn that sets the wake anew, or removes it', async () => {
        await claim(NINE + 2);
        await store.commit(aTurn({ revision: 1, wakes: { 'check-in': NINE + 10, hold: null } }));
        expect(await claim(NINE + 10)).toEqual([{ person: ana, kind: 'check-in', dueAt: NINE + 10 }]);
      });

      it('can be given back', async () => {
        const claimed = await claim(NINE + 2);
        await store.giveBackWakes(claimed.slice(1));
        expect(await claim(NINE + 2)).toEqual(claimed.slice(1));
      });
    });

    describe('what falls due next', () => {
      it.each<[fact: string, changes: Partial<Turn>, of: 'wakes' | 'outbox' | undefined, due: number | undefined]>([
        ['is a wake', { wakes: { hold: NINE + 7, snooze: NINE + 8 } }, undefined, NINE + 7],
        ['is a row that is open', { outbox: [aReply('a')] }, undefined, NINE],
        ['is a lease that will run out', { outbox: [aReply('a')], leaseMs: LEASE }, undefined, NINE + LEASE],
        [
          'is not a row behind one that is sending',
          { outbox: [aReply('a'), aReply('b')], leaseMs: 9 },
          undefined,
          NINE + 9,
        ],
        ['of the wakes is no row', { outbox: [aReply('a')], wakes: { hold: NINE + 7 } }, 'wakes', NINE + 7],
        ['of the outbox is no wake', { outbox: [], wakes: { hold: NINE + 7 } }, 'outbox', undefined],
      ])('%s', async (_fact, changes, of, due) => {
        await store.commit(aTurn(changes));
        expect(await store.nextDue(CHANNELS, of)).toBe(due);
        expect(await store.nextDue(['webchat'], of)).toBeUndefined();
      });

      it('is the time of the next try, and not the row that waits behind it', async () => {
        await store.commit(aTurn({ outbox: [aReply('a'), aReply('b')], leaseMs: LEASE }));
        await store.settle('a', { state: 'open', notBefore: NINE + MINUTE }, NINE);
        expect(await store.nextDue(CHANNELS, 'outbox')).toBe(NINE + MINUTE);
      });
    });

    describe('the outbox', () => {
      it('gives a row with all it needs', async () => {
        const draft = aReply('a', { kind: 'hold', to: at('ana') });
        await store.commit(aTurn({ outbox: [draft] }));
        expect(await leaseAll()).toEqual([{ ...draft, person: ana, number: 1, attempts: 0 }]);
      });

      it('numbers the rows of each person from one', async () => {
        await store.commit(aTurn({ outbox: [aReply('a'), aReply('b')] }));
        await store.commit(aTurn({ person: ben, outbox: [aReply('x')] }));
        await store.commit(aTurn({ revision: 1, outbox: [aReply('c')] }));
        const numbers: Record<string, number> = {};
        for (let rows = await leaseAll(); rows.length > 0; rows = await leaseAll()) {
          for (const { id, number } of rows) {
            numbers[id] = number;
            await store.settle(id, { state: 'sent' }, NINE);
          }
        }
        expect(numbers).toEqual({ a: 1, b: 2, c: 3, x: 1 });
      });

      it('lets a row go only when no earlier one of that person is left', async () => {
        await store.commit(aTurn({ outbox: [aReply('a'), aReply('b'), aReply('c')] }));
        await store.commit(aTurn({ person: ben, outbox: [aReply('x')] }));
        expect(ids(await leaseAll()).sort()).toEqual(['a', 'x']);
        expect(await leaseAll()).toEqual([]);
        await store.settle('a', { state: 'open', notBefore: NINE + MINUTE }, NINE);
        expect(await leaseAll()).toEqual([]);
        expect(ids(await leaseAll(NINE + MINUTE))).toEqual(['a']);
        await store.settle('a', { state: 'sent' }, NINE + MINUTE);
        expect(ids(await leaseAll(NINE + MINUTE))).toEqual(['b']);
      });

      it.each<[outcome: Settled]>([
        [{ state: 'sent' }],
        [{ state: 'dropped' }],
        [{ state: 'expired' }],
        [{ state: 'unknown' }],
      ])('lets the next one go after %j', async (outcome) => {
        await store.commit(aTurn({ outbox: [aReply('a'), aReply('b')] }));
        await leaseAll();
        await store.settle('a', outcome, NINE);
        expect(ids(await leaseAll())).toEqual(['b']);
        expect((await store.queueDepth())[outcome.state]).toBe(1);
        expect(await store.waiting()).toEqual({ open: 0, sending: 1 });
      });

      it.each<[outcome: Settled]>([
        [{ state: 'sent', activityId: 'activity' }],
        [{ state: 'dropped' }],
        [{ state: 'expired' }],
        [{ state: 'unknown' }],
      ])('keeps neither words nor address after %j', async (outcome) => {
        await store.commit(aTurn({ outbox: [aReply('a', { to: at('ana') })], leaseMs: LEASE }));
        await store.settle('a', outcome, NINE);
        expect(await opened.everything()).not.toMatch(/these are the words|conversation-of-ana/);
      });

      it('counts the tries', async () => {
        await store.commit(aTurn({ outbox: [aReply('a')] }));
        const tries: (number | undefined)[] = [];
        for (const _try of [1, 2, 3]) {
          tries.push((await leaseAll())[0]?.attempts);
          await store.settle('a', { state: 'open', notBefore: NINE }, NINE);
        }
        expect(tries).toEqual([0, 1, 2]);
      });

      it('gives replies before the ends of holds, and those before check-ins, however long these have waited', async () => {
        for (const [index, kind] of (['check-in', 'hold', 'reply', 'check-in', 'reply'] as const).entries()) {
          const person = personKey('slack', 'south', `${index}`);
          await store.commit(aTurn({ person, outbox: [aReply(`${kind} ${index}`, { kind })], now: NINE - 10 + index }));
        }
        expect(ids(await store.lease(CHANNELS, NINE, LEASE, 3))).toEqual(['reply 2', 'reply 4', 'hold 1']);
        expect(ids(await store.lease(CHANNELS, NINE, LEASE, 3, 1))).toEqual(['check-in 0']);
        expect(await store.lease(CHANNELS, NINE, LEASE, 3, 0)).toEqual([]);
      });

      it('gives a row no earlier than it may go, also when a lease was asked for', async () => {
        const outbox = [aReply('a', { notBefore: NINE + 5 })];
        expect(await store.commit(aTurn({ outbox, leaseMs: LEASE }))).toMatchObject({ leased: [] });
        expect(await leaseAll(NINE + 4)).toEqual([]);
        expect(await store.nextDue(CHANNELS, 'outbox')).toBe(NINE + 5);
        expect(ids(await leaseAll(NINE + 5))).toEqual(['a']);
      });

      it('does not count as a try what was not even begun', async () => {
        await store.commit(aTurn({ outbox: [aReply('a')], leaseMs: LEASE }));
        await store.settle('a', { state: 'open', notBefore: NINE, untried: true }, NINE);
        expect(await leaseAll()).toMatchObject([{ attempts: 0 }]);
      });

      it('says whether another row of the person has waited for one that is closed', async () => {
        await store.commit(aTurn({ outbox: [aReply('a'), aReply('b')], leaseMs: LEASE }));
        await store.commit(aTurn({ person: ben, outbox: [aReply('x')], leaseMs: LEASE }));
        expect(await store.settle('a', { state: 'sent' }, NINE)).toBe(true);
        expect(await store.settle('x', { state: 'sent' }, NINE)).toBe(false);
        await leaseAll();
        expect(await store.settle('b', { state: 'open', notBefore: NINE }, NINE)).toBe(false);
        await leaseAll();
        expect(await store.settle('b', { state: 'dropped' }, NINE)).toBe(false);
      });

      it('gives no more than asked for, earliest first', async () => {
        for (const [index, user] of ['a', 'b', 'c'].entries()) {
          const person = personKey('slack', 'south', user);
          await store.commit(aTurn({ person, outbox: [aReply(user)], now: NINE - index }));
        }
        expect(ids(await store.lease(CHANNELS, NINE, LEASE, 2))).toEqual(['c', 'b']);
      });

      it('gives only rows of the channels asked for', async () => {
        await store.commit(aTurn({ outbox: [aReply('a')] }));
        await store.commit(aTurn({ person: ben, outbox: [aReply('x')] }));
        expect(ids(await store.lease(['slack'], NINE, LEASE, 10))).toEqual(['x']);
      });

      it('gives a row to one process alone', async () => {
        const other = await opened.another();
        for (let user = 0; user < 20; user++) {
          const person = personKey('slack', 'south', `${user}`);
          await store.commit(aTurn({ person, outbox: [aReply(`reply ${user}`)] }));
        }
        const taken = await Promise.all([
          store.lease(CHANNELS, NINE, LEASE, 12),
          other.lease(CHANNELS, NINE, LEASE, 12),
        ]);
        const all = taken.flatMap(ids);
        expect(new Set(all).size).toBe(all.length);
        expect(all).toHaveLength(20);
      });

      it('closes a row that is too old, and lets the next one go', async () => {
        await store.commit(aTurn({ outbox: [aReply('old', { expiresAt: NINE + 1 }), aReply('fresh')] }));
        expect(ids(await leaseAll(NINE + 1))).toEqual(['fresh']);
        expect(await store.queueDepth()).toMatchObject({ expired: 1, sending: 1 });
        expect(await opened.everything()).not.toContain('the words of old');
      });

      it('keeps for the record what was delivered in the response, and does not send it', async () => {
        const outbox = [aReply('a', { delivered: true }), aReply('b')];
        expect(await store.commit(aTurn({ outbox, leaseMs: LEASE }))).toMatchObject({
          leased: [{ id: 'b', number: 2 }],
        });
        expect(await store.queueDepth()).toMatchObject({ sent: 1, sending: 1 });
        expect(await opened.everything()).not.toContain('the words of a');
      });

      it('remembers under which activity id a row was sent', async () => {
        await store.commit(aTurn({ outbox: [aReply('a'), aReply('b')], leaseMs: LEASE }));
        await store.settle('a', { state: 'sent', activityId: 'activity 1' }, NINE);
        expect(await store.activityIdOf('a')).toBe('activity 1');
        expect(await store.activityIdOf('b')).toBeUndefined();
      });

      it('counts its rows by state', async () => {
        expect(await store.queueDepth()).toEqual({ open: 0, sending: 0, sent: 0, expired: 0, dropped: 0, unknown: 0 });
        await store.commit(aTurn({ outbox: [aReply('a'), aReply('b'), aReply('c')], leaseMs: LEASE }));
        await store.settle('a', { state: 'dropped' }, NINE);
        await leaseAll();
        expect(await store.queueDepth()).toEqual({ open: 1, sending: 1, sent: 0, expired: 0, dropped: 1, unknown: 0 });
      });

      it('sweeps closed rows when no update can be wanted any more, and open ones never', async () => {
        await store.commit(
          aTurn({ outbox: [aReply('a'), aReply('b', { expiresAt: Number.MAX_SAFE_INTEGER })], leaseMs: 1 }),
        );
        await store.settle('a', { state: 'sent', activityId: 'activity' }, NINE);
        await store.sweep(NINE + CLOSED_ROWS_KEPT_MS - 1, 0);
        expect(await store.activityIdOf('a')).toBe('activity');
        await store.sweep(NINE + CLOSED_ROWS_KEPT_MS, 0);
        expect(await store.activityIdOf('a')).toBeUndefined();
        expect(await store.queueDepth()).toMatchObject({ open: 1, sent: 0 });
      });

      it('sweeps the words of rows that nobody took in time', async () => {
        await store.commit(aTurn({ outbox: [aReply('a', { expiresAt: NINE + 1 })] }));
        await store.sweep(NINE + 1, 0);
        expect(await store.queueDepth()).toMatchObject({ open: 0, expired: 1 });
        expect(await opened.everything()).not.toContain('these are the words');
      });

      it('sweeps any number of rows', async () => {
        const outbox = Array.from({ length: 2500 }, (_, index) => aReply(`${index}`, { expiresAt: NINE }));
        await store.commit(aTurn({ outbox }));
        await store.sweep(NINE, 0);
        expect(await store.queueDepth()).toMatchObject({ open: 0, expired: 2500 });
        await store.sweep(NINE + CLOSED_ROWS_KEPT_MS, 0);
        expect(await store.queueDepth()).toMatchObject({ expired: 0 });
      });
    });

    describe('a shared clock', () => {
      it('begins at now, and goes on from where it stands, for every process', async () => {
        const other = await opened.another();
        expect(await store.advance({ north: 30, south: 5 }, NINE)).toEqual({ north: NINE, south: NINE });
        expect(await other.advance({ north: 10 }, NINE + 1)).toEqual({ north: NINE + 30 });
        expect(await store.advance({ north: 10, south: 1 }, NINE + 50)).toEqual({ north: NINE + 50, south: NINE + 50 });
        expect(await other.advance({ north: 0 }, NINE + 50)).toEqual({ north: NINE + 60 });
      });

      it('can be taken back a little', async () => {
        await store.advance({ north: 30 }, NINE);
        await store.advance({ north: -20 }, NINE);
        expect(await store.advance({ north: 0 }, NINE)).toEqual({ north: NINE + 10 });
      });

      it('is the same for many that ask at once', async () => {
        const other = await opened.another();
        const began = await Promise.all(
          Array.from({ length: 20 }, (_, index) => (index % 2 ? store : other).advance({ b: 10, a: 10 }, NINE)),
        );
        const expected = Array.from({ length: 20 }, (_, index) => NINE + 10 * index);
        expect(began.map(({ a }) => a).sort()).toEqual(expected);
        expect(began.map(({ b }) => b).sort()).toEqual(expected);
      });

      it('has a name that cannot be read in the database, and is swept once it has fallen behind', async () => {
        await store.advance({ 'msteams/north/ana': 30 }, NINE);
        expect(await opened.everything()).not.toContain('north');
        await store.sweep(NINE + 29, 0);
        expect(await store.advance({ 'msteams/north/ana': 0 }, NINE)).toEqual({ 'msteams/north/ana': NINE + 30 });
        await store.sweep(NINE + 30, 0);
        expect(await store.advance({ 'msteams/north/ana': 0 }, NINE)).toEqual({ 'msteams/north/ana': NINE });
      });
    });

    describe('a lease with the commit', () => {
      it('gives the row that nothing stands before', async () => {
        const outbox = [aReply('a', { to: at('ana') }), aReply('b')];
        const committed = await store.commit(aTurn({ outbox, leaseMs: LEASE }));
        expect(committed).toEqual({
          outcome: 'committed',
          leased: [{ ...outbox[0], notBefore: NINE, person: ana, number: 1, attempts: 0 }],
        });
        expect(await leaseAll()).toEqual([]);
      });

      it('gives nothing while an earlier row has still to go', async () => {
        await store.commit(aTurn({ outbox: [aReply('a')] }));
        expect(await store.commit(aTurn({ revision: 1, outbox: [aReply('b')], leaseMs: LEASE }))).toMatchObject({
          leased: [],
        });
      });

      it('gives the next row once the earlier one is closed', async () => {
        await store.commit(aTurn({ outbox: [aReply('a')], leaseMs: LEASE }));
        await store.settle('a', { state: 'sent' }, NINE);
        const next = await store.commit(aTurn({ revision: 1, outbox: [aReply('b')], leaseMs: LEASE }));
        expect(next).toMatchObject({ leased: [{ id: 'b', number: 2 }] });
      });

      it('is not given unasked', async () => {
        expect(await store.commit(aTurn({ outbox: [aReply('a')] }))).toMatchObject({ leased: [] });
        expect(await store.queueDepth()).toMatchObject({ open: 1, sending: 0 });
      });

      it('counts as a try', async () => {
        await store.commit(aTurn({ outbox: [aReply('a')], leaseMs: LEASE }));
        await store.settle('a', { state: 'open', notBefore: NINE }, NINE);
        expect(await leaseAll()).toMatchObject([{ attempts: 1 }]);
      });
    });

    describe('a lease that ran out', () => {
      it.each<[kind: OutboxDraft['kind'], found: object, left: object]>([
        ['reply', { reopened: 1, unknown: 0 }, { open: 1, unknown: 0 }],
        ['hold', { reopened: 1, unknown: 0 }, { open: 1, unknown: 0 }],
        ['check-in', { reopened: 0, unknown: 1 }, { open: 0, unknown: 1 }],
      ])('of a %s is found once: %j', async (kind, found, left) => {
        await store.commit(aTurn({ outbox: [aReply('a', { kind })], leaseMs: LEASE }));
        expect(await store.reclaim(NINE + LEASE - 1)).toEqual({ reopened: 0, unknown: 0 });
        expect(await store.reclaim(NINE + LEASE)).toEqual(found);
        expect(await store.reclaim(NINE + LEASE)).toEqual({ reopened: 0, unknown: 0 });
        expect(await store.queueDepth()).toMatchObject(left);
      });

      it('of a check-in is never sent again, and keeps no words', async () => {
        await store.commit(aTurn({ outbox: [aReply('a', { kind: 'check-in' })], leaseMs: LEASE }));
        await store.reclaim(NINE + LEASE);
        expect(await leaseAll(NINE + LEASE)).toEqual([]);
        expect(await opened.everything()).not.toContain('these are the words');
      });

      it.each<[late: Settled, then: object]>([
        [
          { state: 'sent', activityId: 'x' },
          { sent: 1, unknown: 0 },
        ],
        [
          { state: 'open', notBefore: NINE },
          { open: 0, unknown: 1 },
        ],
        [{ state: 'dropped' }, { dropped: 0, unknown: 1 }],
      ])('of a check-in is put right by a late answer only when it arrived: %j', async (late, then) => {
        await store.commit(aTurn({ outbox: [aReply('a', { kind: 'check-in' })], leaseMs: LEASE }));
        await store.reclaim(NINE + LEASE);
        await store.settle('a', late, NINE + LEASE);
        expect(await store.queueDepth()).toMatchObject(then);
      });

      it('of a reply that arrived after all is not sent again', async () => {
        await store.commit(aTurn({ outbox: [aReply('a')], leaseMs: LEASE }));
        await store.reclaim(NINE + LEASE);
        await store.settle('a', { state: 'sent' }, NINE + LEASE);
        expect(await leaseAll(NINE + LEASE)).toEqual([]);
      });

      it('does not let a row that was sent go once more, whatever is said later', async () => {
        await store.commit(aTurn({ outbox: [aReply('a')], leaseMs: LEASE }));
        await store.settle('a', { state: 'sent', activityId: 'x' }, NINE);
        await store.settle('a', { state: 'open', notBefore: NINE }, NINE);
        await store.settle('a', { state: 'dropped' }, NINE);
        await store.settle('a', { state: 'sent' }, NINE);
        expect(await leaseAll()).toEqual([]);
        expect(await store.activityIdOf('a')).toBe('x');
      });
    });

    describe('a person who is forgotten', () => {
      const goodbye = aReply('goodbye', { to: at('ana') });
      const forget = (changes: Partial<Turn> = {}) =>
        store.commit(aTurn({ revision: 1, state: undefined, forget: true, outbox: [goodbye], ...changes }));

      beforeEach(async () => {
        await store.commit(
          aTurn({
            address: at('ana'),
            inbound: { key: 'first', expiresAt: NINE + MINUTE, replies: ['hello'] },
            results: [{ id: 'r', at: NINE, data: { rating: 5 } }],
            wakes: { 'check-in': NINE + 1 },
            outbox: [aReply('sending'), aReply('open')],
            leaseMs: LEASE,
          }),
        );
        await store.commit(
          aTurn({ person: ben, address: at('ben'), wakes: { hold: NINE }, outbox: [aReply('other')] }),
        );
      });

      it('is somebody new', async () => {
        await forget();
        expect(await store.read(ana)).toBeUndefined();
        expect(await store.address(ana)).toBeUndefined();
        expect(await store.results(ana, 10)).toEqual([]);
        expect(await store.dueWakes(['msteams'], NINE + MINUTE, 10)).toEqual([]);
        expect(await store.seen('first')).toBeUndefined();
        expect(await store.commit(aTurn())).toMatchObject({ outcome: 'committed' });
      });

      it('is sent the message of that turn, and no earlier one', async () => {
        await forget();
        expect(await store.lease(['msteams'], NINE, LEASE, 10)).toMatchObject([{ id: 'goodbye', to: at('ana') }]);
      });

      it('is sent it at once when asked for', async () => {
        expect(await forget({ leaseMs: LEASE })).toMatchObject({
          leased: [{ id: 'goodbye', to: at('ana'), number: 1 }],
        });
      });

      it.each<[from: string, address: Address | undefined, to: string]>([
        ['the turn', at('newer'), 'newer'],
        ['what was kept', undefined, 'ana'],
      ])('is sent it by the address from %s when it names none', async (_from, address, to) => {
        await forget({ outbox: [aReply('goodbye')], ...(address && { address }) });
        expect(await store.lease(['msteams'], NINE, LEASE, 10)).toMatchObject([{ to: at(to) }]);
      });

      it.each<[outcome: Settled]>([
        [{ state: 'sent', activityId: 'x' }],
        [{ state: 'dropped' }],
        [{ state: 'expired' }],
        [{ state: 'unknown' }],
      ])('leaves nothing behind after %j', async (outcome) => {
        await forget({ leaseMs: LEASE });
        await store.settle('goodbye', outcome, NINE);
        expect(await opened.everything()).not.toMatch(/ana|goodbye|rating/);
      });

      it('leaves nothing behind when the message became too old', async () => {
        await forget();
        await leaseAll(goodbye.expiresAt);
        expect(await opened.everything()).not.toMatch(/ana|goodbye/);
      });

      it('leaves nothing behind when nobody took the message', async () => {
        await forget();
        await store.sweep(goodbye.expiresAt, 0);
        expect(await opened.everything()).not.toMatch(/ana|goodbye/);
      });

      it('leaves nothing behind when the message was delivered in the response', async () => {
        await forget({ outbox: [{ ...goodbye, delivered: true }] });
        expect(await opened.everything()).not.toMatch(/ana|goodbye/);
      });

      it('is not begun anew by the same activity once more', async () => {
        const inbound = { key: 'delete me', expiresAt: NINE + MINUTE };
        await forget({ inbound });
        expect(await store.commit(aTurn({ inbound }))).toMatchObject({ outcome: 'repeated' });
        expect(await store.read(ana)).toBeUndefined();
      });

      it('takes nothing of anybody else along', async () => {
        await forget();
        expect(await store.read(ben)).toBeDefined();
        expect(await store.address(ben)).toEqual(at('ben'));
        expect(await store.dueWakes(['slack'], NINE, 10)).toHaveLength(1);
        expect(ids(await store.lease(['slack'], NINE, LEASE, 10))).toEqual(['other']);
      });

      it('may write again before the last message has gone, and is answered after it', async () => {
        await forget();
        await store.commit(aTurn({ outbox: [aReply('hello again')] }));
        expect(ids(await store.lease(['msteams'], NINE, LEASE, 10))).toEqual(['goodbye']);
        await store.settle('goodbye', { state: 'sent' }, NINE);
        expect(ids(await store.lease(['msteams'], NINE, LEASE, 10))).toEqual(['hello again']);
      });
    });

    describe('closing', () => {
      it('writes what was under way', async () => {
        const committed = store.commit(aTurn());
        await store.close();
        expect(await committed).toMatchObject({ outcome: 'committed' });
        expect(await (await opened.another()).read(ana)).toBeDefined();
      });

      it.each<[method: string, call: () => Promise<unknown>]>([
        ['read', () => store.read(ana)],
        ['commit', () => store.commit(aTurn())],
        ['seen', () => store.seen('key')],
        ['results', () => store.results(ana, 1)],
        ['dueWakes', () => store.dueWakes(CHANNELS, NINE, 1)],
        ['nextDue', () => store.nextDue(CHANNELS)],
        ['lease', () => store.lease(CHANNELS, NINE, LEASE, 1)],
        ['reclaim', () => store.reclaim(NINE)],
        ['settle', () => store.settle('a', { state: 'sent' }, NINE)],
        ['activityIdOf', () => store.activityIdOf('a')],
        ['address', () => store.address(ana)],
        ['sweep', () => store.sweep(NINE, NINE)],
        ['queueDepth', () => store.queueDepth()],
        ['advance', () => store.advance({ north: 1 }, NINE)],
        ['giveBackWakes', () => store.giveBackWakes([])],
      ])('makes %s say that the store is down', async (_method, call) => {
        await store.close();
        await expect(call()).rejects.toBeInstanceOf(StoreDownError);
      });

      it('may be done twice', async () => {
        await store.close();
        await expect(store.close()).resolves.toBeUndefined();
      });
    });
  });
}
