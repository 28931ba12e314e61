import { Bucket } from '../../bucket.ts';
import { Latest } from '../../latest.ts';
import { at, isObject, textAt } from '../json.ts';
import type { Route } from '../webchat/directLine.ts';
import { createPage } from '../webchat/page.ts';
import { askToken, NoToken } from './askToken.ts';
import { newVisitor, visitorOf } from './visitor.ts';

export interface EmbeddedChatOptions {
  /** Of the Direct Line channel in Azure. */
  directLineSecret: string;
  /** Of the service, without a slash at the end. */
  directLineUrl: string;
  /** Where the page is reached, without a slash at the end. */
  publicUrl: string;
  /** The pages of an intranet that may show the page in a frame, or ask for a token for a Web Chat of their own. */
  embedOrigins: readonly string[];
  /** Seals the keys by which visitors are known, the same for every replica. */
  linkSecret: string;
  log: { warn(fields: object, message: string): void };
  /** Milliseconds since 1970. */
  now?: () => number;
}

const TOKENS = '/webchat/token';

/** A page asks once when it opens. More people than this who are new in one minute are a program, not a workplace. */
const NEW = { atOnce: 60, everyMs: 1_000 };
/** Somebody who is known may reload the page as they like, within reason. */
const KNOWN = { atOnce: 10, everyMs: 10_000 };
/** So many people are remembered for it; whoever asked longest ago goes first. */
const KNOWN_MAX = 10_000;

/**
 * The page for people of an intranet, which talks to the bot through Azure's Direct Line: whoever opens it is checked
 * there and not here. The secret of that channel stays in this process; the page gets a token for one person, which
 * ends by itself. Undefined where Web Chat is not installed.
 */
export function createEmbeddedChat(options: EmbeddedChatOptions): Route[] | undefined {
  const { directLineSecret, directLineUrl, publicUrl, embedOrigins, linkSecret, log, now = Date.now } = options;
  const service = new URL(directLineUrl);
  const socket = `${service.protocol === 'https:' ? 'wss' : 'ws'}://${service.host}`;
  const home = new URL(publicUrl).origin;
  const trustedOrigins = [...new Set([home, ...embedOrigins])];
  const page = createPage({
    note: 'a wellness guide, not a doctor',
    tokens: TOKENS,
    connect: () => [service.origin, socket],
    images: [home],
    framedBy: embedOrigins,
  });
  if (!page) return undefined;
  const newcomers = new Bucket(NEW);
  const visitors = new Latest<string, Bucket>(KNOWN_MAX);

  function waitOf(userId: string | undefined): number {
    const bucket = userId === undefined ? newcomers : (visitors.get(userId) ?? new Bucket(KNOWN));
    if (userId !== undefined) visitors.put(userId, bucket);
    const time = now();
    const wait = bucket.waitMs(time);
    if (wait === 0) bucket.count(time);
    return wait;
  }

  const token: Route['answer'] = async ({ headers, body }) => {
    const origin = textAt(headers, 'origin');
    if (origin === undefined || !trustedOrigins.includes(origin)) {
      const error = 'Tokens are for the page of this bot and for the pages that EMBED_ORIGINS names.';
      return { status: 403, body: { error } };
    }
    const shared = { 'access-control-allow-origin': origin, vary: 'origin' };
    if (!isObject(body)) return { status: 400, headers: shared, body: { error: 'The body has to be a JSON object.' } };
    const known = visitorOf(at(body, 'visitor'), linkSecret);
    const wait = waitOf(known?.userId);
    if (wait > 0) {
      const headers = { ...shared, 'retry-after': String(Math.ceil(wait / 1_000)) };
      return { status: 429, headers, body: { error: 'Too many pages were opened. Please wait a little.' } };
    }
    const { key, userId } = known ?? newVisitor(linkSecret);
    try {
      const { token, expiresIn } = await askToken(userId, {
        secret: directLineSecret,
        url: directLineUrl,
        trustedOrigins,
      });
      const domain = `${directLineUrl}/v3/directline`;
      return { status: 200, headers: shared, body: { token, expires_in: expiresIn, userId, visitor: key, domain } };
    } catch (error) {
      if (!(error instanceof NoToken)) throw error;
      log.warn({}, `The page could not be given a token. ${error.message}`);
      return { status: 502, headers: shared, body: { error: 'The chat cannot be reached at the moment.' } };
    }
  };

  const preflight: Route['answer'] = async ({ headers }) => {
    const origin = textAt(headers, 'origin');
    if (origin === undefined || !trustedOrigins.includes(origin)) return { status: 403 };
    return {
      status: 204,
      headers: {
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'content-type',
        'access-control-max-age': '3600',
        vary: 'origin',
      },
    };
  };

  return [
    ...page,
    { method: 'post', path: TOKENS, answer: token },
    { method: 'opts', path: TOKENS, answer: preflight },
  ];
}
