import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ConfigError, readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { start } from '../src/main.ts';
import {
  aSlackMention,
  aSlackMessage,
  aSlackPress,
  aTeamsChannelMessage,
  aTeamsEdit,
  aTeamsInstall,
  aTeamsInvoke,
  aTeamsJoin,
  aTeamsMessage,
  aTeamsPress,
  aTeamsReaction,
  aWebChatMessage,
} from './support/activities.ts';
import { aConnectorServer, type ConnectorServer } from './support/connectorServer.ts';

jest.setTimeout(60_000);

type Activity = Record<string, unknown>;

/** Whatever a person writes, and whatever else comes with it. It may be found nowhere. */
const CANARY = 'canaryxyzzy';
/** Ids, names and what else of the envelope an answer needs. It may be kept, and is said by nobody. */
const KEPT = 'keptxyzzy';

const WRONG = [CANARY, { [CANARY]: CANARY }, [CANARY, [CANARY]], `${CANARY}\u0000`];
/** Every field of the protocol that a channel may fill, but for those that say who, where and what kind. */
const FIELDS = [
  'text',
  'speak',
  'summary',
  'value',
  'name',
  'label',
  'valueType',
  'topicName',
  'code',
  'importance',
  'inputHint',
  'textFormat',
  'attachmentLayout',
  'locale',
  'localTimezone',
  'localTimestamp',
  'callerId',
  'relatesTo',
  'entities',
  'attachments',
  'suggestedActions',
  'channelData',
  'listenFor',
  'semanticAction',
  'textHighlights',
  'historyDisclosed',
  'reactionsAdded',
  'membersAdded',
  'membersRemoved',
  'deliveryMode',
  'action',
  'replyToId',
  'expiration',
] as const;

const filled = (activity: Activity): Activity => ({
  ...Object.fromEntries(FIELDS.map((field) => [field, CANARY])),
  attachments: [
    { name: CANARY, content: { text: CANARY }, contentUrl: `https://${CANARY}.example/`, contentType: CANARY },
  ],
  suggestedActions: { actions: [{ title: CANARY, value: CANARY }] },
  ...activity,
  ...named(activity),
});
/** Names and ids that are kept are marked as such. */
const named = ({ from }: Activity): Activity =>
  typeof from === 'object' ? { from: { ...from, name: KEPT, [CANARY]: CANARY, email: CANARY } } : {};

const says = `my neighbour ${CANARY} has a dog`;
const KINDS: readonly ((id: string, serviceUrl: string) => Activity)[] = [
  (id, serviceUrl) => aTeamsMessage(says, { id, serviceUrl }),
  (id, serviceUrl) => aTeamsPress({ unknot: 'find-out', step: 1, more: CANARY }, { id, serviceUrl }),
  (id, serviceUrl) => aTeamsPress({ unknot: CANARY, step: 1 }, { id, serviceUrl }),
  (id, serviceUrl) => aTeamsInvoke({ unknot: CANARY, step: 1 }, { id, serviceUrl }),
  (id, serviceUrl) => aTeamsEdit(says, { id, serviceUrl }),
  (id, serviceUrl) => aTeamsReaction(CANARY, { id, serviceUrl }),
  (id, serviceUrl) => aTeamsInstall({ id, serviceUrl }),
  (id, serviceUrl) => aTeamsJoin({ id, serviceUrl }),
  (id, serviceUrl) => aTeamsChannelMessage(says, { id, serviceUrl }),
  (id, serviceUrl) =>
    aSlackMessage(says, { ts: `17.${id}`, blocks: [{ text: CANARY }], files: [CANARY] }, { id, serviceUrl }),
  (id, serviceUrl) => aSlackMention(says, { ts: `18.${id}` }, { id, serviceUrl }),
  (id, serviceUrl) => aSlackPress(`unknot:${CANARY}:1`, {}, { id, serviceUrl }),
  (id, serviceUrl) => aWebChatMessage(says, { id, serviceUrl }),
  (id, serviceUrl) => aWebChatMessage(says, { id, serviceUrl, deliveryMode: 'expectReplies' }),
  (id, serviceUrl) => aWebChatMessage('', { id, serviceUrl, attachments: [{ contentType: CANARY }] }),
];

