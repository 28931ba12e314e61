import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, jest } from '@jest/globals';
import { NodeSqlite } from '../../src/store/nodeSqlite.ts';
import { SqliteStore } from '../../src/store/sqlite.ts';
import { dailyAt, keyOf, wantsCheckIns } from '../support/dueCheckIn.ts';
import { World } from './world.ts';

jest.setTimeout(180_000);

const MINUTE = 60_000;

it('a disk that is full keeps nothing and loses nothing: people are told, and all goes on once there is room', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unknot-full-'));
  const connection = new NodeSqlite(join(folder, 'unknot.db'));
  const store = await SqliteStore.on(connection);
  const world = await World.begin(store);
  const due = world.wall + 5 * MINUTE;
  await store.commit(wantsCheckIns({ user: '29:asked', serviceUrl: world.channel.serviceUrl }, dailyAt(due)));

  // The file may not grow any more, which SQLite treats as it does a disk without room.
  connection.exec('pragma max_page_count = 1');
  let kept = 0;
  while ((await world.says('29:ann', 'help', `help-${kept}`)) === 200) {
    kept += 1;
    // Faster than a person can, it would be passed over before the room is used up.
    world.pass(1_000);
  }
  await world.until(() => world.logged.some(({ msg }) => msg.startsWith('A turn was not saved')));
  // Where the room ran out while an answer was written down as sent, those after it wait until there is some.
  const told = () => world.sentTo('29:ann').filter(({ words }) => /could not keep|not kept/.test(words)).length;
  await world.until(() => told() === 1);
  expect((await store.read(keyOf({ user: '29:ann' })))?.revision).toBe(kept);
  // Whether the last answer could be written down as sent is settled before minutes go by at once.
  const heldUp = () => world.logged.some(({ msg }) => msg.startsWith('Messages are not delivered'));
  await world.until(async () => heldUp() || (await store.waiting()).sending === 0);
  world.pass(6 * MINUTE);

  connection.exec('pragma max_page_count = 1000000');
  expect(await world.says('29:ann', 'help', `help-${kept}`)).toBe(200);
  world.pass(MINUTE);
  await world.goesOnUntil(() => world.sentTo('29:ann').length === kept + 2 && world.sentTo('29:asked').length >= 1);
  expect(told()).toBe(1);
  await world.says('29:asked', 'help');
  await world.goesOnUntil(() => world.sentTo('29:asked').length === 2);
  expect(world.sentTo('29:asked').map(({ summary }) => summary === 'Your check-in is ready')).toEqual([true, false]);
  await world[Symbol.asyncDispose]();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});
