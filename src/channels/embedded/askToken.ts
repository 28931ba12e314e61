import { at } from '../json.ts';

/** What a page needs to talk to the bot for half an hour, after which Web Chat asks Direct Line for the next by itself. */
export interface Token {
  token: string;
  /** Seconds. */
  expiresIn: number;
}

export interface AskTokenOptions {
  /** Of the Direct Line channel. Leaves this process in one header alone, to that service alone. */
  secret: string;
  /** Of the service, without a slash at the end: `https://directline.botframework.com`. */
  url: string;
  /** The pages that may use the tokens. */
  trustedOrigins: readonly string[];
  timeoutMs?: number;
}

/** Direct Line gave no token. The message says why, in a sentence for whoever runs the bot, and holds no secret. */
export class NoToken extends Error {
  override readonly name = 'NoToken';
}

/** Well below the time after which somebody who waits for a page to open gives up. */
const TIMEOUT_MS = 8_000;

/**
 * Asks Direct Line for a token of one person, who can be nobody else with it. Rejects with `NoToken`.
 */
export async function askToken(userId: string, options: AskTokenOptions): Promise<Token> {
  const { secret, url, trustedOrigins, timeoutMs = TIMEOUT_MS } = options;
  let response: Response;
  try {
    response = await fetch(`${url}/v3/directline/tokens/generate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ user: { id: userId }, trustedOrigins }),
      // The secret goes to no other address.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    throw new NoToken('Direct Line could not be reached. Is DIRECT_LINE_URL right, and may this server go there?', {
      cause: error,
    });
  }
  if (response.status === 401 || response.status === 403) {
    throw new NoToken(
      `Direct Line answered ${response.status}. Compare DIRECT_LINE_SECRET with a key of the bot’s Direct Line channel in Azure.`,
    );
  }
  const body: unknown = await response.json().catch(() => undefined);
  const [token, expiresIn] = [at(body, 'token'), at(body, 'expires_in')];
  // It is signed, and grows with the origins that it is for.
  if (!response.ok || typeof token !== 'string' || !/^\S+$/.test(token) || typeof expiresIn !== 'number') {
    throw new NoToken(`Direct Line answered ${response.status} and gave no token. It may be over its limits, or down.`);
  }
  return { token, expiresIn };
}
