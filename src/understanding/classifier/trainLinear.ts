import { mulberry32, shuffle } from './chance.ts';
import { everyFeature, wordFeature } from './features.ts';
import { LABELS, possibleUnder } from './labels.ts';
import { type LinearWeights, RAISED, ROW } from './linear.ts';
import type { Example } from './lines.ts';

/** A word that occurs in one line only says nothing about the next; letters, pairs and threes have to occur once more. */
const SEEN_ENOUGH = 2;
const EPOCHS = 6;
const RATE = 7;
/** Smaller steps are not worth the time. */
const NEGLIGIBLE = 0.002;
/** A feature whose weights all stay below this many steps of a byte says nothing. */
const TELLS = 5;

/**
 * Learns by multinomial logistic regression, with the labels narrowed to those possible under each line's question.
 * Deterministic: the same lines in the same order make the same model, bit for bit.
 */
export function trainLinear(examples: readonly Example[]): LinearWeights {
  const words = wordsOf(examples);
  const features = frequentFeatures(examples, words);
  const rows = new Map(Array.from(features, (feature, at) => [feature, at]));
  const encoded = examples.map((example) =>
    Int32Array.from(everyFeature(example.seen).flatMap((feature) => rows.get(feature) ?? [])),
  );
  const columns = LABELS.length;
  const weights = new Float32Array(features.length * columns);
  // The mean over all steps generalises better than where the last step happened to end.
  const mean = new Float32Array(weights.length);
  const random = mulberry32(20_261_123);
  const order = examples.map((_, at) => at);
  const scores = new Float64Array(columns);
  const steps = EPOCHS * examples.length;
  let step = 0;

  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const at of order) {
      step += 1;
      const left = 1 - step / steps;
      const { label, expecting } = examples[at] as Example;
      const row = encoded[at] as Int32Array;
      const labels = possibleUnder(expecting);
      const right = LABELS.indexOf(label);
      const size = 1 / Math.sqrt(Math.max(row.length, 1));
      scores.fill(0);
      for (const feature of row) {
        const from = feature * columns;
        for (let column = 0; column < columns; column++)
          scores[column] = (scores[column] ?? 0) + (weights[from + column] ?? 0);
      }
      let highest = Number.NEGATIVE_INFINITY;
      for (const column of labels) highest = Math.max(highest, (scores[column] ?? 0) * size);
      let sum = 0;
      for (const column of labels) {
        const share = Math.exp((scores[column] ?? 0) * size - highest);
        scores[column] = share;
        sum += share;
      }
      for (const column of labels) {
        const error = (column === right ? 1 : 0) - (scores[column] ?? 0) / sum;
        if (Math.abs(error) < NEGLIGIBLE) continue;
        const change = error * RATE * left * size;
        for (const feature of row) {
          const cell = feature * columns + column;
          weights[cell] = (weights[cell] ?? 0) + change;
          mean[cell] = (mean[cell] ?? 0) + change * left;
        }
      }
    }
  }
  return telling(features, quantised(mean), words);
}

/** A byte a weight: a quarter of the size, and no difference that could be measured. */
function quantised(weights: Float32Array): Pick<LinearWeights, 'weights' | 'scale'> {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = largest / 127 || 1;
  const columns = LABELS.length;
  const rows = weights.length / columns;
  const bytes = new Uint8Array(4 * ROW * rows).fill(RAISED);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      bytes[4 * ROW * row + column] = Math.round((weights[row * columns + column] as number) / scale) + RAISED;
    }
  }
  return { weights: new Int32Array(bytes.buffer), scale };
}

/**
 * Leaves out the features that say next to nothing about any label: two in three, and no answer changes. Words stay,
 * because a word that is not among the features is taken for one that nobody has used before.
 */
function telling(
  features: Int32Array,
  { weights, scale }: Pick<LinearWeights, 'weights' | 'scale'>,
  words: ReadonlySet<number>,
): LinearWeights {
  const bytes = new Uint8Array(weights.buffer);
  const size = 4 * ROW;
  const tells = (row: number) =>
    bytes.subarray(row * size, (row + 1) * size).some((byte) => Math.abs(byte - RAISED) >= TELLS);
  const rows = [...features.keys()].filter((row) => words.has(features[row] as number) || tells(row));
  const kept = new Uint8Array(rows.length * size);
  for (const [at, row] of rows.entries()) kept.set(bytes.subarray(row * size, (row + 1) * size), at * size);
  return {
    features: Int32Array.from(rows, (row) => features[row] as number),
    weights: new Int32Array(kept.buffer),
    scale,
  };
}

/** The features that are words. */
function wordsOf(examples: readonly Example[]): ReadonlySet<number> {
  return new Set(examples.flatMap(({ joined, seen }) => (joined ? [] : seen.tokens.map(wordFeature))));
}

function frequentFeatures(examples: readonly Example[], words: ReadonlySet<number>): Int32Array {
  const counts = new Map<number, number>();
  let before = '';
  for (const { line, joined, seen } of examples) {
    // Under three questions it is still one line, and what two lines make says nothing that they do not say alone.
    if (line === before || joined) continue;
    before = line;
    for (const feature of everyFeature(seen)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  const enough = (feature: number) => (words.has(feature) ? SEEN_ENOUGH : SEEN_ENOUGH + 1);
  return Int32Array.from([...counts].flatMap(([feature, count]) => (count >= enough(feature) ? [feature] : []))).sort();
}
