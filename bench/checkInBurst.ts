import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openPostgresStore } from '../src/store/postgres.ts';
import { newPerson } from '../src/turn/person.ts';
import { aPostgresServer, ask } from '../test/support/postgresServer.ts';
import { BotUnderTest } from './botUnderTest.ts';
import { percentile, table } from './figures.ts';

interface Burst {
  people: number;
  tenants: number;
  /** Kill one of the two replicas when half of the check-ins have come. */
  kill: boolean;
}

/** How often somebody writes meanwhile, to see how long a reply takes. */
const REPLY_EVERY_MS = 250;
const REPLIES_BEFORE = 60;

/** 100,000 check-ins due at once, in so many tenants that the machine is the limit and not the channel. */
export function checkInBurst(): Promise<string> {
  return burst({ people: Number(process.env.PEOPLE ?? 100_000), tenants: 5_000, kill: true });
}

/** One company with 2,000 people who all want to be asked at nine. */
export function oneTenant(): Promise<string> {
  return burst({ people: Number(process.env.PEOPLE ?? 2_000), tenants: 1, kill: false });
}

async function burst({ people, tenants, kill }: Burst): Promise<string> {
  await using after = new AsyncDisposableStack();
  const postgres = after.use(await aPostgresServer({ durable: true }));
  const url = await postgres.database();
  await (await openPostgresStore(url)).close();
  const sink = after.use(await Sink.open());
  const settings = { DATABASE_URL: url };
  const one = after.use(await BotUnderTest.start('replica', settings));
  const other = after.use(await BotUnderTest.start('replica', settings));
  const writer = new Writer(sink, other.url, tenants);
  for (let sent = 0; sent < REPLIES_BEFORE; sent++) await writer.write();
  const before = writer.took.splice(0);

  const due = await seed(url, sink.serviceUrl, people, tenants);
  while (Date.now() < due) await new Promise((resume) => setTimeout(resume, 10));
  let killedAt: number | undefined;
  let inTheWay = Promise.resolve();
  const writing = setInterval(() => {
    inTheWay = writer.write();
  }, REPLY_EVERY_MS);
  while (!(await drained(url, due))) {
    await new Promise((resume) => setTimeout(resume, kill && killedAt === undefined ? 50 : 500));
    if (kill && killedAt === undefined && sink.checkIns.size >= people / 2) {
      await one[Symbol.asyncDispose]();
      killedAt = sink.checkIns.size;
    }
  }
  const ended = Date.now();
  clearInterval(writing);
  await inTheWay;

  const late = [...sink.checkIns.values()].map(([first]) => ((first ?? 0) - due) / 1000);
  const doubled = [...sink.checkIns.values()].filter((times) => times.length > 1).length;
  const seconds = (sink.lastCheckIn - sink.firstCheckIn) / 1000;
  const unknown = (await ask(url, "select person from outbox where state = 'unknown'")).map(({ person }) =>
    String(person).slice(String(person).lastIndexOf('-') + 1),
  );
  const unknownAndCame = unknown.filter((person) => sink.checkIns.has(person)).length;
  const neither = people - sink.checkIns.size - (unknown.length - unknownAndCame);
  return `${people.toLocaleString('en')} check-ins due at the same moment in ${tenants.toLocaleString('en')} ${
    tenants === 1 ? 'tenant' : 'tenants'
  }, two replicas on PostgreSQL${killedAt === undefined ? '' : `, one killed after ${killedAt.toLocaleString('en')}`}. Goal: none doubled; undelivered at most those on their way at the kill, each listed as unknown.

${table(
  ['', ''],
  [
    ['came', sink.checkIns.size.toLocaleString('en')],
    ['doubled', String(doubled)],
    ['unknown, and how many of them came', `${unknown.length}, ${unknownAndCame}`],
    ['neither came nor unknown', String(neither)],
    ['from the first to the last, s', seconds.toFixed(0)],
    ['sends a second', (sink.checkIns.size / seconds).toFixed(0)],
    ['from due until nothing was left, s', ((ended - due) / 1000).toFixed(0)],
    ['late, median, s', percentile(late, 0.5).toFixed(1)],
    ['late, 99 of 100, s', percentile(late, 0.99).toFixed(1)],
    ['late, the last, s', Math.max(...late).toFixed(1)],
    ['most in any second, of one tenant', String(sink.mostInASecond())],
    ['a reply before, median and 99 of 100, ms', times(before)],
    ['a reply meanwhile, median and 99 of 100, ms', times(writer.took)],
    ['turns of people meanwhile, and messages not kept', `${writer.took.length}, ${writer.notKept}`],
  ],
)}`;
}

const times = (took: readonly number[]) => `${percentile(took, 0.5).toFixed(0)}, ${percentile(took, 0.99).toFixed(0)}`;

