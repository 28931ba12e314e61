import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createBotFramework } from '../../src/channels/botFramework.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../src/server/server.ts';
import { aTeamsMessage } from '../support/activities.ts';
import { aConnectorServer } from '../support/connectorServer.ts';

let running: RunningServer | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function aServer(changes: Partial<ServerOptions> = {}): Promise<RunningServer & { bodies: unknown[] }> {
  const bodies: unknown[] = [];
  running = await startServer({
    port: 0,
    loopbackOnly: true,
    listen: async ({ body }) => {
      bodies.push(body);
      return { status: 200 };
    },
    notReady: async () => undefined,
    ...changes,
  });
  return { ...running, bodies };
}

const post = (
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) => fetch(`${url}/api/messages`, { method: 'POST', body, headers });

/** fetch does not let anybody choose the Host header. */
async function withHost(port: number, host: string, path = '/healthz'): Promise<number | undefined> {
  const request = httpRequest({
    host: '127.0.0.1',
    port,
    path,
    headers: { host },
    agent: new Agent({ keepAlive: false }),
  });
  request.end();
  const [response] = await once(request, 'response');
  response.resume();
  return response.statusCode;
}

describe('an activity over HTTP', () => {
  it('reaches the bot with its token, and is answered without a body', async () => {
    let token = '';
    const { url } = await aServer({
      listen: async ({ authorization }) => {
        token = authorization;
        return { status: 200 };
      },
    });
    const response = await post(url, '{"type":"message"}', {
      'content-type': 'application/json; charset=utf-8',
      authorization: 'Bearer x',
    });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
    expect(token).toBe('Bearer x');
  });

  it('gets the status and body that the bot says', async () => {
    const { url } = await aServer({ listen: async () => ({ status: 503, body: { error: 'Not kept.' } }) });
    const response = await post(url, '{}');
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ error: 'Not kept.' });
  });

  it.each<[what: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>, status: number]>([
    ['broken JSON', '{"type":', { 'content-type': 'application/json' }, 400],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00]), { 'content-type': 'application/json' }, 400],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', '{}', { 'content-type': 'text/plain' }, 415],
    ['a form with files', '--x\r\n', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['compressed JSON', '{}', { 'content-type': 'application/json', 'content-encoding': 'gzip' }, 415],
    ['more than 256 KB', JSON.stringify({ text: 'x'.repeat(300_000) }), { 'content-type': 'application/json' }, 413],
  ])('never reaches the bot: %s', async (_what, body, headers, status) => {
    const { url, bodies } = await aServer();
    const response = await post(url, body, headers);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: expect.stringMatching(/\.$/) });
    expect(bodies).toEqual([]);
  });

  it.each(['null', '[]', '"text"', '7'])('%s is for the bot to refuse', async (json) => {
    const { url, bodies } = await aServer();
    await post(url, json);
    expect(bodies).toEqual([JSON.parse(json)]);
  });

  it('keeps a fault to itself', async () => {
    const { url } = await aServer({ listen: () => Promise.reject(new Error('secret detail')) });
    const response = await post(url, '{}');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
  });

  it('goes all the way to a person and back', async () => {
    await using channel = await aConnectorServer();
    const reply = {
      blocks: [{ kind: 'paragraph' as const, text: 'Hello.' }],
      choices: [],
      step: 0,
      summary: 'Hello.',
      tone: 'plain' as const,
    };
    const bot = createBotFramework({
      settings: {},
      notKept: reply,
      takeTurn: async ({ address }) => {
        await bot.connector.send(address, reply);
        return { outcome: 'saved', replies: [reply] };
      },
    });
    const { url } = await aServer({ listen: bot.listen });
    const response = await post(url, JSON.stringify(aTeamsMessage('hi', { serviceUrl: channel.serviceUrl })));
    expect(response.status).toBe(200);
    expect((await channel.request(0)).body.attachments[0].content.body[0].text).toBe('Hello.');
  });
});

