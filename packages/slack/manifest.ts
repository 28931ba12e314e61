import { Settings } from '../settings.ts';

/** Where the Slack channel of Azure Bot Service lives. */
const AZURE = 'https://slack.botframework.com';

/** Where Azure took presses of buttons before; public reports say that it has refused those of today's messages. */
export const OLDER_ADDRESS = `${AZURE}/api/Actions`;

/**
 * The manifest that a Slack app is made from. Events and presses of buttons go to the same address of Azure. Pure.
 * Throws a `PackageError` that names what is missing.
 */
export function slackManifest(env: Readonly<Record<string, string | undefined>>) {
  const settings = new Settings(env);
  const handle = settings.needed(
    'BOT_HANDLE',
    (text) => /^[\w-]{2,64}$/.test(text),
    'it is the name of the Azure Bot resource ("Bot handle" in its settings), and part of the address that Slack sends to.',
  );
  settings.done();
  const events = `${AZURE}/api/Events/${handle}`;
  return {
    display_information: {
      name: 'Unknot',
      description: 'Guides you to relax a tight knot in your upper back, one step at a time.',
      background_color: '#0b5c52',
    },
    features: {
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Unknot', always_online: true },
    },
    oauth_config: {
      redirect_urls: [`${AZURE}/`],
      // To send; to read what is said in its own direct messages; to hear that it is mentioned in a channel.
      scopes: { bot: ['chat:write', 'im:history', 'app_mentions:read'] },
    },
    settings: {
      event_subscriptions: { request_url: events, bot_events: ['app_mention', 'message.im'] },
      interactivity: { is_enabled: true, request_url: events },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  };
}
