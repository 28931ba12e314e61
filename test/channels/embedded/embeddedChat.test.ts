import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createEmbeddedChat, type EmbeddedChatOptions } from '../../../src/channels/embedded/embeddedChat.ts';
import { type RunningServer, startServer } from '../../../src/server/server.ts';
import { aDirectLineServer, type DirectLineServer } from '../../support/directLineServer.ts';

// Dozens of requests, on a machine that may be busy.
jest.setTimeout(30_000);

const SECRET = 'a-direct-line-secret';
const HOME = 'https://unknot.example.com';
const INTRANET = 'https://intranet.example.com';

let directLine: DirectLineServer;
/** The newest of them. */
let server: RunningServer;
const servers: RunningServer[] = [];
let logged: string[];
let now: number;

async function serve(changes: Partial<EmbeddedChatOptions> = {}): Promise<void> {
  const routes = createEmbeddedChat({
    directLineSecret: SECRET,
    directLineUrl: directLine.url,
    publicUrl: HOME,
    embedOrigins: [INTRANET],
    linkSecret: 'a secret of thirty-two characters',
    log: { warn: (_fields, message) => logged.push(message) },
    now: () => now,
    ...changes,
  });
  if (!routes) throw new Error('Web Chat is not installed.');
  server = await startServer({
    port: 0,
    loopbackOnly: true,
    listen: async () => ({ status: 200 }),
    notReady: async () => undefined,
    routes,
  });
  servers.push(server);
}

beforeEach(async () => {
  logged = [];
  now = 1_772_438_400_000;
  directLine = await aDirectLineServer(SECRET);
  await serve();
});
afterEach(async () => {
  for (const one of servers.splice(0)) await one.close();
  await directLine[Symbol.asyncDispose]();
});

async function ask(visitor?: unknown, { origin = HOME, method = 'POST' } = {}) {
  const response = await fetch(`${server.url}/webchat/token`, {
    method,
    headers: { 'content-type': 'application/json', ...(origin && { origin }) },
    ...(method === 'POST' && { body: JSON.stringify({ visitor }) }),
  });
  const body = await response.text();
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was answered
  return { status: response.status, headers: response.headers, body: (body === '' ? {} : JSON.parse(body)) as any };
}

