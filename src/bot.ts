import { randomUUIDv7 } from 'node:crypto';
import { join } from 'node:path';
import type { Channel } from './address.ts';
import type { After } from './after.ts';
import { type Charts, createCharts } from './charts/charts.ts';
import { Waker } from './check-ins/waker.ts';
import type { Connector } from './delivery/connector.ts';
import { Delivery, type DeliveryPoint, LEASE_MS } from './delivery/deliver.ts';
import { type Limits, Pace } from './delivery/pace.ts';
import { nameOf } from './fault.ts';
import type { TakeTurn } from './heard.ts';
import { KEPT_IN } from './kept.ts';
import type { Log } from './log.ts';
import type { Message } from './message.ts';
import { loadContent } from './phrasing/content.ts';
import { phrase } from './phrasing/phrase.ts';
import { steadyClock } from './steadyClock.ts';
import type { Store, Wake } from './store/store.ts';
import type { Telemetry } from './telemetry.ts';
import { factsOf } from './turn/facts.ts';
import { newPerson } from './turn/person.ts';
import { type TurnPoint, Turns } from './turn/takeTurn.ts';
import { TooFast } from './turn/tooFast.ts';
import { loadModel } from './understanding/classifier/model.ts';
import { loadLexicon } from './understanding/lexicon.ts';
import { warmUpRecognizers } from './understanding/recognizers.ts';
import { createUnderstand } from './understanding/understand.ts';

export interface BotParts {
  store: Store;
  /** Whose messages this process hears and sends. */
  channels: readonly Channel[];
  /** Made once the turns are there, because a connector and what listens are often one thing. */
  connect: (takeTurn: TakeTurn, notKept: Message) => Connector;
  log: Log;
  /** Seals the addresses of charts, the same for every replica. Without it progress is told in words alone. */
  linkSecret?: string | undefined;
  /** How long results are kept, in days. */
  resultsDays: number;
  /** Milliseconds since 1970. */
  clock?: () => number;
  after?: After;
  /** What the channels take, if it is not what they say. */
  limits?: Limits;
  /** Whoever watches. */
  telemetry?: Telemetry;
  /** Where a test may end the process. */
  passes?: (point: TurnPoint | DeliveryPoint) => void;
}

export interface Bot {
  /** Where there is a secret for them. */
  charts: Charts | undefined;
  /** The last words in a terminal. */
  goodbye: string;
  start(): void;
  /** Turns under way finish, what was taken for sending is sent or given back. */
  stop(): Promise<void>;
}

const CONTENT = join(import.meta.dirname, '../content/en');
const DAY_MS = 86_400_000;
/** Whoever has just started the bot, or was waiting for it, is answered first. */
const WARM_UP_AFTER_MS = 3_000;

/** The bot without its channels: understanding, turns, delivery and clocks around one store. */
export function createBot(parts: BotParts): Bot {
  const { store, channels, connect, log, linkSecret, resultsDays, clock = steadyClock() } = parts;
  const { after, limits, telemetry, passes } = parts;
  const pace = new Pace(store, clock, limits);
  const content = loadContent(CONTENT, KEPT_IN);
  const understand = createUnderstand(loadLexicon(), loadModel());
  const charts =
    linkSecret === undefined
      ? undefined
      : createCharts({
          results: (person, limit) => store.results(person, limit),
          words: content.words,
          secret: linkSecret,
          clock,
        });
  const turns: Turns = new Turns({
    store,
    understand,
    content,
    log,
    clock,
    newId: randomUUIDv7,
    random: Math.random,
    deliver: (rows) => delivery.deliverNow(rows),
    update: (update) => delivery.update(update),
    leaseMs: LEASE_MS,
    tooFast: new TooFast(),
    nudge: (wakeAt) => waker.nudge(wakeAt),
    ...(charts && { sealChart: (chart) => charts.seal(chart) }),
    ...(telemetry && { telemetry }),
    ...(passes && { passes }),
  });
  const delivery: Delivery = new Delivery({
    store,
    connector: connect((heard) => turns.take(heard), notKept()),
    channels,
    clock,
    random: Math.random,
    pace,
    log,
    onUnreachable: (person) => turns.unreachable(person),
    ...(after && { after }),
    ...(telemetry && { telemetry }),
    ...(passes && { passes }),
  });
  const waker = new Waker({
    store,
    channels,
    wake: (wake, notBefore) => turns.wake(wake, notBefore),
    queue: (wakes) => whenCheckInsGo(pace, wakes, clock()),
    clock,
    log,
    ...(after && { after }),
  });
  let sweeping: NodeJS.Timeout | undefined;
  let warming: NodeJS.Timeout | undefined;
  let stopped = false;

  function notKept(): Message {
    const now = clock();
    const parts = [{ kind: 'saying' as const, id: 'not-kept' as const }];
    return phrase(
      {
        kind: 'reply',
        parts,
        choices: [],
        step: 0,
        urgent: false,
        turn: 0,
        facts: factsOf(newPerson(), 'home', now, {}),
      },
      content,
    );
  }

  const sweep = () =>
    void store.sweep(clock(), clock() - resultsDays * DAY_MS).catch((error: unknown) => {
      // The next start goes on with it.
      if (stopped) return;
      log.warn({ reason: nameOf(error) }, 'What is too old could not be removed. It is tried again within the hour.');
    });

  return {
    charts,
    goodbye: content.words.channels.goodbye ?? '',
    start() {
      delivery.start();
      waker.start();
      sweep();
      // Whoever starts it waits for nothing, and the first message neither.
      warming = setTimeout(warmUpRecognizers, WARM_UP_AFTER_MS);
      warming.unref();
      sweeping = setInterval(sweep, 3_600_000);
    },
    async stop() {
      stopped = true;
      clearInterval(sweeping);
      clearTimeout(warming);
      await waker.stop();
      await turns.idle();
      await delivery.stop();
      await charts?.close();
    },
  };
}

/** Check-ins queue; the end of a hold is waited for. */
async function whenCheckInsGo(pace: Pace, wakes: readonly Wake[], now: number): Promise<number[]> {
  const checkIns = wakes.filter(({ kind }) => kind !== 'hold');
  const times = checkIns.length > 0 ? await pace.queue(checkIns.map(({ person }) => person)) : [];
  return wakes.map(({ kind }) => (kind === 'hold' ? now : (times.shift() ?? now)));
}
