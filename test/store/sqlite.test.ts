import { spawn } from 'node:child_process';
import { fstatSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Kysely, SqliteDialect } from 'kysely';
import { personKey } from '../../src/address.ts';
import { NodeSqlite } from '../../src/store/nodeSqlite.ts';
import { channelQueries, queries } from '../../src/store/queries.ts';
import { openSqliteStore, SqliteStore } from '../../src/store/sqlite.ts';
import { NewerDatabaseError, type Store, StoreDownError } from '../../src/store/store.ts';
import type { Tables } from '../../src/store/tables.ts';
import { type OpenedStore, storeContract } from './storeContract.ts';
import { ana, aReply, aTurn, ben, CHANNELS, LEASE, NINE } from './turns.ts';

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unknot-store-'));
});
afterAll(() => rm(folder, { recursive: true }));

const freshPath = () => join(folder, `${++files}`, 'unknot.db');

storeContract('SQLite', async (): Promise<OpenedStore> => {
  const path = freshPath();
  const stores: Store[] = [await openSqliteStore(path)];
  return {
    store: stores[0] as Store,
    async another() {
      const store = await openSqliteStore(path);
      stores.push(store);
      return store;
    },
    everything: async () => everything(path),
    async close() {
      for (const store of stores) await store.close();
    },
  };
});

function everything(path: string): string {
  const database = new DatabaseSync(path);
  const tables = database.prepare("select name from sqlite_master where type = 'table' and name <> 'meta'").all();
  const rows = tables.map(({ name }) => database.prepare(`select * from ${name}`).all());
  database.close();
  return JSON.stringify(rows);
}

