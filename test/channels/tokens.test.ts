import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createBotFramework } from '../../src/channels/botFramework.ts';
import { aTeamsMessage } from '../support/activities.ts';

const APP = 'b0a7c0de-0000-4000-8000-000000000001';
const SERVICE = 'https://smba.trafficmanager.net/emea/';
const ISSUER = 'https://api.botframework.com';
/** A tenant whose tokens the Emulator may bring, as the SDK has it. */
const EMULATOR_ISSUER = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/';
const DAY = 86_400_000;

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const ours = pair();
const theirs = pair();
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** What the key server has to say, and how often it was asked. */
let keys: Record<string, unknown>[];
let reaction: 'answers' | 'fails' | 'has no keys' | 'is broken';
let asked: number;
const jwk = (id: string, key: KeyObject, endorsements?: string[]) => ({
  ...key.export({ format: 'jwk' }),
  kid: id,
  use: 'sig',
  ...(endorsements && { endorsements }),
});

const keyServer = createServer((request, response) => {
  asked += request.url === '/keys' ? 0 : 1;
  const origin = `http://${request.headers.host}`;
  response.statusCode = reaction === 'fails' ? 500 : 200;
  response.setHeader('content-type', 'application/json');
  const configuration = { issuer: ISSUER, jwks_uri: `${origin}/keys` };
  const answer = request.url === '/keys' ? { keys: reaction === 'has no keys' ? [] : keys } : configuration;
  response.end(reaction === 'is broken' ? '{' : JSON.stringify(answer));
});
let metadataUrl: string;

beforeAll(async () => {
  keyServer.listen(0, '127.0.0.1');
  await once(keyServer, 'listening');
  metadataUrl = `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}/openid`;
});
afterAll(async () => {
  keyServer.closeAllConnections();
  keyServer.close();
  await once(keyServer, 'close');
});
beforeEach(() => {
  keys = [
    jwk('k1', ours.publicKey, ['msteams', 'slack']),
    jwk('k2', ours.publicKey),
    jwk('curve', curve.publicKey),
    { kid: 'shared', kty: 'oct', k: 'c2VjcmV0' },
  ];
  reaction = 'answers';
  asked = 0;
});

function aBot(appId = APP) {
  const time = { now: Date.parse('2026-03-02T08:00:00Z') };
  let turns = 0;
  const logged: unknown[] = [];
  const bot = createBotFramework({
    settings:
      appId === ''
        ? {}
        : {
            MicrosoftAppId: appId,
            MicrosoftAppType: 'SingleTenant',
            MicrosoftAppTenantId: 'tenant',
            MicrosoftAppPassword: 'secret',
            ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
          },
    notKept: { blocks: [], choices: [], step: 0, summary: '', tone: 'plain' },
    takeTurn: async () => {
      turns += 1;
      return { outcome: 'ignored' };
    },
    now: () => time.now,
    log: {
      warn: (fields, sentence) => logged.push([fields, sentence]),
      error: (fields, sentence) => logged.push([fields, sentence]),
    },
  });
  return {
    time,
    logged,
    turns: () => turns,
    say: (authorization: string, changes: Record<string, unknown> = {}) =>
      bot.listen({ body: aTeamsMessage('hi', { serviceUrl: SERVICE, ...changes }), authorization }),
  };
}

interface Made {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  key?: KeyObject;
  /** In place of a signature with the key. */
  signature?: (signed: string) => string;
}

const NOW = Date.parse('2026-03-02T08:00:00Z') / 1_000;
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as the Bot Framework makes it, but for what is said. */
function token({ claims = {}, header = {}, key = ours.privateKey, signature }: Made = {}): string {
  const head = part({ alg: 'RS256', kid: 'k1', typ: 'JWT', ...header });
  const body = part({
    iss: ISSUER,
    aud: APP,
    serviceurl: SERVICE,
    nbf: NOW - 10,
    exp: NOW + 600,
    ...claims,
  });
  const signed = `${head}.${body}`;
  const digest = `RSA-SHA${String(header.alg ?? 'RS256').slice(2)}`;
  const made = signature ? signature(signed) : sign(digest, Buffer.from(signed), key).toString('base64url');
  return `Bearer ${signed}.${made}`;
}

