import { flushCompileCache } from 'node:module';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { start } from '../../src/main.ts';
import { type BotProcessOptions, sinceBoot, type Told } from './bots.ts';

/** The whole bot in a process of its own, which ends itself by SIGKILL at a named point, and whose clock can be moved. */
const { database, aheadMs = 0, killAt } = JSON.parse(process.argv[2] ?? '{}') as BotProcessOptions;
let ahead = aheadMs;
let passesLeft = killAt?.nth ?? 1;

const { port, stop } = await start(readConfig({ PORT: '0', ...database }), {
  log: createLog('error'),
  clock: () => sinceBoot() + ahead,
  // Never longer than a moment, so that it notices when its clock is moved.
  after: (ms, run) => {
    const timer = setTimeout(run, Math.min(ms, 100));
    return () => clearTimeout(timer);
  },
  passes: (point) => {
    if (point !== killAt?.point) return;
    passesLeft -= 1;
    if (passesLeft === 0) process.kill(process.pid, 'SIGKILL');
  },
});
process.on('message', (told: Told) => {
  ahead = told.aheadMs;
});
// Whoever started it may be killed, and it would go on for ever and take what others wait for.
process.once('disconnect', () => process.exit(1));
// One that is killed would leave nothing for the next.
flushCompileCache();
process.send?.({ port });
process.once('SIGTERM', () => void stop().then(() => process.exit(0)));
