import { parseArgs } from 'node:util';
import { type Fault, told, walk } from '../turn/randomWalk.ts';

const USAGE = `npm run fuzz -- walks [--count 20000] [--steps 40] [--seed 1]

walks: people who do whatever there is to do, in any order, through everything that decides. Prints each fault that
was found, with the fewest steps that lead to it, and ends with code 1 when there was one.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '20000' },
    steps: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
  },
});
const [count, steps, seed] = [Number(values.count), Number(values.steps), Number(values.seed)];
const isSound = [count, steps, seed].every((number) => Number.isSafeInteger(number) && number > 0);

if (positionals[0] !== 'walks' || !isSound) {
  process.stderr.write(USAGE);
  process.exit(2);
}

const started = performance.now();
const faults: Fault[] = [];
for (let at = seed; at < seed + count && faults.length < 20; at++) {
  const fault = walk(at, steps);
  if (fault) faults.push(fault);
}
const seconds = ((performance.now() - started) / 1_000).toFixed(1);
process.stdout.write(faults.map((fault) => `${told(fault)}\n\n`).join(''));
process.stdout.write(`${count} walks of ${steps} steps in ${seconds} s, faults: ${faults.length}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
