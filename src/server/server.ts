import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { pino } from 'pino';
import restify, { type Request, type Response } from 'restify';
import { faultOf } from '../fault.ts';
import { PAGE, PAGE_HEADERS } from './page.ts';
import { readJson } from './readJson.ts';

export interface ServerOptions {
  /** 0 takes any that is free. */
  port: number;
  /**
   * Without an app id nobody is checked, so only this machine may talk to the bot: it listens on loopback and believes
   * no other name in the Host header. A page on the internet could otherwise point its own name at 127.0.0.1.
   */
  loopbackOnly: boolean;
  /** Answers one activity. */
  listen(inbound: { body: unknown; authorization: string }): Promise<Answer>;
  /** Why the bot cannot work now, in a sentence; undefined when it can. */
  notReady(): Promise<string | undefined>;
  /** What else is served, such as pictures. Wins over the page at `/`. */
  routes?: Route[];
  /** Takes connections that are to become web sockets. Lets go of them before `close` is called, which waits for them. */
  upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** A pino logger. */
  log?: Log;
  /** How long a body may take, in milliseconds. */
  bodyMs?: number;
  /** So many callers at once. Further ones are hung up on. */
  connections?: number;
}

interface Answer {
  status: number;
  /** Sent as it is when it is text or bytes, else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

interface Route {
  method: 'get' | 'post' | 'put' | 'del' | 'opts';
  /** As restify writes it, for example `/pictures/:name`. */
  path: string;
  answer(request: {
    params: Record<string, string>;
    query: URLSearchParams;
    headers: Record<string, string | string[] | undefined>;
    body: unknown;
  }): Promise<Answer>;
}

export interface RunningServer {
  port: number;
  url: string;
  /** Takes no more requests, lets those that run finish, and is through within a second. */
  close(): Promise<void>;
}

interface Log {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The largest activity of a real channel is far below it. */
const BODY_MAX = 256 * 1_024;

/** What trickles in byte by byte would hold a connection for ever. Node looks at headers every 30 seconds. */
const BODY_MS = 15_000;
const REQUEST_MS = 20_000;
const HEADERS_MS = 10_000;

/**
 * A proxy that sends a message on a connection which we have just closed loses it. So the proxy is the one who closes:
 * those of Azure let a connection lie idle for up to four minutes.
 */
const IDLE_MS = 250_000;

/** Each takes memory and a file handle. The channels need some dozens. */
const CONNECTIONS = 2_000;
const CROWDED_EVERY_MS = 60_000;

/** Whoever sends too much gets so long to read that it was. */
const LINGER_MS = 500;

const READY_MS = 3_000;
const CLOSE_MS = 900;
const IDLE_CHECK_MS = 50;

/** The HTTP side of the program. It is handed what it serves, and knows neither the Bot Framework nor the store. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const log = options.log ?? pino({ level: 'silent' });
  // The types want bunyan's logger, which restify left for pino. No name: nobody needs to know what runs here.
  const server = restify.createServer({ name: '', log: pino({ level: 'silent' }) as never });
  server.server.requestTimeout = REQUEST_MS;
  server.server.headersTimeout = HEADERS_MS;
  server.server.keepAliveTimeout = IDLE_MS;
  server.server.maxConnections = options.connections ?? CONNECTIONS;
  let crowdedAt = Number.NEGATIVE_INFINITY;
  server.server.on('drop', () => {
    if (performance.now() - crowdedAt < CROWDED_EVERY_MS) return;
    crowdedAt = performance.now();
    log.warn(
      { connections: server.server.maxConnections },
      'There are too many connections at once, and new ones are hung up on. Look who holds them; a proxy in front of the bot may keep too many open.',
    );
  });
  // Whoever asks before sending is told at once that it would be too much.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (Number(request.headers['content-length'] ?? 0) <= BODY_MAX) response.writeContinue();
    server.server.emit('request', request, response);
  });

  server.pre((request, response, next) => {
    if (options.loopbackOnly && !isLoopbackHost(request.headers.host)) {
      send(
        response,
        failure(400, 'Without an app id the bot talks to this machine only: the Host header has to be loopback.'),
      );
      return next(false);
    }
    return next();
  });
  server.on('restifyError', (_request: Request, response: Response, error: unknown, done: () => void) => {
    const answer = explained(error);
    if (answer.status >= 500) log.error(faultOf(error), 'A request failed. It is a fault of this program.');
    send(response, answer);
    done();
  });

  server.post('/api/messages', jsonOnly, async (request: Request, response: Response) => {
    const body = await bodyOf(request, response);
    if (body === undefined) return;
    const authorization = request.headers.authorization ?? '';
    send(response, await options.listen({ body: body.json, authorization }));
  });
  server.get('/healthz', async (_request: Request, response: Response) =>
    send(response, { status: 200, body: { alive: true } }),
  );
  server.get('/readyz', async (_request: Request, response: Response) => {
    const why = await inTime(options.notReady());
    send(response, why === undefined ? { status: 200, body: { ready: true } } : failure(503, why));
  });
  for (const route of options.routes ?? []) mount(route);
  if (!options.routes?.some(({ method, path }) => method === 'get' && path === '/')) {
    server.get('/', async (_request: Request, response: Response) =>
      send(response, { status: 200, body: PAGE, headers: PAGE_HEADERS }),
    );
  }

  function mount({ method, path, answer }: Route): void {
    const takesBody = method === 'post' || method === 'put';
    server[method](path, ...(takesBody ? [jsonOnly] : []), async (request: Request, response: Response) => {
      const body = takesBody ? await bodyOf(request, response) : { json: undefined };
      if (body === undefined) return;
      const { params, headers } = request;
      send(
        response,
        await answer({ params, query: new URLSearchParams(request.getQuery()), headers, body: body.json }),
      );
    });
  }

  /** The body, or undefined when it was refused. */
  async function bodyOf(request: Request, response: Response): Promise<{ json: unknown } | undefined> {
    const read = await readJson(request, BODY_MAX, options.bodyMs ?? BODY_MS);
    if (read.outcome === 'read') return { json: read.body };
    if (read.outcome === 'refused') {
      const answer = explained({ statusCode: read.status });
      send(response, read.more ? { ...answer, headers: { connection: 'close' } } : answer);
      if (read.more) hangUp(request);
    }
    return undefined;
  }