/** A token that the Emulator would bring: made by a tenant for our app, with nothing of a service in it. */
const forEmulator = (claims: object = {}) =>
  token({
    header: { kid: 'k2' },
    claims: { iss: EMULATOR_ISSUER, ver: '1.0', appid: APP, serviceurl: undefined, ...claims },
  });
const publicPem = () => ours.publicKey.export({ format: 'pem', type: 'spki' });
const secretOf = (secret: string | Buffer) => (signed: string) =>
  createHmac('sha256', secret).update(signed).digest('base64url');

describe('an activity is taken with a token', () => {
  it.each<[what: string, made: Made]>([
    ['as the Bot Framework makes it', {}],
    ['that expired less than five minutes ago, by a clock that is not ours', { claims: { exp: NOW - 299 } }],
    ['that begins in less than five minutes', { claims: { nbf: NOW + 299 } }],
    ['without a beginning', { claims: { nbf: undefined } }],
    ['with a longer digest', { header: { alg: 'RS512' } }],
    ['whose key says nothing of channels, which is for the Bot Framework to know', { header: { kid: 'k2' } }],
    ['with claims that say nothing to us', { claims: { tid: 'some-tenant', roles: ['x'] } }],
  ])('%s', async (_what, made) => {
    const bot = aBot();
    expect(await bot.say(token(made))).toEqual({ status: 200 });
    expect(bot.turns()).toBe(1);
  });

  it('whose app id is written in the other case', async () => {
    expect(await aBot(APP.toUpperCase()).say(token())).toEqual({ status: 200 });
  });

  it('that is none when there is no app id', async () => {
    expect(await aBot('').say('', { serviceUrl: 'http://127.0.0.1:1/' })).toEqual({ status: 200 });
  });
});

