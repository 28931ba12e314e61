import { CHANNELS } from '../../src/address.ts';
import { openPostgresStore } from '../../src/store/postgres.ts';
import { mulberry32 } from '../../src/understanding/classifier/chance.ts';
import { BotProcess } from '../support/bots.ts';
import { aConnectorServer } from '../support/connectorServer.ts';
import { dailyAt, wantsCheckIns } from '../support/dueCheckIn.ts';
import { aPostgresServer } from '../support/postgresServer.ts';

interface Killing {
  rounds: number;
  people: number;
  seed: number;
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
export async function killReplicas({ rounds, people, seed }: Killing): Promise<Killed> {
  const random = mulberry32(seed);
  await using after = new AsyncDisposableStack();
  const postgres = after.use(await aPostgresServer());
  const database = { DATABASE_URL: await postgres.database() };
  const store = after.adopt(await openPostgresStore(database.DATABASE_URL), (opened) => opened.close());
  const connector = after.use(await aConnectorServer());
  let aheadMs = 0;
  const start = () => BotProcess.start({ database, aheadMs });
  let running = await Promise.all([start(), start()]);
  after.defer(async () => {
    for (const bot of running) await bot[Symbol.asyncDispose]();
  });
  const killed: Killed = { rounds, kills: 0, asked: 0, unknown: 0, doubled: 0, lost: 0 };

  for (let round = 0; round < rounds; round++) {
    const due = Date.now() + aheadMs + 120_000;
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
    while (connector.requests.length < seen + enough) await pause(1);
    await pause(Math.floor(random() * 20));
    const [dying, living] = random() < 0.5 ? running : running.toReversed();
    dying?.kill();
    await dying?.ended;
    killed.kills += 1;

    aheadMs += 60_000;
    living?.tell({ aheadMs });
    const now = Date.now() + aheadMs;
    while (
      (await store.dueWakes(CHANNELS, now, 1)).length > 0 ||
      (await store.nextDue(CHANNELS, 'outbox')) !== undefined
    ) {
      await pause(20);
    }
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

function pause(ms: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, ms));
}
