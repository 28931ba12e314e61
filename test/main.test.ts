import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { personKey } from '../src/address.ts';
import { TERMINAL_PERSON } from '../src/channels/terminal.ts';
import { openSqliteStore } from '../src/store/sqlite.ts';
import { aTeamsMessage, TEAMS_TENANT, TEAMS_USER } from './support/activities.ts';
import { aConnectorServer, type ConnectorServer } from './support/connectorServer.ts';
import { dailyAt, wantsCheckIns } from './support/dueCheckIn.ts';
import { aFreePort } from './support/freePort.ts';

/** The programs themselves, as `npm start` and `npm run talk` start them, in a folder without any settings. */
const SRC = join(import.meta.dirname, '../src');
/** As `npm start` has it. Else each would read the program anew. */
const COMPILED = { NODE_COMPILE_CACHE: join(SRC, '../node_modules/.cache/compiled') };

// Each starts one program or more, which takes a second on a busy machine.
jest.setTimeout(180_000);

let folder: string;
let connector: ConnectorServer;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unknot-main-'));
  connector = await aConnectorServer();
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await connector[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

interface Program {
  child: ChildProcess;
  /** What it wrote, once it has ended. */
  out: Promise<string>;
  err: Promise<string>;
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | string | null>;
}

function run(file: 'main.ts' | 'talk.ts', settings: Record<string, string> = {}): Program {
  const child = spawn(process.execPath, [join(SRC, file)], {
    cwd: folder,
    env: { ...COMPILED, PORT: '0', DATABASE_PATH: join(folder, 'data/unknot.db'), ...settings },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.push(child);
  return {
    child,
    out: text(child.stdout),
    err: text(child.stderr),
    ended: once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string | null),
  };
}

/** A server that says where it listens. */
async function aServer(settings: Record<string, string> = {}): Promise<Program & { url: string }> {
  const program = run('main.ts', settings);
  const url = await new Promise<string>((found, failed) => {
    let said = '';
    program.child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk;
      const address = /listens on (http:\/\/127\.0\.0\.1:\d+)\n/.exec(said)?.[1];
      if (address) found(address);
    });
    program.ended.then(async () => failed(new Error(`It ended before it listened: ${await program.err}`)));
  });
  return { ...program, url };
}

const post = (url: string, activity: unknown) =>
  fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  });
const says = (words: string, id: string) => aTeamsMessage(words, { id, serviceUrl: connector.serviceUrl });

describe('the server', () => {
  it('answers an activity through the connector, and says that it is alive and ready', async () => {
    const { url } = await aServer();
    expect((await post(url, says('why won’t my knot relax?', '1'))).status).toBe(200);
    const { method, path, body } = await connector.request(0);
    expect([method, path]).toEqual(['POST', '/v3/conversations/a:1personal/activities']);
    expect(body).toMatchObject({ type: 'message', recipient: { id: TEAMS_USER } });
    for (const [address, answer] of [
      ['/healthz', { alive: true }],
      ['/readyz', { ready: true }],
    ] as const) {
      const response = await fetch(url + address);
      expect([response.status, await response.json()]).toEqual([200, answer]);
    }
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('unknot_turns_total{channel="msteams",cause="words",outcome="saved"} 1\n');
    expect(metrics).toContain('unknot_turn_seconds_count 1\n');
  });

  it('ends with code 0 when told to, with everything answered and kept, and the next goes on there', async () => {
    const first = await aServer();
    expect((await post(first.url, says('help', '1'))).status).toBe(200);
    first.child.kill('SIGTERM');
    expect([await first.ended, await first.err]).toEqual([0, '']);
    expect(connector.requests).toHaveLength(1);
    const store = await openSqliteStore(join(folder, 'data/unknot.db'));
    expect(await store.read(personKey('msteams', TEAMS_TENANT, TEAMS_USER))).toMatchObject({ revision: 1 });
    expect(await store.queueDepth()).toMatchObject({ open: 0, sending: 0, sent: 1 });
    await store.close();

    const second = await aServer();
    await post(second.url, says('help', '1'));
    await post(second.url, says('thanks', '2'));
    await connector.request(1);
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
    // The same activity was not answered again.
    expect(connector.requests).toHaveLength(2);
  });
});

