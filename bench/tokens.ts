import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { Authentication } from '../src/channels/authentication.ts';
import type { CheckedActivity } from '../src/channels/checkActivity.ts';
import { median, table } from './figures.ts';

const APP = 'b0a7c0de-0000-4000-8000-000000000001';
const SERVICE = 'https://smba.trafficmanager.net/emea/';
const ISSUER = 'https://api.botframework.com';
const ROUNDS = 5;
const CHECKS = 1_000;

/** What it costs to look whether the Bot Framework sent an activity, with keys of our own: here, and in its SDK. */
export async function tokens(): Promise<string> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`;
    const key = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', endorsements: ['msteams'] };
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(request.url === '/keys' ? { keys: [key] } : { issuer: ISSUER, jwks_uri: `${origin}/keys` }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const settings = {
    MicrosoftAppId: APP,
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: 'tenant',
    MicrosoftAppPassword: 'secret',
    ToBotFromChannelTokenIssuer: ISSUER,
    ToBotFromChannelOpenIdMetadataUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/openid`,
    ToBotFromEmulatorOpenIdMetadataUrl:
      'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration',
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/tenant',
    ToChannelFromBotOAuthScope: ISSUER,
    ValidateAuthority: 'true',
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1_000);
  const signed = `${part({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${part({ iss: ISSUER, aud: APP, serviceurl: SERVICE, nbf: now - 10, exp: now + 3_600 })}`;
  const authorization = `Bearer ${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
  const activity = { type: 'message', id: '1', channelId: 'msteams', serviceUrl: SERVICE, text: 'hello' };

  const [ours, sdk] = [new Authentication(settings), new ConfigurationBotFrameworkAuthentication(settings)];
  const ways: [name: string, check: () => Promise<unknown>][] = [
    ['Unknot', () => ours.check(activity as unknown as CheckedActivity, authorization)],
    ['the SDK', () => sdk.authenticateRequest(activity as never, authorization)],
  ];
  const cpu = new Map<string, number[]>();
  for (let round = -1; round < ROUNDS; round++) {
    for (const [name, check] of ways) {
      const before = process.cpuUsage();
      for (let at = 0; at < CHECKS; at++) await check();
      const { user, system } = process.cpuUsage(before);
      // The first round fetches the keys and warms up.
      if (round >= 0) cpu.set(name, [...(cpu.get(name) ?? []), (user + system) / 1_000 / CHECKS]);
    }
  }
  server.closeAllConnections();
  server.close();
  return `The check of a token, once for every activity: ${CHECKS} a round, ${ROUNDS} rounds.\n\n${table(
    ['', 'CPU ms', 'from–to'],
    [...cpu].map(([name, each]) => [
      name,
      median(each).toFixed(3),
      `${Math.min(...each).toFixed(3)}–${Math.max(...each).toFixed(3)}`,
    ]),
  )}`;
}
