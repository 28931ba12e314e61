import { describe, expect, it } from '@jest/globals';
import type { Address } from '../../src/address.ts';
import { createAsk } from '../../src/channels/ask.ts';
import { Authentication } from '../../src/channels/authentication.ts';
import { createConnector } from '../../src/channels/connector.ts';
import { serviceUrlRule } from '../../src/channels/serviceUrls.ts';
import type { Sent } from '../../src/delivery/connector.ts';
import type { Message } from '../../src/message.ts';
import { buttonsOf } from '../support/cardButtons.ts';
import { aConnectorServer, type Reaction } from '../support/connectorServer.ts';

const message: Message = {
  blocks: [{ kind: 'paragraph', text: 'Did it relax?' }],
  choices: [{ id: 'pressure-relaxed', label: 'It relaxed' }],
  step: 7,
  summary: 'Unknot has a question.',
  tone: 'plain',
};

const addressAt = (serviceUrl: string): Address => ({
  channel: 'msteams',
  serviceUrl,
  conversation: '19:a b@thread.v2;messageid=1',
  scope: 'personal',
  bot: { id: '28:bot' },
  user: { id: '29:ann' },
});

const connector = (changes: { timeoutMs?: number; governmentUrl?: string } = {}) =>
  createConnector({ ask: createAsk(new Authentication({}).sign), serviceUrls: serviceUrlRule({}), ...changes });