let folder: string;
let connector: ConnectorServer;
const seen: [where: string, text: string][] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unknot-canaries-'));
  connector = await aConnectorServer();
  await play();
});
afterAll(async () => {
  await connector[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Everything that may go wrong with everything that may come. */
async function play(): Promise<void> {
  const databasePath = join(folder, 'unknot.db');
  const written = new PassThrough();
  const log = text(written);
  let failing = 0;
  let ids = 0;
  const program = await start(readConfig({ PORT: '0', DATABASE_PATH: databasePath, LOG_LEVEL: 'debug' }), {
    log: createLog('debug', written),
    limits: {},
    // As slowly as a person sends, or most of it would be passed over.
    clock: () => Date.now() + 1_000 * ids,
    passes: (point) => {
      if (point === 'turn.decided' && failing-- > 0) throw new RangeError(`it fails over ${CANARY}`);
    },
  });
  const url = `http://127.0.0.1:${program.port}`;
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(url + path, { ...init, headers: { ...init?.headers, connection: 'close' } });
    seen.push([`the answer ${response.status} of ${path}`, withoutEnvelopes(await response.text())]);
  };
  const post = (body: string) =>
    ask('/api/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${CANARY}` },
      body,
    });
  const send = (activity: Activity) => post(JSON.stringify(activity));

  for (const kind of KINDS) {
    await send(filled(kind(`a${++ids}`, connector.serviceUrl)));
    // One field of the wrong type after the other, in turn over the kinds.
    for (const [at, field] of FIELDS.entries()) {
      if ((at + ids) % 5 !== 0) continue;
      await send({ ...kind(`a${++ids}`, connector.serviceUrl), [field]: WRONG[at % WRONG.length] });
    }
  }
  for (const words of [
    'I am 18 or over: go on',
    'what do you know about me',
    'export',
    `5 ${CANARY}`,
    `left ${CANARY}`,
  ]) {
    await send(aTeamsMessage(words, { id: `a${++ids}`, serviceUrl: connector.serviceUrl }));
  }
  connector.react(
    ...[401, 403, 429, 500, 502].map((status) => ({
      status,
      body: { error: { code: `you sent ${CANARY}`, message: CANARY } },
    })),
    { status: 200, body: CANARY },
    'hang-up',
  );
  for (let at = 0; at < 8; at++) {
    const from = { id: `29:fault-${at}`, name: KEPT };
    await send(
      filled(
        aTeamsMessage(says, {
          id: `a${++ids}`,
          serviceUrl: connector.serviceUrl,
          from,
          conversation: { id: `a:fault-${at}` },
        }),
      ),
    );
  }
  failing = 1;
  await send(filled(aTeamsMessage(says, { id: `a${++ids}`, serviceUrl: connector.serviceUrl })));
  {
    using other = new DatabaseSync(databasePath);
    other.exec('begin exclusive');
    await send(filled(aTeamsMessage(says, { id: `a${++ids}`, serviceUrl: connector.serviceUrl })));
    other.exec('rollback');
  }
  for (const body of [
    `{"text":"${CANARY}"`,
    `"${CANARY}"`,
    JSON.stringify({ type: CANARY }),
    `{"serviceUrl":"https://${CANARY}.example"}`,
  ]) {
    await post(body);
  }
  for (const path of ['/healthz', '/readyz', '/metrics', `/charts/${CANARY}.png`, `/${CANARY}`, `/healthz?${CANARY}`])
    await ask(path);
  await program.stop();
  written.end();
  seen.push(['the log', await log]);
  for (const { body } of connector.requests) {
    const { recipient: _, from: __, conversation: ___, replyToId: ____, ...said } = body;
    seen.push(['a message', JSON.stringify(said)]);
  }
  for (const name of await readdir(folder)) {
    seen.push([`the file ${name}`, await readFile(join(folder, name), 'latin1')]);
  }
}

/** Replies in the response say whom they go to, as those to the channel do. */
function withoutEnvelopes(answer: string): string {
  return answer.replaceAll(/"(recipient|conversation)":\{[^}]*\}/g, '');
}

const found = (what: string, but: RegExp = /^$/) =>
  seen
    .filter(([where, said]) => said.includes(what) && !but.test(where))
    .map(([where, said]) => `${where}: ${said.slice(Math.max(0, said.indexOf(what) - 80), said.indexOf(what) + 120)}`);

