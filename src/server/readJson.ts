import type { IncomingMessage } from 'node:http';

export type JsonBody =
  | { outcome: 'read'; body: unknown }
  /** 400: no JSON. 408: it took too long. 413: too large. `more` when the caller has not sent all of it. */
  | { outcome: 'refused'; status: 400 | 408 | 413; more: boolean }
  /** The caller is gone. */
  | { outcome: 'cut-off' };

/**
 * Reads a body of JSON in UTF-8, of so many bytes and within so many milliseconds. Whoever sends more, or for ever, is
 * not listened to until they are through: restify's own reader takes in whatever comes before it says that it is too
 * much.
 */
export function readJson(request: IncomingMessage, maxBytes: number, withinMs: number): Promise<JsonBody> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    return Promise.resolve({ outcome: 'refused', status: 413, more: true });
  }
  return new Promise((done) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    const settle = (body: JsonBody) => {
      clearTimeout(late);
      request.off('data', take);
      done(body);
    };
    const take = (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > maxBytes) settle({ outcome: 'refused', status: 413, more: true });
      else pieces.push(piece);
    };
    const late = setTimeout(() => settle({ outcome: 'refused', status: 408, more: true }), withinMs);
    request.on('data', take);
    request.once('end', () => settle(parsed(Buffer.concat(pieces))));
    request.once('error', () => settle({ outcome: 'cut-off' }));
    request.once('close', () => settle({ outcome: 'cut-off' }));
  });
}

/** Takes off a byte order mark, and takes nothing that is no text. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

function parsed(bytes: Buffer): JsonBody {
  try {
    return { outcome: 'read', body: JSON.parse(UTF8.decode(bytes)) };
  } catch {
    return { outcome: 'refused', status: 400, more: false };
  }
}
