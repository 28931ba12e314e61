import { describe, expect, it } from '@jest/globals';
import { type Failure, failureOf, meaning } from '../../src/channels/failures.ts';
import type { Sent } from '../../src/delivery/connector.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const answered = (status: number, code?: string, retryAfter?: string): Failure => ({
  status,
  codes: code === undefined ? [] : [code],
  ...(retryAfter !== undefined && { retryAfter }),
});
const silent = (code: string): Failure => ({ codes: [code] });

describe('what an answer of a channel means', () => {
  it.each<[what: string, failure: Failure, expected: Sent['outcome'] | { retryAfterMs: number }]>([
    ['throttled, with seconds', answered(429, 'Throttled', '7'), { retryAfterMs: 7_000 }],
    ['throttled, with a date', answered(429, undefined, 'Sun, 22 Nov 2026 12:00:30 GMT'), { retryAfterMs: 30_000 }],
    [
      'throttled, with a date that has passed',
      answered(429, undefined, 'Sun, 22 Nov 2026 11:00:00 GMT'),
      { retryAfterMs: 0 },
    ],
    ['throttled, with nonsense', answered(429, undefined, 'soon'), 'refused'],
    ['throttled for a year', answered(429, undefined, '31536000'), { retryAfterMs: 86_400_000 }],
    ['throttled', answered(429), 'refused'],
    ['concurrent writes', answered(412, 'PreconditionFailed'), 'refused'],
    ['nobody there', silent('ECONNREFUSED'), 'refused'],
    ['no such host', silent('ENOTFOUND'), 'refused'],
    ['no name server', silent('EAI_AGAIN'), 'refused'],
    ['a certificate of somebody else', silent('ERR_TLS_CERT_ALTNAME_INVALID'), 'refused'],
    ['no token', { codes: [], before: true }, 'refused'],
    ['blocked by the person', answered(403, 'ConversationBlockedByUser'), 'unreachable'],
    ['blocked, in the other spelling', answered(403, 'MessageWritesBlocked'), 'unreachable'],
    ['not in the conversation', answered(403, 'BotNotInConversationRoster'), 'unreachable'],
    ['disabled by an admin', answered(403, 'BotDisabledByAdmin'), 'unreachable'],
    ['not installed', answered(403, 'ForbiddenOperationException'), 'unreachable'],
    ['not permitted', answered(403, 'NotEnoughPermissions'), 'rejected'],
    ['the wrong cloud', answered(403, 'InvalidBotApiHost'), 'rejected'],
    ['forbidden', answered(403), 'rejected'],
    ['a bad payload', answered(400, 'BadArgument'), 'rejected'],
    ['a bot nobody knows', answered(401, 'BotNotRegistered'), 'rejected'],
    ['no such conversation', answered(404, 'ConversationNotFound'), 'rejected'],
    ['too large', answered(413, 'MessageSizeTooBig'), 'rejected'],
    ['not implemented', answered(501), 'rejected'],
    ['a redirect', answered(302), 'rejected'],
    ['an error of theirs', answered(500, 'ServiceError'), 'unclear'],
    ['a gateway', answered(502), 'unclear'],
    ['unavailable', answered(503, undefined, '5'), 'unclear'],
    ['a time-out of theirs', answered(504), 'unclear'],
    ['a slow request', answered(408), 'unclear'],
    ['a reset', silent('ECONNRESET'), 'unclear'],
    ['a time-out of ours', silent('TimedOut'), 'unclear'],
    ['something unheard of', { codes: [] }, 'unclear'],
    ['taken, with an answer that could not be read', answered(201, 'PARSE_ERROR'), 'sent'],
  ])('%s', (_what, failure, expected) => {
    const sent = meaning(failure, NOW);
    if (typeof expected === 'string') expect(sent.outcome).toBe(expected);
    else expect(sent).toMatchObject({ outcome: 'refused', ...expected });
    if (sent.outcome !== 'sent') expect(sent.why).toMatch(/^[A-Z].*\.$/);
  });
});

describe('what the SDK throws', () => {
  const blocked = JSON.stringify({ subCode: 'MessageWritesBlocked', details: 'The bot is blocked.' });

  it.each<[what: string, error: unknown, expected: Failure]>([
    [
      'an answer with a code',
      { statusCode: 403, code: 'X', details: { error: { code: 'ConversationBlockedByUser' } } },
      { status: 403, codes: ['ConversationBlockedByUser', 'X'] },
    ],
    [
      'a code inside a text of JSON',
      { statusCode: 403, details: { errorCode: 209, message: blocked } },
      { status: 403, codes: ['MessageWritesBlocked'] },
    ],
    ['an answer without a body', { statusCode: 404, details: {} }, { status: 404, codes: [] }],
    [
      'a header',
      { statusCode: 429, response: { headers: new Headers({ 'Retry-After': '3' }) } },
      { status: 429, codes: [], retryAfter: '3' },
    ],
    ['a broken connection', Object.assign(new Error('x'), { code: 'ECONNRESET' }), { codes: ['ECONNRESET', 'Error'] }],
    ['a cause', new Error('x', { cause: { code: 'ENOTFOUND' } }), { codes: ['Error', 'ENOTFOUND'] }],
    [
      'codes that are no codes',
      { statusCode: 400, code: 'Dear Ann, your knot', details: { error: { code: { a: 1 } } } },
      { status: 400, codes: [] },
    ],
    ['a text of broken JSON', { statusCode: 403, details: { message: '{oh' } }, { status: 403, codes: [] }],
    ['nothing at all', undefined, { codes: [] }],
    ['a string', 'no', { codes: [] }],
  ])('is read: %s', (_what, error, expected) => {
    expect(failureOf(error)).toEqual(expected);
  });
});