describe('a canary in every field of every kind of activity, through everything that goes wrong', () => {
  it('is in no line of the log, no answer, no message and no byte of the database', () => {
    expect(seen.filter(([where]) => where === 'a message').length).toBeGreaterThan(30);
    expect(seen.filter(([where]) => where.startsWith('the file')).map(([, bytes]) => bytes.length > 1_000)).toContain(
      true,
    );
    // An address that does not exist is named in no answer, either.
    expect(found(CANARY)).toEqual([]);
  });

  it('nor is a name, but where an answer needs it', () => {
    expect(found(KEPT, /^the file/)).toEqual([]);
  });

  it('nor is a fault’s own text, though it was told of', () => {
    const log = seen.find(([where]) => where === 'the log')?.[1] ?? '';
    expect(log).toContain('"fault":"RangeError"');
    expect(log).not.toContain('it fails over');
  });
});

describe('a secret of the settings', () => {
  const SECRETS = {
    MicrosoftAppPassword: 'secretxyzzy-app-password-0123456789',
    LINK_SECRET: 'secretxyzzy-link-0123456789-0123456789',
    METRICS_TOKEN: 'secretxyzzy-metrics-0123456789-0123456789',
    DATABASE_URL: 'postgres://unknot:secretxyzzy@127.0.0.1:1/unknot',
  };
  const APP = {
    MicrosoftAppId: 'b0a7c0de-0000-4000-8000-000000000001',
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: 'b0a7c0de-0000-4000-8000-000000000002',
    PUBLIC_URL: 'https://unknot.example.com',
  };

  it('is in no answer and no line of the log', async () => {
    const { DATABASE_URL: _, ...secrets } = SECRETS;
    const written = new PassThrough();
    const log = text(written);
    const config = readConfig({ ...APP, ...secrets, PORT: '0', DATABASE_PATH: join(folder, 'secrets.db') });
    const program = await start(config, { log: createLog('debug', written) });
    const url = `http://127.0.0.1:${program.port}`;
    const answers: string[] = [];
    const body = JSON.stringify(aTeamsMessage('hi', { serviceUrl: 'https://smba.trafficmanager.net/emea/' }));
    for (const authorization of ['', `Bearer ${SECRETS.METRICS_TOKEN}`, 'Bearer a.b.c']) {
      const headers = { 'content-type': 'application/json', authorization };
      const refused = await fetch(`${url}/api/messages`, { method: 'POST', headers, body });
      expect(refused.status).toBe(401);
      answers.push(await refused.text());
    }
    for (const path of ['/', '/healthz', '/readyz', '/metrics', '/charts/AAAA.png', '/.env']) {
      answers.push(await (await fetch(url + path)).text());
    }
    await program.stop();
    written.end();
    expect([...answers, await log].filter((said) => said.includes('secretxyzzy'))).toEqual([]);
  });

  it.each<[what: string, settings: Record<string, string>]>([
    ['that is too short', { LINK_SECRET: 'secretxyzzy', METRICS_TOKEN: 'secretxyzzy' }],
    ['without its app id', { MicrosoftAppPassword: 'secretxyzzy' }],
    [
      'of a managed identity, which has none',
      { ...APP, MicrosoftAppType: 'UserAssignedMsi', MicrosoftAppPassword: 'secretxyzzy' },
    ],
    ['in an address of another database', { DATABASE_URL: 'mysql://unknot:secretxyzzy@db' }],
    ['in the public address', { PUBLIC_URL: 'https://unknot:secretxyzzy@unknot.example.com' }],
  ])('%s is not repeated when the settings are refused', (_what, settings) => {
    let message = '';
    try {
      readConfig(settings);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      message = String(error);
    }
    expect(message).not.toBe('');
    expect(message).not.toContain('secretxyzzy');
  });

  it('is not repeated when the database cannot be opened', async () => {
    const config = readConfig({ PORT: '0', DATABASE_URL: SECRETS.DATABASE_URL });
    const failed = await start(config, { log: createLog('silent') }).catch((error: unknown) => String(error));
    expect(failed).toMatch(/cannot be opened/);
    expect(failed).not.toContain('secretxyzzy');
  });
});
