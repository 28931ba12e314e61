import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createBotFramework } from '../../src/channels/botFramework.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import { aTeamsMessage } from '../support/activities.ts';

const CONNECTIONS = 8;
let server: RunningServer;
let turns: number;
let warned: string[];
const sockets: Socket[] = [];

beforeAll(async () => {
  const bot = createBotFramework({
    settings: {},
    notKept: { blocks: [], choices: [], step: 0, summary: '', tone: 'plain' },
    takeTurn: async () => {
      turns += 1;
      return { outcome: 'ignored' };
    },
  });
  server = await startServer({
    port: 0,
    loopbackOnly: true,
    listen: bot.listen,
    notReady: async () => undefined,
    bodyMs: 150,
    connections: CONNECTIONS,
    log: { warn: (_fields, sentence) => warned.push(sentence), error: (fields) => warned.push(JSON.stringify(fields)) },
  });
});
beforeEach(() => {
  turns = 0;
  warned = [];
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  // Whatever was done to it, it answers; perhaps not before it has seen that the others are gone.
  let status: number | undefined;
  for (let tries = 0; status === undefined && tries < 100; tries++) {
    const asked = fetch(`${server.url}/healthz`, { headers: { connection: 'close' } });
    status = await asked.then((answer) => answer.status).catch(() => undefined);
  }
  expect(status).toBe(200);
});
afterAll(() => server.close());

async function aSocket(): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1');
  sockets.push(socket);
  // A caller that is hung up on while it still sends is told so.
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

const head = (...more: string[]) =>
  [
    'POST /api/messages HTTP/1.1',
    `Host: 127.0.0.1:${server.port}`,
    'Content-Type: application/json',
    ...more,
    '',
    '',
  ].join('\r\n');

/** Everything that comes until the server hangs up. */
const untilHungUp = (socket: Socket) => text(socket).catch(() => 'cut off');

