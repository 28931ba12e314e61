import { expect, it, jest } from '@jest/globals';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { dailyAt, keyOf, wantsCheckIns } from '../support/dueCheckIn.ts';
import { World } from './world.ts';

/** The machine's clock is set while a hold runs and check-ins are due. */
jest.setTimeout(180_000);

/** A level of the log. */
const ERROR = 50;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Somebody in the middle of the 20 seconds. Seven messages have come by then. */
async function holding(world: World, user: string): Promise<void> {
  const buttons = [
    'find-out',
    'consent-accept',
    'signs-none',
    'signs-none',
    'rating-medium',
    'side-left',
    'start-timer',
  ];
  for (const [at, choice] of buttons.entries()) {
    expect(await world.presses(user, choice, at + 1)).toBe(200);
    await world.until(() => world.sentTo(user).length === at + 1);
    world.pass(2 * SECOND);
  }
  await world.recorded();
}

async function askedDailyFrom(world: World, store: Store, user: string, at: number): Promise<void> {
  await store.commit(wantsCheckIns({ user, serviceUrl: world.channel.serviceUrl }, dailyAt(at)));
}

const checkIns = (world: World, user: string) =>
  world.sentTo(user).filter(({ summary }) => summary === 'Your check-in is ready').length;

async function nextOf(store: Store, user: string, until: number): Promise<number | undefined> {
  return (await store.dueWakes(['msteams'], until, 100)).find(({ person }) => person === keyOf({ user }))?.dueAt;
}

/** Time goes on bit by bit, as it does. */
async function passes(world: World, ms: number, step: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += step) {
    world.pass(step);
    await new Promise((resume) => setTimeout(resume, 12));
  }
}

it('set back by an hour: the hold ends in its time, a check-in comes once, and once again the next day', async () => {
  const store = await openSqliteStore(':memory:');
  await using world = await World.begin(store);
  const due = world.wall + 5 * MINUTE;
  await askedDailyFrom(world, store, '29:asked', due);
  await holding(world, '29:holds');
  world.wall -= HOUR;
  await passes(world, 22 * SECOND, SECOND);
  await world.goesOnUntil(() => world.sentTo('29:holds').length === 8);
  expect(world.sentTo('29:holds')[7]?.summary).toMatch(/time/i);

  await passes(world, 6 * MINUTE, 30 * SECOND);
  await world.goesOnUntil(() => checkIns(world, '29:asked') === 1);
  // The machine comes to that time of day once more, and somebody writes.
  await passes(world, 70 * MINUTE, 5 * MINUTE);
  await world.says('29:asked', 'help');
  await world.goesOnUntil(() => world.sentTo('29:asked').length === 2);
  expect(checkIns(world, '29:asked')).toBe(1);
  expect(await nextOf(store, '29:asked', due + 2 * DAY)).toBe(due + DAY);
  expect(world.logged.filter(({ level }) => level >= ERROR)).toEqual([]);
  await store.close();
});

it('set forward by a day: nothing comes twice, what is more than two hours late is left out, and the next comes', async () => {
  const store = await openSqliteStore(':memory:');
  await using world = await World.begin(store);
  const began = world.wall;
  await askedDailyFrom(world, store, '29:too-late', began + 10 * MINUTE);
  await askedDailyFrom(world, store, '29:in-time', began + 23 * HOUR + 30 * MINUTE);
  await holding(world, '29:holds');
  world.wall += DAY;
  await world.goesOnUntil(() => checkIns(world, '29:in-time') === 1 && world.sentTo('29:holds').length === 8);
  const nextDay = began + DAY + 10 * MINUTE;
  await world.goesOnUntil(async () => (await nextOf(store, '29:too-late', began + 3 * DAY)) === nextDay);
  await world.says('29:in-time', 'help');
  await world.says('29:too-late', 'help');
  await world.goesOnUntil(() => world.sentTo('29:in-time').length === 2 && world.sentTo('29:too-late').length === 1);
  expect([checkIns(world, '29:in-time'), checkIns(world, '29:too-late')]).toEqual([1, 0]);
  expect(await nextOf(store, '29:in-time', began + 3 * DAY)).toBe(began + DAY + 23 * HOUR + 30 * MINUTE);
  expect(world.logged.filter(({ level }) => level >= ERROR)).toEqual([]);
  await store.close();
});
