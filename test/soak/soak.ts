import { cpus } from 'node:os';
import { soak } from './soakRun.ts';
import { verdict } from './verdict.ts';

/**
 * `npm run soak`: half an hour of a few hundred people, real processes and everything going wrong around them. Prints a
 * report, and ends with 1 when anything was as it must not be. `MINUTES`, `PEOPLE`, `SEED` and `DATABASE=sqlite` change it.
 */
const minutes = Number(process.env.MINUTES ?? 30);
const people = Number(process.env.PEOPLE ?? 240);
const database = process.env.DATABASE === 'sqlite' ? 'sqlite' : 'postgres';
const seed = Number(process.env.SEED ?? 1);

const seen = await soak({
  database,
  lastsMs: minutes * 60_000,
  talkers: Math.round((people * 3) / 4),
  checkedIn: Math.round(people / 4),
  thinkMs: 25_000,
  calmMs: 40_000,
  seed,
  says: (line) => process.stderr.write(`${line}\n`),
});
const { figures, wrong } = verdict(seen);
process.stdout.write(`${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}:
\`MINUTES=${minutes} PEOPLE=${people} SEED=${seed} npm run soak\`, ${database === 'postgres' ? 'two replicas on a durable PostgreSQL' : 'one process on SQLite'}.

| | |
|---|--:|
${figures.map(([what, figure]) => `| ${what} | ${figure} |`).join('\n')}

${
  wrong.length === 0
    ? 'Nothing was wrong.'
    : `${wrong.length} things were wrong:\n\n${wrong
        .slice(0, 50)
        .map((sentence) => `- ${sentence}`)
        .join('\n')}`
}
`);
process.exitCode = wrong.length > 0 ? 1 : 0;
