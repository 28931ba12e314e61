import { CHANNELS } from '../../src/address.ts';
import { openPostgresStore } from '../../src/store/postgres.ts';
import type { Store } from '../../src/store/store.ts';
import { mulberry32 } from '../../src/understanding/classifier/chance.ts';
import { aheadUntilNine, BotProcess, sinceBoot } from '../support/bots.ts';
import { aConnectorServer } from '../support/connectorServer.ts';
import { dailyAt, wantsCheckIns } from '../support/dueCheckIn.ts';
import { until } from '../support/until.ts';

interface Killing {
  rounds: number;
  people: number;
  seed: number;
  /** An empty PostgreSQL database. */
  url: string;
}

interface Killed {
  rounds: number;
  kills: number;
  asked: number;
  /** Not asked, and listed as unknown. */
  unknown: number;
  doubled: number;
  /** Neither asked nor unknown. */
  lost: number;
}

/**
 * Real replicas on a real PostgreSQL. In each round some people are due at once; one of the two replicas is killed at
 * a random moment and replaced, and the clocks of the others go on until its leases and claims have run out.
 */
export async function killReplicas({ rounds, people, seed, url }: Killing): Promise<Killed> {
  const random = mulberry32(seed);
  await using after = new AsyncDisposableStack();
  const database = { DATABASE_URL: url };
  const store = after.adopt(await openPostgresStore(url), (opened) => opened.close());
  const connector = after.use(await aConnectorServer());
  let aheadMs = aheadUntilNine();
  const start = () => BotProcess.start({ database, aheadMs });
  let running = await Promise.all([start(), start()]);
  after.defer(async () => {
    for (const bot of running) await bot[Symbol.asyncDispose]();
  });
  const killed: Killed = { rounds, kills: 0, asked: 0, unknown: 0, doubled: 0, lost: 0 };

  for (let round = 0; round < rounds; round++) {
    const due = sinceBoot() + aheadMs + 120_000;
    const users = Array.from({ length: people }, (_, at) => `29:${round}-${at}`);
    for (const user of users) {
      // In tenants of their own: how fast one takes them is not what is looked at.
      await store.commit(wantsCheckIns({ user, tenant: user, serviceUrl: connector.serviceUrl }, dailyAt(due)));
    }
    const unknownBefore = (await store.queueDepth()).unknown;
    const seen = connector.requests.length;
    aheadMs += 125_000;
    for (const bot of running) bot.tell({ aheadMs });
    const enough = Math.floor(random() * people);
    await until(() => connector.requests.length >= seen + enough, `check-ins in round ${round}`);
    const moment = Math.floor(random() * 20);
    await new Promise((resume) => setTimeout(resume, moment));
    const [dying, living] = random() < 0.5 ? running : running.toReversed();
    dying?.kill();
    await dying?.ended;
    killed.kills += 1;

    aheadMs += 60_000;
    living?.tell({ aheadMs });
    const now = sinceBoot() + aheadMs;
    await until(() => nothingDue(store, now), `the end of round ${round}`);
    running = [living as BotProcess, await start()];

    const came = Map.groupBy(connector.requests.slice(seen), ({ path }) => path);
    const unknown = (await store.queueDepth()).unknown - unknownBefore;
    const missing = people - came.size;
    killed.asked += came.size;
    killed.doubled += [...came.values()].filter((requests) => requests.length > 1).length;
    killed.unknown += Math.min(missing, unknown);
    killed.lost += Math.max(0, missing - unknown);
  }
  return killed;
}

/** Longer than a wake is claimed for, however slow the machine is, and shorter than until the next day's. */
const CLAIMED_MS = 3_600_000;

/**
 * Nothing that was due at a moment is still to be done. One that is claimed is not due for a while, so that is waited
 * for too; and a turn takes its wake away as it puts its rows in the outbox, so the wakes are looked at first.
 */
export async function nothingDue(store: Store, now: number): Promise<boolean> {
  const wakes = await store.dueWakes(CHANNELS, now + CLAIMED_MS, 1);
  return wakes.length === 0 && (await store.nextDue(CHANNELS, 'outbox')) === undefined;
}
