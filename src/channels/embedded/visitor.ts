import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Somebody at the page, known by a key that their browser keeps. */
export interface Visitor {
  key: string;
  /** The id as Direct Line wants it. It does not lead back to the key, so whoever reads the database is nobody's double. */
  userId: string;
}

const KEY = /^[\w-]{22}\.[\w-]{22}$/;

export function newVisitor(secret: string): Visitor {
  return visitorWith(randomBytes(16).toString('base64url'), secret);
}

/** Undefined when it is no key that was made here: nobody can make up people by the thousand. */
export function visitorOf(key: unknown, secret: string): Visitor | undefined {
  if (typeof key !== 'string' || !KEY.test(key)) return undefined;
  const visitor = visitorWith(key.slice(0, 22), secret);
  return timingSafeEqual(Buffer.from(visitor.key), Buffer.from(key)) ? visitor : undefined;
}

function visitorWith(random: string, secret: string): Visitor {
  const seal = createHmac('sha256', secret).update(`visitor ${random}`).digest('base64url').slice(0, 22);
  const key = `${random}.${seal}`;
  return { key, userId: `dl_${createHash('sha256').update(`person ${key}`).digest('base64url').slice(0, 24)}` };
}
