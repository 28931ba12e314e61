import { z } from 'zod';

/** Everything the program can be told from outside. Documented, setting by setting, in `.env.example`. */
export interface Config {
  port: number;
  /** PostgreSQL, for several replicas. Wins over the file. */
  databaseUrl: string | undefined;
  /** The SQLite file. */
  databasePath: string;
  logLevel: (typeof LOG_LEVELS)[number];
  /** How long results of sessions and check-ins are kept, in days. */
  resultsDays: number;
  /** Where others reach this server, for pictures. Without it and with an app id, messages go without pictures. */
  publicUrl: string | undefined;
  /** Seals the addresses of charts, the same for every replica. Undefined: one of this process alone will do. */
  linkSecret: string | undefined;
  /** Hosts that replies may go to, besides those of the channels. */
  serviceHosts: string[];
  /** The page for an intranet, over Azure's Direct Line. Undefined: there is none. */
  embedding: Embedding | undefined;
  /** What a look at the metrics needs. With an app id and without it there are none to look at. */
  metricsToken: string | undefined;
  /** Whether traces are handed over. Where to, the exporter reads from the standard variables itself. */
  traces: boolean;
  /** Undefined without an app id: then this machine alone may talk to the bot. */
  bot: BotIdentity | undefined;
}

interface Embedding {
  directLineSecret: string;
  /** Without a slash at the end. */
  directLineUrl: string;
  /** The pages that may show the page in a frame, or get tokens for a Web Chat of their own. */
  embedOrigins: string[];
}

