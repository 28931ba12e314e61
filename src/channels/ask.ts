import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import { type After, afterTimeout } from '../after.ts';
import { Latest } from '../latest.ts';

// An import looks at everything that node:http has, and so loads a web socket client that nobody needs: 5 % of a start.
const { Agent: PlainAgent, request: plainRequest } = process.getBuiltinModule('node:http');

/** One activity to a channel. */
export interface Call {
  method: 'POST' | 'PUT';
  serviceUrl: string;
  /** From the service URL on, encoded, without a slash in front. */
  path: string;
  activity: object;
  /** For all of it: the token, the connection and the answer. */
  timeoutMs: number;
}

/** Puts our token on a request. Rejects when there is none to be had. */
export type Sign = (request: { headers: Map<string, string> }) => Promise<unknown>;

/** Resolves with what a channel that has taken it answers, parsed; undefined when that is no JSON. Else `NotTaken`. */
export type Ask = (call: Call) => Promise<unknown>;

/** The channel said no, or nothing. What that means is read off the cause in `failures.ts`. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';
  /** Nothing had left this machine. From there on it is unclear what the other side has seen. */
  readonly before: boolean;

  constructor(before: boolean, cause: unknown) {
    super('A channel has not taken a message.', { cause });
    this.before = before;
  }
}

/** Channels have a handful. */
const SERVICES_KEPT = 100;

/**
 * Asks once, over a kept connection. Nothing is repeated, which could make one message appear twice, and nobody is
 * followed to an address that was not checked. The SDK's own client walks each activity by a model of it, which costs
 * several times as much. Addresses are taken apart once, and headers given as Node writes them: a quarter of a request.
 */
export function createAsk(sign: Sign, after: After = afterTimeout): Ask {
  const agents = { plain: new PlainAgent({ keepAlive: true }), secure: new SecureAgent({ keepAlive: true }) };
  const services = new Latest<string, Service>(SERVICES_KEPT);

  function serviceAt(serviceUrl: string): Service {
    const known = services.get(serviceUrl);
    if (known) return known;
    const url = new URL(serviceUrl.endsWith('/') ? serviceUrl : `${serviceUrl}/`);
    const { protocol, hostname, port } = urlToHttpOptions(url);
    const secure = protocol === 'https:';
    const service: Service = {
      request: secure ? secureRequest : plainRequest,
      options: { protocol, hostname, port, agent: secure ? agents.secure : agents.plain },
      host: url.host,
      folder: url.pathname.slice(0, url.pathname.lastIndexOf('/') + 1),
    };
    services.put(serviceUrl, service);
    return service;
  }

  return ({ method, serviceUrl, path, activity, timeoutMs }) => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    let request: ClientRequest | undefined;
    let tooLate = false;
    const fail = (cause: unknown) => reject(new NotTaken(request === undefined, cause));
    // Whatever it waits for: nothing else knows how long fetching a token may take.
    const callOff = after(timeoutMs, () => {
      tooLate = true;
      const late = new TimedOut();
      fail(late);
      request?.destroy(late);
    });

    const headers = new Map([['content-type', 'application/json']]);
    sign({ headers })
      .then(() => {
        // Whoever asked has been told by now that nothing was sent.
        if (tooLate) return;
        const { request: begin, options, host, folder } = serviceAt(serviceUrl);
        const body = JSON.stringify(activity);
        headers.set('content-length', String(Buffer.byteLength(body)));
        const written = ['host', host, ...[...headers].flat()];
        request = begin({ ...options, method, path: folder + path, headers: written });
        request.on('error', fail);
        request.on('response', (answer) => read(answer, resolve, fail));
        request.end(body);
      })
      .catch(fail);
    return promise.finally(callOff);
  };
}

/** Where a channel is, as a request takes it. */
interface Service {
  request: typeof plainRequest;
  options: Pick<RequestOptions, 'protocol' | 'hostname' | 'port' | 'agent'>;
  host: string;
  folder: string;
}

function read(answer: IncomingMessage, resolve: (body: unknown) => void, fail: (cause: unknown) => void): void {
  const { statusCode = 0 } = answer;
  const pieces: Buffer[] = [];
  answer.on('data', (piece: Buffer) => pieces.push(piece));
  answer.on('error', fail);
  answer.on('end', () => {
    if (statusCode >= 200 && statusCode < 300) resolve(parsed(pieces));
    else fail(new SaysNo(statusCode, answer.headers['retry-after'], parsed(pieces)));
  });
}

function parsed(pieces: readonly Buffer[]): unknown {
  try {
    return JSON.parse(Buffer.concat(pieces).toString());
  } catch {
    return undefined;
  }
}

/** An answer that says no, with its parts where the SDK has them. */
class SaysNo extends Error {
  override readonly name = 'SaysNo';
  readonly statusCode: number;
  readonly details: unknown;
  readonly response: { headers: Map<string, string> };

  constructor(statusCode: number, retryAfter: string | undefined, details: unknown) {
    super(`The channel answered ${statusCode}.`);
    this.statusCode = statusCode;
    this.details = details;
    this.response = { headers: new Map(retryAfter === undefined ? [] : [['retry-after', retryAfter]]) };
  }
}

class TimedOut extends Error {
  override readonly name = 'TimedOut';
}
