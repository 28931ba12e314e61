import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadModel } from '../../src/understanding/classifier/model.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { loadTimes } from '../../src/understanding/recognizers.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
import { type Measured, measure, percent, readEvalLines } from './measure.ts';
import { methods } from './methods.ts';

/**
 * `npm run eval`: how well words are understood, on the lines of `unseen/`, or of the files named. `dev.jsonl` was
 * tuned on. Prints accuracy by label, what was taken for what, and every warning sign that was missed.
 * `--totals` prints the totals alone; `--methods` compares ways of understanding, which takes some minutes.
 */
const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const files = named.length > 0 ? named : unseenFiles();

const lexicon = loadLexicon();
const model = loadModel();
const understand = createUnderstand(lexicon, model);
await loadTimes();
const all = files.map((file) => ({ file, ...readEvalLines(file) }));

for (const { file, lines, sha256 } of all) {
  print(`${basename(file)}: ${lines.length} lines, sha256 ${sha256.slice(0, 16)}`);
  if (!options.includes('--methods')) report(await measure(lines, understand), options.includes('--totals'));
}
if (options.includes('--methods')) {
  const lines = all.flatMap((one) => one.lines);
  print('\nmethod                          intents   signs caught   harmless taken for one   p50');
  for (const { name, read } of methods(lexicon, model)) {
    const { right, signs, harmless, times } = await measure(lines, read);
    print(
      `${name.padEnd(30)} ${percent(right, lines.length).padStart(8)} ${percent(signs.caught, signs.all).padStart(14)} ${percent(harmless.alarmed, harmless.all).padStart(24)} ${ms(times, 0.5).padStart(9)}`,
    );
  }
}

function report({ lines, right, signs, harmless, slots, labels, confusions, missed, times }: Measured, short: boolean) {
  const lost = signs.all - signs.caught - signs.askedAbout;
  print(
    `\nintents right           ${percent(right, lines)}\n` +
      `warning signs caught    ${percent(signs.caught, signs.all)}, ${signs.askedAbout} more asked about, ${lost} missed, of ${signs.all}\n` +
      `harmless taken for one  ${percent(harmless.alarmed, harmless.all)} of ${harmless.all}\n` +
      `slots right             ${percent(slots.right, slots.all)} of ${slots.all}\n` +
      `time for one message    p50 ${ms(times, 0.5)}, p99 ${ms(times, 0.99)}\n`,
  );
  if (short) return;
  const byShare = [...labels].sort((a, b) => a[1].right / a[1].all - b[1].right / b[1].all);
  for (const [label, { right: good, all: of }] of byShare) {
    print(`${percent(good, of).padStart(8)}  ${String(of).padStart(4)}  ${label}`);
  }
  print('');
  for (const [confusion, count] of [...confusions].sort((a, b) => b[1] - a[1]).slice(0, 25)) {
    print(`${String(count).padStart(4)}  ${confusion}`);
  }
  print(`\n${missed.join('\n')}\n`);
}

function unseenFiles(): string[] {
  const folder = join(import.meta.dirname, 'unseen');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => join(folder, name));
}

function ms(times: readonly number[], share: number): string {
  return `${(times[Math.floor(times.length * share)] ?? 0).toFixed(2)} ms`;
}

function print(text: string) {
  process.stdout.write(`${text}\n`);
}
