import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CHANNELS } from '../src/address.ts';
import { openPostgresStore } from '../src/store/postgres.ts';
import { openSqliteStore } from '../src/store/sqlite.ts';
import type { Store } from '../src/store/store.ts';
import { aPostgresServer, ask } from '../test/support/postgresServer.ts';
import { median, percentile, table } from './figures.ts';

const SCHEDULES = [1_000, 1_000_000];
const WAKE_UPS = 2_000;

/** What it costs to look whether anything is due, when nothing is: the waker's look and a round of delivery. */
export async function idleWakeUp(): Promise<string> {
  const rows: string[][] = [];
  for (const schedules of SCHEDULES) rows.push(['SQLite', ...(await onSqlite(schedules))]);
  await using postgres = await aPostgresServer({ durable: true });
  for (const schedules of SCHEDULES) {
    const url = await postgres.database();
    const store = await openPostgresStore(url);
    await ask(url, `${schedule(schedules, 'postgres')}; analyze`);
    rows.push(['PostgreSQL', ...(await wakeUps(store, schedules))]);
    await store.close();
  }
  return `A wake-up with nothing due, ${WAKE_UPS.toLocaleString('en')} times. Goal: the same with 1,000 and with 1,000,000 schedules.\n\n${table(
    ['', 'schedules', 'median, ms', '99 of 100, ms', 'CPU of the bot, ms'],
    rows,
  )}`;
}

async function onSqlite(schedules: number): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'unknot-bench-'));
  const path = join(folder, 'unknot.db');
  const store = await openSqliteStore(path);
  const database = new DatabaseSync(path);
  database.exec(schedule(schedules, 'sqlite'));
  database.close();
  const measured = await wakeUps(store, schedules);
  await store.close();
  await rm(folder, { recursive: true, force: true });
  return measured;
}

/** Everybody wants to be asked on some minute of tomorrow. */
function schedule(schedules: number, dialect: 'sqlite' | 'postgres'): string {
  const tomorrow = Date.now() + 86_400_000;
  const numbers =
    dialect === 'sqlite'
      ? `with recursive series(number) as (select 1 union all select number + 1 from series where number < ${schedules})`
      : `with series(number) as (select * from generate_series(1, ${schedules}))`;
  const due = `${tomorrow} + (number % 1440) * 60000`;
  return `insert into wake (person, kind, channel, due_at, look_at)
    ${dialect === 'sqlite' ? `select * from (${numbers} ` : `${numbers} `}
    select 'msteams/tenant/person-' || number, 'check-in', 'msteams', ${due}, ${due} from series${dialect === 'sqlite' ? ')' : ''}`;
}

async function wakeUps(store: Store, schedules: number): Promise<string[]> {
  const wakeUp = async () => {
    const now = Date.now();
    await store.dueWakes(CHANNELS, now, 64, 15_000);
    await store.nextDue(CHANNELS, 'wakes');
    await store.reclaim(now);
    await store.lease(CHANNELS, now, 30_000, 64);
    await store.nextDue(CHANNELS, 'outbox');
  };
  for (let at = 0; at < WAKE_UPS / 4; at++) await wakeUp();
  const took: number[] = [];
  const before = process.cpuUsage();
  for (let at = 0; at < WAKE_UPS; at++) {
    const began = performance.now();
    await wakeUp();
    took.push(performance.now() - began);
  }
  const { user, system } = process.cpuUsage(before);
  return [
    schedules.toLocaleString('en'),
    median(took).toFixed(3),
    percentile(took, 0.99).toFixed(3),
    ((user + system) / 1_000 / WAKE_UPS).toFixed(3),
  ];
}
