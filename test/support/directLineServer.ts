import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Activity } from './servedBot.ts';

interface Grant {
  user: string;
  conversation: string;
  trustedOrigins: readonly string[];
}

export interface DirectLineServer extends AsyncDisposable {
  url: string;
  /** What each token was asked for with: the header and the body. */
  asked: { authorization: string | undefined; body: Activity }[];
  /** In place of a token. */
  answer: { status: number; body: unknown } | undefined;
  /** Every token comes to its end. */
  expire(): void;
  /** Answers an activity of a page. */
  bot: ((activity: Activity) => Promise<unknown>) | undefined;
}

/**
 * As much of Azure's Direct Line as a page and the bot behind it see, on loopback: tokens for a secret, each for one
 * person and for the pages named with it, a conversation over a socket, and the connector that the bot answers to.
 */
export async function aDirectLineServer(secret: string): Promise<DirectLineServer> {
  const grants = new Map<string, Grant>();
  const pages = new Map<string, { said: Activity[]; socket?: WebSocket }>();
  const sockets = new WebSocketServer({ noServer: true });
  let made = 0;

  const http = createServer(async (request, response) => {
    const body = await text(request);
    const { status, answer } = await reply(request, body === '' ? {} : JSON.parse(body));
    response.writeHead(status, {
      'content-type': 'application/json',
      // Anybody may ask, as in Azure; the token decides.
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
    });
    response.end(JSON.stringify(answer));
  });
  http.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '', server.url);
    const grant = grants.get(url.searchParams.get('t') ?? '');
    if (!grant?.trustedOrigins.includes(request.headers.origin ?? '')) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (page) => {
      const { said } = pageOf(grant.conversation);
      pages.set(grant.conversation, { said, socket: page });
      page.send(JSON.stringify({ activities: said, watermark: String(said.length) }));
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');

  const pageOf = (conversation: string) => pages.get(conversation) ?? { said: [] };

  function show(conversation: string, activity: Activity): { id: string } {
    const { said, socket } = pageOf(conversation);
    const shown = { ...activity, id: `${conversation}|${said.length}`, timestamp: new Date().toISOString() };
    said.push(shown);
    pages.set(conversation, { said, ...(socket && { socket }) });
    socket?.send(JSON.stringify({ activities: [shown], watermark: String(said.length) }));
    return { id: shown.id };
  }

  function granted(grant: Grant): { token: string; conversationId: string; expires_in: number } {
    made += 1;
    const claims = Buffer.from(JSON.stringify({ user: grant.user, conv: grant.conversation, n: made })).toString(
      'base64url',
    );
    const token = `eyJhbGciOiJub25lIn0.${claims}.x`;
    grants.set(token, grant);
    return { token, conversationId: grant.conversation, expires_in: 1_800 };
  }

  async function reply(request: IncomingMessage, body: Activity): Promise<{ status: number; answer: unknown }> {
    const { pathname } = new URL(request.url ?? '', server.url);
    const bearer = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    if (request.method === 'OPTIONS') return { status: 200, answer: {} };
    if (pathname === '/v3/directline/tokens/generate') {
      server.asked.push({ authorization: request.headers.authorization, body });
      if (server.answer) return { status: server.answer.status, answer: server.answer.body };
      if (bearer !== secret) return { status: 403, answer: { error: { code: 'BadArgument' } } };
      const conversation = `azure-${made}`;
      return {
        status: 200,
        answer: granted({ user: body.user.id, conversation, trustedOrigins: body.trustedOrigins }),
      };
    }
    // The bot's side of it.
    const to = /^\/v3\/conversations\/([^/]+)\/activities/.exec(pathname)?.[1];
    if (to) return { status: 201, answer: show(decodeURIComponent(to), body) };
    const grant = grants.get(bearer);
    if (!grant) return { status: 403, answer: { error: { code: 'TokenExpired' } } };
    if (pathname === '/v3/directline/tokens/refresh') return { status: 200, answer: granted(grant) };
    const { conversation, user } = grant;
    if (pathname.endsWith('/activities')) {
      const said = { ...body, channelId: 'directline', serviceUrl: `${server.url}/`, from: { id: user, role: 'user' } };
      const shown = show(conversation, said);
      const recipient = { id: 'unknot', name: 'Unknot' };
      await server.bot?.({ ...said, ...shown, recipient, conversation: { id: conversation } });
      return { status: 200, answer: shown };
    }
    const streamUrl = `${server.url.replace('http', 'ws')}/v3/directline/conversations/${conversation}/stream?t=${bearer}`;
    return { status: 201, answer: { conversationId: conversation, token: bearer, expires_in: 1_800, streamUrl } };
  }

  const server: DirectLineServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    asked: [],
    answer: undefined,
    bot: undefined,
    expire() {
      grants.clear();
      for (const page of sockets.clients) page.terminate();
    },
    async [Symbol.asyncDispose]() {
      for (const page of sockets.clients) page.terminate();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
  return server;
}