describe('an SQLite file', () => {
  let path: string;
  let store: Store;
  let connection: NodeSqlite;

  beforeEach(async () => {
    path = freshPath();
    await (await openSqliteStore(path)).close();
    connection = new NodeSqlite(path);
    store = await SqliteStore.on(connection, { lockWaitMs: 0 });
  });
  afterEach(() => store.close());

  describe('when it is opened', () => {
    it('is made with its folder, and found again', async () => {
      await store.commit(aTurn());
      await store.close();
      store = await openSqliteStore(path);
      expect((await store.read(ana))?.revision).toBe(1);
    });

    it('keeps the key of its hashes', async () => {
      await store.commit(aTurn({ inbound: { key: 'once', expiresAt: NINE } }));
      await store.close();
      store = await openSqliteStore(path);
      expect(await store.seen('once')).toBeDefined();
    });

    it('hashes with the key that is given', async () => {
      const given = await openSqliteStore(path, { hashKey: 'a secret from elsewhere' });
      await given.commit(aTurn({ inbound: { key: 'once', expiresAt: NINE } }));
      expect(await given.seen('once')).toBeDefined();
      expect(await store.seen('once')).toBeUndefined();
      await given.close();
    });

    it('may be opened by two at once for the first time', async () => {
      const both = freshPath();
      const stores = await Promise.all([openSqliteStore(both), openSqliteStore(both)]);
      for (const one of stores) await one.close();
    });

    it('is refused, with advice, when a newer version has written it', async () => {
      connection.exec("insert into migration (number, name) values (99, '0099future')");
      const opening = openSqliteStore(path);
      await expect(opening).rejects.toBeInstanceOf(NewerDatabaseError);
      await expect(opening).rejects.toThrow(/version 99.*only knows versions up to 3.*Start the newer program/);
    });

    it('is refused when it is something else', async () => {
      await expect(openSqliteStore(join(import.meta.dirname, 'sqlite.test.ts'))).rejects.toBeInstanceOf(StoreDownError);
    });
  });

  it('lets readers go on beside a writer, and removes what was deleted from the file too', () => {
    const pragma = (name: string) => Object.values(connection.prepare(`pragma ${name}`).all([])[0] as object)[0];
    expect([pragma('journal_mode'), pragma('secure_delete')]).toEqual(['wal', 1]);
  });

  describe('whose disk takes its time', () => {
    let slow: Store;
    let asked: number[];
    let disk: { takes(): void; fails(): void }[];
    let company: (() => void)[];

    beforeEach(async () => {
      [asked, disk, company] = [[], [], []];
      const toDisk = (file: number) => {
        asked.push(file);
        const { promise, resolve, reject } = Promise.withResolvers<void>();
        disk.push({ takes: resolve, fails: () => reject(new Error('EIO: i/o error, fdatasync')) });
        return promise;
      };
      slow = await SqliteStore.on(new NodeSqlite(path, toDisk), {
        after: (_ms, run) => {
          company.push(run);
          return () => {};
        },
      });
    });
    afterEach(async () => {
      for (const { takes } of disk) takes();
      await slow.close();
    });

    it('answers a turn once the log is on it, and everybody can be read meanwhile', async () => {
      const committing = settled(slow.commit(aTurn({ state: 'on its way' })));
      await until(() => disk.length === 1);
      expect(fstatSync(asked[0] as number).ino).toBe(statSync(`${path}-wal`).ino);
      expect(await slow.read(ben)).toBeUndefined();
      expect(committing.is).toBe('pending');
      disk[0]?.takes();
      expect(await committing.promise).toMatchObject({ outcome: 'committed' });
    });

    it('answers a repeat no earlier than what it repeats', async () => {
      const once = aTurn({ inbound: { key: 'once', expiresAt: NINE } });
      const first = settled(slow.commit(once));
      await until(() => disk.length === 1);
      const repeat = settled(slow.commit(once));
      await slow.read(ben);
      expect([first.is, repeat.is]).toEqual(['pending', 'pending']);
      disk[0]?.takes();
      expect(await first.promise).toMatchObject({ outcome: 'committed' });
      expect(await repeat.promise).toMatchObject({ outcome: 'repeated' });
      expect(disk).toHaveLength(1);
    });

    it('takes what came meanwhile together', async () => {
      const committing = [ana, ben].map((person) => slow.commit(aTurn({ person })));
      await until(() => disk.length === 1);
      const later = ['c', 'd', 'e'].map((user) => slow.commit(aTurn({ person: personKey('slack', 'south', user) })));
      disk[0]?.takes();
      await Promise.all(committing);
      await until(() => disk.length === 2);
      disk[1]?.takes();
      await Promise.all(later);
      expect(disk).toHaveLength(2);
    });

    it('is not waited for where a message was sent, which waits for a commit to share', async () => {
      const committing = slow.commit(aTurn({ outbox: [aReply('a')], leaseMs: LEASE }));
      await until(() => disk.length === 1);
      disk[0]?.takes();
      await committing;
      const told = settled(slow.settle('a', { state: 'sent' }, NINE));
      await until(() => company.length === 1);
      expect(told.is).toBe('pending');
      company[0]?.();
      await told.promise;

      void slow.settle('a', { state: 'sent' }, NINE);
      await until(() => company.length === 2);
      void slow.commit(aTurn({ revision: 1 }));
      await until(() => disk.length === 2);
    });

    it('and fails: nobody is told that it was saved, and the next turn rests on a new log', async () => {
      const failing = slow.commit(aTurn({ state: 'before' }));
      await until(() => disk.length === 1);
      disk[0]?.fails();
      await expect(failing).rejects.toThrow(/may have been saved or not/);
      const next = slow.commit(aTurn({ revision: 1, state: 'after' }));
      await until(() => disk.length === 2);
      disk[1]?.takes();
      expect(await next).toMatchObject({ outcome: 'committed' });
    });

    function settled<T>(promise: Promise<T>): { promise: Promise<T>; is: 'pending' | 'fulfilled' } {
      const one: { promise: Promise<T>; is: 'pending' | 'fulfilled' } = { promise, is: 'pending' };
      void promise.then(() => {
        one.is = 'fulfilled';
      });
      return one;
    }

    async function until(there: () => boolean): Promise<void> {
      while (!there()) await new Promise((resume) => setImmediate(resume));
    }
  });

  it('no longer holds the words of a message that was sent', async () => {
    await store.commit(aTurn({ outbox: [aReply('a')], leaseMs: LEASE }));
    await store.settle('a', { state: 'sent' }, NINE);
    await store.close();
    expect((await readFile(path)).includes('these are the words')).toBe(false);
  });

  describe('that another process has locked', () => {
    let other: DatabaseSync;
    beforeEach(() => {
      other = new DatabaseSync(path);
      other.exec('begin immediate');
    });
    afterEach(() => other.close());

    it('takes nothing, says why, and takes it again afterwards', async () => {
      const committing = store.commit(aTurn({ outbox: [aReply('a')] }));
      await expect(committing).rejects.toBeInstanceOf(StoreDownError);
      await expect(committing).rejects.toThrow('another process holds its lock');
      await expect(committing).rejects.toMatchObject({ cause: { errcode: 5 } });
      other.exec('rollback');
      expect(await store.read(ana)).toBeUndefined();
      expect(await store.commit(aTurn())).toMatchObject({ outcome: 'committed' });
    });

    it('refuses everything that waited together', async () => {
      const outcomes = await Promise.allSettled([store.commit(aTurn()), store.commit(aTurn({ person: ben }))]);
      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    });

    it('lets no transaction begin that could only fail later', () => {
      expect(() => connection.prepare('begin').run([])).toThrow('locked');
    });

    it('can be read', async () => {
      expect(await store.read(ana)).toBeUndefined();
      expect(await store.lease(CHANNELS, NINE, LEASE, 1)).toEqual([]);
    });

    it('is waited for', async () => {
      const patient = await openPatiently();
      const committing = patient.commit(aTurn());
      // Turns of other persons are read meanwhile: waiting for a lock does not stop the program.
      await patient.read(ben);
      setImmediate(() => other.exec('rollback'));
      expect(await committing).toMatchObject({ outcome: 'committed' });
      await patient.close();
    });

    async function openPatiently(): Promise<Store> {
      other.exec('rollback');
      const patient = await openSqliteStore(path, { lockWaitMs: 60_000 });
      other.exec('begin immediate');
      return patient;
    }
  });

  describe('on a disk that is full', () => {
    const fill = () => connection.exec('pragma max_page_count = 1');
    const free = () => connection.exec('pragma max_page_count = 1000000');
    const large = 'x'.repeat(100_000);

    it('takes nothing, says why, and takes it again afterwards', async () => {
      await store.commit(aTurn({ state: 'before' }));
      fill();
      const committing = store.commit(aTurn({ revision: 1, state: large, outbox: [aReply('a')] }));
      await expect(committing).rejects.toBeInstanceOf(StoreDownError);
      await expect(committing).rejects.toThrow('the disk is full');
      expect(await store.read(ana)).toEqual({ revision: 1, state: 'before' });
      free();
      expect(await store.commit(aTurn({ revision: 1, state: large }))).toMatchObject({ outcome: 'committed' });
    });

    it('still takes what there is room for, from turns that waited together', async () => {
      await store.commit(aTurn({ person: ben }));
      fill();
      const [much, little] = await Promise.allSettled([
        store.commit(aTurn({ state: large })),
        store.commit(aTurn({ person: ben, revision: 1, state: 'small' })),
      ]);
      expect(much).toMatchObject({ status: 'rejected', reason: expect.any(StoreDownError) });
      expect(little).toMatchObject({ status: 'fulfilled', value: { outcome: 'committed' } });
    });
  });

  describe('whose files are taken away under the program', () => {
    it('begins a new log when the log is gone, and loses nothing', async () => {
      await store.commit(aTurn({ state: 'before' }));
      await rm(`${path}-wal`);
      expect(await store.commit(aTurn({ revision: 1, state: 'after' }))).toMatchObject({ outcome: 'committed' });
      // As after a crash: from the files alone, without closing.
      expect(everything(path)).toContain('after');
    });

    it('takes nothing while the database is gone', async () => {
      await rename(path, `${path}.away`);
      await expect(store.commit(aTurn())).rejects.toThrow(/moved, replaced or deleted/);
      await rename(`${path}.away`, path);
      expect(await store.commit(aTurn())).toMatchObject({ outcome: 'committed' });
    });
  });

  it('has a log that is carried over into it again and again, and does not grow without end', async () => {
    const sizes: number[] = [];
    for (let revision = 0; revision < 200; revision++) {
      const outbox = Array.from({ length: 60 }, (_, at) => aReply(`${revision}-${at}`));
      await store.commit(aTurn({ revision, outbox }));
      if (revision % 50 === 49) sizes.push(statSync(`${path}-wal`).size);
    }
    expect(Math.max(...sizes)).toBeLessThan(2 * (sizes[0] as number));
    expect(statSync(path).size).toBeGreaterThan(200 * 60 * 100);
    expect(await store.queueDepth()).toMatchObject({ open: 200 * 60 });
    // The last one to close leaves all of it in the one file.
    await store.close();
    expect(statSync(`${path}-wal`, { throwIfNoEntry: false })).toBeUndefined();
    store = await openSqliteStore(path);
    expect(await store.queueDepth()).toMatchObject({ open: 200 * 60 });
  });

  it('takes turns that wait together in one commit', async () => {
    await store.commit(aTurn());
    const before = await commitsInLog();
    const persons = Array.from({ length: 50 }, (_, user) => personKey('slack', 'south', `${user}`));
    await Promise.all(persons.map((person) => store.commit(aTurn({ person, outbox: [aReply(person)] }))));
    expect((await commitsInLog()) - before).toBe(1);

    /** A frame of the log that ends a commit says how large the database is after it; the others say 0. */
    async function commitsInLog(): Promise<number> {
      const log = await readFile(`${path}-wal`);
      const frame = 24 + log.readUInt32BE(8);
      let commits = 0;
      for (let start = 32; start + frame <= log.length; start += frame) {
        if (log.readUInt32BE(start + 4) > 0) commits += 1;
      }
      return commits;
    }
  });

  it('is shared with another process, which is killed in the middle of its work', async () => {
    const patient = await openSqliteStore(path);
    const other = spawn(process.execPath, [fileURLToPath(new URL('./keepsCommitting.ts', import.meta.url)), path]);
    const committed: number[] = [];
    for await (const line of createInterface(other.stdout)) {
      committed.push(Number(line));
      const mine = await patient.commit(aTurn({ revision: committed.length - 1 }));
      expect(mine).toMatchObject({ outcome: 'committed' });
      if (committed.length === 30) other.kill('SIGKILL');
    }
    expect((await patient.read(ana))?.revision).toBe(committed.length);
    // What the other one has said to be committed is there; it may have got one further.
    expect((await patient.read(ben))?.revision).toBeGreaterThanOrEqual(committed.at(-1) as number);
    await patient.close();
    // A process has to start, which takes long on a busy machine.
  }, 60_000);

  it.each<[fact: string, value: unknown]>([
    ['a date', new Date(0)],
    ['an object', { a: 1 }],
  ])('does not take %s for the names of parameters', (_fact, value) => {
    expect(() => connection.prepare('select ? as a, ? as b').all([value, 7])).toThrow(/Give it as text or as a number/);
  });

  // What runs for every message and every wake-up must cost the same with a thousand rows and with a million.
  it('finds everything by an index', () => {
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) });
    const all = [queries(db, 'sqlite'), channelQueries(db, 'sqlite', CHANNELS)].flatMap((some) => Object.values(some));
    const plans = all.flat().flatMap(({ sql }) => connection.prepare(`explain query plan ${sql}`).all([]));
    const steps = plans.map((step) => (step as { detail: string }).detail);
    expect(steps.filter((step) => step.startsWith('SEARCH')).length).toBeGreaterThan(30);
    expect(steps.filter((step) => step.startsWith('SCAN') && !step.includes('USING'))).toEqual([
      'SCAN json_each VIRTUAL TABLE INDEX 1:',
      'SCAN CONSTANT ROW',
    ]);
  });
});
