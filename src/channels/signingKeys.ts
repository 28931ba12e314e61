import { createPublicKey, type KeyObject } from 'node:crypto';
import { isObject, listAt, textAt } from './json.ts';

export interface SigningKey {
  key: KeyObject;
  /** The channels that may be spoken for with it. Empty where nothing is said about that. */
  endorsements: readonly string[];
}

/** Nobody could be checked, because the keys of the Bot Framework are out of reach. */
export class KeysOutOfReach extends Error {
  override readonly name = 'KeysOutOfReach';
}

/** Keys are fetched anew every day, as the Bot Framework asks for. */
const FRESH_MS = 24 * 3_600_000;
/** While they cannot be fetched, those that are there will do for so long. */
const USABLE_MS = 5 * FRESH_MS;
/** How soon they are fetched again for a key that is not among them, which anybody can name. */
const AGAIN_MS = 5 * 60_000;
/** How soon it is tried again when they could not be fetched and there are some to go on with. */
const RETRY_MS = 60_000;
/** How long a caller waits for them: a channel waits 15 s in all. */
const FETCH_MS = 4_000;

/** The keys that the Bot Framework signs its tokens with, fetched when they are needed and then kept. */
export class SigningKeys {
  readonly #metadataUrl: string;
  readonly #now: () => number;
  #keys = new Map<string, SigningKey>();
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #triedAt = Number.NEGATIVE_INFINITY;
  #fetching: Promise<void> | undefined;

  /** `metadataUrl`: an OpenID configuration, which says where the keys are. */
  constructor(metadataUrl: string, now: () => number) {
    this.#metadataUrl = metadataUrl;
    this.#now = now;
  }

  /** The key of that id, or undefined when the Bot Framework has no such key. Rejects with `KeysOutOfReach`. */
  async find(id: string): Promise<SigningKey | undefined> {
    const now = this.#now();
    const age = now - this.#fetchedAt;
    const sinceTried = now - this.#triedAt;
    if (age >= USABLE_MS) await this.#fetch();
    else if (age >= FRESH_MS && sinceTried >= RETRY_MS) await this.#fetch().catch(() => {});
    else if (!this.#keys.has(id) && sinceTried >= AGAIN_MS) await this.#fetch();
    return this.#keys.get(id);
  }

  /** All who wait for keys wait for the same request. */
  #fetch(): Promise<void> {
    this.#fetching ??= this.#fetchOnce().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  async #fetchOnce(): Promise<void> {
    this.#triedAt = this.#now();
    try {
      const configuration = await read(this.#metadataUrl);
      this.#keys = keysIn(await read(textAt(configuration, 'jwks_uri') ?? ''));
      this.#fetchedAt = this.#triedAt;
    } catch (cause) {
      throw new KeysOutOfReach('The keys of the Bot Framework could not be fetched.', { cause });
    }
  }
}

async function read(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS) });
  if (!response.ok) throw new Error(`The answer was ${response.status}.`);
  return response.json();
}

function keysIn(set: unknown): Map<string, SigningKey> {
  const keys = new Map<string, SigningKey>();
  for (const jwk of listAt(set, 'keys')) {
    const id = textAt(jwk, 'kid');
    if (id === undefined || !isObject(jwk) || jwk.kty !== 'RSA') continue;
    const endorsements = listAt(jwk, 'endorsements').filter((name) => typeof name === 'string');
    keys.set(id, { key: createPublicKey({ key: jwk, format: 'jwk' }), endorsements });
  }
  // Better the keys of before than none.
  if (keys.size === 0) throw new Error('There was no key in the answer.');
  return keys;
}
