import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BotUnderTest, type Target } from './botUnderTest.ts';
import { Channel, type Sent } from './channel.ts';
import { median, table } from './figures.ts';
import { STEPS, session, sessions } from './session.ts';

const BOTS = {
  echoSample: 'echo sample',
  echoCard: 'echo with the same card',
  bareEcho: 'bare node:http echo',
  unknot: 'Unknot',
} as const satisfies Record<Target, string>;

const ROUNDS = 3;
const WARM_UP_SESSIONS = 40;
const SESSIONS = 120;
const AT_ONCE = 8;

/**
 * What a whole turn costs: HTTP in, understanding, the decision, a commit that is on the disk, the card out, seen by
 * the channel. Every bot hears the same sessions over the same channel, one bot after the other, three times round.
 */
export async function turn(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'unknot-bench-'));
  await using bots = new AsyncDisposableStack();
  bots.defer(() => rm(folder, { recursive: true, force: true }));
  const channel = bots.use(await Channel.open());
  const unknot = bots.use(await BotUnderTest.start('unknot', { DATABASE_PATH: join(folder, 'unknot.db') }));
  const card = join(folder, 'card.json');
  await writeFile(card, JSON.stringify(await middleCard(channel, unknot.url)));
  const running: [Target, BotUnderTest][] = [
    ['echoSample', bots.use(await BotUnderTest.start('echoSample'))],
    ['echoCard', bots.use(await BotUnderTest.start('echoCard', { CARD: card }))],
    ['bareEcho', bots.use(await BotUnderTest.start('bareEcho'))],
    ['unknot', unknot],
  ];

  for (const [target, { url }] of running) await sessions(channel, url, WARM_UP_SESSIONS, AT_ONCE, `warm-${target}`);
  const cpu = new Map<Target, number[]>();
  const rate = new Map<Target, number[]>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [target, bot] of running) {
      const before = await bot.usage();
      const started = performance.now();
      await sessions(channel, bot.url, SESSIONS, AT_ONCE, `${round}-${target}`);
      const seconds = (performance.now() - started) / 1_000;
      const after = await bot.usage();
      const turns = SESSIONS * STEPS.length;
      push(cpu, target, (after.cpuMs - before.cpuMs) / turns);
      push(rate, target, turns / seconds);
    }
  }

  const echo = median(cpu.get('echoSample') ?? []);
  const rows = running.map(([target]) => {
    const own = cpu.get(target) ?? [];
    return [
      BOTS[target],
      median(own).toFixed(2),
      `${Math.min(...own).toFixed(2)}–${Math.max(...own).toFixed(2)}`,
      (median(own) / echo).toFixed(2),
      median(rate.get(target) ?? []).toFixed(0),
    ];
  });
  return `A whole turn: ${SESSIONS * STEPS.length} turns a round, ${ROUNDS} rounds, ${AT_ONCE} people at once. Goal: 0.6 of the echo sample.\n\n${table(
    ['', 'CPU ms a turn', 'from–to', 'of echo', 'turns a second'],
    rows,
  )}`;
}

/** Of the cards that Unknot sends in a session, the one of middle size. */
async function middleCard(channel: Channel, url: string): Promise<Sent> {
  const cards = await session(channel, url, 'for-the-card');
  const sizes = cards.map((card) => JSON.stringify(card.attachments).length);
  const { attachments } = cards[sizes.indexOf(median(sizes))] as Sent;
  return { type: 'message', summary: 'Unknot has something to say.', attachments } as Sent;
}

function push(figures: Map<Target, number[]>, target: Target, figure: number): void {
  figures.set(target, [...(figures.get(target) ?? []), figure]);
}
