import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { start } from '../../src/main.ts';

/** Counted as ever, and never reached: somebody who takes a turn in some milliseconds would soon be kept waiting. */
const plenty = { atOnce: 1e9, everyMs: 1e-3 };

const slowMs = Number(process.env.SLOW_DISK_MS ?? 0);
if (slowMs > 0) {
  const { fdatasync } = fs;
  const slow: typeof fdatasync = Object.assign(
    (file: number, done: fs.NoParamCallback) => void setTimeout(() => fdatasync(file, done), slowMs),
    { __promisify__: fdatasync.__promisify__ },
  );
  fs.fdatasync = slow;
  syncBuiltinESMExports();
}

/** Unknot as `npm start` runs it, on a file database with every commit on the disk before the answer. */
const { port } = await start(readConfig(process.env), {
  log: createLog('error'),
  limits: { msteams: { conversation: [plenty, plenty], tenant: plenty } },
});
process.send?.({ port });
