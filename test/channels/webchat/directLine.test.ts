import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { createWebChat } from '../../../src/channels/webchat/webChat.ts';
import { readConfig } from '../../../src/config.ts';
import { start } from '../../../src/main.ts';
import { loadPictures } from '../../../src/pictures.ts';
import { type RunningServer, startServer } from '../../../src/server/server.ts';

/** The service behind the page, spoken to as Web Chat does, with a bot that answers what the test says. */
type Sent = Record<string, unknown>;
type Told = { activities: (Sent & { id: string; text?: string })[]; watermark: string };

const NECK = new URL(
  loadPictures().urlsUnder(() => 'http://x')({ name: 'neck', side: 'left', alt: '' }) ?? 'http://x',
).pathname.slice('/pictures/'.length);

let server: RunningServer;
let heard: Sent[];
let status: number;
const webChat = createWebChat({
  url: () => server.url,
  listen: async ({ body }) => {
    heard.push(body as Sent);
    return status === 200 ? { status } : { status, body: { error: 'It was not kept.' } };
  },
});
if (!webChat) throw new Error('Web Chat is not installed.');

beforeEach(async () => {
  heard = [];
  status = 200;
  server = await startServer({
    port: 0,
    loopbackOnly: true,
    listen: async () => ({ status: 200 }),
    notReady: async () => undefined,
    routes: webChat.routes,
    upgrade: webChat.upgrade,
  });
});
afterEach(() => server.close());

async function ask(method: string, path: string, { token, body }: { token?: string; body?: unknown } = {}) {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was answered
  return { status: response.status, body: (await response.json()) as any };
}

interface Person {
  token: string;
  userId: string;
  conversationId: string;
  streamUrl: string;
}

async function aPerson(): Promise<Person> {
  const { token, userId } = (await ask('POST', '/v3/directline/tokens/generate', { body: {} })).body;
  const { conversationId, streamUrl } = (await ask('POST', '/v3/directline/conversations', { token, body: {} })).body;
  return { token, userId, conversationId, streamUrl };
}

const says = ({ token, conversationId }: Person, text: string, more: Sent = {}) =>
  ask('POST', `/v3/directline/conversations/${conversationId}/activities`, {
    token,
    body: { type: 'message', text, channelData: { clientActivityID: `client ${text}` }, ...more },
  });

const botSays = ({ conversationId }: Person, text: string) =>
  ask('POST', `/v3/conversations/${conversationId}/activities`, { body: { type: 'message', text } });

async function polled({ token, conversationId }: Person, watermark = ''): Promise<Told> {
  return (
    await ask('GET', `/v3/directline/conversations/${conversationId}/activities?watermark=${watermark}`, { token })
  ).body;
}

const texts = ({ activities }: Told) => activities.map(({ text }) => text);

describe('what a page says', () => {
  it('is heard as an activity of the web chat, with its zone', async () => {
    const ann = await aPerson();
    await says(ann, 'hello', { localTimezone: 'Asia/Kolkata', locale: 'en-IN' });
    expect(heard).toEqual([
      expect.objectContaining({
        type: 'message',
        id: expect.any(String),
        channelId: 'webchat',
        text: 'hello',
        localTimezone: 'Asia/Kolkata',
        serviceUrl: `${server.url}/`,
        from: { id: ann.userId, name: 'You', role: 'user' },
        conversation: { id: ann.conversationId },
      }),
    ]);
  });

  it('cannot be said in the name of somebody else, or somewhere else', async () => {
    const ann = await aPerson();
    const forged = { id: 'x', from: { id: 'ben' }, conversation: { id: 'theirs' }, serviceUrl: 'http://127.0.0.1:9/' };
    await says(ann, 'hello', { ...forged, channelId: 'msteams', deliveryMode: 'expectReplies' });
    expect(heard[0]).toMatchObject({
      channelId: 'webchat',
      from: { id: ann.userId },
      conversation: { id: ann.conversationId },
      serviceUrl: `${server.url}/`,
    });
    expect(heard[0]).not.toHaveProperty('deliveryMode');
  });

  it('comes back to it under its own mark, so that it is shown as sent', async () => {
    const ann = await aPerson();
    const { body } = await says(ann, 'hello');
    expect((await polled(ann)).activities).toEqual([
      expect.objectContaining({
        id: body.id,
        channelData: { clientActivityID: 'client hello' },
        from: expect.objectContaining({ role: 'user' }),
        timestamp: expect.any(String),
      }),
    ]);
  });

  it('is to be sent again when it was not kept, and leaves nothing behind', async () => {
    const ann = await aPerson();
    status = 503;
    expect((await says(ann, 'hello')).status).toBe(502);
    expect((await polled(ann)).activities).toEqual([]);
  });
});

