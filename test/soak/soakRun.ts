import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { mulberry32 } from '../../src/understanding/classifier/chance.ts';
import { aPostgresServer, ask, type PostgresServer } from '../support/postgresServer.ts';
import { brokenRequest } from './brokenRequests.ts';
import { type Held, Replica } from './replica.ts';
import { type Message, type Reaction, RestlessChannel } from './restlessChannel.ts';
import { type Surroundings, Talker, type Tally } from './talkers.ts';

export interface SoakOptions {
  database: 'postgres' | 'sqlite';
  /** How long people write, in milliseconds. */
  lastsMs: number;
  /** People in sessions, and people who ask for check-ins, at any time. */
  talkers: number;
  checkedIn: number;
  thinkMs: number;
  /** How long nothing goes wrong with the processes and the database, between two faults. */
  calmMs: number;
  seed: number;
  /** What goes wrong with the processes and the database, one after the other; all of it, if nothing is said. */
  faults?: readonly Fault[];
  /** What goes wrong with requests to the channel, and how often, if it is not the usual. */
  channelFaults?: readonly (readonly [Reaction, chance: number])[];
  /** People let the bot time their holds, which takes 20 seconds each, unless this is false. */
  holds?: boolean;
  /** Told now and then how far it is. */
  says?: (line: string) => void;
}

/** A row of the outbox, as much as is looked at. */
interface Row {
  /** The name of the person. */
  person: string;
  kind: string;
  state: string;
}

type Fault = 'a replica is killed' | 'a replica is restarted' | 'connections are cut' | 'the database is stopped';

/** Everything that was seen, for the verdict. */
export interface Seen {
  options: SoakOptions;
  tally: Tally;
  messages: readonly Message[];
  reactions: ReadonlyMap<Reaction, number>;
  rows: readonly Row[];
  /** Rows that were still open when everything should have been through. */
  left: number;
  faults: readonly { fault: Fault; at: number; until: number }[];
  broken: number;
  /** How often each line was logged: level and sentence. */
  logged: ReadonlyMap<string, number>;
  /** How often a replica waited for the channel in vain, by its own clock. */
  timedOut: number;
  /** Lines on standard error that are no log. */
  unlogged: readonly string[];
  /** How processes ended that were not killed. */
  endings: readonly (number | string)[];
  /** The replica that lives from the beginning to the end. */
  held: readonly (Held & { at: number })[];
}

/** So that a message is the same whichever replica sends it. */
const SHARED = { PUBLIC_URL: 'https://unknot.example.com', LINK_SECRET: 'a secret that two replicas have to share' };
/** One request in so many goes wrong in each of these ways. */
const GOES_WRONG: readonly [Reaction, chance: number][] = [
  ['throttles', 0.01],
  ['refuses', 0.005],
  ['fails', 0.01],
  ['fails-after-taking', 0.005],
  ['resets', 0.005],
  ['resets-after-taking', 0.005],
  ['never-answers', 0.002],
];
const DATABASE_AWAY_MS = 5_000;
/** A lease that a dead process held has to run out, the database to come back, and a refusal to be tried again. */
const ANSWER_MS = 300_000;
const SAMPLE_MS = 5_000;
/** A level of the log. */
const INFO = 30;

