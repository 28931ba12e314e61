import type { Usage } from './botUnderTest.ts';

/** Loaded before a bot that is measured: tells what the whole process has used, worker threads and all, when asked. */
process.on('message', (message) => {
  // Not by a signal: Node writes what it has compiled when a program ends by itself.
  if (message === 'end') process.exit();
  if (message !== 'usage') return;
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ usage: { cpuMs: (user + system) / 1_000, rss, heapUsed } satisfies Usage });
});
