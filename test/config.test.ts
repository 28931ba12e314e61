import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from '../src/config.ts';

const APP = '6f0b6f5e-5d0a-4a53-9a41-0c6a1f2b3c4d';
const TENANT = '0d0c5a4e-9c1b-4f64-8a59-2b1f0e9d8c7b';
const SINGLE = {
  MicrosoftAppId: APP,
  MicrosoftAppPassword: 'secret',
  MicrosoftAppTenantId: TENANT,
  MicrosoftAppType: 'SingleTenant',
};

const SECRET = 'a secret of thirty-two characters';

const EMBEDDED = {
  ...SINGLE,
  PUBLIC_URL: 'https://unknot.example.com',
  LINK_SECRET: SECRET,
  DIRECT_LINE_SECRET: 'direct-line-secret',
};

const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

describe('settings', () => {
  it('need none on your own machine', () => {
    expect(readConfig({})).toEqual({
      port: 3978,
      databaseUrl: undefined,
      databasePath: 'data/unknot.db',
      logLevel: 'info',
      resultsDays: 180,
      publicUrl: undefined,
      metricsToken: undefined,
      traces: false,
      serviceHosts: [],
      bot: undefined,
    });
  });

  it('take an empty line in .env for no line', () => {
    expect(readConfig({ PORT: '', MicrosoftAppId: ' ' })).toEqual(readConfig({}));
  });

  it('name a single-tenant bot', () => {
    expect(readConfig({ ...SINGLE, NODE_ENV: 'production' }).bot).toEqual(SINGLE);
  });

  it('name a bot with a managed identity, which has no password', () => {
    const { MicrosoftAppPassword: _, ...rest } = SINGLE;
    expect(readConfig({ ...rest, MicrosoftAppType: 'userassignedmsi' }).bot).toEqual({
      ...SINGLE,
      MicrosoftAppPassword: '',
      MicrosoftAppType: 'UserAssignedMsi',
    });
  });

  it.each<[fact: string, env: Record<string, string>, problem: RegExp]>([
    ['a port that is no number', { PORT: 'http' }, /PORT is 'http'.*whole number/],
    ['a port that does not exist', { PORT: '70000' }, /PORT/],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, /LOG_LEVEL is 'loud'.*debug, info/],
    ['days that are none', { RESULTS_DAYS: '0' }, /RESULTS_DAYS/],
    ['a host that is an address', { SERVICE_URL_HOSTS: 'https://x.example' }, /SERVICE_URL_HOSTS/],
    [
      'an address of another database',
      { DATABASE_URL: 'mysql://db/unknot' },
      /DATABASE_URL is no address of a Postgre/,
    ],
    ['an address without its beginning', { DATABASE_URL: 'db.example.com:5432' }, /it looks like postgres:\/\/user/],
    ['an address that is none', { DATABASE_URL: 'postgres://user:a/b#c@db/unknot' }, /% codes for special characters/],
    ['production without an app id', { NODE_ENV: 'production' }, /NODE_ENV is production/],
    ['a password without an app id', { MicrosoftAppPassword: 'x' }, /MicrosoftAppPassword is set, but MicrosoftAppId/],
    ['an app id that is no GUID', { ...SINGLE, MicrosoftAppId: 'unknot' }, /MicrosoftAppId is no GUID/],
    ['an app without its type', { MicrosoftAppId: APP, MicrosoftAppPassword: 'x' }, /MicrosoftAppType is not set/],
    ['a type that does not exist', { ...SINGLE, MicrosoftAppType: 'Single' }, /MicrosoftAppType is 'Single'/],
    [
      'a single-tenant bot without its tenant',
      { MicrosoftAppId: APP, MicrosoftAppPassword: 'x', MicrosoftAppType: 'SingleTenant' },
      /MicrosoftAppTenantId is not set/,
    ],
    [
      'a single-tenant bot without its secret',
      { MicrosoftAppId: APP, MicrosoftAppTenantId: TENANT, MicrosoftAppType: 'SingleTenant' },
      /MicrosoftAppPassword is not set/,
    ],
    ['an address that is none', { PUBLIC_URL: 'unknot.example.com' }, /PUBLIC_URL is 'unknot.*looks like https:/],
    ['a query in the address', { PUBLIC_URL: 'https://x.example/?a=b' }, /PUBLIC_URL has .* a question mark/],
    [
      'a public address without https',
      { ...SINGLE, PUBLIC_URL: 'http://x.example', LINK_SECRET: SECRET },
      /PUBLIC_URL .* https alone/,
    ],
    [
      'a page to embed without an app id',
      { DIRECT_LINE_SECRET: 'x', PUBLIC_URL: 'http://x.example' },
      /of a bot in Azure/,
    ],
    [
      'a page to embed without its address',
      { ...SINGLE, DIRECT_LINE_SECRET: 'x' },
      /PUBLIC_URL is not set, but DIRECT/,
    ],
    [
      'pages around none',
      { EMBED_ORIGINS: 'https://x.example' },
      /EMBED_ORIGINS is set, but DIRECT_LINE_SECRET is not/,
    ],
    ['a service for no page', { DIRECT_LINE_URL: 'https://x.example' }, /DIRECT_LINE_URL is set, but DIRECT_LINE_SE/],
    ['a page around it by its path', { ...EMBEDDED, EMBED_ORIGINS: 'https://x.example/a' }, /EMBED_ORIGINS has 'https/],
    ['any page around it', { ...EMBEDDED, EMBED_ORIGINS: 'https://*.x.example' }, /EMBED_ORIGINS has .* or a \*/],
    ['a page around it with a rule after it', { ...EMBEDDED, EMBED_ORIGINS: 'https://x;img-src' }, /EMBED_ORIGINS has/],
    ['a page around it that is none', { ...EMBEDDED, EMBED_ORIGINS: 'intranet' }, /EMBED_ORIGINS has 'intranet'/],
    ['a service without https', { ...EMBEDDED, DIRECT_LINE_URL: 'http://x.example' }, /DIRECT_LINE_URL is no address/],
    ['a managed identity with a password', { ...SINGLE, MicrosoftAppType: 'UserAssignedMsi' }, /has none/],
  ])('refuse %s', (_fact, env, problem) => {
    expect(problemsOf(env)).toEqual([expect.stringMatching(problem)]);
  });

  it('tell everything that is wrong in one message', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y', MicrosoftAppType: 'SingleTenant' })).toThrow(
      /cannot start[\s\S]*PORT[\s\S]*LOG_LEVEL[\s\S]*MicrosoftAppType[\s\S]*\.env\.example/,
    );
  });

  it('take the public address without the slash at its end', () => {
    const settings = { ...SINGLE, PUBLIC_URL: 'https://unknot.example.com/', LINK_SECRET: SECRET };
    expect(readConfig(settings).publicUrl).toBe('https://unknot.example.com');
  });

  it.each(['postgres://unknot:secret@db.example.com:5432/unknot?sslmode=require', 'postgresql:///unknot?host=/run'])(
    'take %s for PostgreSQL',
    (databaseUrl) => {
      expect(readConfig({ DATABASE_URL: databaseUrl, DATABASE_PATH: 'x.db' })).toMatchObject({ databaseUrl });
    },
  );

  it.each([
    { MicrosoftAppPassword: 'hunter2', PORT: 'x' },
    { LINK_SECRET: 'hunter2' },
    { DATABASE_URL: 'postgres://user:hunter2/@db/unknot' },
    { DATABASE_URL: 'mysql://user:hunter2@db/unknot' },
    { PUBLIC_URL: 'https://user:hunter2@unknot.example.com' },
    { DIRECT_LINE_SECRET: 'hunter2' },
    { ...EMBEDDED, DIRECT_LINE_URL: 'https://user:hunter2@x.example' },
  ])('never repeat the password in %j', (env) => {
    const problems = problemsOf(env as Record<string, string>);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join()).not.toContain('hunter2');
  });

  it('need one secret for all replicas where others fetch the charts, and none on one’s own machine', () => {
    const served = {
      MicrosoftAppId: '11111111-2222-4333-8444-555555555555',
      MicrosoftAppType: 'UserAssignedMsi',
      MicrosoftAppTenantId: '11111111-2222-4333-8444-555555555555',
      PUBLIC_URL: 'https://unknot.example.com',
    };
    expect(problemsOf(served)).toEqual([expect.stringMatching(/^LINK_SECRET is not set, but PUBLIC_URL is;/)]);
    expect(problemsOf({ ...served, LINK_SECRET: 'short' })).toEqual([
      'LINK_SECRET has 5 characters; it needs 32 or more. "openssl rand -base64 32" makes one.',
    ]);
    expect(readConfig({ ...served, LINK_SECRET: 'x'.repeat(32) }).linkSecret).toBe('x'.repeat(32));
    expect(readConfig({}).linkSecret).toBeUndefined();
  });

  it('name the page to embed, the pages around it, and where Direct Line is', () => {
    expect(readConfig(EMBEDDED).embedding).toEqual({
      directLineSecret: 'direct-line-secret',
      directLineUrl: 'https://directline.botframework.com',
      embedOrigins: [],
    });
    const named = {
      EMBED_ORIGINS: 'https://intranet.example.com, http://wiki:8080',
      DIRECT_LINE_URL: 'https://europe.directline.botframework.com/',
    };
    expect(readConfig({ ...EMBEDDED, ...named }).embedding).toMatchObject({
      directLineUrl: 'https://europe.directline.botframework.com',
      embedOrigins: ['https://intranet.example.com', 'http://wiki:8080'],
    });
  });

  it('are all explained in .env.example, and nothing else is', () => {
    const explained = [
      ...readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8').matchAll(/^#?\s?([A-Za-z_]+)=/gm),
    ];
    expect(explained.map(([, name]) => name).sort()).toEqual(
      [
        'PORT',
        'DATABASE_PATH',
        'DATABASE_URL',
        'METRICS_TOKEN',
        'OTEL_EXPORTER_OTLP_ENDPOINT',
        'LOG_LEVEL',
        'RESULTS_DAYS',
        'PUBLIC_URL',
        'LINK_SECRET',
        'SERVICE_URL_HOSTS',
        'DIRECT_LINE_SECRET',
        'DIRECT_LINE_URL',
        'EMBED_ORIGINS',
        'NODE_ENV',
        'MicrosoftAppId',
        'MicrosoftAppPassword',
        'MicrosoftAppTenantId',
        'MicrosoftAppType',
        // Read by the packages for Teams and Slack alone.
        'DEVELOPER_NAME',
        'WEBSITE_URL',
        'PRIVACY_URL',
        'TERMS_URL',
        'TEAMS_APP_ID',
        'BOT_HANDLE',
      ].sort(),
    );
  });
});
