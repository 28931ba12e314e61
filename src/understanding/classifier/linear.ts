import { LABELS } from './labels.ts';

/** What the linear half has learned. */
export interface LinearWeights {
  features: readonly string[];
  /** A row a feature, a column a label of `LABELS`. */
  weights: Int8Array;
  /** What one step of a weight stands for. */
  scale: number;
}

/** A linear model over the features of a message: it remembers which words, letters and phrases speak for what. */
export class Linear {
  readonly #rows: ReadonlyMap<string, number>;
  readonly #weights: Int8Array;
  readonly #scale: number;

  constructor({ features, weights, scale }: LinearWeights) {
    this.#rows = new Map(features.map((feature, at) => [feature, at]));
    this.#weights = weights;
    this.#scale = scale;
  }

  knows(feature: string): boolean {
    return this.#rows.has(feature);
  }

  /** How strongly each label of `LABELS` is spoken for. */
  score(features: readonly string[]): Float64Array {
    // Whole numbers, so that no order of adding them changes anything.
    const sums = new Int32Array(LABELS.length);
    const weights = this.#weights;
    let known = 0;
    for (const feature of features) {
      const row = this.#rows.get(feature);
      if (row === undefined) continue;
      known += 1;
      const from = row * sums.length;
      for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] as number) + (weights[from + at] as number);
    }
    const size = this.#scale / Math.sqrt(Math.max(known, 1));
    return Float64Array.from(sums, (sum) => sum * size);
  }
}
