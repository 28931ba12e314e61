import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BotUnderTest } from './botUnderTest.ts';
import { Channel, type Sent } from './channel.ts';
import { table } from './figures.ts';
import { People, STEPS, Walk } from './session.ts';

const PEOPLE = 160;
const TURNS = 1_920;
const AT_ONCE = 8;
const SLOW_DISK_MS = 100;

/** What takes the bot longest: a time to read, a chart to draw, everything that is kept. Said after a session. */
const HARD = {
  'with dates asked for': 'check in with me every tuesday and thursday at half past nine in the morning',
  'with charts shown': 'how am i doing?',
  'with exports': 'export my data',
};

/**
 * How long the event loop of the bot stands still, in which nobody is answered: with sessions alone, and with
 * something hard in every twentieth turn; and on a disk that is slow.
 */
export async function eventLoop(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'unknot-bench-'));
  await using bots = new AsyncDisposableStack();
  bots.defer(() => rm(folder, { recursive: true, force: true }));
  const channel = bots.use(await Channel.open());
  const bot = bots.use(
    await BotUnderTest.start('unknot', { DATABASE_PATH: join(folder, 'unknot.db'), WATCH_LOOP: 'yes' }),
  );
  const people = new People(channel, bot.url, 'loop', PEOPLE);
  await people.spread(AT_ONCE);
  await people.turns(TURNS, AT_ONCE);

  const through = await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, at) => {
      const walk = new Walk(`through-${at}`);
      while (!walk.over) await walk.turn(channel, bot.url);
      return walk;
    }),
  );
  const rows: string[][] = [];
  const note = async (name: string, of = bot) => {
    const { blockedMs } = await of.usage();
    rows.push([name, (blockedMs?.in999 ?? NaN).toFixed(1), (blockedMs?.longest ?? NaN).toFixed(1)]);
  };
  await bot.usage();
  await people.turns(TURNS, AT_ONCE);
  await note('sessions alone');
  for (const [name, words] of Object.entries(HARD)) {
    // Once beforehand: the first of a kind loads what it needs.
    for (const walk of through) await look(await walk.say(words, channel, bot.url));
    await bot.usage();
    let asked = 0;
    const hard = async () => {
      for (; asked < TURNS / 20; asked++) await look(await through[asked % AT_ONCE]?.say(words, channel, bot.url));
    };
    await Promise.all([people.turns(TURNS, AT_ONCE - 1), hard()]);
    await note(name);
  }
  const slow = bots.use(
    await BotUnderTest.start('unknot', {
      DATABASE_PATH: join(folder, 'slow.db'),
      WATCH_LOOP: 'yes',
      SLOW_DISK_MS: String(SLOW_DISK_MS),
    }),
  );
  const patient = new People(channel, slow.url, 'slow', PEOPLE);
  await patient.spread(AT_ONCE);
  await patient.turns(TURNS / 4, AT_ONCE);
  await slow.usage();
  await patient.turns(TURNS / 4, AT_ONCE);
  await note(`sessions, each commit waiting ${SLOW_DISK_MS} ms for the disk`, slow);
  return `The event loop under ${AT_ONCE} at once: how long it stood still. Goal: never 20 ms. A session is ${STEPS.length} turns.\n\n${table(
    ['', 'ms, 99.9 % below', 'longest'],
    rows,
  )}`;
}

/** As a client does, fetches the picture that it is shown, which has a chart drawn. */
async function look(sent: Sent | undefined): Promise<void> {
  const shown = sent?.attachments?.[0]?.content?.body ?? [];
  for (const { url } of shown as { url?: string }[]) if (url) await (await fetch(url)).arrayBuffer();
}
