import { EXPECTING, type Expecting } from '../../../dialogs/words.ts';
import { LABELS } from './labels.ts';
import { PrintTable, printOf } from './print.ts';
import { DIMENSIONS, type WordVectors } from './wordVectors.ts';

/** How many words a filter looks at, and which of its parts belong to which: 1, 2 and 3 words, so six parts. */
export const WIDTHS = [1, 2, 3] as const;
export const PARTS = 6;
const FIRST_PART = [0, 1, 3] as const;

/** What a net has learned. */
export interface NetWeights {
  /** Filters of each width. */
  filters: number;
  /**
   * Fingerprints of the words whose vectors were bent while learning, and of those that the table of word vectors does
   * not hold. The first is the stranger.
   */
  words: Int32Array;
  /** A row a word. */
  vectors: { bytes: Int8Array; steps: Float32Array };
  /** A row of numbers for each part of each filter: part 0 of all filters, part 1 of all filters, … */
  parts: { bytes: Int8Array; steps: Float32Array };
  /** What each filter starts from. */
  starts: Float32Array;
  /** A row a label, a column a filter. */
  outputs: { bytes: Int8Array; steps: Float32Array };
  /** A row a label: what it starts from, then what each open question adds. */
  leanings: Float32Array;
}

/**
 * A small convolutional net over word vectors: each filter looks for one, two or three words in a row that mean
 * something alike, wherever they stand, and the labels are weighed from what was found.
 *
 * What a word gives to all filters does not depend on its neighbours, so it is worked out once and kept; a message of
 * known words then costs additions only, in proportion to its length.
 */
export class Net {
  readonly #weights: NetWeights;
  readonly #rows: PrintTable;
  readonly #base: WordVectors;
  readonly #given = new Map<string, Float32Array>();
  readonly #parts: Float32Array;
  /** A row a label, a column a filter. */
  readonly #outputs: Float32Array;
  readonly #nothing: Float32Array;

  constructor(weights: NetWeights, base: WordVectors) {
    this.#weights = weights;
    this.#rows = new PrintTable(weights.words);
    this.#base = base;
    this.#parts = expanded(weights.parts, DIMENSIONS);
    this.#outputs = expanded(weights.outputs, weights.filters * WIDTHS.length);
    this.#nothing = new Float32Array(PARTS * weights.filters);
  }

  /** How strongly each label of `LABELS` is spoken for, of those at the places `possible`. */
  score(tokens: readonly string[], expecting: Expecting, possible: readonly number[]): Float64Array {
    const found = this.#found(tokens);
    const { leanings } = this.#weights;
    const outputs = this.#outputs;
    // About half of the filters find nothing, and nothing is made of those.
    const some = new Int32Array(found.length);
    let count = 0;
    for (let filter = 0; filter < found.length; filter++) if (found[filter] !== 0) some[count++] = filter;
    const questions = 1 + EXPECTING.length;
    const question = 1 + EXPECTING.indexOf(expecting);
    const scores = new Float64Array(LABELS.length);
    for (const label of possible) {
      const row = label * found.length;
      let sum = (leanings[label * questions] as number) + (leanings[label * questions + question] as number);
      for (let i = 0; i < count; i++) {
        const filter = some[i] as number;
        sum += (found[filter] as number) * (outputs[row + filter] as number);
      }
      scores[label] = sum;
    }
    return scores;
  }

  /** What each filter found at best, and nothing where it found nothing. */
  #found(tokens: readonly string[]): Float32Array {
    const { filters, starts } = this.#weights;
    const given = tokens.map((token) => this.#givenBy(token));
    const best = new Float32Array(filters * WIDTHS.length);
    for (const here of given) {
      for (let filter = 0; filter < filters; filter++) {
        const one = (starts[filter] as number) + (here[filter] as number);
        if (one > (best[filter] as number)) best[filter] = one;
      }
    }
    // Where a filter reaches over an end of the message, it finds nothing there.
    for (let at = given.length === 0 ? 0 : -1; at < given.length; at++) {
      const here = given[at] ?? this.#nothing;
      const next = given[at + 1] ?? this.#nothing;
      for (let filter = 0; filter < filters; filter++) {
        const second = filters + filter;
        const two = (starts[second] as number) + (here[second] as number) + (next[second + filters] as number);
        if (two > (best[second] as number)) best[second] = two;
      }
    }
    for (let at = -2; at < given.length; at++) {
      const here = given[at] ?? this.#nothing;
      const next = given[at + 1] ?? this.#nothing;
      const afterNext = given[at + 2] ?? this.#nothing;
      for (let filter = 0; filter < filters; filter++) {
        const third = 2 * filters + filter;
        const three =
          (starts[third] as number) +
          (here[third + filters] as number) +
          (next[third + 2 * filters] as number) +
          (afterNext[third + 3 * filters] as number);
        if (three > (best[third] as number)) best[third] = three;
      }
    }
    return best;
  }

  #givenBy(token: string): Float32Array {
    const kept = this.#given.get(token);
    if (kept) return kept;
    const vector = this.#vectorOf(token);
    const given = new Float32Array(PARTS * this.#weights.filters);
    for (let part = 0; part < given.length; part++) {
      let sum = 0;
      const row = part * DIMENSIONS;
      for (let at = 0; at < DIMENSIONS; at++) sum += (vector[at] ?? 0) * (this.#parts[row + at] ?? 0);
      given[part] = sum;
    }
    // The words of strangers must not pile up in memory.
    if (this.#given.size >= MOST_KEPT) this.#given.clear();
    this.#given.set(token, given);
    return given;
  }

  #vectorOf(token: string): Float32Array {
    const { bytes, steps } = this.#weights.vectors;
    const own = this.#rows.rowOf(printOf(token));
    const known = own < 0 ? this.#base.of(token) : undefined;
    if (known) return known;
    const row = Math.max(own, 0);
    const step = steps[row] ?? 0;
    return Float32Array.from(bytes.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS), (byte) => byte * step);
  }
}

/** 2 kB each. Most chats need far fewer. */
const MOST_KEPT = 8000;

/** Where the parts of a width begin. */
export const firstPart = (width: number): number => FIRST_PART[width - 1] ?? 0;

function expanded({ bytes, steps }: { bytes: Int8Array; steps: Float32Array }, width: number): Float32Array {
  const values = new Float32Array(bytes.length);
  for (let row = 0; row < steps.length; row++) {
    const step = steps[row] as number;
    for (let at = row * width; at < (row + 1) * width; at++) values[at] = (bytes[at] as number) * step;
  }
  return values;
}
