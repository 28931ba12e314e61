import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Expecting } from '../dialogs/words.ts';
import { loadModel } from '../src/understanding/classifier/model.ts';
import { loadLexicon } from '../src/understanding/lexicon.ts';
import { createUnderstand } from '../src/understanding/understand.ts';
import { percentile, table } from './figures.ts';

const ROUNDS = 3;
const LINES = join(import.meta.dirname, '../test/eval');
/** Where a time may be meant, the date recogniser is asked. */
const TIME = new Set<Expecting>(['reminder-time', 'reminder-offer', 'zone']);

/** How long it takes to understand one message, over all lines that understanding is tested with. */
export async function understanding(): Promise<string> {
  const started = performance.now();
  const understand = createUnderstand(loadLexicon(), loadModel());
  const loaded = performance.now() - started;
  const lines = readdirSync(LINES)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(join(LINES, file), 'utf8').split('\n'))
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as { expecting: Expecting; text: string }]));
  const plain: number[] = [];
  const timed: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { expecting, text } of lines) {
      const before = performance.now();
      understand(text, expecting);
      const took = performance.now() - before;
      // The first round is for the machine to warm up.
      if (round > 0) (TIME.has(expecting) ? timed : plain).push(took);
    }
  }
  const row = (what: string, figures: number[], goal: string) => [
    what,
    percentile(figures, 0.5).toFixed(2),
    percentile(figures, 0.99).toFixed(2),
    Math.max(...figures).toFixed(1),
    goal,
  ];
  return `Understanding one message, ${lines.length} lines, ${ROUNDS} rounds, in ms. Loading it took ${loaded.toFixed(0)} ms.\n\n${table(
    ['', 'p50', 'p99', 'longest', 'goal p50 / p99'],
    [
      row('every message', [...plain, ...timed], '0.3 / 3'),
      row('no time asked', plain, ''),
      row('a time asked', timed, '– / 10'),
    ],
  )}`;
}
