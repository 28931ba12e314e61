import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { start } from '../../src/main.ts';
import type { BotProcessOptions } from './bots.ts';

/** The whole bot in a process of its own, which ends itself by SIGKILL at a named point. */
const options = JSON.parse(process.argv[2] ?? '{}') as BotProcessOptions;
let passesLeft = options.killAt?.nth ?? 1;

const { port } = await start(readConfig({ PORT: '0', DATABASE_PATH: options.databasePath }), {
  log: createLog('error'),
  clock: () => Date.now() + (options.aheadMs ?? 0),
  passes: (point) => {
    if (point !== options.killAt?.point) return;
    passesLeft -= 1;
    if (passesLeft === 0) process.kill(process.pid, 'SIGKILL');
  },
});
process.stdout.write(`${port}\n`);
process.once('SIGTERM', () => process.exit(0));
