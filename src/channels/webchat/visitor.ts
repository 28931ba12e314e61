import { createHash, randomBytes } from 'node:crypto';

/** Somebody at the local web chat. */
export interface Visitor {
  /** Kept by the browser, and all that it keeps: whoever has it is this person, before and after a restart. */
  token: string;
  /** Both ids come of the token alone, so the server has nothing to remember. */
  conversation: string;
  person: string;
}

const TOKEN = /^[\w-]{32}$/;

export function newVisitor(): Visitor {
  return visitorWith(randomBytes(24).toString('base64url'));
}

/** Undefined when it is no token of ours. */
export function visitorOf(token: string | null | undefined): Visitor | undefined {
  return typeof token === 'string' && TOKEN.test(token) ? visitorWith(token) : undefined;
}

function visitorWith(token: string): Visitor {
  return { token, conversation: derived('conversation', token), person: derived('person', token) };
}

/** The database knows these. They do not lead back to the token, so they open nobody's conversation. */
function derived(what: string, token: string): string {
  return createHash('sha256').update(`${what} ${token}`).digest('base64url').slice(0, 24);
}
