import { describe, expect, it } from '@jest/globals';
import { slackManifest } from '../../packages/slack/manifest.ts';

describe('the manifest for Slack', () => {
  const manifest = slackManifest({ BOT_HANDLE: 'unknot-bot' });

  it('sends events and presses to the same address of the bot', () => {
    const { event_subscriptions, interactivity } = manifest.settings;
    expect(event_subscriptions.request_url).toBe('https://slack.botframework.com/api/Events/unknot-bot');
    expect(interactivity).toEqual({ is_enabled: true, request_url: event_subscriptions.request_url });
  });

  it('hears direct messages and mentions, and asks for no more rights than that takes', () => {
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(['app_mention', 'message.im']);
    expect(manifest.oauth_config.scopes.bot).toEqual(['chat:write', 'im:history', 'app_mentions:read']);
    expect(manifest.features.app_home.messages_tab_read_only_enabled).toBe(false);
  });

  it('keeps within the lengths that Slack allows', () => {
    expect(manifest.display_information.name.length).toBeLessThanOrEqual(35);
    expect(manifest.display_information.description.length).toBeLessThanOrEqual(140);
    expect(manifest.features.bot_user.display_name.length).toBeLessThanOrEqual(80);
  });

  it('cannot be made without the handle of the bot', () => {
    expect(() => slackManifest({})).toThrow(/BOT_HANDLE is not set: it is the name of the Azure Bot resource/);
    expect(() => slackManifest({ BOT_HANDLE: 'two words' })).toThrow(/BOT_HANDLE is 'two words'/);
  });
});