describe('the server over check-ins', () => {
  const databasePath = () => join(folder, 'data/unknot.db');

  async function seed(people: number, at: number): Promise<void> {
    const store = await openSqliteStore(databasePath());
    const { serviceUrl } = connector;
    await Promise.all(
      Array.from({ length: people }, (_, number) =>
        store.commit(wantsCheckIns({ user: `29:${number}`, tenant: `tenant-${number}`, serviceUrl }, dailyAt(at))),
      ),
    );
    await store.close();
  }

  it('sends one that fell due while it was down, before anybody has written', async () => {
    await seed(1, Date.now() - 60_000);
    await aServer();
    const { path, body } = await connector.request(0);
    expect(path).toBe('/v3/conversations/a:29:0/activities');
    expect(body).toMatchObject({ type: 'message', recipient: { id: '29:0' }, conversation: { id: 'a:29:0' } });
  });

  it('told to end in the middle of them, finishes what it began and leaves the others to the next', async () => {
    const people = 150;
    await seed(people, Date.now() - 60_000);
    const { child, ended, err } = await aServer();
    await connector.request(0);
    child.kill('SIGTERM');
    expect([await ended, await err]).toEqual([0, '']);

    const store = await openSqliteStore(databasePath());
    const { open, sending, sent, unknown } = await store.queueDepth();
    // Nobody has to wait for a claim or a lease to run out.
    const left = await store.dueWakes(['msteams'], Date.now(), 1000);
    expect([sending, unknown, open + sent + left.length]).toEqual([0, 0, people]);
    expect(connector.requests).toHaveLength(sent);
    await store.close();

    await aServer();
    await connector.request(people - 1);
    expect(new Set(connector.requests.map(({ path }) => path)).size).toBe(people);
  });

  it('told to end while the channel hangs, ends all the same', async () => {
    connector.react('silence');
    const { url, child, ended } = await aServer();
    await post(url, says('help', '1'));
    await connector.request(0);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    const store = await openSqliteStore(databasePath());
    expect(await store.queueDepth()).toMatchObject({ sending: 1, open: 0 });
    await store.close();
  });
});

describe('a start that cannot work', () => {
  it.each<[fact: string, settings: () => Promise<Record<string, string>>, says: RegExp[]]>([
    [
      'because of settings: every problem is told at once',
      async () => ({
        PORT: 'http',
        LOG_LEVEL: 'loud',
        NODE_ENV: 'production',
        MicrosoftAppPassword: 'hush-hush',
        DATABASE_URL: 'mysql://somewhere:hush-hush@db',
      }),
      [
        /PORT is 'http'/,
        /LOG_LEVEL is 'loud'/,
        /NODE_ENV is production/,
        /MicrosoftAppPassword is set/,
        /DATABASE_URL is no address/,
      ],
    ],
    [
      'because the port is taken',
      async () => ({ PORT: String(await aTakenPort()) }),
      [/^Port \d+ is taken, perhaps by another Unknot\. Stop the other program, or set PORT to another number\.\n$/],
    ],
    [
      'because the database is a folder',
      async () => {
        await mkdir(join(folder, 'unknot.db'));
        return { DATABASE_PATH: join(folder, 'unknot.db') };
      },
      [/^The database file \S+unknot\.db cannot be opened\. .*the file cannot be opened/],
    ],
    [
      'because the database is something else',
      async () => {
        await writeFile(join(folder, 'unknot.db'), 'a letter to somebody');
        return { DATABASE_PATH: join(folder, 'unknot.db') };
      },
      [/^The database file \S+unknot\.db cannot be opened\. .*the file is no database/],
    ],
    [
      'because the database is damaged, and it is left as it is',
      async () => {
        const path = join(folder, 'unknot.db');
        await (await openSqliteStore(path)).close();
        const bytes = (await readFile(path)).fill(7, 100, 4096);
        await writeFile(path, bytes);
        untouched = { path, bytes };
        return { DATABASE_PATH: path };
      },
      [/^The database file \S+unknot\.db cannot be opened\. .*the file is damaged.* Put a backup in its place/],
    ],
    [
      'because no PostgreSQL answers',
      async () => ({ DATABASE_URL: `postgres://unknot:hush-hush@127.0.0.1:${await aFreePort()}/unknot` }),
      [/^The database at 127\.0\.0\.1:\d+\/unknot cannot be opened\. .*nothing answers at its address/],
    ],
  ])('%s', async (_fact, settings, says) => {
    const { out, err, ended } = run('main.ts', await settings());
    expect(await ended).toBe(1);
    const told = await err;
    for (const sentence of says) expect(told).toMatch(sentence);
    expect(told).not.toMatch(/hush-hush|mysql:/);
    expect(told).not.toMatch(/^\s+at |\.ts:\d+|node:/m);
    expect(await out).toBe('');
    if (untouched) expect(await readFile(untouched.path)).toEqual(untouched.bytes);
    untouched = undefined;
  });

  let untouched: { path: string; bytes: Buffer } | undefined;
  let holder: ReturnType<typeof createServer> | undefined;
  afterEach(async () => {
    holder?.close();
    holder = undefined;
  });
  async function aTakenPort(): Promise<number> {
    holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    return (holder.address() as AddressInfo).port;
  }
});