/** Lets people talk to the program, as real processes over HTTP, while everything around it goes wrong. */
export async function soak(options: SoakOptions): Promise<Seen> {
  const { database, lastsMs, says = () => {} } = options;
  await using after = new AsyncDisposableStack();
  const random = mulberry32(options.seed);
  const place = after.use(database === 'postgres' ? await inPostgres() : await inSqlite());
  const channel = after.use(await RestlessChannel.open(() => reaction(random, options.channelFaults)));
  const logged = new Map<string, number>();
  const unlogged: string[] = [];
  let timedOut = 0;
  const endings: (number | string)[] = [];
  const faults: { fault: Fault; at: number; until: number }[] = [];
  const held: (Held & { at: number })[] = [];
  const hears = (line: string) => {
    try {
      const { level, msg, reason } = JSON.parse(line);
      if (String(reason).includes('TimedOut')) timedOut += 1;
      if (level <= INFO) return;
      const name = `${level} ${msg}`;
      logged.set(name, (logged.get(name) ?? 0) + 1);
    } catch {
      unlogged.push(line);
    }
  };
  const settings = { ...place.settings, ...SHARED, LOG_LEVEL: 'info' };
  const start = () => Replica.start(settings, hears);
  const replicas = await Promise.all(database === 'postgres' ? [start(), start()] : [start()]);
  after.defer(async () => {
    for (const replica of replicas) if (replica.lives) await replica.end('SIGKILL');
  });

  const began = Date.now();
  const tally: Tally = { kept: 0, again: 0, sessions: 0, checkInsSet: 0, checkInsCame: 0, tookMs: [], wrong: [] };
  const isOver = () => Date.now() - began > lastsMs;
  const around: Surroundings = {
    channel,
    urls: () => replicas.filter(({ lives }) => lives).map(({ url }) => url),
    random,
    thinkMs: options.thinkMs,
    zone: zoneAtNoon(new Date(began).getUTCHours()),
    isOver,
    holds: options.holds ?? true,
    answerMs: ANSWER_MS,
  };
  let came = 0;
  const comeAndGo = async () => {
    // Not all of them begin at once.
    await pause(random() * options.thinkMs);
    while (!isOver()) await new Talker(`talker-${++came}`, around, tally).session();
  };
  const isAskedAgainAndAgain = async (_: unknown, number: number) => {
    await pause(random() * options.thinkMs);
    await new Talker(`checked-in-${number}`, around, tally).checkIns();
  };

  /** The last replica goes and comes; on PostgreSQL the first one stays. */
  async function replace(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const going = replicas.at(-1) as Replica;
    const how = await going.end(signal);
    if (signal === 'SIGTERM') endings.push(how);
    replicas[replicas.length - 1] = await start();
  }
  const does: Record<Fault, () => Promise<unknown>> = {
    'a replica is killed': () => replace('SIGKILL'),
    'a replica is restarted': () => replace('SIGTERM'),
    'connections are cut': () => place.cut(),
    'the database is stopped': () => place.away(),
  };
  const goWrong = async () => {
    const all = (Object.keys(does) as Fault[]).filter((_, at) => database === 'postgres' || at < 2);
    const kinds = options.faults ?? all;
    for (let at = 0; ; at++) {
      await pause(options.calmMs);
      if (isOver()) return;
      const fault = kinds[at % kinds.length] as Fault;
      const begins = Date.now();
      await does[fault]();
      faults.push({ fault, at: begins, until: Date.now() });
    }
  };
  let broken = 0;
  const bother = async () => {
    while (!isOver()) {
      await pause(options.thinkMs / 10);
      const url = replicas[0]?.lives ? replicas[0].url : undefined;
      if (url === undefined) continue;
      const wrong = await brokenRequest(url, broken);
      // Without PostgreSQL the one process may be going.
      if (wrong !== undefined && (database === 'postgres' || !wrong.includes('nothing'))) tally.wrong.push(wrong);
      broken += 1;
    }
  };
  const sampling = setInterval(() => {
    const now = replicas.length > 1 ? replicas[0]?.held() : undefined;
    if (now) held.push({ ...now, at: Date.now() - began });
  }, SAMPLE_MS);
  const saying = setInterval(
    () =>
      says(
        `${Math.round((Date.now() - began) / 1000)} s: ${tally.kept} activities kept, ${faults.length} faults, ${tally.wrong.length} wrong${tally.wrong.slice(-1).map((newest) => `, the newest: ${newest}`)}`,
      ),
    60_000,
  );

  await Promise.all([
    ...Array.from({ length: options.talkers }, comeAndGo),
    ...Array.from({ length: options.checkedIn }, isAskedAgainAndAgain),
    goWrong(),
    bother(),
  ]);
  clearInterval(sampling);
  clearInterval(saying);
  let left = await place.open();
  for (const until = Date.now() + ANSWER_MS; left > 0 && Date.now() < until; left = await place.open())
    await pause(200);
  for (const replica of replicas) {
    if (!replica.lives) endings.push('by itself');
    else endings.push(await replica.end('SIGTERM'));
  }
  const rows = await place.rows();
  return {
    ...{ options, tally, messages: channel.messages, reactions: channel.counted, rows, left, faults, broken },
    ...{ logged, timedOut, unlogged, endings, held },
  };
}

function reaction(random: () => number, goesWrong: SoakOptions['channelFaults'] = GOES_WRONG): Reaction {
  let chance = random();
  for (const [wrong, share] of goesWrong) {
    chance -= share;
    if (chance < 0) return wrong;
  }
  return 'takes';
}

/** Nobody is asked at night, so it has to be day where these people are. */
function zoneAtNoon(utcHour: number): string {
  const ahead: [number, string][] = [
    [-10, 'Pacific/Honolulu'],
    [-7, 'America/Phoenix'],
    [-5, 'America/Bogota'],
    [-3, 'America/Sao_Paulo'],
    [0, 'Africa/Abidjan'],
    [3, 'Africa/Nairobi'],
    [5, 'Asia/Karachi'],
    [7, 'Asia/Bangkok'],
    [10, 'Australia/Brisbane'],
    [12, 'Pacific/Tarawa'],
  ];
  const fromNoon = ([hours]: [number, string]) => Math.abs(((utcHour + hours + 24) % 24) - 12);
  return ahead.sort((one, other) => fromNoon(one) - fromNoon(other))[0]?.[1] ?? 'UTC';
}

/** Where the program keeps everything, and what may happen to it. */
interface Place extends AsyncDisposable {
  settings: Record<string, string>;
  cut(): Promise<unknown>;
  away(): Promise<void>;
  /** How many rows are still to be sent. */
  open(): Promise<number>;
  rows(): Promise<Row[]>;
}

const OPEN = "select count(*) as rows from outbox where state in ('open', 'sending')";
const ROWS = 'select person, kind, state from outbox';
const named = (row: Record<string, unknown>): Row => ({
  person: decodeURIComponent(String(row.person)).split('29:')[1] ?? '',
  kind: String(row.kind),
  state: String(row.state),
});

async function inPostgres(): Promise<Place> {
  const server: PostgresServer = await aPostgresServer({ durable: true });
  const url = await server.database();
  return {
    settings: { DATABASE_URL: url },
    cut: () =>
      ask(
        url,
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'unknot' and pid <> pg_backend_pid()",
      ),
    async away() {
      await server.stop();
      await pause(DATABASE_AWAY_MS);
      await server.start();
    },
    open: async () => Number((await ask(url, OPEN))[0]?.rows),
    rows: async () => (await ask(url, ROWS)).map(named),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function inSqlite(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'unknot-soak-'));
  const path = join(folder, 'unknot.db');
  const all = (sql: string) => {
    using database = new DatabaseSync(path, { timeout: 5_000 });
    return database.prepare(sql).all();
  };
  return {
    settings: { DATABASE_PATH: path },
    cut: async () => {},
    away: async () => {},
    open: async () => Number(all(OPEN)[0]?.rows),
    rows: async () => all(ROWS).map(named),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