describe('a caller that', () => {
  it('lets a body trickle is told so and hung up on', async () => {
    const socket = await aSocket();
    socket.write(`${head('Content-Length: 100')}{"type":`);
    expect(await untilHungUp(socket)).toMatch(/^HTTP\/1\.1 408 [\s\S]*took too long/);
  });

  it('sends chunks without end is not listened to until the end', async () => {
    const socket = await aSocket();
    const answer = untilHungUp(socket);
    socket.write(head('Transfer-Encoding: chunked'));
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
    let chunks = 0;
    while (!socket.destroyed && socket.writable && chunks < 10_000) {
      chunks += 1;
      if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => {});
    }
    expect(await answer).toMatch(/^HTTP\/1\.1 413 |^cut off/);
    expect(chunks).toBeLessThan(10_000);
  });

  it('announces more than there may be is told before it sends', async () => {
    const socket = await aSocket();
    socket.write(head('Content-Length: 9999999999'));
    expect(await untilHungUp(socket)).toMatch(/^HTTP\/1\.1 413 [\s\S]*larger than 262144 bytes/);
  });

  it('asks before it sends is told to go on, or not to', async () => {
    const body = JSON.stringify(aTeamsMessage('hi'));
    const polite = await aSocket();
    polite.write(head('Expect: 100-continue', `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close'));
    expect(String((await once(polite, 'data'))[0])).toMatch(/^HTTP\/1\.1 100 Continue/);
    polite.write(body);
    expect(await untilHungUp(polite)).toMatch(/^HTTP\/1\.1 200 /);
    const greedy = await aSocket();
    greedy.write(head('Expect: 100-continue', 'Content-Length: 300000'));
    expect(await untilHungUp(greedy)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('sends several requests at once gets its answers in order', async () => {
    const socket = await aSocket();
    const get = (path: string, ...more: string[]) =>
      [`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${server.port}`, ...more, '', ''].join('\r\n');
    socket.write(get('/healthz') + get('/nothing') + get('/readyz', 'Connection: close'));
    const statuses = [...(await untilHungUp(socket)).matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
    expect(statuses).toEqual(['200', '404', '200']);
  });

  it.each<[what: string, request: () => string, answer: RegExp]>([
    ['sends a header without end', () => `GET /healthz HTTP/1.1\r\nX: ${'x'.repeat(20_000)}`, /^HTTP\/1\.1 431 /],
    ['sends headers without number', () => `GET / HTTP/1.1\r\n${'X: y\r\n'.repeat(5_000)}\r\n`, /^HTTP\/1\.1 431 /],
    ['does not speak HTTP', () => 'hello?\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['smuggles a second length', () => `${head('Content-Length: 2', 'Content-Length: 9')}{}`, /^HTTP\/1\.1 400 /],
    [
      'smuggles chunks beside a length',
      () => `${head('Content-Length: 2', 'Transfer-Encoding: chunked')}0\r\n\r\n`,
      /^HTTP\/1\.1 400 /,
    ],
  ])('%s is refused', async (_what, request, answer) => {
    const socket = await aSocket();
    socket.write(request());
    expect(await untilHungUp(socket)).toMatch(answer);
  });

  it('leaves in the middle of a body takes no turn', async () => {
    const socket = await aSocket();
    socket.write(`${head('Content-Length: 100')}${JSON.stringify(aTeamsMessage('hi')).slice(0, 50)}`);
    socket.destroy();
    await once(socket, 'close');
    expect(turns).toBe(0);
  });

  it('comes when too many are there is hung up on, which is said once, and finds room later', async () => {
    const idle = await Promise.all(Array.from({ length: CONNECTIONS }, aSocket));
    for (let at = 0; at < 3; at++) expect(await untilHungUp(await aSocket())).toBe('');
    expect(warned).toEqual([expect.stringMatching(/^There are too many connections at once/)]);
    const [first] = idle;
    first?.destroy();
    if (first && !first.closed) await once(first, 'close');
  });
});

describe('JSON', () => {
  const post = (body: string | Uint8Array<ArrayBuffer>) =>
    fetch(`${server.url}/api/messages`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', connection: 'close' },
    });
  const inText = (json: string) => JSON.stringify(aTeamsMessage('WORDS')).replace('"WORDS"', json);

  it.each<[what: string, body: () => string | Uint8Array<ArrayBuffer>, status: number]>([
    ['that is 100,000 lists deep', () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400],
    ['that is deep in an activity', () => inText(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), 200],
    [
      'that is deep in the value of a button',
      () => inText(`"x","value":${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`),
      200,
    ],
    ['that is cut off deep down', () => '{"a":'.repeat(40_000), 400],
    ['with 20,000 fields', () => inText(`"x",${Array.from({ length: 20_000 }, (_, at) => `"f${at}":1`).join()}`), 200],
    ['with a field twice: the last counts', () => inText('"x","type":"nonsense"'), 200],
    ['with a prototype', () => inText('"x","__proto__":{"role":"bot","isGroup":true},"constructor":null'), 200],
    [
      'with a prototype in the place of an id',
      () => inText('"x"').replace(/"from":\{/, '"from":{"__proto__":{"id":"29:x"},'),
      200,
    ],
    ['with numbers beyond all measure', () => inText(`1e999,"timestamp":-${'9'.repeat(5_000)}`), 200],
    ['with half a character', () => inText('"\\ud800 \\udfff\\ud83d"'), 200],
    ['with a null character', () => inText('"\\u0000\\u0001"'), 200],
    ['with a byte order mark', () => `\uFEFF${inText('"x"')}`, 200],
    ['with bytes that are no text', () => new Uint8Array([0x22, 0xc3, 0x28, 0x22]), 400],
    ['in UTF-16', () => new Uint8Array(Buffer.from('{"type":"message"}', 'utf16le')), 400],
    ['that is empty', () => '', 400],
    ['that is spaces', () => ' '.repeat(200_000), 400],
    ['with a comma too many', () => '{"type":"message",}', 400],
  ])('%s', async (_what, body, status) => {
    const response = await post(body());
    expect(response.status).toBe(status);
    if (status === 400) expect(await response.json()).toEqual({ error: expect.stringMatching(/\.$/) });
    expect(({} as { role?: string }).role).toBeUndefined();
  });
});