describe('an activity is refused with 401, without a turn and without the reason, with', () => {
  it.each<[what: string, authorization: () => string, why: string]>([
    ['no header', () => '', 'no token'],
    ['garbage', () => 'Bearer garbage', 'no token of its kind'],
    ['three parts of garbage', () => 'Bearer a.b.c', 'no token of its kind'],
    [
      'half JSON',
      () => `Bearer ${Buffer.from('{"alg":"RS256"').toString('base64url')}.e30.e30`,
      'no token of its kind',
    ],
    [
      'claims that are a list',
      () => `Bearer ${part({ alg: 'RS256', kid: 'k1' })}.${part([])}.e30`,
      'no token of its kind',
    ],
    ['another scheme', () => token().replace('Bearer', 'Basic'), 'no token of its kind'],
    ['a space too many', () => token().replace(' ', '  '), 'no token of its kind'],
    ['two tokens', () => `${token()} ${token()}`, 'no token of its kind'],
    ['a token without its signature', () => token().replace(/\.[^.]+$/, '.'), 'no token of its kind'],

    ['another issuer', () => token({ claims: { iss: 'https://evil.example' } }), 'another issuer'],
    ['no issuer', () => token({ claims: { iss: undefined } }), 'another issuer'],
    ['a list of issuers', () => token({ claims: { iss: [ISSUER] } }), 'another issuer'],
    ['an issuer with a slash more', () => token({ claims: { iss: `${ISSUER}/` } }), 'another issuer'],
    ['a token of the Emulator', () => forEmulator(), 'another issuer'],
    ['one of its second version', () => forEmulator({ ver: '2.0', azp: APP }), 'another issuer'],
    [
      'a token of any tenant that carries our app id',
      () => forEmulator({ iss: 'https://sts.windows.net/any-tenant/', tid: 'any-tenant' }),
      'another issuer',
    ],
    [
      'a token of another bot that takes us for its skill',
      () => forEmulator({ appid: 'c0ffee00-0000-4000-8000-000000000002' }),
      'another issuer',
    ],

    ['another audience', () => token({ claims: { aud: 'other' } }), 'made for another bot'],
    ['no audience', () => token({ claims: { aud: undefined } }), 'made for another bot'],
    ['several audiences', () => token({ claims: { aud: [APP, 'other'] } }), 'made for another bot'],

    ['an expired token', () => token({ claims: { exp: NOW - 300 } }), 'expired'],
    ['one without an end', () => token({ claims: { exp: undefined } }), 'without an end'],
    ['an end that is no number', () => token({ claims: { exp: '9999999999' } }), 'without an end'],
    ['a token of the future', () => token({ claims: { nbf: NOW + 301 } }), 'not valid yet'],
    ['a beginning that is no number', () => token({ claims: { nbf: '0' } }), 'not valid yet'],

    [
      'a token for another service',
      () => token({ claims: { serviceurl: 'https://smba.trafficmanager.net/amer/' } }),
      'made for another service',
    ],
    [
      'one for the service without its slash',
      () => token({ claims: { serviceurl: SERVICE.slice(0, -1) } }),
      'made for another service',
    ],
    ['one for no service', () => token({ claims: { serviceurl: undefined } }), 'made for another service'],

    ['an unknown key', () => token({ header: { kid: 'k9' } }), 'an unknown key'],
    ['no key', () => token({ header: { kid: undefined } }), 'no token of its kind'],
    ['a key of another kind', () => token({ header: { kid: 'curve' } }), 'an unknown key'],
    ['a shared secret for a key', () => token({ header: { kid: 'shared' } }), 'an unknown key'],
    ['a bad signature', () => token({ key: theirs.privateKey }), 'a bad signature'],
    [
      'the signature of another token',
      () => token({ signature: () => token({ claims: { x: 1 } }).split('.')[2] ?? '' }),
      'a bad signature',
    ],
    [
      'a changed claim',
      () => token().replace(/\.[^.]+\./, `.${part({ iss: ISSUER, aud: APP, serviceurl: SERVICE, exp: NOW + 9_999 })}.`),
      'a bad signature',
    ],
    ['the algorithm none', () => token({ header: { alg: 'none' }, signature: () => 'x' }), 'no token of its kind'],
    [
      'our public key as a secret',
      () => token({ header: { alg: 'HS256' }, signature: secretOf(publicPem()) }),
      'no token of its kind',
    ],
    [
      'no secret as a secret',
      () => token({ header: { alg: 'HS256' }, signature: secretOf('') }),
      'no token of its kind',
    ],
    [
      'an algorithm of another family',
      () => token({ header: { alg: 'PS256' }, signature: () => 'x' }),
      'no token of its kind',
    ],
    [
      'a digest that the signature was not made with',
      () =>
        token({
          signature: (signed) => sign('RSA-SHA512', Buffer.from(signed), ours.privateKey).toString('base64url'),
        }),
      'a bad signature',
    ],
    [
      'a key of its own in the header',
      () => token({ key: theirs.privateKey, header: { jwk: theirs.publicKey.export({ format: 'jwk' }) } }),
      'a bad signature',
    ],
    ['rules that are not known here', () => token({ header: { crit: ['x'], x: 1 } }), 'no token of its kind'],
  ])('%s', async (_what, authorization, why) => {
    const bot = aBot();
    expect(await bot.say(authorization())).toEqual({
      status: 401,
      body: { error: 'The token does not prove that the Bot Framework sent this activity.' },
    });
    expect(bot.turns()).toBe(0);
    expect(bot.logged).toEqual([[{ why }, expect.stringMatching(/^A caller was refused.*\.$/)]]);
  });

  it.each(['webchat', 'directline', 'emulator'])('a key that is not endorsed for %s', async (channelId) => {
    const bot = aBot();
    expect(await bot.say(token(), { channelId })).toMatchObject({ status: 401 });
    expect(bot.turns()).toBe(0);
  });
});

describe('an activity is refused with 400, whatever its token, with', () => {
  it.each<[what: string, changes: Record<string, unknown>]>([
    ['no channel', { channelId: '' }],
    ['no channel at all', { channelId: undefined }],
    ['a channel that is not spoken', { channelId: 'AseChannel' }],
    ['no service', { serviceUrl: undefined }],
    ['a service that is not on the list', { serviceUrl: 'https://example.org/' }],
    ['a service that only begins like one', { serviceUrl: 'https://smba.trafficmanager.net.evil.example/' }],
    ['a service without TLS', { serviceUrl: 'http://smba.trafficmanager.net/emea/' }],
    ['a service on this machine', { serviceUrl: 'http://127.0.0.1:5000/' }],
  ])('%s', async (_what, changes) => {
    const bot = aBot();
    expect(await bot.say(token({ claims: { serviceurl: changes.serviceUrl } }), changes)).toMatchObject({
      status: 400,
    });
    expect(bot.turns()).toBe(0);
    expect(asked).toBe(0);
  });
});

