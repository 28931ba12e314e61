import { type Address, type Channel, personKey } from '../../src/address.ts';
import type { OutboxDraft, Turn } from '../../src/store/store.ts';

export const ana = personKey('msteams', 'north', 'ana');
export const ben = personKey('slack', 'south', 'ben');
export const CHANNELS: Channel[] = ['msteams', 'slack'];

/** 9 o'clock on some morning. */
export const NINE = Date.UTC(2026, 2, 2, 9);
export const MINUTE = 60_000;
export const LEASE = 30_000;

export const at = (user: string): Address => ({
  channel: 'msteams',
  serviceUrl: 'https://smba.example/emea/',
  conversation: `conversation-of-${user}`,
  scope: 'personal',
  bot: { id: 'unknot' },
  user: { id: user },
});

export const aTurn = (changes: Partial<Turn> = {}): Turn => ({
  person: ana,
  revision: 0,
  state: { place: 'pressure' },
  results: [],
  wakes: {},
  outbox: [],
  now: NINE,
  ...changes,
});

export const aReply = (id: string, changes: Partial<OutboxDraft> = {}): OutboxDraft => ({
  id,
  kind: 'reply',
  body: { words: `these are the words of ${id}` },
  expiresAt: NINE + 10 * MINUTE,
  ...changes,
});
