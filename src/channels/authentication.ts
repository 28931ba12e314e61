import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Sign } from './ask.ts';
import { at } from './json.ts';
import { withoutSdkNoise } from './sdkNoise.ts';

type AuthenticationArguments = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>;

/** The settings as the SDK names them: `MicrosoftAppId`, `MicrosoftAppPassword` and so on. */
export type SdkSettings = NonNullable<AuthenticationArguments[0]>;
/** Where tokens for sending come from. The SDK's own choice, by the settings, unless a test brings one. */
export type Credentials = NonNullable<AuthenticationArguments[1]>;

/** Whoever calls is not who they say, or not allowed. */
export class NotAuthenticated extends Error {
  override readonly name = 'NotAuthenticated';
}

/** Nobody could be checked, because the keys of the Bot Framework are out of reach. */
export class KeysOutOfReach extends Error {
  override readonly name = 'KeysOutOfReach';
}

/** How long a caller waits for keys to be fetched, which the SDK would wait for without end. */
const KEYS_MS = 8_000;

/**
 * What the Bot Framework's SDK does here: it checks who calls, and gets the token that our own calls carry. Its
 * adapter is not used. It would make a context and two clients for every activity, though a turn needs none of them,
 * and answer a forged token with 500, the error's own words in the body, and print it.
 */
export class Authentication {
  readonly #sdk: ConfigurationBotFrameworkAuthentication;
  readonly #appId: string;
  #credentials: Promise<Signing> | undefined;

  constructor(settings: SdkSettings, credentials?: Credentials) {
    this.#sdk = new ConfigurationBotFrameworkAuthentication(settings, credentials);
    this.#appId = String(settings.MicrosoftAppId ?? '');
  }

  /** Checks the token of an activity. Rejects with `NotAuthenticated` or `KeysOutOfReach`. */
  async check(activity: Activity, authorization: string): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(new KeysOutOfReach('The keys of the Bot Framework did not come in time.')),
        KEYS_MS,
      );
    });
    try {
      await Promise.race([withoutSdkNoise(() => this.#sdk.authenticateRequest(activity, authorization)), late]);
    } catch (cause) {
      if (cause instanceof KeysOutOfReach) throw cause;
      if (keysFailed(cause)) throw new KeysOutOfReach('The keys of the Bot Framework could not be fetched.', { cause });
      throw new NotAuthenticated('The token does not prove that the Bot Framework sent this activity.', { cause });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Puts our token on a request. Without an app id there is none. */
  readonly sign: Sign = async (request) => {
    this.#credentials ??= this.#makeCredentials();
    await (await this.#credentials).signRequest(request);
  };

  /** The SDK hides its credentials in the clients that it makes. All of them, whatever their address, have the same. */
  #makeCredentials(): Promise<Signing> {
    // The class of these claims is not exported. Nothing is asked of them but whose they are.
    const claims = { getClaimValue: () => this.#appId } as unknown as Claims;
    const made = this.#sdk
      .createConnectorFactory(claims)
      .create('https://smba.trafficmanager.net/')
      .then((client) => client.credentials as unknown as Signing);
    made.catch(() => {
      this.#credentials = undefined;
    });
    return made;
  }
}

type Claims = Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>[0];

interface Signing {
  signRequest(request: { headers: Map<string, string> }): Promise<unknown>;
}

/** The SDK's own class for it is not exported, but carries the status that it would rather not send. */
function keysFailed(error: unknown): boolean {
  const status = at(error, 'statusCode');
  const networkFailed = error instanceof Error && (error.name === 'FetchError' || 'errno' in error);
  return networkFailed || (typeof status === 'number' && status >= 500);
}