describe('what the bot says', () => {
  it('is there for a page that asks, and then only what is new', async () => {
    const ann = await aPerson();
    await botSays(ann, 'one');
    const first = await polled(ann);
    await botSays(ann, 'two');
    const second = await polled(ann, first.watermark);
    expect([texts(first), texts(second)]).toEqual([['one'], ['two']]);
    expect(texts(await polled(ann, second.watermark))).toEqual([]);
  });

  it('is changed in its place, also for a page that has seen it', async () => {
    const ann = await aPerson();
    const { id } = (await botSays(ann, 'one')).body;
    await botSays(ann, 'two');
    const { watermark } = await polled(ann);
    const path = `/v3/conversations/${ann.conversationId}/activities/${id}`;
    expect((await ask('PUT', path, { body: { type: 'message', text: 'changed' } })).status).toBe(200);
    expect(texts(await polled(ann))).toEqual(['changed', 'two']);
    expect((await polled(ann, watermark)).activities).toEqual([expect.objectContaining({ id, text: 'changed' })]);
  });

  it('cannot be changed when it is not there', async () => {
    const ann = await aPerson();
    const path = `/v3/conversations/${ann.conversationId}/activities/7`;
    expect((await ask('PUT', path, { body: { type: 'message' } })).status).toBe(404);
  });

  it('is kept to the last 200, in memory only', async () => {
    const ann = await aPerson();
    for (let number = 1; number <= 203; number += 1) await botSays(ann, String(number));
    const { activities } = await polled(ann);
    expect([activities.length, activities[0]?.text]).toEqual([200, '4']);
  });

  it('reaches an open page at once, and one that comes back with what it missed', async () => {
    const ann = await aPerson();
    const page = new WebSocket(ann.streamUrl);
    const told = async (from: WebSocket): Promise<Told> => JSON.parse(String((await once(from, 'message'))[0]));
    expect(texts(await told(page))).toEqual([]);
    const next = told(page);
    await botSays(ann, 'one');
    const { watermark } = await next;
    page.close();
    await botSays(ann, 'two');
    const path = `/v3/directline/conversations/${ann.conversationId}?watermark=${watermark}`;
    const again = new WebSocket((await ask('GET', path, { token: ann.token })).body.streamUrl);
    expect(texts(await told(again))).toEqual(['two']);
    again.terminate();
  });
});

describe('a picture', () => {
  it('is loaded from where the page came from, whatever name of this machine that was', async () => {
    const ann = await aPerson();
    await botSays(ann, `Look:\n\n![a hand](${server.url}/pictures/neck-left.0.png)`);
    await botSays(ann, '![a hand](https://elsewhere.example/pictures/neck-left.0.png)');
    expect(texts(await polled(ann))).toEqual([
      'Look:\n\n![a hand](/pictures/neck-left.0.png)',
      '![a hand](https://elsewhere.example/pictures/neck-left.0.png)',
    ]);
  });
});

describe('when everything about a person is deleted', () => {
  const forgotten = { type: 'message', text: 'All gone.', channelData: { unknot: 'forgets' } };
  const botForgets = ({ conversationId }: Person) =>
    ask('POST', `/v3/conversations/${conversationId}/activities`, { body: forgotten });

  it('an open page is told, and nothing that was said is left', async () => {
    const ann = await aPerson();
    await says(ann, 'my back hurts');
    const page = new WebSocket(ann.streamUrl);
    await once(page, 'message');
    const told = once(page, 'message');
    await botForgets(ann);
    expect(JSON.parse(String((await told)[0])).activities).toEqual([expect.objectContaining(forgotten)]);
    expect((await polled(ann)).activities).toEqual([]);
    page.terminate();
  });

  it('a page that comes back later finds that alone', async () => {
    const ann = await aPerson();
    await says(ann, 'my back hurts');
    await botForgets(ann);
    expect((await polled(ann)).activities).toEqual([expect.objectContaining(forgotten)]);
  });

  it('nobody else loses anything', async () => {
    const [ann, ben] = [await aPerson(), await aPerson()];
    await says(ben, 'hello');
    await botForgets(ann);
    expect(texts(await polled(ben))).toEqual(['hello']);
  });
});

