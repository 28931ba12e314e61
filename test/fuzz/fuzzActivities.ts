import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { hear } from '../../src/channels/hear.ts';
import { serviceUrlRule } from '../../src/channels/serviceUrls.ts';
import { readConfig } from '../../src/config.ts';
import type { Log } from '../../src/log.ts';
import { start } from '../../src/main.ts';
import { mulberry32 } from '../../src/understanding/classifier/chance.ts';
import { CANARY, hostileActivity, type Offer } from './hostileActivities.ts';

interface Fuzzing {
  count: number;
  seed: number;
  /** A file, or `:memory:`. */
  databasePath: string;
}

export interface Fuzzed {
  /** Answers by status. */
  statuses: Record<number, number>;
  /** Messages that a person wrote or pressed and that had to be answered. */
  wrote: number;
  /** Messages that the channel was sent. */
  sent: number;
  /** What went wrong, in sentences; the first fifty. */
  wrong: string[];
}

/** As many requests at once. */
const AT_ONCE = 16;
/** So many people that nobody writes faster than a person can. */
const PEOPLE = 400;
const CLOCK_STEP_MS = 400;
const SETTLE_MS = 20_000;

/**
 * Sends activities, whole and spoiled, to the whole bot behind its HTTP server, with a channel on loopback that takes
 * what it says. Looks that nothing but 200 and 400 is answered, that who wrote gets an answer, and that nothing of what
 * was sent is in an answer, in a message or in the log.
 */
