import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Sign } from './ask.ts';
import type { CheckedActivity } from './checkActivity.ts';
import { SigningKeys } from './signingKeys.ts';
import { readToken, wrongClaim, wrongSignature } from './token.ts';

type AuthenticationArguments = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>;

/** The settings as the SDK names them: `MicrosoftAppId`, `MicrosoftAppPassword` and so on. */
export type SdkSettings = NonNullable<AuthenticationArguments[0]>;
/** Where tokens for sending come from. The SDK's own choice, by the settings, unless a test brings one. */
export type Credentials = NonNullable<AuthenticationArguments[1]>;

/** Whoever calls is not who they say, or not allowed. The message says what speaks against the token, for a log. */
export class NotAuthenticated extends Error {
  override readonly name = 'NotAuthenticated';
}

const ISSUER = 'https://api.botframework.com';
const METADATA_URL = 'https://login.botframework.com/v1/.well-known/openidconfiguration';

/**
 * Who calls, and the token that our own calls carry. The latter is the SDK's. Callers are checked here and not by the
 * SDK: it also lets in tokens that were made for its Emulator by any tenant, lets anybody fill its memory with the
 * names of tenants, answers a forged token with 500 and prints a key.
 */
export class Authentication {
  readonly #settings: SdkSettings;
  readonly #given: Credentials | undefined;
  readonly #appId: string;
  readonly #issuer: string;
  readonly #keys: SigningKeys;
  readonly #now: () => number;
  #sdk: Promise<ConfigurationBotFrameworkAuthentication> | undefined;
  #credentials: Promise<Signing> | undefined;

  constructor(settings: SdkSettings, credentials?: Credentials, now: () => number = Date.now) {
    this.#settings = settings;
    this.#given = credentials;
    this.#appId = String(settings.MicrosoftAppId ?? '');
    this.#issuer = String(settings.ToBotFromChannelTokenIssuer ?? ISSUER);
    this.#keys = new SigningKeys(String(settings.ToBotFromChannelOpenIdMetadataUrl ?? METADATA_URL), now);
    this.#now = now;
  }

  /** Loads the SDK where it is needed, so that no reply waits for it. Rejects on settings it cannot use. */
  async ready(): Promise<void> {
    if (this.#signs) await this.#load();
  }

  /**
   * Checks that the Bot Framework sent this activity, to this bot, for this service and this channel. Without an app
   * id there is nothing to check. Rejects with `NotAuthenticated` or `KeysOutOfReach`.
   */
  async check({ serviceUrl, channelId: channel }: CheckedActivity, authorization: string): Promise<void> {
    if (this.#appId === '') return;
    const token = readToken(authorization);
    if (!token) throw new NotAuthenticated(authorization === '' ? 'no token' : 'no token of its kind');
    const madeFor = { issuer: this.#issuer, appId: this.#appId, serviceUrl };
    const claim = wrongClaim(token, madeFor, this.#now());
    if (claim !== undefined) throw new NotAuthenticated(claim);
    const key = await this.#keys.find(token.keyId);
    const signature = key ? wrongSignature(token, key, channel) : 'an unknown key';
    if (signature !== undefined) throw new NotAuthenticated(signature);
  }

  /** Puts our token on a request. Without an app id there is none. */
  readonly sign: Sign = async (request) => {
    if (!this.#signs) return;
    this.#credentials ??= this.#makeCredentials();
    await (await this.#credentials).signRequest(request);
  };

  /** The SDK hides its credentials in the clients that it makes. All of them, whatever their address, have the same. */
  #makeCredentials(): Promise<Signing> {
    // The class of these claims is not exported. Nothing is asked of them but whose they are.
    const claims = { getClaimValue: () => this.#appId } as unknown as Claims;
    const made = this.#load()
      .then((sdk) => sdk.createConnectorFactory(claims).create('https://smba.trafficmanager.net/'))
      .then((client) => client.credentials as unknown as Signing);
    made.catch(() => {
      this.#credentials = undefined;
    });
    return made;
  }

  get #signs(): boolean {
    return this.#appId !== '' || this.#given !== undefined;
  }

  /** The SDK takes a third of the start and 60 MB, and has nothing to do without an app id. */
  #load(): Promise<ConfigurationBotFrameworkAuthentication> {
    this.#sdk ??= import('botbuilder').then(
      (sdk) => new sdk.ConfigurationBotFrameworkAuthentication(this.#settings, this.#given),
    );
    return this.#sdk;
  }
}

type Claims = Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>[0];

interface Signing {
  signRequest(request: { headers: Map<string, string> }): Promise<unknown>;
}