/** As the Bot Framework SDK names them. */
interface BotIdentity {
  MicrosoftAppId: string;
  MicrosoftAppPassword: string;
  MicrosoftAppTenantId: string;
  MicrosoftAppType: string;
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
const APP_TYPES = ['SingleTenant', 'UserAssignedMsi', 'MultiTenant'] as const;

/** The settings cannot work. The message lists everything that is wrong, so that one start is enough to learn it all. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `Unknot cannot start with these settings:\n${problems.map((problem) => `- ${problem}`).join('\n')}\nThey are explained in .env.example.`,
    );
    this.problems = problems;
  }
}

const guid = z.guid();

/** Reads the environment. Pure; throws `ConfigError` with every problem at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  // An empty line in .env means the same as no line.
  const setting = (name: string) => env[name]?.trim() || undefined;
  const whole = (name: string, fallback: number, min: number, max: number) => {
    const text = setting(name);
    if (text === undefined) return fallback;
    const number = Number(text);
    if (Number.isInteger(number) && number >= min && number <= max) return number;
    problems.push(`${name} is '${text}'; it has to be a whole number from ${min} to ${max}.`);
    return fallback;
  };

  const port = whole('PORT', 3978, 0, 65_535);
  const resultsDays = whole('RESULTS_DAYS', 180, 1, 3_650);
  const level = setting('LOG_LEVEL') ?? 'info';
  const logLevel = LOG_LEVELS.find((known) => known === level);
  if (!logLevel) problems.push(`LOG_LEVEL is '${level}'; it is one of ${LOG_LEVELS.join(', ')}.`);
  const serviceHosts = (setting('SERVICE_URL_HOSTS') ?? '').split(',').flatMap((host) => host.trim() || []);
  for (const host of serviceHosts) {
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(host)) {
      problems.push(
        `SERVICE_URL_HOSTS has '${host}'; it takes host names like smba.example.com, with commas between them.`,
      );
    }
  }
  const databaseUrl = setting('DATABASE_URL');
  if (databaseUrl !== undefined && !isPostgresUrl(databaseUrl)) {
    // It may hold a password, so it is not repeated.
    problems.push(
      'DATABASE_URL is no address of a PostgreSQL database; it looks like postgres://user:password@db.example.com:5432/unknot, with % codes for special characters in the password. Remove it to keep the data in the file that DATABASE_PATH names.',
    );
  }
  const bot = readBot(setting, problems);
  if (!bot && setting('NODE_ENV') === 'production') {
    problems.push(
      'NODE_ENV is production, but MicrosoftAppId is not set. Without it anybody could talk to the bot in another person’s name; set the app id, or leave NODE_ENV unset on your own machine.',
    );
  }
  const publicUrl = readPublicUrl(setting('PUBLIC_URL'), bot !== undefined, problems);
  const linkSecret = readLinkSecret(setting('LINK_SECRET'), bot !== undefined && publicUrl !== undefined, problems);
  const embedding = readEmbedding(setting, bot !== undefined, publicUrl, problems);
  const metricsToken = setting('METRICS_TOKEN');
  if (metricsToken !== undefined && metricsToken.length < TOKEN_MIN) {
    // It is not repeated, because it is a secret.
    problems.push(
      `METRICS_TOKEN has ${metricsToken.length} characters; it needs ${TOKEN_MIN} or more. "openssl rand -hex 16" makes one.`,
    );
  }
  const collector = setting('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') ?? setting('OTEL_EXPORTER_OTLP_ENDPOINT');
  if (collector !== undefined && !['http:', 'https:'].includes(URL.parse(collector)?.protocol ?? '')) {
    problems.push(
      `OTEL_EXPORTER_OTLP_ENDPOINT is '${collector}'; it is the address of a collector that takes OTLP over HTTP, like http://127.0.0.1:4318.`,
    );
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    port,
    databaseUrl,
    databasePath: setting('DATABASE_PATH') ?? 'data/unknot.db',
    logLevel: logLevel ?? 'info',
    resultsDays,
    publicUrl,
    linkSecret,
    serviceHosts,
    embedding,
    metricsToken,
    traces: collector !== undefined,
    bot,
  };
}

/** As short as nobody guesses it. */
const SECRET_MIN = 32;
const TOKEN_MIN = 16;

function readLinkSecret(text: string | undefined, isNeeded: boolean, problems: string[]): string | undefined {
  if (text === undefined && isNeeded) {
    problems.push(
      'LINK_SECRET is not set, but PUBLIC_URL is; the addresses of charts are sealed with it. Make one with "openssl rand -base64 32", and give every replica the same.',
    );
  }
  if (text !== undefined && text.length < SECRET_MIN) {
    // It is not repeated, because it is a secret.
    problems.push(
      `LINK_SECRET has ${text.length} characters; it needs ${SECRET_MIN} or more. "openssl rand -base64 32" makes one.`,
    );
  }
  return text;
}

/** Without the slash at the end. */
function readPublicUrl(text: string | undefined, hasAppId: boolean, problems: string[]): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  const looks = 'it looks like https://unknot.example.com, the address under which this server is reached';
  if (!url || !['https:', 'http:'].includes(url.protocol)) {
    problems.push(`PUBLIC_URL is '${text}'; ${looks}.`);
  } else if (url.username !== '' || url.search !== '' || url.hash !== '') {
    // It goes into every message that has a picture, so what may be a secret is not repeated either.
    problems.push(`PUBLIC_URL has a user name, a question mark or a # in it; ${looks}, and nothing after it.`);
  } else if (hasAppId && url.protocol !== 'https:') {
    problems.push(
      `PUBLIC_URL is '${text}'; Teams and Slack show pictures over https alone, so it begins with https://.`,
    );
  }
  return url?.href.replace(/\/+$/, '');
}

const DIRECT_LINE_URL = 'https://directline.botframework.com';