describe('sending', () => {
  it('posts one activity to the conversation and learns its id', async () => {
    await using server = await aConnectorServer();
    expect(await connector().send(addressAt(server.serviceUrl), message)).toEqual({
      outcome: 'sent',
      activityId: 'sent-1',
    });
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      path: '/v3/conversations/19:a b@thread.v2;messageid=1/activities',
      authorization: undefined,
      body: { type: 'message', from: { id: '28:bot' }, recipient: { id: '29:ann' }, summary: 'Unknot has a question.' },
    });
    expect(server.requests[0]?.body).not.toHaveProperty('replyToId');
    expect(buttonsOf(server.requests[0]?.body.attachments[0].content)[0]?.data).toEqual({
      unknot: 'pressure-relaxed',
      step: 7,
    });
  });

  it('changes an earlier activity in place', async () => {
    await using server = await aConnectorServer();
    await connector().update(addressAt(server.serviceUrl), 'activity-9', message);
    expect(server.requests).toMatchObject([
      {
        method: 'PUT',
        path: '/v3/conversations/19:a b@thread.v2;messageid=1/activities/activity-9',
        body: { id: 'activity-9' },
      },
    ]);
  });

  it('keeps its connection for the next message', async () => {
    await using server = await aConnectorServer();
    const kept = connector();
    for (let count = 0; count < 5; count += 1) await kept.send(addressAt(server.serviceUrl), message);
    expect(server.connections()).toBe(1);
  });

  it.each<[what: string, reaction: Reaction, expected: Sent]>([
    [
      'throttled',
      { status: 429, headers: { 'retry-after': '2' } },
      { outcome: 'refused', retryAfterMs: 2_000, why: 'The channel answered 429.' },
    ],
    [
      'an error of theirs',
      { status: 500, body: { error: { code: 'ServiceError', message: 'x' } } },
      { outcome: 'unclear', why: 'The channel answered 500 (ServiceError).' },
    ],
    [
      'unavailable with a wish to retry',
      { status: 503, headers: { 'retry-after': '0' } },
      { outcome: 'unclear', retryAfterMs: 0, why: 'The channel answered 503.' },
    ],
    ['a hang-up', 'hang-up', { outcome: 'unclear', why: expect.stringContaining('ECONNRESET') as never }],
    [
      'blocked',
      { status: 403, body: { errorCode: 209, message: JSON.stringify({ subCode: 'MessageWritesBlocked' }) } },
      { outcome: 'unreachable', why: 'The channel answered 403 (MessageWritesBlocked).' },
    ],
    ['no such conversation', { status: 404, body: {} }, { outcome: 'unreachable', why: 'The channel answered 404.' }],
    ['a bot nobody knows', { status: 401, body: {} }, { outcome: 'misconfigured', why: 'The channel answered 401.' }],
    [
      'too large',
      { status: 413, body: { error: { code: 'MessageSizeTooBig' } } },
      { outcome: 'rejected', why: 'The channel answered 413 (MessageSizeTooBig).' },
    ],
    ['taken without an id', { status: 202, body: {} }, { outcome: 'sent' }],
    ['taken with an answer that is no JSON', { status: 200, body: '<html>' }, { outcome: 'sent' }],
  ])('asks once, whatever comes back: %s', async (_what, reaction, expected) => {
    await using server = await aConnectorServer();
    server.react(reaction);
    expect(await connector().send(addressAt(server.serviceUrl), message)).toEqual(expected);
    expect(server.requests).toHaveLength(1);
  });

  describe('to a tenant of the government’s cloud', () => {
    const elsewhere: Reaction = { status: 403, body: { error: { code: 'InvalidBotApiHost' } } };

    it('is sent there after a certain refusal, and goes there at once from then on', async () => {
      await using world = await aConnectorServer();
      await using government = await aConnectorServer();
      world.react(elsewhere);
      const sending = connector({ governmentUrl: government.serviceUrl });
      const to = { ...addressAt(world.serviceUrl), tenant: 'city-hall' };
      for (const _twice of [1, 2]) expect(await sending.send(to, message)).toMatchObject({ outcome: 'sent' });
      expect([world.requests.length, government.requests.length]).toEqual([1, 2]);
      await sending.send({ ...to, tenant: 'a company' }, message);
      expect([world.requests.length, government.requests.length]).toEqual([2, 2]);
    });

    it('is tried there once', async () => {
      await using world = await aConnectorServer();
      await using government = await aConnectorServer();
      world.react(elsewhere, elsewhere);
      government.react(elsewhere, elsewhere);
      const sending = connector({ governmentUrl: government.serviceUrl });
      expect(await sending.send(addressAt(world.serviceUrl), message)).toMatchObject({ outcome: 'rejected' });
      expect([world.requests.length, government.requests.length]).toEqual([1, 1]);
    });
  });

  it('does not wait without end', async () => {
    await using server = await aConnectorServer();
    server.react('silence');
    const sent = await connector({ timeoutMs: 100 }).send(addressAt(server.serviceUrl), message);
    expect(sent).toMatchObject({ outcome: 'unclear' });
    expect(server.requests).toHaveLength(1);
  });

  it('knows that nothing arrived where nobody listens', async () => {
    const server = await aConnectorServer();
    const { serviceUrl } = server;
    await server[Symbol.asyncDispose]();
    expect(await connector().send(addressAt(serviceUrl), message)).toMatchObject({ outcome: 'refused' });
  });

  it('sends nothing to an address that is not allowed', async () => {
    expect(await connector().send(addressAt('http://169.254.169.254/'), message)).toMatchObject({
      outcome: 'rejected',
    });
  });

  it('sends nothing without a token, and says so', async () => {
    await using server = await aConnectorServer();
    const noToken = {
      createCredentials: async () => ({ signRequest: () => Promise.reject(new Error('AADSTS7000215')) }),
    };
    const ask = createAsk(new Authentication({ MicrosoftAppId: 'app' }, noToken as never).sign);
    const sent = await createConnector({ ask, serviceUrls: () => undefined }).send(
      addressAt(server.serviceUrl),
      message,
    );
    expect(sent).toMatchObject({ outcome: 'refused' });
    expect(server.requests).toHaveLength(0);
  });

  it('sends nothing after the time-out when the token comes late', async () => {
    await using server = await aConnectorServer();
    const token = Promise.withResolvers<void>();
    const lateToken = { createCredentials: async () => ({ signRequest: () => token.promise }) };
    const ask = createAsk(new Authentication({ MicrosoftAppId: 'app' }, lateToken as never).sign);
    const late = createConnector({ ask, serviceUrls: () => undefined, timeoutMs: 400 });
    expect(await late.send(addressAt(server.serviceUrl), message)).toMatchObject({ outcome: 'refused' });
    token.resolve();
    expect(await late.send(addressAt(server.serviceUrl), { ...message, summary: 'the second' })).toMatchObject({
      outcome: 'sent',
    });
    expect(server.requests.map(({ body }) => body.summary)).toEqual(['the second']);
  });
});
