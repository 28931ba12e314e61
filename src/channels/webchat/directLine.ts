import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { at, isObject, type Json, textAt } from '../json.ts';
import { ConversationLog, type News } from './conversationLog.ts';
import { newVisitor, type Visitor, visitorOf } from './visitor.ts';

export interface DirectLineOptions {
  /** Answers one activity: the same as for every other channel. */
  listen(inbound: { body: unknown; authorization: string }): Promise<Answer>;
  /** Where this server listens. The bot sends what it says back there, as it sends to a channel. */
  url(): string;
  /** Where pictures are said to be, when it is not there. */
  publicUrl?: string | undefined;
}

interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

interface Request {
  params: Record<string, string>;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
}

export interface Route {
  method: 'get' | 'post' | 'put' | 'del' | 'opts';
  path: string;
  answer(request: Request): Promise<Answer>;
}

export interface DirectLine {
  routes: Route[];
  /** A page wants to be told of news. The caller has checked the Host header. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Lets go of every page; each comes back by itself. */
  close(): void;
}

/** How many conversations are remembered; the one that was used longest ago goes first, unless a page shows it. */
const LOGS_MAX = 50;

/** Tokens never expire, but Web Chat wants to be told a time, and asks for a new one before it. */
const EXPIRES_S = 3_600;

const BOT = { id: 'unknot', name: 'Unknot', role: 'bot' };

/** What a page may say about its activity. Who says it, where and to whom is not the page's to say. */
const TAKEN = ['type', 'text', 'textFormat', 'value', 'locale', 'localTimestamp', 'localTimezone', 'channelData'];

/**
 * As much of the Direct Line protocol as Web Chat uses, with both of its ends: the page's, and the connector that the
 * bot sends to. So an activity of the page goes the way of every other, and a message comes through the same client,
 * with the same time-outs and the same meaning of a failure, as one for Teams.
 */