  const { upgrade } = options;
  if (upgrade) {
    server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      if (options.loopbackOnly && !isLoopbackHost(request.headers.host)) socket.destroy();
      else upgrade(request, socket, head);
    });
  }

  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    const done = () => {
      server.off('error', failed);
      listening();
    };
    if (options.loopbackOnly) server.listen(options.port, '127.0.0.1', done);
    else server.listen(options.port, done);
  });
  const { port } = server.address() as AddressInfo;

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        // Callers keep connections open for their next request; waiting for them would take longer than a restart may.
        const idle = setInterval(() => server.server.closeIdleConnections(), IDLE_CHECK_MS);
        const late = setTimeout(() => server.server.closeAllConnections(), CLOSE_MS);
        server.close(() => {
          clearInterval(idle);
          clearTimeout(late);
          closed();
        });
        server.server.closeIdleConnections();
      }),
  };
}

/** Lets the answer arrive, which a connection that is cut off in the middle of sending may lose. */
function hangUp(request: Request): void {
  request.resume();
  setTimeout(() => request.socket.destroy(), LINGER_MS).unref();
}

/** restify would write the files of a form to disk and unpack whatever is compressed. Channels send plain JSON. */
function jsonOnly(request: Request, response: Response, next: (more?: false) => void): void {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  const encoding = request.headers['content-encoding'];
  if (type === 'application/json' && (encoding === undefined || encoding === 'identity')) {
    next();
    return;
  }
  send(response, failure(415, 'The body has to be JSON, with the content type application/json and not compressed.'));
  next(false);
}

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

function send(response: Response, { status, body, headers }: Answer): void {
  if (response.headersSent) return;
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
  const type = isRaw ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  const bytes = body === undefined ? '' : isRaw ? (body as string | Buffer) : JSON.stringify(body);
  response.sendRaw(status, bytes, {
    ...SECURITY_HEADERS,
    ...(body !== undefined && { 'content-type': type }),
    'content-length': String(Buffer.byteLength(bytes)),
    ...headers,
  });
}

function failure(status: number, error: string): Answer {
  return { status, body: { error } };
}

/** restify's own errors in our words. What a fault of ours says is not for the caller. */
function explained(error: unknown): Answer {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  switch (status) {
    case 400:
      return failure(400, 'The body is not JSON.');
    case 404:
      return failure(404, 'There is nothing at this address. Activities go to /api/messages.');
    case 405:
      return failure(405, 'This address does not take that method. Activities are sent to /api/messages with POST.');
    case 408:
      return failure(408, 'The body took too long to arrive.');
    case 413:
      return failure(413, `The body is larger than ${BODY_MAX} bytes.`);
    case 415:
      return failure(415, 'The body has to be JSON, with the content type application/json and not compressed.');
    default:
      return typeof status === 'number' && status >= 400 && status < 500
        ? failure(status, 'The request cannot be answered as it is.')
        : failure(500, 'The bot failed. It is not your fault.');
  }
}

async function inTime(check: Promise<string | undefined>): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('The check did not come to an end in time.'), READY_MS);
  });
  try {
    return await Promise.race([check, late]);
  } catch {
    return 'The check failed.';
  } finally {
    clearTimeout(timer);
  }
}

/** `Host` is a name or address with or without a port. */
function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i.test(host);
}
