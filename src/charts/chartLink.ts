import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { PersonKey } from '../address.ts';

/** Which numbers a chart shows, and whose. */
export interface ChartOf {
  person: PersonKey;
  /** When the first and the last of them were given, in milliseconds since 1970. */
  from: number;
  until: number;
  /** IANA zone of its dates. */
  zone: string;
}

/**
 * Turns a chart into the last part of its address, and back. The address passes through the hands of channels, so it is
 * encrypted: nobody reads a person off it, and whoever changes a letter gets nothing.
 */
export interface ChartLinks {
  seal(chart: ChartOf): string;
  /** Undefined for whatever was not sealed with the same secret. */
  open(token: string): ChartOf | undefined;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `secret` is shared by all replicas, so that each knows the links of the others. */
export function chartLinks(secret: string): ChartLinks {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'unknot charts', 32));
  return {
    seal({ person, from, until, zone }) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(JSON.stringify([person, from, until, zone])), cipher.final()]);
      return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
    },
    open(token) {
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
        const [person, from, until, zone] = JSON.parse(text.toString()) as [PersonKey, number, number, string];
        return { person, from, until, zone };
      } catch {
        return undefined;
      }
    },
  };
}
