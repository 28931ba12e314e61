import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { at } from './json.ts';
import { type KeptClients, keepClients } from './keptClients.ts';
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
 * The SDK's adapter with its connections kept between turns, and with errors that say whose fault it was. `process`
 * is not used: it answers a forged token with 500, the error's own words in the body, and prints it.
 */
export class Adapter extends CloudAdapter {
  readonly clients: KeptClients;

  constructor(settings: SdkSettings, credentials?: Credentials) {
    const authentication = new Authentication(settings, credentials);
    super(authentication);
    this.clients = keepClients(
      authentication.createConnectorFactory(this.createClaimsIdentity(String(settings.MicrosoftAppId ?? ''))),
    );
  }

  /**
   * Checks the token of an activity, then runs `turn`. Rejects with `NotAuthenticated` or `KeysOutOfReach` before
   * the turn, afterwards only with what the turn threw.
   */
  async run(activity: Activity, authorization: string, turn: () => Promise<void>): Promise<void> {
    const authenticated = await this.authenticate(activity, authorization);
    const connectorFactory = { create: (serviceUrl: string) => this.clients.of(serviceUrl) };
    await this.processActivity({ ...authenticated, connectorFactory }, activity, turn);
  }

  private async authenticate(activity: Activity, authorization: string) {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(new KeysOutOfReach('The keys of the Bot Framework did not come in time.')),
        KEYS_MS,
      );
    });
    try {
      const checked = withoutSdkNoise(() =>
        this.botFrameworkAuthentication.authenticateRequest(activity, authorization),
      );
      return await Promise.race([checked, late]);
    } catch (cause) {
      if (cause instanceof KeysOutOfReach) throw cause;
      if (keysFailed(cause)) throw new KeysOutOfReach('The keys of the Bot Framework could not be fetched.', { cause });
      throw new NotAuthenticated('The token does not prove that the Bot Framework sent this activity.', { cause });
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The SDK gives each turn a client for sign-ins. Nobody signs in here, so one is made and kept. */
class Authentication extends ConfigurationBotFrameworkAuthentication {
  #kept: ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']> | undefined;

  constructor(settings: SdkSettings, credentials?: Credentials) {
    super(settings, credentials);
  }

  override createUserTokenClient(
    ...identity: Parameters<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>
  ): ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']> {
    this.#kept ??= super.createUserTokenClient(...identity);
    return this.#kept;
  }
}

/** The SDK's own class for it is not exported, but carries the status that it would rather not send. */
function keysFailed(error: unknown): boolean {
  const status = at(error, 'statusCode');
  const networkFailed = error instanceof Error && (error.name === 'FetchError' || 'errno' in error);
  return networkFailed || (typeof status === 'number' && status >= 500);
}
