import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { start } from '../../src/main.ts';

/** Unknot as `npm start` runs it, within the limits of the channels. */
const { port } = await start(readConfig(process.env), { log: createLog('error') });
process.send?.({ port });
