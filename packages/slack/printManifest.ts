import { stringify } from 'yaml';
import { loadDotEnv } from '../../src/dotEnv.ts';
import { PackageError } from '../settings.ts';
import { OLDER_ADDRESS, slackManifest } from './manifest.ts';

/** `npm run package:slack`: prints the manifest to standard output, and what to do with it to standard error. */
try {
  loadDotEnv();
  process.stdout.write(stringify(slackManifest(process.env)));
  process.stderr.write(steps());
} catch (error) {
  process.stderr.write(`${error instanceof PackageError ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function steps(): string {
  return `
What to do with it:
1. api.slack.com/apps > Create New App > From a manifest. Choose the workspace, paste the above as YAML, and create it.
   Slack cannot reach the address for events yet, and says so. That is all right until step 4.
2. Of its Basic Information, keep Client ID, Client Secret, Signing Secret and Verification Token at hand.
3. In the Azure portal, open the Azure Bot > Channels > Slack. Enter the four, leave the landing page empty, and apply.
   Azure opens Slack's page to allow the app: allow it.
4. Back in the Slack app > Event Subscriptions, press Retry until the address is verified. Reinstall the app if Slack asks.
5. In Slack, find Unknot under Apps and write "hi".

Presses of buttons do not reach every bot on this way. Whatever is on a button may be typed, too. When none arrives,
an older page of Microsoft names another Request URL for them: Interactivity & Shortcuts, and in place of what is
there ${OLDER_ADDRESS}
`;
}
