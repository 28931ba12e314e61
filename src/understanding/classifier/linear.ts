import type { Seen } from './features.ts';
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
  /** The rows of the letters of a word. Looking each of them up would take longer than adding up the weights. */
  readonly #letterRows = new WeakMap<readonly string[], Int32Array>();
  /** A bit a row, so that what two words share counts once. */
  readonly #counted: Uint8Array;

  constructor({ features, weights, scale }: LinearWeights) {
    this.#rows = new Map(features.map((feature, at) => [feature, at]));
    this.#weights = weights;
    this.#scale = scale;
    this.#counted = new Uint8Array((features.length >> 3) + 1);
  }

  knows(feature: string): boolean {
    return this.#rows.has(feature);
  }

  /** How strongly each label of `LABELS` is spoken for. */
  score(features: Seen['features']): Float64Array {
    const rows = this.#rowsOf(features);
    const weights = this.#weights;
    // Whole numbers, so that no order of adding them changes anything.
    const sums = new Int32Array(LABELS.length);
    for (const row of rows) {
      const from = row * sums.length;
      for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] as number) + (weights[from + at] as number);
    }
    const size = this.#scale / Math.sqrt(Math.max(rows.length, 1));
    const scores = new Float64Array(sums.length);
    for (let at = 0; at < sums.length; at++) scores[at] = (sums[at] as number) * size;
    return scores;
  }

  #rowsOf(features: Seen['features']): number[] {
    const counted = this.#counted;
    const rows: number[] = [];
    for (const feature of features) {
      if (typeof feature === 'string') {
        const row = this.#rows.get(feature);
        if (row !== undefined) rows.push(row);
        continue;
      }
      for (const row of this.#rowsOfLetters(feature)) {
        const bit = 1 << (row & 7);
        if ((counted[row >> 3] as number) & bit) continue;
        counted[row >> 3] = (counted[row >> 3] as number) | bit;
        rows.push(row);
      }
    }
    for (const row of rows) counted[row >> 3] = 0;
    return rows;
  }

  #rowsOfLetters(letters: readonly string[]): Int32Array {
    const kept = this.#letterRows.get(letters);
    if (kept) return kept;
    const rows = Int32Array.from(letters.flatMap((feature) => this.#rows.get(feature) ?? []));
    this.#letterRows.set(letters, rows);
    return rows;
  }
}