describe('the page to embed', () => {
  it('may be framed by the named pages alone, and talks to Direct Line alone', async () => {
    const policy = (await fetch(`${server.url}/`)).headers.get('content-security-policy') ?? '';
    const rules = Object.fromEntries(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]));
    expect(rules['frame-ancestors']).toEqual([INTRANET]);
    expect(rules['connect-src']).toEqual(["'self'", directLine.url, directLine.url.replace('http', 'ws')]);
    expect(rules['img-src']).toContain(HOME);
    await serve({ embedOrigins: [] });
    expect((await fetch(`${server.url}/`)).headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('holds no secret in anything that it loads', async () => {
    const html = await (await fetch(`${server.url}/`)).text();
    const loaded = [...html.matchAll(/(?:src|href)="(\/webchat\/page[^"]+)"/g)].map(([, path]) => path as string);
    const parts = await Promise.all(loaded.map(async (path) => (await fetch(server.url + path)).text()));
    expect(parts).toHaveLength(2);
    expect([html, ...parts].join()).not.toContain(SECRET);
    expect(html).not.toContain('on this computer only');
  });
});

describe('a token', () => {
  it('is for one person whom the server names, and for the pages that are known', async () => {
    const { status, body, headers } = await ask();
    expect(status).toBe(200);
    expect(directLine.asked).toEqual([
      {
        authorization: `Bearer ${SECRET}`,
        body: { user: { id: body.userId }, trustedOrigins: [HOME, INTRANET] },
      },
    ]);
    expect(body).toEqual({
      token: expect.any(String),
      expires_in: 1_800,
      userId: expect.stringMatching(/^dl_[\w-]{24}$/),
      visitor: expect.any(String),
      domain: `${directLine.url}/v3/directline`,
    });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body.userId).not.toContain(body.visitor.slice(0, 10));
  });

  it('is for the same person when the same key is shown, also after a restart, and for somebody new without', async () => {
    const { body: first } = await ask();
    await serve();
    expect((await ask(first.visitor)).body).toMatchObject({ userId: first.userId, visitor: first.visitor });
    expect((await ask()).body.userId).not.toBe(first.userId);
  });

  it.each([
    ['made up', `${'a'.repeat(22)}.${'b'.repeat(22)}`],
    ['a user id', `dl_${'a'.repeat(24)}`],
    ['no text', { a: 1 }],
    ['huge', 'x'.repeat(50_000)],
  ])('is for somebody new when the key is %s', async (_what, visitor) => {
    const { status, body } = await ask(visitor);
    expect(status).toBe(200);
    expect(body.visitor).not.toEqual(visitor);
  });

  it('of another secret for links makes everybody new', async () => {
    const { body: first } = await ask();
    await serve({ linkSecret: 'another secret of thirty-two chars' });
    expect((await ask(first.visitor)).body.userId).not.toBe(first.userId);
  });

  it.each([
    ['another page', 'https://evil.example'],
    ['a page whose name only begins the same', `${INTRANET}.evil.example`],
    ['no page', ''],
  ])('is not given to %s, and Direct Line is not even asked', async (_what, origin) => {
    const { status, headers } = await ask(undefined, { origin });
    expect(status).toBe(403);
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect((await ask(undefined, { origin, method: 'OPTIONS' })).status).toBe(403);
    expect(directLine.asked).toEqual([]);
  });

  it('may be had by a named page for a Web Chat of its own', async () => {
    const preflight = await ask(undefined, { origin: INTRANET, method: 'OPTIONS' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
    const { status, headers } = await ask(undefined, { origin: INTRANET });
    expect([status, headers.get('access-control-allow-origin')]).toEqual([200, INTRANET]);
  });
});

describe('too many tokens', () => {
  it('for new people are refused with the time to wait, while who is known still gets one', async () => {
    const { body: ann } = await ask();
    // Every one counts, also one that Direct Line does not give.
    await serve({ directLineUrl: 'http://127.0.0.1:1' });
    const statuses = await Promise.all(Array.from({ length: 60 }, async () => (await ask()).status));
    expect(new Set(statuses)).toEqual(new Set([502]));
    const { status, headers } = await ask();
    expect([status, headers.get('retry-after')]).toEqual([429, '1']);
    expect((await ask(ann.visitor)).status).toBe(502);
    now += 1_000;
    expect((await ask()).status).toBe(502);
  });

  it('for one person are refused, and nobody else is', async () => {
    const { body: ann } = await ask();
    for (let at = 0; at < 10; at++) expect((await ask(ann.visitor)).status).toBe(200);
    expect((await ask(ann.visitor)).status).toBe(429);
    expect((await ask()).status).toBe(200);
  });
});

describe('when Direct Line gives no token', () => {
  it.each<[what: string, answer: { status: number; body: unknown }, says: RegExp]>([
    ['the secret is refused', { status: 403, body: {} }, /answered 403\. Compare DIRECT_LINE_SECRET/],
    ['it is over its limits', { status: 429, body: {} }, /answered 429 and gave no token/],
    ['it answers something else', { status: 200, body: { tokens: [] } }, /answered 200 and gave no token/],
    ['the token is none', { status: 200, body: { token: 'a\nb', expires_in: 1 } }, /gave no token/],
  ])('because %s, the page is told so and the log why', async (_what, answer, says) => {
    directLine.answer = answer;
    const { status, body } = await ask();
    expect(status).toBe(502);
    expect(body).toEqual({ error: 'The chat cannot be reached at the moment.' });
    expect(logged).toEqual([expect.stringMatching(says)]);
    expect(logged.join()).not.toContain(SECRET);
  });

  it('because it is not there, likewise', async () => {
    await serve({ directLineUrl: 'http://127.0.0.1:1' });
    expect((await ask()).status).toBe(502);
    expect(logged).toEqual([expect.stringMatching(/could not be reached\. Is DIRECT_LINE_URL right/)]);
  });
});
