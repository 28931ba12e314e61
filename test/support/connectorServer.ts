import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface ConnectorRequest {
  method: string;
  path: string;
  authorization: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was sent
  body: any;
}

/**
 * What the next request gets; a missing one is answered as a channel does. `hang-up` closes the connection, `silence`
 * never answers, and with `after` it does so later.
 */
export type Reaction =
  | { status: number; body?: unknown; headers?: Record<string, string>; after?: Promise<void> }
  | 'hang-up'
  | 'silence';

export interface ConnectorServer extends AsyncDisposable {
  serviceUrl: string;
  requests: ConnectorRequest[];
  /** How many connections were opened. */
  connections(): number;
  /** The reactions to the next requests, in order. */
  react(...reactions: Reaction[]): void;
  /** The request with this number, counted from 0, as soon as it is there. */
  request(number: number): Promise<ConnectorRequest>;
}

/** The side of the channel that the bot writes to, on loopback: a real HTTP server that remembers what it was sent. */
export async function aConnectorServer(): Promise<ConnectorServer> {
  const requests: ConnectorRequest[] = [];
  const reactions: Reaction[] = [];
  const waiting: (() => void)[] = [];
  let connections = 0;

  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    requests.push({
      method: request.method ?? '',
      path: decodeURIComponent(request.url ?? ''),
      authorization: request.headers.authorization,
      body,
    });
    for (const wake of waiting.splice(0)) wake();
    const reaction = reactions.shift() ?? { status: 201, body: { id: `sent-${requests.length}` } };
    if (typeof reaction === 'object') await reaction.after;
    answer(response, reaction);
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    connections: () => connections,
    react: (...next) => reactions.push(...next),
    async request(number) {
      for (;;) {
        const there = requests[number];
        if (there) return there;
        await new Promise<void>((wake) => waiting.push(wake));
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? undefined : JSON.parse(text);
}

function answer(response: ServerResponse, reaction: Reaction): void {
  if (reaction === 'silence') return;
  if (reaction === 'hang-up') {
    response.destroy();
    return;
  }
  response.writeHead(reaction.status, { 'content-type': 'application/json', ...reaction.headers });
  response.end(typeof reaction.body === 'string' ? reaction.body : JSON.stringify(reaction.body ?? {}));
}
