import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, jest } from '@jest/globals';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { aConnectorServer } from '../support/connectorServer.ts';
import { dailyAt, wantsCheckIns } from '../support/dueCheckIn.ts';
import { World } from './world.ts';

jest.setTimeout(180_000);

const MINUTE = 60_000;

it('a copy made while the program runs goes on with the conversation, and does again what it does not know was done', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unknot-backup-'));
  const path = join(folder, 'unknot.db');
  const copy = join(folder, 'copy.db');
  const store = await openSqliteStore(path);
  await using channel = await aConnectorServer();
  const world = await World.begin(store, { channel });
  const { serviceUrl } = channel;
  await store.commit(wantsCheckIns({ user: '29:asked', serviceUrl }, dailyAt(world.wall + 5 * MINUTE)));
  await store.commit(wantsCheckIns({ user: '29:later', serviceUrl }, dailyAt(world.wall + 60 * MINUTE)));
  for (const [at, choice] of ['find-out', 'consent-accept'].entries()) {
    await world.presses('29:ann', choice, at + 1);
    await world.until(() => world.sentTo('29:ann').length === at + 1);
  }
  await world.recorded();
  // On its way while the copy is made.
  const arrives = Promise.withResolvers<void>();
  channel.react({ status: 201, body: { id: 'kept-back' }, after: arrives.promise });
  await world.says('29:ben', 'help');
  await world.until(() => world.sentTo('29:ben').length === 1);
  {
    using other = new DatabaseSync(path);
    other.exec(`vacuum into '${copy}'`);
  }
  arrives.resolve();
  // What the copy does not know: an answer, and a check-in.
  await world.presses('29:ann', 'signs-none', 3);
  await world.until(() => world.sentTo('29:ann').length === 3);
  world.pass(5 * MINUTE);
  await world.goesOnUntil(() => world.sentTo('29:asked').length === 1);
  const at = world.wall;
  await world[Symbol.asyncDispose]();
  await store.close();

  const restored = await openSqliteStore(copy);
  const again = await World.begin(restored, { at, channel });
  // The answer that was on its way, and the check-in of which the copy does not know.
  await again.goesOnUntil(() => again.sentTo('29:ben').length === 2 && again.sentTo('29:asked').length === 2);
  // Ann stands where she stood, and the same press leads on as it did.
  await again.presses('29:ann', 'signs-none', 3);
  await again.goesOnUntil(() => again.sentTo('29:ann').length === 4);
  expect(again.sentTo('29:ann')[3]?.words).toBe(again.sentTo('29:ann')[2]?.words);
  // Nothing else came again, and what is still to come does.
  expect(again.sentTo('29:later')).toHaveLength(0);
  again.pass(60 * MINUTE);
  await again.goesOnUntil(() => again.sentTo('29:later').length === 1);
  expect(['29:asked', '29:ben', '29:ann'].map((user) => again.sentTo(user).length)).toEqual([2, 2, 4]);
  await again[Symbol.asyncDispose]();
  await restored.close();
  await rm(folder, { recursive: true, force: true });
});
