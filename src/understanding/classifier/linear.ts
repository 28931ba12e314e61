import type { Seen } from './features.ts';
import { LABELS } from './labels.ts';
import { PrintTable } from './print.ts';

/** What the linear half has learned. */
export interface LinearWeights {
  /** The fingerprints of the features, each once. */
  features: Int32Array;
  /**
   * A row a feature, a byte a label of `LABELS`, four of them in a number and the row rounded up to whole numbers. Each is
   * raised by `RAISED`, so that none is below zero.
   */
  weights: Int32Array;
  /** What one step of a weight stands for. */
  scale: number;
}

export const RAISED = 128;

/** How many numbers a row takes. */
export const ROW = Math.ceil(LABELS.length / 4);

/** A linear model over the features of a message: it remembers which words, letters and phrases speak for what. */
export class Linear {
  readonly #rows: PrintTable;
  readonly #weights: Int32Array;
  readonly #scale: number;
  /** The rows of the letters of a word. Looking each of them up would take longer than adding up the weights. */
  readonly #letterRows = new WeakMap<Int32Array, Int32Array>();
  /** A bit a row, so that what comes twice counts once. */
  readonly #counted: Uint8Array;

  constructor({ features, weights, scale }: LinearWeights) {
    this.#rows = new PrintTable(features);
    this.#weights = weights;
    this.#scale = scale;
    this.#counted = new Uint8Array((features.length >> 3) + 1);
  }

  knows(feature: number): boolean {
    return this.#rows.rowOf(feature) >= 0;
  }

  /** How strongly each label of `LABELS` is spoken for. */
  score(features: Seen['features']): Float64Array {
    const rows = this.#rowsOf(features);
    const weights = this.#weights;
    const sums = new Int32Array(4 * ROW);
    const starts = new Int32Array(rows.length);
    for (let i = 0; i < rows.length; i++) starts[i] = (rows[i] as number) * ROW;
    for (let from = 0; from < rows.length; from += MOST_AT_ONCE) {
      const to = Math.min(from + MOST_AT_ONCE, rows.length);
      for (let at = 0; at < ROW; at++) {
        // Two sums in a number, sixteen bits each: whole numbers, so that no order of adding them changes anything.
        let even = 0;
        let odd = 0;
        for (let i = from; i < to; i++) {
          const four = weights[(starts[i] as number) + at] as number;
          even = (even + (four & 0xff00ff)) | 0;
          odd = (odd + ((four >>> 8) & 0xff00ff)) | 0;
        }
        sums[4 * at] = (sums[4 * at] as number) + (even & 0xffff);
        sums[4 * at + 1] = (sums[4 * at + 1] as number) + (odd & 0xffff);
        sums[4 * at + 2] = (sums[4 * at + 2] as number) + (even >>> 16);
        sums[4 * at + 3] = (sums[4 * at + 3] as number) + (odd >>> 16);
      }
    }
    const raised = RAISED * rows.length;
    const size = this.#scale / Math.sqrt(Math.max(rows.length, 1));
    const scores = new Float64Array(LABELS.length);
    for (let at = 0; at < scores.length; at++) scores[at] = ((sums[at] as number) - raised) * size;
    return scores;
  }

  #rowsOf(features: Seen['features']): number[] {
    const counted = this.#counted;
    const rows: number[] = [];
    const count = (row: number) => {
      const bit = 1 << (row & 7);
      if ((counted[row >> 3] as number) & bit) return;
      counted[row >> 3] = (counted[row >> 3] as number) | bit;
      rows.push(row);
    };
    for (const feature of features) {
      if (typeof feature !== 'number') for (const row of this.#rowsOfLetters(feature)) count(row);
      else {
        const row = this.#rows.rowOf(feature);
        if (row >= 0) count(row);
      }
    }
    for (const row of rows) counted[row >> 3] = 0;
    return rows;
  }

  #rowsOfLetters(letters: Int32Array): Int32Array {
    const kept = this.#letterRows.get(letters);
    if (kept) return kept;
    const rows = letters.map((print) => this.#rows.rowOf(print)).filter((row) => row >= 0);
    this.#letterRows.set(letters, rows);
    return rows;
  }
}

/** So many bytes have room in a sum of sixteen bits. */
const MOST_AT_ONCE = 257;
