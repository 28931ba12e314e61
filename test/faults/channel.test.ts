import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { OutboxState, Store } from '../../src/store/store.ts';
import type { Reaction } from '../support/connectorServer.ts';
import { dailyAt, wantsCheckIns } from '../support/dueCheckIn.ts';
import { World } from './world.ts';

/** What becomes of a reply and of a check-in when the channel does not take it as it should. One world for all. */
jest.setTimeout(180_000);

let store: Store;
let world: World;
beforeAll(async () => {
  store = await openSqliteStore(':memory:');
  world = await World.begin(store);
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await store.close();
});

const MINUTE = 60_000;

/** Lets what is on its way arrive or fail, and time pass for what waits for its next try. */
async function allIsThrough(): Promise<void> {
  await world.until(async () => {
    const { open, sending } = await store.queueDepth();
    if (sending === 0 && open > 0) world.pass(1_000);
    return open + sending === 0;
  });
}

async function changes(states: readonly OutboxState[], does: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await store.queueDepth();
  await does();
  const after = await store.queueDepth();
  return Object.fromEntries(states.map((state) => [state, after[state] - before[state]]));
}

/** Answers when what it is given comes to pass. */
const late = Promise.withResolvers<void>();
afterAll(() => late.resolve());

interface Case {
  fault: string;
  reaction: Reaction;
  timesOut?: true;
  /** How many requests there are for one reply, and for one check-in, and what becomes of them. */
  reply: [requests: number, state: OutboxState];
  checkIn: [requests: number, state: OutboxState];
}

const CASES: Case[] = [
  { fault: 'hangs', reaction: 'silence', timesOut: true, reply: [2, 'sent'], checkIn: [1, 'unknown'] },
  { fault: 'resets the connection', reaction: 'hang-up', reply: [2, 'sent'], checkIn: [1, 'unknown'] },
  { fault: 'answers 500', reaction: { status: 500 }, reply: [2, 'sent'], checkIn: [1, 'unknown'] },
  {
    fault: 'takes it, and says so after our time-out',
    reaction: { status: 201, body: { id: 'late' }, after: late.promise },
    timesOut: true,
    reply: [2, 'sent'],
    checkIn: [1, 'unknown'],
  },
  {
    fault: 'answers 429 and when to come back',
    reaction: { status: 429, headers: { 'retry-after': '7' } },
    reply: [2, 'sent'],
    checkIn: [2, 'sent'],
  },
  { fault: 'answers 412', reaction: { status: 412 }, reply: [2, 'sent'], checkIn: [2, 'sent'] },
  { fault: 'answers 403', reaction: { status: 403 }, reply: [1, 'dropped'], checkIn: [1, 'dropped'] },
  { fault: 'answers 404', reaction: { status: 404 }, reply: [1, 'dropped'], checkIn: [1, 'dropped'] },
];

describe.each(CASES)('a channel that $fault', ({ fault, reaction, timesOut, reply, checkIn }) => {
  it('gets a reply as often as is promised, and what is said next, in order', async () => {
    const user = `29:replied-to-when-it-${fault}`;
    const [requests, state] = reply;
    const counted = await changes(['sent', 'dropped', 'unknown'], async () => {
      world.channel.react(reaction);
      expect(await world.says(user, 'help')).toBe(200);
      await world.until(() => world.sentTo(user).length === 1);
      if (timesOut) world.givesUpWaiting();
      await allIsThrough();
    });
    expect(counted).toEqual({ sent: 0, dropped: 0, unknown: 0, [state]: 1 });
    expect(world.sentTo(user)).toHaveLength(requests);
    expect(new Set(world.sentTo(user).map(({ words }) => words)).size).toBe(1);

    expect(await world.says(user, 'why won’t my knot relax?')).toBe(200);
    await allIsThrough();
    expect(world.sentTo(user).slice(requests)).toEqual([
      expect.objectContaining({ words: expect.stringMatching(/stretched|pulled/) }),
    ]);
  });

  it('gets a check-in no more often, and its person is asked again the next day if they can be reached', async () => {
    const user = `29:asked-when-it-${fault}`;
    const [requests, state] = checkIn;
    const due = world.wall + MINUTE;
    await store.commit(wantsCheckIns({ user, serviceUrl: world.channel.serviceUrl }, dailyAt(due)));
    const counted = await changes(['sent', 'dropped', 'unknown'], async () => {
      world.channel.react(reaction);
      world.pass(MINUTE);
      await world.goesOnUntil(() => world.sentTo(user).length === 1);
      if (timesOut) world.givesUpWaiting();
      await allIsThrough();
    });
    expect(counted).toEqual({ sent: 0, dropped: 0, unknown: 0, [state]: 1 });
    expect(world.sentTo(user).map(({ summary }) => summary)).toEqual(Array(requests).fill('Your check-in is ready'));

    expect(await world.says(user, 'help')).toBe(200);
    await allIsThrough();
    expect(world.sentTo(user)).toHaveLength(requests + 1);
    // Who could not be reached is asked again from when they write.
    const next = await store.dueWakes(['msteams'], due + 25 * 60 * MINUTE, 100);
    expect(next.filter(({ person }) => person.endsWith(encodeURIComponent(user)))).toHaveLength(1);
  });
});

it('a channel that hangs for one person keeps nobody else waiting', async () => {
  world.channel.react('silence');
  await world.says('29:hangs', 'help');
  await world.until(() => world.sentTo('29:hangs').length === 1);
  await world.says('29:goes-on', 'help');
  await world.until(() => world.sentTo('29:goes-on').length === 1);
  expect(world.sentTo('29:hangs')).toHaveLength(1);
  world.givesUpWaiting();
  await allIsThrough();
  expect(world.sentTo('29:hangs')).toHaveLength(2);
});

it('a channel that asks to be left alone is left alone for so long', async () => {
  world.channel.react({ status: 429, headers: { 'retry-after': '7' } });
  await world.says('29:throttled', 'help');
  await world.until(async () => (await store.queueDepth()).open === 1);
  world.pass(6_900);
  // Somebody else is sent something meanwhile, so it was looked.
  await world.says('29:not-throttled', 'help');
  await world.until(() => world.sentTo('29:not-throttled').length === 1);
  expect(world.sentTo('29:throttled')).toHaveLength(1);
  await allIsThrough();
  expect(world.sentTo('29:throttled')).toHaveLength(2);
});

it('of all of this what whoever runs it has to know was logged, and nothing failed', () => {
  const said = new Set(world.logged.map(({ level, msg }) => `${level} ${msg.slice(0, 40)}`));
  expect([...said].toSorted()).toEqual([
    '40 Nobody knows whether a check-in arrived.',
    '40 Somebody cannot be reached any more. Not',
    '40 The channel will never take a message, s',
  ]);
});
