import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { start } from './main.ts';

/**
 * Starts the bot and stops it again, while an image is built: it leaves behind what Node has compiled and what the
 * words come to, which no later start could write into an image. With an app id, so that the SDK is compiled too; it
 * is nobody's, and nothing is asked of the network.
 */
const NOBODY = '00000000-0000-4000-8000-000000000000';

const running = await start(
  readConfig({
    PORT: '0',
    DATABASE_PATH: ':memory:',
    MicrosoftAppId: NOBODY,
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: NOBODY,
    MicrosoftAppPassword: 'none',
  }),
  { log: createLog('error') },
);
await running.stop();
process.exit();
