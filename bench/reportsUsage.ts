import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Usage } from './botUnderTest.ts';

/** How often the loop is asked whether it goes round. Only where that is what is measured, because asking costs. */
const LOOK_EVERY_MS = 1;
const delays = process.env.WATCH_LOOP ? monitorEventLoopDelay({ resolution: LOOK_EVERY_MS }) : undefined;
delays?.enable();

// Whoever measures may be killed, and the bot would go on for ever.
process.once('disconnect', () => process.exit(1));

/** Loaded before a bot that is measured: tells what the whole process has used, worker threads and all, when asked. */
process.on('message', (message) => {
  // Not by a signal: Node writes what it has compiled when a program ends by itself.
  if (message === 'end') process.exit();
  if (message !== 'usage') return;
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  const blockedMs = delays && {
    longest: Math.max(0, delays.max / 1e6 - LOOK_EVERY_MS),
    in999: Math.max(0, delays.percentile(99.9) / 1e6 - LOOK_EVERY_MS),
  };
  process.send?.({
    usage: { cpuMs: (user + system) / 1_000, rss, heapUsed, ...(blockedMs && { blockedMs }) } satisfies Usage,
  });
  delays?.reset();
});
