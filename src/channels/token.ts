import { verify } from 'node:crypto';
import { at, isObject, type Json, textAt } from './json.ts';
import type { SigningKey } from './signingKeys.ts';

/** A token as it came. Nothing in it is believed yet. */
export interface Token {
  keyId: string;
  digest: 'RSA-SHA256' | 'RSA-SHA384' | 'RSA-SHA512';
  claims: Json;
  signed: Buffer;
  signature: Buffer;
}

/** What the token of one activity has to be made for. */
export interface MadeFor {
  issuer: string;
  appId: string;
  serviceUrl: string;
}

/** Clocks differ. The Bot Framework asks for as much. */
const SKEW_SECONDS = 5 * 60;

const DIGESTS: Partial<Record<string, Token['digest']>> = {
  RS256: 'RSA-SHA256',
  RS384: 'RSA-SHA384',
  RS512: 'RSA-SHA512',
};

/** Takes an `Authorization` header apart. Undefined when there is no token of the Bot Framework's kind in it. */
export function readToken(authorization: string): Token | undefined {
  // Strictly, since Buffer lets pass what is no base64url.
  const parts = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization);
  if (!parts) return undefined;
  const [, head = '', body = '', signature = ''] = parts;
  const [header, claims] = [parsed(head), parsed(body)];
  const [algorithm, keyId] = [textAt(header, 'alg'), textAt(header, 'kid')];
  // No list but this one: a token says itself how it wants to be checked, and `none` or a shared secret must not do.
  const digest = algorithm !== undefined && Object.hasOwn(DIGESTS, algorithm) ? DIGESTS[algorithm] : undefined;
  // `crit` names rules that whoever does not know them must not accept. None is known here.
  if (!digest || keyId === undefined || !claims || at(header, 'crit') !== undefined) return undefined;
  return {
    keyId,
    digest,
    claims,
    signed: Buffer.from(`${head}.${body}`),
    signature: Buffer.from(signature, 'base64url'),
  };
}

/**
 * What speaks against the claims of a token, in words for a log; undefined when nothing does. `now` is in milliseconds
 * since 1970. Worth asking before the signature: then nobody makes us fetch keys with a token that is not even ours.
 */
export function wrongClaim({ claims }: Token, madeFor: MadeFor, now: number): string | undefined {
  const seconds = now / 1_000;
  const [expires, begins] = [at(claims, 'exp'), at(claims, 'nbf')];
  // One issuer alone. The SDK also believes tokens of any tenant that carry our app id, for its Emulator, without
  // looking whom they were made for; and it remembers for ever each tenant that an unsigned token names.
  if (at(claims, 'iss') !== madeFor.issuer) return 'another issuer';
  // An app id is a GUID, and whoever copies it may get capitals.
  if (textAt(claims, 'aud')?.toLowerCase() !== madeFor.appId.toLowerCase()) return 'made for another bot';
  if (typeof expires !== 'number') return 'without an end';
  if (seconds >= expires + SKEW_SECONDS) return 'expired';
  if (begins !== undefined && (typeof begins !== 'number' || seconds < begins - SKEW_SECONDS)) return 'not valid yet';
  if (at(claims, 'serviceurl') !== madeFor.serviceUrl) return 'made for another service';
  return undefined;
}

/** What speaks against the signature, and the right of whoever signed to speak for a channel. */
export function wrongSignature(token: Token, key: SigningKey, channel: string): string | undefined {
  if (!verify(token.digest, token.signed, key.key, token.signature)) return 'a bad signature';
  if (key.endorsements.length > 0 && !key.endorsements.includes(channel)) return 'not endorsed for the channel';
  return undefined;
}

function parsed(part: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
