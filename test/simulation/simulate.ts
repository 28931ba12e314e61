import { parseArgs } from 'node:util';
import { aPostgresServer } from '../support/postgresServer.ts';
import { killReplicas } from './killReplicas.ts';
import { simulateYears } from './years.ts';

const USAGE = `Lets two years pass for a thousand people and compares every check-in with an independent calculation.

  npm run simulate                    1,000 people, 40 zones, two years from 2026-01-01
  npm run simulate -- --people 100 --days 90 --seed 7
  npm run simulate -- --kill          real replicas on a real PostgreSQL, killed at random points
  npm run simulate -- --kill --rounds 50
`;

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1000' },
    days: { type: 'string', default: '730' },
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '30' },
    kill: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(USAGE);
else if (values.kill) {
  await using postgres = await aPostgresServer();
  const { rounds, asked, unknown, doubled, lost, kills } = await killReplicas({
    rounds: Number(values.rounds),
    people: 20,
    seed: Number(values.seed),
    url: await postgres.database(),
  });
  process.stdout.write(`${kills} replicas killed at random points in ${rounds} rounds, seed ${values.seed}.
  due           ${rounds * 20}
  came          ${asked}
  unknown       ${unknown}
  doubled       ${doubled}
  lost          ${lost}
`);
  process.exitCode = doubled + lost > 0 ? 1 : 0;
} else {
  const from = Date.UTC(2026, 0, 1);
  const began = performance.now();
  const outcome = await simulateYears({
    people: Number(values.people),
    from,
    until: from + Number(values.days) * 86_400_000,
    seed: Number(values.seed),
    downEveryDays: 20,
  });
  const wrong = { early: outcome.early, late: outcome.late, lost: outcome.lost, doubled: outcome.doubled };
  process.stdout.write(`${outcome.people} people in ${outcome.zones} zones over ${values.days} days, seed ${values.seed}, in ${((performance.now() - began) / 1000).toFixed(0)} s.
  expected      ${outcome.expected}
  came          ${outcome.sent}, of which ${outcome.madeUp} were made up for after the bot was down
  skipped       ${outcome.skipped}, more than two hours late after the bot was down; ${outcome.leftOut} more, because it was night by then
${Object.entries(wrong)
  .map(([name, cases]) => `  ${name.padEnd(13)} ${cases.length}${cases[0] ? `, for example ${cases[0]}` : ''}\n`)
  .join('')}  longest wait  ${(outcome.latestMs / 1000).toFixed(1)} s while it ran
`);
  process.exitCode = Object.values(wrong).some((cases) => cases.length > 0) ? 1 : 0;
}