describe('the keys', () => {
  it('are not fetched for a token that is not made for us anyway', async () => {
    await aBot().say(token({ claims: { aud: 'other' }, header: { kid: 'k9' } }));
    expect(asked).toBe(0);
  });

  it('are fetched once, however many wait for them, and anew after a day', async () => {
    const bot = aBot();
    await Promise.all(Array.from({ length: 20 }, () => bot.say(token())));
    await bot.say(token());
    expect(asked).toBe(1);
    bot.time.now += DAY;
    expect(await bot.say(token({ claims: { exp: NOW + 2 * 86_400 } }))).toEqual({ status: 200 });
    expect(asked).toBe(2);
  });

  it('are looked for again when one was added, but no more often than every five minutes', async () => {
    const bot = aBot();
    await bot.say(token());
    keys.push(jwk('k3', theirs.publicKey, ['msteams']));
    const next = token({ key: theirs.privateKey, header: { kid: 'k3' } });
    for (let at = 0; at < 10; at++) expect(await bot.say(next)).toMatchObject({ status: 401 });
    expect(asked).toBe(1);
    bot.time.now += 5 * 60_000;
    expect(await bot.say(next)).toEqual({ status: 200 });
    expect(asked).toBe(2);
  });

  it('that are withdrawn are good no more', async () => {
    const bot = aBot();
    await bot.say(token());
    keys = [jwk('k3', theirs.publicKey)];
    bot.time.now += DAY;
    expect(await bot.say(token({ claims: { exp: NOW + 2 * 86_400 } }))).toMatchObject({ status: 401 });
  });

  it.each(['fails', 'has no keys', 'is broken'] as const)(
    'a caller is asked to come again while whoever has them %s, and it is said once a minute',
    async (how) => {
      reaction = how;
      const bot = aBot();
      for (let at = 0; at < 3; at++) expect(await bot.say(token())).toMatchObject({ status: 503 });
      expect(bot.turns()).toBe(0);
      expect(bot.logged).toEqual([
        [{ reason: expect.any(String) }, expect.stringMatching(/^Callers cannot be checked.*\.$/)],
      ]);
      reaction = 'answers';
      expect(await bot.say(token())).toEqual({ status: 200 });
    },
  );

  it('of before will do for some days while there are no new ones to be had', async () => {
    const bot = aBot();
    const lasting = token({ claims: { exp: NOW + 9 * 86_400 } });
    await bot.say(lasting);
    reaction = 'fails';
    bot.time.now += DAY;
    for (let at = 0; at < 3; at++) expect(await bot.say(lasting)).toEqual({ status: 200 });
    expect(asked).toBe(2);
    bot.time.now += 4 * DAY;
    expect(await bot.say(lasting)).toMatchObject({ status: 503 });
  });
});

describe('refusals', () => {
  it('are told to whoever runs it once a minute, since anybody may cause them', async () => {
    const bot = aBot();
    for (let at = 0; at < 100; at++) await bot.say('Bearer garbage');
    expect(bot.logged).toHaveLength(1);
    bot.time.now += 60_000;
    await bot.say('Bearer garbage');
    expect(bot.logged).toHaveLength(2);
  });

  it('leave nothing in memory, whatever tenants they name', async () => {
    const bot = aBot();
    const unsigned = (at: number) => token({ claims: { tid: `tenant-${at}` }, signature: () => 'x' });
    for (let at = 0; at < 50; at++) expect(await bot.say(unsigned(at))).toMatchObject({ status: 401 });
    // The SDK would have added four issuers for each of them, and believed them from then on.
    for (let at = 0; at < 50; at++) {
      const minted = forEmulator({ iss: `https://sts.windows.net/tenant-${at}/`, tid: `tenant-${at}` });
      expect(await bot.say(minted)).toMatchObject({ status: 401 });
    }
    expect(bot.turns()).toBe(0);
  });
});
