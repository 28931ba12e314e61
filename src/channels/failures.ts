import type { Sent } from '../delivery/connector.ts';
import { at } from './json.ts';

/** An answer of a channel, or the lack of one, in plain fields. */
export interface Failure {
  /** HTTP status; undefined when no answer came. */
  status?: number;
  /** The channel's own words for it, outermost first: `error.code`, `subCode`, or the code of a broken connection. */
  codes: string[];
  retryAfter?: string;
  /** Nothing had left this machine yet, for example because no token was to be had. */
  before?: boolean;
}

/** A person, or somebody for them, has shut the door. Nothing more goes there until they write. */
const UNREACHABLE = new Set([
  'BotDisabledByAdmin',
  'BotNotInConversationRoster',
  'ConversationBlockedByUser',
  'ForbiddenOperationException', // not installed in the personal scope
  'MessageWritesBlocked',
]);

/** No connection came about, so nothing was said. A reset or a time-out, by contrast, may come after the message. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
]);

/** What a failure to send means. Pure; `now` is for a `Retry-After` that names a time of day. */
export function meaning(failure: Failure, now: number): Sent {
  const why = sentence(failure);
  const { status, codes } = failure;
  if (failure.before) return { outcome: 'refused', why };
  if (status === undefined) {
    return { outcome: codes.some((code) => NEVER_CONNECTED.has(code)) ? 'refused' : 'unclear', why };
  }
  // It was taken, only the answer could not be read.
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  if (status === 429 || status === 412) {
    const retryAfterMs = waitOf(failure.retryAfter, now);
    return retryAfterMs === undefined ? { outcome: 'refused', why } : { outcome: 'refused', retryAfterMs, why };
  }
  if (status === 403) {
    return { outcome: codes.some((code) => UNREACHABLE.has(code)) ? 'unreachable' : 'rejected', why };
  }
  // "Not implemented" is a refusal to even try; every other 5xx and 408 may come after the message was made.
  if (status === 408 || (status >= 500 && status !== 501)) return { outcome: 'unclear', why };
  return { outcome: 'rejected', why };
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
  ].filter((code) => typeof code === 'string' && /^[\w.-]{1,60}$/.test(code));
  const retryAfter = retryAfterOf(error);
  return {
    codes: [...new Set(codes as string[])],
    ...(status !== undefined && { status }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

/** For the log: codes only. Bodies and messages may repeat what we sent. */
function sentence({ status, codes, before }: Failure): string {
  const what = codes.length > 0 ? ` (${codes.join(', ')})` : '';
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
