import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pack, quantisedRows, unpack } from './packedFile.ts';

/** Numbers in one word vector. */
export const DIMENSIONS = 100;

/** All word vectors have this length: which way a word points says what it means, how far says how often it is used. */
const LENGTH = 3;

const MAGIC = 'unknot word vectors 1';

/**
 * What words mean as directions: words used alike point alike, so that what is learned of "throbbing" holds a little for
 * "pulsing" too. Made from GloVe by `npm run word-vectors`; see `content/en/word-vectors.md`.
 */
export class WordVectors {
  readonly #rows: ReadonlyMap<string, number>;
  readonly #bytes: Int8Array;
  readonly #steps: Float32Array;

  constructor(words: readonly string[], bytes: Int8Array, steps: Float32Array) {
    this.#rows = new Map(words.map((word, at) => [word, at]));
    this.#bytes = bytes;
    this.#steps = steps;
  }

  has(word: string): boolean {
    return this.#rows.has(word);
  }

  /** The vector of a word; undefined when it is not among them. */
  of(word: string): Float32Array | undefined {
    const row = this.#rows.get(word);
    if (row === undefined) return undefined;
    const step = this.#steps[row] ?? 0;
    return Float32Array.from(this.#bytes.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS), (byte) => byte * step);
  }
}

/** The table as a file, from vectors of any length. */
export function writeWordVectors(words: readonly string[], vectors: readonly (readonly number[])[]): Buffer {
  const values = new Float32Array(words.length * DIMENSIONS);
  for (const [row, vector] of vectors.entries()) {
    const length = Math.hypot(...vector) || 1;
    for (let at = 0; at < DIMENSIONS; at++) values[row * DIMENSIONS + at] = ((vector[at] ?? 0) / length) * LENGTH;
  }
  return pack(MAGIC, { words: words.join(' ') }, quantisedRows(values, DIMENSIONS));
}

/** The word vectors of a language, from its content folder. Throws when the file is none. */
export function loadWordVectors(folder: string = ENGLISH): WordVectors {
  const file = unpack<{ words: string }>(MAGIC, readFileSync(join(folder, 'word-vectors.bin')));
  if (!file) throw new Error('The word vectors cannot be read. Make them anew with `npm run word-vectors`.');
  return new WordVectors(file.about.words.split(' '), file.int8('bytes'), file.float32('steps'));
}

const ENGLISH = join(import.meta.dirname, '../../../content/en');