export async function fuzzActivities({ count, seed, databasePath }: Fuzzing): Promise<Fuzzed> {
  const fuzzed: Fuzzed = { statuses: {}, wrote: 0, sent: 0, wrong: [] };
  const wrong = (sentence: string) => {
    if (fuzzed.wrong.length < 50) fuzzed.wrong.push(sentence);
  };
  const random = mulberry32(seed);
  let now = Date.parse('2026-03-02T08:00:00Z');
  const unexpected = (error: unknown) => wrong(`Nobody caught ${error instanceof Error ? error.stack : error}.`);
  process.on('unhandledRejection', unexpected);
  process.on('uncaughtException', unexpected);

  const offers = new Map<string, Offer[]>();
  const answered = new Map<string, number>();
  const channel = createServer(async (asked, response) => {
    const conversation = decodeURIComponent((asked.url ?? '').split('/')[3] ?? '');
    const sent = JSON.parse(await text(asked)) as Record<string, unknown>;
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: `sent-${fuzzed.sent}` }));
    if (sent.type !== 'message') return;
    fuzzed.sent += 1;
    answered.set(conversation, (answered.get(conversation) ?? 0) + 1);
    // The names and ids of an envelope are the channel's own.
    const { from: _, recipient: __, conversation: ___, replyToId: ____, locale: _____, ...said } = sent;
    const words = JSON.stringify(said, (name, value) => (name === 'to' ? undefined : value));
    const at = words.indexOf(CANARY);
    if (at >= 0) wrong(`A message repeats what was sent: ${words.slice(Math.max(0, at - 200), at + 100)}`);
    if (/\bat \w+.*\.ts:\d+|node:internal|\[object Object\]|undefined|NaN/.test(words))
      wrong(`A message shows its inside: ${words.slice(0, 400)}`);
    const shown = [
      ...words.matchAll(
        /unknot(?:\\*"?:\\*"?)([\w.-]+)(?:\\*",\\*"step\\*":|:)(\d+)(?:(?:,\\*"nonce\\*":\\*"|#)(\d+))?/g,
      ),
    ];
    offers.set(
      conversation,
      [
        ...(offers.get(conversation) ?? []),
        ...shown.map(([, choice = '', step, nonce]) => ({ choice, step: Number(step), ...(nonce && { nonce }) })),
      ].slice(-24),
    );
  });
  channel.listen(0, '127.0.0.1');
  await once(channel, 'listening');
  const serviceUrl = `http://127.0.0.1:${(channel.address() as AddressInfo).port}/`;
  const serviceUrls = serviceUrlRule({});

  const note = (level: string) => (fields: object, sentence: string) => {
    const line = JSON.stringify({ level, ...fields, sentence });
    if (line.includes(CANARY)) wrong(`The log repeats what was sent: ${line}`);
    if ('fault' in fields) wrong(`Something failed: ${line}`);
  };
  const log: Log = { info: note('info'), warn: note('warn'), error: note('error') } as Log;
  const config = readConfig({ PORT: '0', DATABASE_PATH: databasePath, PUBLIC_URL: 'https://unknot.example.com' });
  const running = await start(config, { log, clock: () => now, limits: {} });
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

  async function post(body: string): Promise<{ status: number; answer: string }> {
    const asking = request({
      host: '127.0.0.1',
      port: running.port,
      path: '/api/messages',
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    });
    asking.end(body);
    try {
      const [response] = await once(asking, 'response');
      return { status: response.statusCode, answer: await text(response) };
    } catch (error) {
      // The server had just closed a connection that lay idle, as on a busy machine: nothing was heard.
      if (asking.reusedSocket && (error as { code?: string }).code === 'ECONNRESET') return post(body);
      throw error;
    }
  }

  const keys = new Set<string>();
  const expected = new Map<string, number>();
  let number = 0;
  async function worker(): Promise<void> {
    while (number < count) {
      number += 1;
      now += CLOCK_STEP_MS;
      const { activity, sound } = hostileActivity(
        random,
        number,
        PEOPLE,
        serviceUrl,
        (conversation) => offers.get(conversation) ?? [],
      );
      const body = JSON.stringify(activity);
      const hearing = hear(JSON.parse(body), { serviceUrls });
      const { status, answer } = await post(body);
      fuzzed.statuses[status] = (fuzzed.statuses[status] ?? 0) + 1;
      const what = `${status} ${answer.slice(0, 200)} to ${body.slice(0, 600)}`;
      if (status !== 200 && status !== 400) wrong(`Answered with ${what}`);
      if (sound && status !== 200) wrong(`Refused although nothing is wrong with it: ${what}`);
      if (status === 200 && hearing.outcome === 'refused') wrong(`Taken although it is none: ${what}`);
      if (answer.includes(CANARY) && status !== 200) wrong(`An answer repeats what was sent: ${what}`);
      if (hearing.outcome !== 'heard' || hearing.heard.address.scope === 'group') continue;
      const { happening, address, key, expectReplies } = hearing.heard;
      if (!['words', 'press', 'edit', 'wordless', 'foreign-press'].includes(happening.kind)) continue;
      if (key !== undefined && keys.has(key)) continue;
      if (key !== undefined) keys.add(key);
      if (expectReplies) {
        if (!/"activities":\[\{|adaptive/.test(answer))
          wrong(`Nobody answers who waits for it in the response: ${what}`);
        continue;
      }
      if (address.serviceUrl !== serviceUrl) continue;
      fuzzed.wrote += 1;
      expected.set(address.conversation, (expected.get(address.conversation) ?? 0) + 1);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker));

  const silent = () =>
    [...expected].filter(([conversation, wrote]) => (answered.get(conversation) ?? 0) < wrote).map(([name]) => name);
  for (let waited = 0; silent().length > 0 && waited < SETTLE_MS; waited += 50) {
    await new Promise((later) => setTimeout(later, 50));
  }
  for (const name of silent()) {
    wrong(
      `Nobody answers in ${JSON.stringify(name).slice(0, 80)}: ${expected.get(name)} written, ${answered.get(name) ?? 0} answers.`,
    );
  }
  agent.destroy();
  await running.stop();
  channel.closeAllConnections();
  channel.close();
  process.off('unhandledRejection', unexpected);
  process.off('uncaughtException', unexpected);
  return fuzzed;
}