/** People whose check-in is due at one of the next full minutes. Returns that moment. */
async function seed(url: string, serviceUrl: string, people: number, tenants: number): Promise<number> {
  const due = Math.ceil((Date.now() + 5_000 + people / 5) / 60_000) * 60_000;
  const state = newPerson();
  const iso = new Date(due).toISOString();
  state.consentAt = due - 86_400_000;
  state.welcomed = true;
  state.schedule = {
    time: iso.slice(11, 16),
    days: 'daily',
    zone: 'UTC',
    since: due - 86_400_000,
    next: { at: due, date: iso.slice(0, 10) },
    pausedUntil: null,
    snoozedTo: null,
    unanswered: 0,
    changes: {},
  };
  const address = {
    channel: 'msteams',
    serviceUrl,
    conversation: 'check-in:@@',
    scope: 'personal',
    bot: { id: '28:bot' },
    user: { id: '29:@@' },
    tenant: 'tenant',
  };
  const text = (value: unknown) => `'${JSON.stringify(value).replaceAll("'", "''")}'`;
  const key = `'msteams/tenant-' || (number % ${tenants}) || '/person-' || number`;
  await ask(
    url,
    `insert into person (key, revision, state, address)
       select ${key}, 1, ${text(state)}, replace(${text(address)}, '@@', (number % ${tenants}) || ':' || number)
       from generate_series(1, ${people}) as number;
     insert into wake (person, kind, channel, due_at, look_at)
       select ${key}, 'check-in', 'msteams', ${due}, ${due} from generate_series(1, ${people}) as number;
     analyze;`,
  );
  return due;
}

async function drained(url: string, due: number): Promise<boolean> {
  const [left] = await ask(
    url,
    `select exists (select 1 from wake where due_at <= ${due}) or
            exists (select 1 from outbox where closed_at is null) as more`,
  );
  return left?.more === false;
}

/** The channel: answers at once, and remembers when what came. */
class Sink implements AsyncDisposable {
  readonly #server = createServer();
  readonly checkIns = new Map<string, number[]>();
  readonly #all: { tenant: string; at: number }[] = [];
  readonly #waiting = new Map<string, () => void>();
  firstCheckIn = Number.POSITIVE_INFINITY;
  lastCheckIn = 0;
  serviceUrl = '';

  static async open(): Promise<Sink> {
    const sink = new Sink();
    let sent = 0;
    sink.#server.on('request', (inbound, response) => {
      inbound.resume();
      inbound.on('end', () => {
        response.writeHead(201, { 'content-type': 'application/json' });
        response.end(`{"id":"sent-${++sent}"}`);
        sink.#note(decodeURIComponent(inbound.url?.split('/')[3] ?? ''));
      });
    });
    sink.#server.listen(0, '127.0.0.1');
    await once(sink.#server, 'listening');
    sink.serviceUrl = `http://127.0.0.1:${(sink.#server.address() as AddressInfo).port}/`;
    return sink;
  }

  #note(conversation: string): void {
    const at = Date.now();
    const [kind, tenant = '', person = ''] = conversation.split(':');
    this.#all.push({ tenant, at });
    if (kind === 'check-in') {
      this.checkIns.set(person, [...(this.checkIns.get(person) ?? []), at]);
      this.firstCheckIn = Math.min(this.firstCheckIn, at);
      this.lastCheckIn = at;
    } else {
      this.#waiting.get(conversation)?.();
      this.#waiting.delete(conversation);
    }
  }

  arrivesAt(conversation: string): Promise<void> {
    return new Promise((arrived) => this.#waiting.set(conversation, arrived));
  }

  mostInASecond(): number {
    let most = 0;
    for (const sent of Map.groupBy(this.#all, ({ tenant }) => tenant).values()) {
      let from = 0;
      for (const [at, { at: time }] of sent.entries()) {
        while ((sent[from]?.at ?? time) <= time - 1000) from += 1;
        most = Math.max(most, at - from + 1);
      }
    }
    return most;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** People who write while the check-ins go out, each somebody new. */
class Writer {
  readonly #sink: Sink;
  readonly #url: string;
  readonly #tenants: number;
  /** Milliseconds from the message to its answer. */
  readonly took: number[] = [];
  /** How many were told that their message was not kept. */
  notKept = 0;
  #people = 0;

  constructor(sink: Sink, url: string, tenants: number) {
    this.#sink = sink;
    this.#url = url;
    this.#tenants = tenants;
  }

  async write(): Promise<void> {
    this.#people += 1;
    const tenant = this.#people % this.#tenants;
    const conversation = `writer:${tenant}:${this.#people}`;
    const arrived = this.#sink.arrivesAt(conversation);
    const began = performance.now();
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        id: `message-${this.#people}`,
        channelId: 'msteams',
        serviceUrl: this.#sink.serviceUrl,
        text: 'help',
        from: { id: `29:writer-${this.#people}` },
        recipient: { id: '28:bot' },
        conversation: { conversationType: 'personal', tenantId: `tenant-${tenant}`, id: conversation },
        channelData: { tenant: { id: `tenant-${tenant}` } },
      }),
    });
    await response.text();
    await arrived;
    if (response.status !== 200) {
      this.notKept += 1;
      return;
    }
    this.took.push(performance.now() - began);
  }
}