describe('the terminal', () => {
  const where = (out: string, words: string) => {
    expect(out).toContain(words);
    return out.indexOf(words);
  };

  it('answers piped lines in order, and ends with code 0', async () => {
    const { child, out, err, ended } = run('talk.ts');
    child.stdin?.end('1\nhelp\nno thanks\n');
    expect(await ended).toBe(0);
    const said = await out;
    const marks = [
      'Hello, I am Unknot',
      'I am a wellness guide',
      'These words work everywhere',
      'Goodbye. Be kind',
    ].map((words) => where(said, words));
    expect(marks).toEqual(marks.toSorted((a, b) => a - b));
    expect(await err).toBe('');
  });

  it('goes on where the last talk ended', async () => {
    const first = run('talk.ts');
    first.child.stdin?.end('1\n');
    expect(await first.ended).toBe(0);
    const second = run('talk.ts');
    second.child.stdin?.end('repeat\n');
    expect(await second.ended).toBe(0);
    const said = await second.out;
    expect(said).not.toContain('Hello, I am Unknot');
    expect(said).toContain('I am not a doctor');
  });

  it('and the server, on one database, do not get into each other’s way', async () => {
    const { url, child, ended } = await aServer();
    const talk = run('talk.ts');
    for (let at = 0; at < 5; at++) {
      talk.child.stdin?.write('help\n');
      expect((await post(url, says('help', `m${at}`))).status).toBe(200);
      // The answer, and the change to the one before it, which is made when that has been sent.
      await connector.request(2 * at);
    }
    talk.child.stdin?.end();
    expect(await talk.ended).toBe(0);
    expect((await talk.out).split('These words work everywhere').length - 1).toBe(5);
    // Each answer but the first comes with a change to the one before it.
    await connector.request(8);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(connector.requests.map(({ method }) => method).sort()).toEqual([
      ...Array(5).fill('POST'),
      ...Array(4).fill('PUT'),
    ]);

    const store = await openSqliteStore(join(folder, 'data/unknot.db'));
    const turns = async (person: typeof TERMINAL_PERSON) => (await store.read(person))?.revision;
    // The terminal begins with a welcome.
    expect(await turns(TERMINAL_PERSON)).toBe(6);
    expect(await turns(personKey('msteams', TEAMS_TENANT, TEAMS_USER))).toBe(5);
    expect(await store.queueDepth()).toEqual({ open: 0, sending: 0, sent: 11, expired: 0, dropped: 0, unknown: 0 });
    await store.close();
  });
});