function readEmbedding(
  setting: (name: string) => string | undefined,
  hasAppId: boolean,
  publicUrl: string | undefined,
  problems: string[],
): Embedding | undefined {
  const directLineSecret = setting('DIRECT_LINE_SECRET');
  const named = setting('DIRECT_LINE_URL');
  const embedOrigins = (setting('EMBED_ORIGINS') ?? '').split(',').flatMap((origin) => origin.trim() || []);
  if (directLineSecret === undefined) {
    for (const [name, isSet] of Object.entries({ DIRECT_LINE_URL: named, EMBED_ORIGINS: embedOrigins[0] })) {
      if (isSet !== undefined) {
        problems.push(`${name} is set, but DIRECT_LINE_SECRET is not; without it there is no page to embed.`);
      }
    }
    return undefined;
  }
  if (!hasAppId) {
    problems.push(
      'DIRECT_LINE_SECRET is set, but MicrosoftAppId is not; Direct Line is a channel of a bot in Azure. On your own machine the page at / needs neither.',
    );
  }
  if (publicUrl === undefined) {
    problems.push(
      'PUBLIC_URL is not set, but DIRECT_LINE_SECRET is; the tokens of the page are made for the address it is reached under.',
    );
  }
  const url = URL.parse(named ?? DIRECT_LINE_URL);
  if (url?.protocol !== 'https:' || url.username !== '' || url.search !== '' || url.pathname !== '/') {
    // The secret goes there.
    problems.push(
      'DIRECT_LINE_URL is no address of a Direct Line service; it looks like https://europe.directline.botframework.com, with nothing after it.',
    );
  }
  for (const origin of embedOrigins) {
    // They become part of a policy for browsers, where a semicolon would begin another rule.
    if (!/^https?:\/\/[a-z0-9.-]+(:\d+)?$/.test(origin) || URL.parse(origin)?.origin !== origin) {
      problems.push(
        `EMBED_ORIGINS has '${origin}'; it takes the beginnings of addresses like https://intranet.example.com, in small letters, without a slash at the end or a *, with commas between them.`,
      );
    }
  }
  return { directLineSecret, directLineUrl: url?.origin ?? '', embedOrigins };
}

function isPostgresUrl(text: string): boolean {
  return ['postgres:', 'postgresql:'].includes(URL.parse(text)?.protocol ?? '');
}

function readBot(setting: (name: string) => string | undefined, problems: string[]): BotIdentity | undefined {
  const id = setting('MicrosoftAppId');
  const password = setting('MicrosoftAppPassword');
  const tenant = setting('MicrosoftAppTenantId');
  const type = setting('MicrosoftAppType');
  if (id === undefined) {
    for (const [name, value] of Object.entries({
      MicrosoftAppPassword: password,
      MicrosoftAppTenantId: tenant,
      MicrosoftAppType: type,
    })) {
      if (value !== undefined)
        problems.push(`${name} is set, but MicrosoftAppId is not. Set both, or neither to run on this machine only.`);
    }
    return undefined;
  }
  if (!guid.safeParse(id).success)
    problems.push('MicrosoftAppId is no GUID; copy the "Application (client) ID" of the app registration.');
  const known = APP_TYPES.find((name) => name.toLowerCase() === type?.toLowerCase());
  if (!known) {
    problems.push(
      `MicrosoftAppType is ${type === undefined ? 'not set' : `'${type}'`}; it is one of ${APP_TYPES.join(', ')}. New bots are SingleTenant or UserAssignedMsi.`,
    );
  }
  if (known !== undefined && known !== 'MultiTenant' && tenant === undefined) {
    problems.push(`MicrosoftAppTenantId is not set; a ${known} bot needs the tenant of its app registration.`);
  }
  if (tenant !== undefined && !guid.safeParse(tenant).success) problems.push('MicrosoftAppTenantId is no GUID.');
  if (known === 'UserAssignedMsi' && password !== undefined) {
    problems.push(
      'MicrosoftAppPassword is set, but a UserAssignedMsi bot has none: its managed identity stands for it. Remove it.',
    );
  }
  if (known !== undefined && known !== 'UserAssignedMsi' && password === undefined) {
    problems.push(`MicrosoftAppPassword is not set; a ${known} bot needs the client secret of its app registration.`);
  }
  return {
    MicrosoftAppId: id,
    MicrosoftAppPassword: password ?? '',
    MicrosoftAppTenantId: tenant ?? '',
    MicrosoftAppType: known ?? '',
  };
}
