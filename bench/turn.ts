import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BotUnderTest, type Target } from './botUnderTest.ts';
import { Channel, type Sent } from './channel.ts';
import { median, percentile, table } from './figures.ts';
import { People, session } from './session.ts';

const BOTS = {
  echoSample: 'echo sample',
  echoCard: 'echo with the same card',
  agentsEcho: 'echo on the Agents SDK',
  bareEcho: 'bare node:http echo',
  unknot: 'Unknot',
} as const satisfies Record<Target, string>;

const ROUNDS = 5;
const PEOPLE = 480;
const TURNS = 1_920;
const AT_ONCE = 8;

/**
 * What a whole turn costs: HTTP in, understanding, the decision, a commit that is on the disk, the card out, seen by
 * the channel. Every bot hears the same sessions over the same channel, one bot after the other, five times round.
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
    ['agentsEcho', bots.use(await BotUnderTest.start('agentsEcho'))],
    ['bareEcho', bots.use(await BotUnderTest.start('bareEcho'))],
    ['unknot', unknot],
  ];

  const people = new Map<Target, People>();
  for (const [target, { url }] of running) {
    const talking = new People(channel, url, target, PEOPLE);
    await talking.spread(AT_ONCE);
    people.set(target, talking);
  }
  const cpu = new Map<Target, number[]>();
  const rate = new Map<Target, number[]>();
  const took = new Map<Target, number[]>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [target, bot] of running) {
      const before = await bot.usage();
      const started = performance.now();
      push(took, target, ...((await people.get(target)?.turns(TURNS, AT_ONCE)) ?? []));
      const seconds = (performance.now() - started) / 1_000;
      const after = await bot.usage();
      push(cpu, target, (after.cpuMs - before.cpuMs) / TURNS);
      push(rate, target, TURNS / seconds);
    }
  }

  // Of the same round, because what else the machine does changes from round to round.
  const ratios = (target: Target) =>
    (cpu.get(target) ?? []).map((own, at) => own / (cpu.get('echoSample')?.[at] ?? NaN));
  const rows = running.map(([target]) => {
    const own = cpu.get(target) ?? [];
    return [
      BOTS[target],
      median(own).toFixed(2),
      `${Math.min(...own).toFixed(2)}–${Math.max(...own).toFixed(2)}`,
      median(ratios(target)).toFixed(2),
      median(rate.get(target) ?? []).toFixed(0),
      percentile(took.get(target) ?? [], 0.5).toFixed(1),
      percentile(took.get(target) ?? [], 0.99).toFixed(1),
    ];
  });
  return `A whole turn: ${TURNS} turns a round, ${ROUNDS} rounds, of ${PEOPLE} people ${AT_ONCE} at once. Goal: 0.6 of the echo sample.\n\n${table(
    ['', 'CPU ms a turn', 'from–to', 'of echo', 'turns a second', 'ms, p50', 'p99'],
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

function push(all: Map<Target, number[]>, target: Target, ...figures: number[]): void {
  all.set(target, [...(all.get(target) ?? []), ...figures]);
}
