import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Route } from './directLine.ts';

const FOLDER = join(import.meta.dirname, 'page');
const PICTURES = join(import.meta.dirname, '../../../content/pictures');
/** Not exported by its package, so found by its place. */
const WEB_CHAT = join(import.meta.dirname, '../../../node_modules/botframework-webchat/dist/webchat.js');
const HOUR_S = 3_600;

/** The style that Web Chat's own style sheets begin as: an empty one. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

export interface PageOptions {
  /** Under the name of the bot. */
  note: string;
  /** Where the page gets its token, when that is not the Direct Line beside it. */
  tokens?: string;
  /** Where it is sent messages from, as sources of a content security policy; `host` is the one it came from. */
  connect(host: string): readonly string[];
  /** Other places that pictures come from. */
  images?: readonly string[];
  /** The pages that may show it in a frame. */
  framedBy?: readonly string[];
}

/** The page at `/` and what it loads, all from here. Undefined where Web Chat is not installed. */
export function createPage(options: PageOptions): Route[] | undefined {
  const webChat = webChatFile();
  if (webChat === undefined) return undefined;
  const html = readFileSync(join(FOLDER, 'page.html'), 'utf8')
    .replace('{body}', bodyDrawing())
    .replace('{note}', options.note)
    .replace('{tokens}', options.tokens ?? '');
  return [
    {
      method: 'get',
      path: '/',
      async answer({ headers }) {
        const nonce = randomBytes(16).toString('base64');
        return {
          status: 200,
          body: html.replaceAll('{nonce}', nonce),
          headers: {
            'content-type': 'text/html; charset=utf-8',
            'content-security-policy': policy(nonce, String(headers.host), options),
          },
        };
      },
    },
    file('page.css', 'text/css', () => readFileSync(join(FOLDER, 'page.css'))),
    file('page.js', 'text/javascript', () => readFileSync(join(FOLDER, 'page.js'))),
    file('icon.svg', 'image/svg+xml', () => readFileSync(join(PICTURES, 'icon-color.svg'))),
    file('webchat.js', 'text/javascript', () => readFileSync(webChat), HOUR_S),
  ];
}

/** The two figures, to stand in the page itself: the buttons over them say what they are. */
function bodyDrawing(): string {
  return readFileSync(join(PICTURES, 'body.svg'), 'utf8')
    .replace(/<title>.*?<\/title>/s, '')
    .replace(/<svg xmlns="[^"]*"/, '<svg aria-hidden="true"');
}

/** The bundle that the package carries for pages without a build. */
function webChatFile(): string | undefined {
  return existsSync(WEB_CHAT) ? WEB_CHAT : undefined;
}

/** Nothing from another host, no inline script. Web Chat writes its styles at run time, hence the nonce. */
function policy(nonce: string, host: string, { connect, images = [], framedBy = [] }: PageOptions): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}' ${EMPTY_STYLE}`,
    ['connect-src', "'self'", ...connect(host)].join(' '),
    ['img-src', "'self'", ...images, 'data:', 'blob:'].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${framedBy.length > 0 ? framedBy.join(' ') : "'none'"}`,
  ].join('; ');
}

interface Kept {
  bytes: Buffer;
  zipped: Buffer;
  etag: string;
}

/** Read and compressed once, when it is first asked for. */
function file(name: string, type: string, read: () => Buffer, maxAge = 0): Route {
  let kept: Promise<Kept> | undefined;
  return {
    method: 'get',
    path: `/webchat/${name}`,
    async answer({ headers }) {
      kept ??= keep(read());
      const { bytes, zipped, etag } = await kept;
      const asked = {
        'cache-control': maxAge > 0 ? `max-age=${maxAge}` : 'no-cache',
        etag,
        vary: 'accept-encoding',
      };
      if (headers['if-none-match'] === etag) return { status: 304, headers: asked };
      const takesZip = /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));
      return {
        status: 200,
        body: takesZip ? zipped : bytes,
        headers: {
          ...asked,
          'content-type': `${type}; charset=utf-8`,
          ...(takesZip && { 'content-encoding': 'gzip' }),
        },
      };
    },
  };
}

async function keep(bytes: Buffer): Promise<Kept> {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 24)}"`;
  return { bytes, zipped: await promisify(gzip)(bytes), etag };
}