describe('a conversation', () => {
  it('is the same for the same token', async () => {
    const ann = await aPerson();
    const again = (await ask('POST', '/v3/directline/conversations', { token: ann.token, body: {} })).body;
    expect(again.conversationId).toBe(ann.conversationId);
    expect((await ask('POST', '/v3/directline/tokens/refresh', { token: ann.token, body: {} })).body).toMatchObject({
      token: ann.token,
      userId: ann.userId,
    });
  });

  it.each(['', '/activities'])('is closed to everybody else: GET …/:id%s', async (end) => {
    const [ann, ben] = [await aPerson(), await aPerson()];
    const path = `/v3/directline/conversations/${ann.conversationId}${end}`;
    expect((await ask('GET', path, { token: ben.token })).status).toBe(403);
    expect((await ask('GET', path)).status).toBe(403);
    expect((await ask('GET', path, { token: ann.conversationId })).status).toBe(403);
  });

  it.each<[who: string, change: (url: string) => string, headers: Record<string, string>]>([
    ['a stranger', (url) => url.replace(/t=[\w-]{4}/, 't=AAAA'), {}],
    ['a page of another host', (url) => url, { origin: 'https://evil.example' }],
    ['another name for this machine', (url) => url, { host: 'evil.example' }],
  ])('has no stream for %s', async (_who, change, headers) => {
    const { streamUrl } = await aPerson();
    const page = new WebSocket(change(streamUrl), { headers });
    await expect(once(page, 'open')).rejects.toThrow();
  });
});

describe('the page', () => {
  it('may load nothing from elsewhere and run nothing that stands in it', async () => {
    const response = await fetch(`${server.url}/`);
    const policy = response.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${server.port};`);
    const html = await response.text();
    expect(html).toContain(`nonce="${nonce}"`);
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|https?:/);
    expect(await (await fetch(`${server.url}/`)).text()).not.toContain(nonce);
  });

  it.each(['page.css', 'page.js', 'icon.svg', 'webchat.js'])('loads %s once', async (name) => {
    const first = await fetch(`${server.url}/webchat/${name}`);
    const etag = first.headers.get('etag') ?? '';
    expect([first.status, first.headers.get('content-encoding')]).toEqual([200, 'gzip']);
    await first.arrayBuffer();
    const second = await fetch(`${server.url}/webchat/${name}`, { headers: { 'if-none-match': etag } });
    expect([second.status, await second.text()]).toEqual([304, '']);
  });
});

describe('with an app id', () => {
  it('there is no web chat, but pictures', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'unknot-app-id-'));
    const settings = {
      PORT: '0',
      DATABASE_PATH: join(folder, 'unknot.db'),
      MicrosoftAppId: '11111111-2222-4333-8444-555555555555',
      MicrosoftAppPassword: 'not a real one',
      MicrosoftAppTenantId: '11111111-2222-4333-8444-666666666666',
      MicrosoftAppType: 'SingleTenant',
    };
    const bot = await start(readConfig(settings), { log: { info: () => {}, warn: () => {}, error: () => {} } });
    const url = `http://127.0.0.1:${bot.port}`;
    const body = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    const statuses = await Promise.all([
      fetch(`${url}/v3/directline/tokens/generate`, body),
      fetch(`${url}/v3/conversations/${'x'.repeat(24)}/activities`, body),
      fetch(`${url}/webchat/page.js`),
      fetch(`${url}/pictures/${NECK}`),
      fetch(`${url}/pictures/%2e%2e%2fbody.svg`),
    ]).then((answers) => answers.map(({ status }) => status));
    expect(statuses).toEqual([404, 404, 404, 200, 404]);
    await bot.stop();
    await rm(folder, { recursive: true, force: true });
  }, 30_000);
});
