import { mulberry32, shuffle } from './chance.ts';
import { everyFeature } from './features.ts';
import { LABELS, possibleUnder } from './labels.ts';
import type { LinearWeights } from './linear.ts';
import type { Example } from './lines.ts';

/** A word that occurs in one line only says nothing about the next; letters, pairs and threes have to occur once more. */
const SEEN_ENOUGH = 2;
const EPOCHS = 6;
const RATE = 7;
/** Smaller steps are not worth the time. */
const NEGLIGIBLE = 0.002;

/**
 * Learns by multinomial logistic regression, with the labels narrowed to those possible under each line's question.
 * Deterministic: the same lines in the same order make the same model, bit for bit.
 */
export function trainLinear(examples: readonly Example[]): LinearWeights {
  const features = frequentFeatures(examples);
  const rows = new Map(features.map((feature, at) => [feature, at]));
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
  return { features, ...quantised(mean) };
}

/** A byte a weight: a quarter of the size, and no difference that could be measured. */
function quantised(weights: Float32Array): { weights: Int8Array; scale: number } {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = largest / 127 || 1;
  return { weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)), scale };
}

function frequentFeatures(examples: readonly Example[]): string[] {
  const counts = new Map<string, number>();
  let before = '';
  for (const { line, joined, seen } of examples) {
    // Under three questions it is still one line, and what two lines make says nothing that they do not say alone.
    if (line === before || joined) continue;
    before = line;
    for (const feature of everyFeature(seen)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  const enough = (feature: string) => (feature.startsWith('1 ') ? SEEN_ENOUGH : SEEN_ENOUGH + 1);
  return [...counts].flatMap(([feature, count]) => (count >= enough(feature) ? [feature] : [])).sort();
}
