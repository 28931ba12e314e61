import { availableParallelism, cpus } from 'node:os';
import { checkInBurst, oneTenant } from './checkInBurst.ts';
import { eventLoop } from './eventLoop.ts';
import { idleWakeUp } from './idleWakeUp.ts';
import { memory } from './memory.ts';
import { page } from './page.ts';
import { start } from './start.ts';
import { tokens } from './tokens.ts';
import { turn } from './turn.ts';
import { understanding } from './understanding.ts';

/** What can be measured, by the name that it is asked for. Each prints its own text. */
const MEASURES: Record<string, () => Promise<string>> = {
  understanding,
  turn,
  tokens,
  start,
  memory,
  page,
  'event-loop': eventLoop,
  'idle-wake-up': idleWakeUp,
  'one-tenant': oneTenant,
  'check-in-burst': checkInBurst,
};

/** `npm run bench`: everything; `npm run bench -- turn start`: only these. Ratios in one run on one machine. */
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in MEASURES));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no measure named ${unknown.join(', ')}. Choose from ${Object.keys(MEASURES).join(', ')}.\n`,
  );
  process.exit(1);
}
process.stdout.write(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}\n\n`,
);
for (const name of asked.length > 0 ? asked : Object.keys(MEASURES)) {
  process.stdout.write(`${await MEASURES[name]?.()}\n`);
}