describe('everything else', () => {
  it('lives', async () => {
    const { url } = await aServer({ notReady: async () => 'The database is away.' });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it.each<[what: string, notReady: () => Promise<string | undefined>, status: number, body: object]>([
    ['nothing is wrong', async () => undefined, 200, { ready: true }],
    ['something is', async () => 'The database is away.', 503, { error: 'The database is away.' }],
    ['the check itself fails', () => Promise.reject(new Error('secret')), 503, { error: 'The check failed.' }],
  ])('says whether it is ready when %s', async (_what, notReady, status, body) => {
    const { url } = await aServer({ notReady });
    const response = await fetch(`${url}/readyz`);
    expect([response.status, await response.json()]).toEqual([status, body]);
  });

  it('shows who opens it in a browser that it runs, and loads nothing', async () => {
    const { url } = await aServer();
    const response = await fetch(`${url}/`);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toContain('npm run talk');
  });

  it.each<[method: string, path: string, status: number]>([
    ['GET', '/api/messages', 405],
    ['PUT', '/api/messages', 405],
    ['GET', '/nothing', 404],
    ['POST', '/', 405],
    ['GET', '/../../etc/passwd', 404],
    ['GET', '/%E0%A4%A', 404],
  ])('%s %s is answered with %i and a sentence', async (method, path, status) => {
    const { url } = await aServer();
    const response = await fetch(`${url}${path}`, { method });
    expect([response.status, await response.json()]).toEqual([status, { error: expect.stringMatching(/\.$/) }]);
    expect(response.headers.get('server')).toBeNull();
  });

  it('is served from routes that were handed in', async () => {
    const { url } = await aServer({
      routes: [
        {
          method: 'get',
          path: '/pictures/:name',
          answer: async ({ params, query }) => ({ status: 200, body: `${params.name} ${query.get('size')}` }),
        },
        {
          method: 'get',
          path: '/',
          answer: async () => ({ status: 200, body: Buffer.from('chat'), headers: { 'content-type': 'text/html' } }),
        },
      ],
    });
    expect(await (await fetch(`${url}/pictures/neck?size=2`)).text()).toBe('neck 2');
    expect(await (await fetch(`${url}/`)).text()).toBe('chat');
  });
});

describe('who may talk to it without an app id', () => {
  it.each(['127.0.0.1', 'localhost', 'localhost:3978', '127.0.0.1:1', '[::1]:3978', 'LOCALHOST'])(
    '%s',
    async (host) => {
      expect(await withHost((await aServer()).port, host)).toBe(200);
    },
  );

  it.each([
    'evil.example',
    'evil.example:3978',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.168.0.1',
    'localhost:3978@evil',
  ])('not %j', async (host) => {
    expect(await withHost((await aServer()).port, host)).toBe(400);
  });

  it('not somebody who leaves the name out', async () => {
    const socket = connect((await aServer()).port, '127.0.0.1');
    socket.end('GET /healthz HTTP/1.0\r\n\r\n');
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('anybody with an app id, since then tokens tell', async () => {
    expect(await withHost((await aServer({ loopbackOnly: false })).port, 'bot.example.org')).toBe(200);
  });
});

describe('stopping', () => {
  it('lets a running turn finish and waits for no idle connection', async () => {
    const begun = Promise.withResolvers<void>();
    const turn = Promise.withResolvers<void>();
    const { url, port, close } = await aServer({
      listen: async () => {
        begun.resolve();
        await turn.promise;
        return { status: 200 };
      },
    });
    const idle = connect(port, '127.0.0.1');
    await once(idle, 'connect');
    const answered = post(url, '{}');
    await begun.promise;
    const closed = close();
    turn.resolve();
    expect((await answered).status).toBe(200);
    await closed;
    idle.destroy();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  it('does not wait for a turn that never ends', async () => {
    const begun = Promise.withResolvers<void>();
    const { url, close } = await aServer({
      listen: () => {
        begun.resolve();
        return new Promise(() => {});
      },
    });
    const answered = post(url, '{}').catch(() => 'cut off');
    await begun.promise;
    await close();
    expect(await answered).toBe('cut off');
  });
});
