import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { start } from '../../src/main.ts';

/** Counted as ever, and never reached: somebody who takes a turn in some milliseconds would soon be kept waiting. */
const plenty = { atOnce: 1e9, everyMs: 1e-3 };

/** Unknot as `npm start` runs it, on a file database with every commit on the disk before the answer. */
const { port } = await start(readConfig(process.env), {
  log: createLog('error'),
  limits: { msteams: { conversation: [plenty, plenty], tenant: plenty } },
});
process.send?.({ port });
