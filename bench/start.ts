import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BotUnderTest, type Target } from './botUnderTest.ts';
import { Channel } from './channel.ts';
import { median, table } from './figures.ts';
import { Walk } from './session.ts';

const ROUNDS = 7;
const BOTS = { echoSample: 'echo sample', unknot: 'Unknot' } as const;

/** How long it takes from the start of the process until the first reply is with the channel. */
export async function start(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'unknot-bench-'));
  await using channel = await Channel.open();
  const took = new Map<Target, { listens: number[]; replied: number[]; rss: number[] }>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const target of ['echoSample', 'unknot'] as const) {
      const started = performance.now();
      await using bot = await BotUnderTest.start(target, {
        DATABASE_PATH: join(folder, `${round}.db`),
        // As `npm start` has it; the first round has nothing there yet. The sample is started as its own script does.
        ...(target === 'unknot' && { NODE_COMPILE_CACHE: join(folder, 'compiled') }),
      });
      const listens = performance.now() - started;
      await new Walk(`${target}-${round}`).turn(channel, bot.url);
      const all = took.get(target) ?? { listens: [], replied: [], rss: [] };
      all.listens.push(listens);
      all.replied.push(performance.now() - started);
      all.rss.push((await bot.usage()).rss);
      took.set(target, all);
    }
  }
  await rm(folder, { recursive: true, force: true });

  const echo = median(took.get('echoSample')?.replied ?? []);
  const rows = [...took].map(([target, { listens, replied, rss }]) => [
    BOTS[target as keyof typeof BOTS],
    median(listens).toFixed(0),
    median(replied).toFixed(0),
    (median(replied) / echo).toFixed(2),
    (median(rss) / 1e6).toFixed(0),
  ]);
  return `From the start of the process to the first reply, medians of ${ROUNDS}. Goal: 1.5 of the echo sample.\n\n${table(
    ['', 'listens, ms', 'first reply, ms', 'of echo', 'RSS then, MB'],
    rows,
  )}`;
}
