import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BotUnderTest, type Usage } from './botUnderTest.ts';
import { Channel } from './channel.ts';
import { table } from './figures.ts';
import { Walk } from './session.ts';

const PEOPLE = 10_000;
const TURNS_EACH = 10;
const AT_ONCE = 8;

/** What the process holds after 10,000 people took one turn each, and after each of them took ten. */
export async function memory(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'unknot-bench-'));
  await using bots = new AsyncDisposableStack();
  bots.defer(() => rm(folder, { recursive: true, force: true }));
  const channel = bots.use(await Channel.open());
  const bot = bots.use(
    await BotUnderTest.start('unknot', { DATABASE_PATH: join(folder, 'unknot.db') }, ['--expose-gc']),
  );
  const people = Array.from({ length: PEOPLE }, (_, at) => new Walk(`memory-${at}`));
  const rows: string[][] = [];
  const note = (turns: number, { rss, heapUsed }: Usage) =>
    rows.push([turns.toLocaleString('en'), (heapUsed / 1e6).toFixed(1), (rss / 1e6).toFixed(0)]);

  note(0, await bot.usage());
  for (let turn = 1; turn <= TURNS_EACH; turn++) {
    let next = 0;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (next < PEOPLE) await (people[next++] as Walk).turn(channel, bot.url);
      }),
    );
    if (turn === 1 || turn === TURNS_EACH) note(turn * PEOPLE, await bot.usage());
  }
  return `Memory, with ${PEOPLE.toLocaleString('en')} people. Goal: flat from 10,000 to 100,000 turns.\n\n${table(
    ['turns', 'heap in use, MB', 'RSS, MB'],
    rows,
  )}`;
}
