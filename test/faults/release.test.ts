import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { newFrame } from '../../dialogs/place.ts';
import { openSqliteStore, type SqliteStore } from '../../src/store/sqlite.ts';
import { newPerson, type Person } from '../../src/turn/person.ts';
import { dailyAt, keyOf, wantsCheckIns } from '../support/dueCheckIn.ts';
import { World } from './world.ts';

/** A release in the middle of a conversation, and the way back. What another release saves is written as it would. */
jest.setTimeout(180_000);

const ANN = '29:ann';
const MINUTE = 60_000;

let folder: string;
let store: SqliteStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unknot-release-'));
  store = await openSqliteStore(join(folder, 'unknot.db'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function kept(): Promise<{ revision: number; state: Person }> {
  return (await store.read(keyOf({ user: ANN }))) as { revision: number; state: Person };
}

async function keepsInstead(state: unknown): Promise<void> {
  const { revision } = await kept();
  await store.commit({ person: keyOf({ user: ANN }), revision, state, results: [], wakes: {}, outbox: [], now: 0 });
}

it('forward: a place of the older release is moved, and what is typed next answers the question asked before', async () => {
  await using world = await World.begin(store);
  const { on: _, ...context } = newFrame('schedule').context;
  const state = {
    ...newPerson(),
    consentAt: world.wall - MINUTE,
    heardAt: world.wall - MINUTE,
    frames: [newFrame('main'), { ...newFrame('schedule'), version: 1, context }],
  };
  const address = { ...wantsCheckIns({ user: ANN, serviceUrl: world.channel.serviceUrl }, dailyAt(0)).address };
  await store.commit({
    ...{ person: keyOf({ user: ANN }), revision: 0, state, results: [], wakes: {}, outbox: [], now: world.wall },
    address: address as never,
  });
  expect(await world.says(ANN, 'every day at 8:30')).toBe(200);
  await world.until(() => world.sentTo(ANN).length === 1);
  expect(world.sentTo(ANN)[0]?.words).toMatch(/every day at 08:30/);
});

it('back: a place of the newer release is left as it is and its person told; with the newer again, they go on, and are asked', async () => {
  await using world = await World.begin(store);
  const due = world.wall + 5 * MINUTE;
  await store.commit(wantsCheckIns({ user: ANN, serviceUrl: world.channel.serviceUrl }, dailyAt(due)));
  const older = (await kept()).state;
  const [lowest, ...above] = older.frames;
  const newer = { ...older, frames: [{ ...lowest, version: lowest.version + 1, value: 'a-new-place' }, ...above] };
  await keepsInstead(newer);

  const before = await kept();
  expect(await world.says(ANN, 'hello', 'activity-of-ann')).toBe(503);
  await world.until(() => world.sentTo(ANN).length === 1);
  expect(world.sentTo(ANN)[0]?.words).toMatch(/could not keep|not kept/);
  world.pass(6 * MINUTE);
  await world.until(() => world.logged.length > 1);
  expect(new Set(world.logged.map(({ msg }) => msg)).size).toBe(1);
  // Everybody else is served.
  expect(await world.says('29:ben', 'help')).toBe(200);
  await world.until(() => world.sentTo('29:ben').length === 1);
  expect(await kept()).toEqual(before);
  expect(world.sentTo(ANN)).toHaveLength(1);

  // The newer release knows the place; here it is this one's own.
  await keepsInstead(older);
  world.pass(MINUTE);
  await world.goesOnUntil(() => world.sentTo(ANN).length === 2);
  expect(world.sentTo(ANN)[1]?.summary).toBe('Your check-in is ready');
  expect(await world.says(ANN, 'hello', 'activity-of-ann')).toBe(200);
  await world.goesOnUntil(() => world.sentTo(ANN).length === 3);
});
