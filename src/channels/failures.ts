import type { Channel } from '../address.ts';
import type { Sent } from '../delivery/connector.ts';
import { at } from './json.ts';

/** An answer of a channel, or the lack of one, in plain fields. */
export interface Failure {
  /** HTTP status; undefined when no answer came. */
  status?: number;
  /** The channel's own words for it, outermost first: `error.code`, `subCode`, or the code of a broken connection. */
  codes: string[];
  retryAfter?: string;
  /** It failed while the connection was being made. */
  connecting?: boolean;
  /** Nothing had left this machine yet, for example because no token was to be had. */
  before?: boolean;
}

/** What was tried, and when. */
export interface Tried {
  channel: Channel;
  operation: 'send' | 'update';
  /** Milliseconds since 1970; for a `Retry-After` that names a time of day. */
  now: number;
}

/** A person, or somebody for them, has shut the door. Nothing more goes there until they write. */
const UNREACHABLE = new Set([
  'BotDisabledByAdmin',
  'BotNotInConversationRoster',
  'ConversationBlockedByUser',
  'ConversationNotFound',
  'ForbiddenOperationException', // not installed in the personal scope
  'MessageWritesBlocked',
  // Slack's own words: the person or the channel is gone, or the app was taken out of the workspace.
  'account_inactive',
  'cannot_dm_bot',
  'channel_not_found',
  'is_archived',
  'messages_tab_disabled',
  'not_in_channel',
  'team_access_not_granted',
  'token_revoked',
  'user_disabled',
  'user_not_found',
]);

/** Whoever runs the bot has to set something right, or nothing ever arrives. */
const MISCONFIGURED = new Set(['BotNotRegistered', 'invalid_auth', 'missing_scope', 'not_authed', 'token_expired']);

/** Slack's words for "later", which need not come with a 429. */
const THROTTLED = new Set(['rate_limited', 'ratelimited', 'Throttled']);

/** The bot is known, but in another cloud of Microsoft's. See `connector.ts`. */
export const WRONG_CLOUD = 'InvalidBotApiHost';

/** No connection came about, so nothing was said. A reset or a time-out, by contrast, may come after the message. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EADDRNOTAVAIL',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
]);

/** What a failure to send means. Pure. */
export function meaning(failure: Failure, { channel, operation, now }: Tried): Sent {
  const why = sentence(failure);
  const { status, codes } = failure;
  const has = (known: ReadonlySet<string>) => codes.some((code) => known.has(code));
  if (failure.before || failure.connecting) return { outcome: 'refused', why };
  if (status === undefined) return { outcome: has(NEVER_CONNECTED) ? 'refused' : 'unclear', why };
  // It was taken, only the answer could not be read.
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  const retryAfterMs = waitOf(failure.retryAfter, now);
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  // 412: others write into the conversation at the same moment.
  if (status === 429 || status === 412 || (status < 500 && has(THROTTLED))) return { outcome: 'refused', ...wait, why };
  // "Not implemented" is a refusal to even try; every other 5xx and 408 may come after the message was made. Teams says
  // not to repeat a 500, but a reply that is promised is worth more than the chance of having it twice.
  if (status === 408 || (status >= 500 && status !== 501)) return { outcome: 'unclear', ...wait, why };
  // The message that was to be changed is not there, or may not be changed. The person is.
  if (operation === 'update') return { outcome: 'rejected', why };
  if (status === 401 || has(MISCONFIGURED)) return { outcome: 'misconfigured', why };
  if (has(UNREACHABLE)) return { outcome: 'unreachable', why };
  // Without a word of why there is nothing at that address any more. What Slack answers is not written down anywhere;
  // whoever is not let in, or does not find the channel, had better stop.
  const gone = status === 404 || status === 410 || (status === 403 && channel === 'slack');
  return { outcome: gone ? 'unreachable' : 'rejected', why };
}

/** Reads what the SDK throws, which differs from channel to channel and from failure to failure. */
export function failureOf(error: unknown): Failure {
  const status = numberOf(at(error, 'statusCode')) ?? numberOf(fieldOf(error, 'statusCode'));
  const details = fieldOf(error, 'details');
  const inner = parsed(at(details, 'message'));
  const codes = [
    at(details, 'error', 'code'),
    at(details, 'error', 'innerHttpError', 'body', 'code'),
    at(inner, 'subCode'),
    at(inner, 'code'),
    at(details, 'code'),
    fieldOf(error, 'code'),
    status === undefined ? fieldOf(error, 'name') : undefined,
    fieldOf(fieldOf(error, 'cause'), 'code'),
    ...wordsOfSlack(at(details, 'error', 'message'), at(details, 'message'), at(details, 'error')),
  ].filter((code) => typeof code === 'string' && /^[\w.-]{1,60}$/.test(code));
  const retryAfter = retryAfterOf(error);
  const message = fieldOf(error, 'message');
  // Node says so in no other field that the SDK hands on: "connect ETIMEDOUT 203.0.113.7:443".
  const connecting = status === undefined && typeof message === 'string' && /^connect E[A-Z]+\b/.test(message);
  return {
    codes: [...new Set(codes as string[])],
    ...(connecting && { connecting }),
    ...(status !== undefined && { status }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

/** One word. What is longer is a text, whatever it is called. */
const CODE = /^[\w.:-]{1,60}$/;

/** For the log: codes only. Bodies and messages may repeat what we sent. */
function sentence({ status, codes, before }: Failure): string {
  const named = codes.filter((code) => CODE.test(code));
  const what = named.length > 0 ? ` (${named.join(', ')})` : '';
  if (before) return `Nothing was sent, because the bot got no token or was too slow to get one${what}.`;
  return status === undefined ? `No answer came${what}.` : `The channel answered ${status}${what}.`;
}

const DAY_MS = 86_400_000;

/** Seconds or a date. */
function waitOf(retryAfter: string | undefined, now: number): number | undefined {
  if (retryAfter === undefined || retryAfter.trim() === '') return undefined;
  const seconds = Number(retryAfter);
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(retryAfter) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), DAY_MS) : undefined;
}

/** Slack puts its codes where others put sentences. Only those that are known: a sentence may repeat what was sent. */
function wordsOfSlack(...texts: unknown[]): unknown[] {
  return texts.filter(
    (text) =>
      typeof text === 'string' &&
      /^[a-z_]+$/.test(text) &&
      [UNREACHABLE, MISCONFIGURED, THROTTLED].some((known) => known.has(text)),
  );
}

function retryAfterOf(error: unknown): string | undefined {
  const headers = fieldOf(fieldOf(error, 'response'), 'headers');
  const get = fieldOf(headers, 'get');
  const value = typeof get === 'function' ? get.call(headers, 'retry-after') : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Teams hides the reason of a block in a JSON text inside `message`. */
function parsed(text: unknown): unknown {
  if (typeof text !== 'string' || !text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Also inherited fields: errors are classes. */
function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
