/** The channels that are spoken. `terminal` is `npm run talk`. */
export const CHANNELS = ['msteams', 'slack', 'webchat', 'directline', 'emulator', 'terminal'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * Who talks to the bot: channel, tenant and user id in one key. Branded, because mixing two people up
 * is the worst bug this program can have. Made by `personKey` alone.
 */
export type PersonKey = string & { readonly __personKey: never };

export function personKey(channel: Channel, tenant: string | undefined, user: string): PersonKey {
  return [channel, tenant ?? '', user].map(encodeURIComponent).join('/') as PersonKey;
}

/** The channel of a person, read back from the key. */
export function channelOf(person: PersonKey): Channel {
  return person.slice(0, person.indexOf('/')) as Channel;
}

/**
 * Where a message goes: a conversation reference in plain fields, so that it can be stored and outlives the SDK.
 * Never holds a token.
 */
export interface Address {
  channel: Channel;
  serviceUrl: string;
  conversation: string;
  scope: 'personal' | 'group';
  bot: { id: string; name?: string };
  user: { id: string; name?: string; aadObjectId?: string };
  tenant?: string;
  /** Slack: the thread in which the question stood. Not used for what comes unprompted. */
  thread?: string;
  locale?: string;
}
