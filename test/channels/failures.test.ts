import { describe, expect, it } from '@jest/globals';
import { type Failure, failureOf, meaning, type Tried } from '../../src/channels/failures.ts';
import type { Sent } from '../../src/delivery/connector.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const answered = (status: number, code?: string, retryAfter?: string): Failure => ({
  status,
  codes: code === undefined ? [] : [code],
  ...(retryAfter !== undefined && { retryAfter }),
});
const silent = (code: string): Failure => ({ codes: [code] });
const toTeams: Tried = { channel: 'msteams', operation: 'send', now: NOW };

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
    ['the wrong cloud, in both', answered(403, 'InvalidBotApiHost'), 'rejected'],
    ['forbidden', answered(403), 'rejected'],
    ['a bad payload', answered(400, 'BadArgument'), 'rejected'],
    ['a bot nobody knows', answered(401, 'BotNotRegistered'), 'misconfigured'],
    ['not let in', answered(401), 'misconfigured'],
    ['no such conversation', answered(404, 'ConversationNotFound'), 'unreachable'],
    ['nothing there', answered(404), 'unreachable'],
    ['nothing there any more', answered(410), 'unreachable'],
    ['too large', answered(413, 'MessageSizeTooBig'), 'rejected'],
    ['not implemented', answered(501), 'rejected'],
    ['a redirect', answered(302), 'rejected'],
    ['an error of theirs', answered(500, 'ServiceError'), 'unclear'],
    ['a gateway', answered(502), 'unclear'],
    ['unavailable', answered(503), 'unclear'],
    ['a time-out of theirs', answered(504), 'unclear'],
    ['a slow request', answered(408), 'unclear'],
    ['a reset', silent('ECONNRESET'), 'unclear'],
    ['a time-out of ours', silent('TimedOut'), 'unclear'],
    ['a time-out of the network', silent('ETIMEDOUT'), 'unclear'],
    ['a time-out while connecting', { codes: ['ETIMEDOUT'], connecting: true }, 'refused'],
    ['something unheard of', { codes: [] }, 'unclear'],
    ['taken, with an answer that could not be read', answered(201, 'PARSE_ERROR'), 'sent'],
  ])('%s', (_what, failure, expected) => {
    const sent = meaning(failure, toTeams);
    if (typeof expected === 'string') expect(sent.outcome).toBe(expected);
    else expect(sent).toMatchObject({ outcome: 'refused', ...expected });
    if (sent.outcome !== 'sent') expect(sent.why).toMatch(/^[A-Z].*\.$/);
  });
});

describe('what an answer means elsewhere', () => {
  it.each<[what: string, failure: Failure, tried: Partial<Tried>, expected: Sent['outcome']]>([
    ['Slack forbids', answered(403), { channel: 'slack' }, 'unreachable'],
    ['Slack finds nothing', answered(404), { channel: 'slack' }, 'unreachable'],
    ['Slack’s channel is gone', answered(400, 'channel_not_found'), { channel: 'slack' }, 'unreachable'],
    ['Slack’s app was taken out', answered(400, 'account_inactive'), { channel: 'slack' }, 'unreachable'],
    ['Slack’s token is no good', answered(400, 'invalid_auth'), { channel: 'slack' }, 'misconfigured'],
    ['Slack throttles in words', answered(400, 'ratelimited'), { channel: 'slack' }, 'refused'],
    ['Slack finds it too long', answered(400, 'msg_blocks_too_long'), { channel: 'slack' }, 'rejected'],
    [
      'the message to change is gone',
      answered(404, 'ActivityNotFoundInConversation'),
      { operation: 'update' },
      'rejected',
    ],
    ['the conversation of an update is gone', answered(404), { operation: 'update' }, 'rejected'],
    ['an update is not permitted', answered(403, 'ConversationBlockedByUser'), { operation: 'update' }, 'rejected'],
    ['an update is throttled', answered(429), { operation: 'update' }, 'refused'],
  ])('%s', (_what, failure, tried, expected) => {
    expect(meaning(failure, { ...toTeams, ...tried }).outcome).toBe(expected);
  });

  it('a gateway may say when to come back', () => {
    expect(meaning(answered(503, undefined, '5'), toTeams)).toMatchObject({ outcome: 'unclear', retryAfterMs: 5_000 });
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
    [
      'a connection that was never made',
      Object.assign(new Error('connect ETIMEDOUT 203.0.113.7:443'), { code: 'ETIMEDOUT' }),
      { codes: ['ETIMEDOUT', 'Error'], connecting: true },
    ],
    [
      'Slack’s code in place of a sentence',
      { statusCode: 400, details: { error: { code: 'ServiceError', message: 'channel_not_found' } } },
      { status: 400, codes: ['ServiceError', 'channel_not_found'] },
    ],
    [
      'a word that is no code of Slack’s',
      { statusCode: 400, details: { error: { message: 'shoulder' } } },
      { status: 400, codes: [] },
    ],
    ['nothing at all', undefined, { codes: [] }],
    ['a string', 'no', { codes: [] }],
  ])('is read: %s', (_what, error, expected) => {
    expect(failureOf(error)).toEqual(expected);
  });
});
