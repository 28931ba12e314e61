import { parseArgs } from 'node:util';
import { type Fault, told, walk } from '../turn/randomWalk.ts';
import { fuzzActivities } from './fuzzActivities.ts';

const USAGE = `npm run fuzz -- walks [--count 20000] [--steps 40] [--seed 1]
npm run fuzz -- activities [--count 100000] [--seed 1]

walks: people who do whatever there is to do, in any order, through everything that decides. Prints each fault with the
fewest steps that lead to it.
activities: whole and spoiled activities of several channels, to the whole bot behind its HTTP server.
Both end with code 1 when something was found.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string' }, steps: { type: 'string' }, seed: { type: 'string' } },
});
const number = (text: string | undefined, otherwise: number) => (text === undefined ? otherwise : Number(text));
const [what] = positionals;
const seed = number(values.seed, 1);
const count = number(values.count, what === 'walks' ? 20_000 : 100_000);
const steps = number(values.steps, 40);
if (![seed, count, steps].every((each) => Number.isSafeInteger(each) && each > 0)) usage();

const started = performance.now();
const seconds = () => `${((performance.now() - started) / 1_000).toFixed(0)} s`;
if (what === 'walks') walks();
else if (what === 'activities') await activities();
else usage();

function walks(): void {
  const faults: Fault[] = [];
  for (let at = seed; at < seed + count && faults.length < 20; at++) {
    const fault = walk(at, steps);
    if (fault) faults.push(fault);
  }
  process.stdout.write(faults.map((fault) => `${told(fault)}\n\n`).join(''));
  process.stdout.write(
    `${count} walks of ${steps} steps from seed ${seed} in ${seconds()}, faults: ${faults.length}\n`,
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
}

async function activities(): Promise<void> {
  const { statuses, wrote, sent, wrong } = await fuzzActivities({ count, seed, databasePath: ':memory:' });
  process.stdout.write(wrong.map((sentence) => `${sentence}\n`).join(''));
  process.stdout.write(
    `${count} activities from seed ${seed} in ${seconds()}: ${JSON.stringify(statuses)}, ${wrote} written by somebody, ${sent} messages sent, faults: ${wrong.length}\n`,
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

function usage(): never {
  process.stderr.write(USAGE);
  process.exit(2);
}