export function createDirectLine({ listen, url, publicUrl }: DirectLineOptions): DirectLine {
  const logs = new Map<string, ConversationLog>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1_024 });

  /** The log of a conversation, made when it is not there: after a restart the bot may be the first to speak. */
  function logOf(conversation: string): ConversationLog {
    const log = logs.get(conversation) ?? new ConversationLog();
    // Used last, stands last.
    logs.delete(conversation);
    logs.set(conversation, log);
    const idle = logs.size > LOGS_MAX && [...logs].find(([, one]) => one !== log && !one.isFollowed);
    if (idle) logs.delete(idle[0]);
    return log;
  }

  function opened({ token, conversation }: Visitor, watermark: string | null): Json {
    const stream = new URL(`/v3/directline/conversations/${conversation}/stream`, url());
    stream.protocol = 'ws:';
    stream.searchParams.set('t', token);
    if (watermark !== null) stream.searchParams.set('watermark', watermark);
    return { conversationId: conversation, token, expires_in: EXPIRES_S, streamUrl: stream.href };
  }

  async function say(visitor: Visitor, said: Json): Promise<Answer> {
    const log = logOf(visitor.conversation);
    const activity = {
      ...Object.fromEntries(TAKEN.flatMap((name) => (name in said ? [[name, said[name]]] : []))),
      channelId: 'webchat',
      serviceUrl: new URL('/', url()).href,
      from: { id: visitor.person, name: 'You', role: 'user' },
      recipient: BOT,
      conversation: { id: visitor.conversation },
    };
    // Shown before it is heard, because the answer may be there before the turn has returned.
    const shown = log.add(activity);
    const { status, body } = await listen({ body: shown, authorization: '' });
    if (status < 400) return ok({ id: shown.id });
    log.remove(shown.id);
    // What Direct Line says when the bot failed. Web Chat then offers to send it again.
    return { status: status >= 500 ? 502 : status, body };
  }

  const asVisitor =
    (answer: (visitor: Visitor, request: Request) => Answer | Promise<Answer>): Route['answer'] =>
    async (request) => {
      const visitor = visitorOf(bearer(request));
      const named = request.params.id;
      if (!visitor || (named !== undefined && named !== visitor.conversation)) return NOT_YOURS;
      return answer(visitor, request);
    };

  const toConversation =
    (answer: (log: ConversationLog, activity: Json, request: Request) => Answer): Route['answer'] =>
    async (request) => {
      const { id = '' } = request.params;
      if (!/^[\w-]{24}$/.test(id)) return NOT_THERE;
      if (!isObject(request.body)) return { status: 400, body: { error: 'The activity has to be a JSON object.' } };
      return answer(logOf(id), request.body, request);
    };

  const sent = toConversation((log, activity) => {
    if (activity.type === 'typing') {
      log.pass(activity);
      return { status: 201, body: {} };
    }
    if (textAt(activity, 'channelData', 'unknot') === 'forgets') {
      log.clear();
      // A page that is open lets go of its token now; one that is not finds this when it comes back.
      if (log.isFollowed) {
        log.pass(activity);
        return { status: 201, body: {} };
      }
    }
    return { status: 201, body: { id: log.add(picturesFromHere(activity)).id } };
  });

  /** A page may know this machine by another name, and loads nothing but from where it came itself. */
  function picturesFromHere(activity: Json): Json {
    const { text } = activity;
    if (typeof text !== 'string') return activity;
    return { ...activity, text: text.replaceAll(`](${publicUrl ?? url()}/pictures/`, '](/pictures/') };
  }

  const page = '/v3/directline';
  const connector = '/v3/conversations/:id/activities';
  return {
    routes: [
      { method: 'post', path: `${page}/tokens/generate`, answer: async () => ok(tokenOf(newVisitor())) },
      { method: 'post', path: `${page}/tokens/refresh`, answer: asVisitor((visitor) => ok(tokenOf(visitor))) },
      {
        method: 'post',
        path: `${page}/conversations`,
        answer: asVisitor((visitor) => ({ status: 201, body: opened(visitor, null) })),
      },
      {
        method: 'get',
        path: `${page}/conversations/:id`,
        answer: asVisitor((visitor, { query }) => ok(opened(visitor, query.get('watermark')))),
      },
      {
        method: 'get',
        path: `${page}/conversations/:id/activities`,
        answer: asVisitor(({ conversation }, { query }) =>
          ok(logOf(conversation).since(query.get('watermark') ?? undefined)),
        ),
      },
      {
        method: 'post',
        path: `${page}/conversations/:id/activities`,
        answer: asVisitor((visitor, { body }) =>
          isObject(body)
            ? say(visitor, body)
            : { status: 400, body: { error: 'The activity has to be a JSON object.' } },
        ),
      },
      { method: 'post', path: connector, answer: sent },
      { method: 'post', path: `${connector}/:activity`, answer: sent },
      {
        method: 'put',
        path: `${connector}/:activity`,
        answer: toConversation((log, activity, { params }) =>
          log.update(params.activity ?? '', picturesFromHere(activity)) ? ok({ id: params.activity }) : NOT_THERE,
        ),
      },
    ],

    upgrade(request, socket, head) {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const visitor = visitorOf(searchParams.get('t'));
      // A browser lets any page open a socket to any host, and names the page in Origin.
      const ours = request.headers.origin === undefined || request.headers.origin === `http://${request.headers.host}`;
      if (!ours || !visitor || pathname !== `/v3/directline/conversations/${visitor.conversation}/stream`) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (page) => {
        const log = logOf(visitor.conversation);
        const news = (what: News) => page.send(JSON.stringify(what));
        const leave = log.follow(news);
        page.on('close', leave);
        page.on('error', () => page.terminate());
        news(log.since(searchParams.get('watermark') ?? undefined));
      });
    },

    close() {
      for (const page of sockets.clients) page.terminate();
      sockets.close();
    },
  };
}

const NOT_YOURS = { status: 403, body: { error: 'The token does not belong to this conversation.' } };
const NOT_THERE = { status: 404, body: { error: 'There is no such conversation or activity, or no longer.' } };

const ok = (body: unknown): Answer => ({ status: 200, body });

/** Web Chat shows the choices of a message to nobody but the person whom they are for, so it has to know who that is. */
function tokenOf(visitor: Visitor) {
  return { token: visitor.token, userId: visitor.person, expires_in: EXPIRES_S };
}

function bearer({ headers }: Request): string | undefined {
  const header = at(headers, 'authorization');
  return typeof header === 'string' ? /^Bearer (\S+)$/.exec(header)?.[1] : undefined;
}
