import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pack, quantisedRows, unpack } from './packedFile.ts';
import { PrintTable, printOf } from './print.ts';

/** Numbers in one word vector. */
export const DIMENSIONS = 100;

/** All word vectors have this length: which way a word points says what it means, how far says how often it is used. */
const LENGTH = 3;

const MAGIC = 'unknot word vectors 2';

/**
 * What words mean as directions: words used alike point alike, so that what is learned of "throbbing" holds a little for
 * "pulsing" too. Made from GloVe by `npm run word-vectors`; see `content/en/word-vectors.md`.
 */
export class WordVectors {
  readonly #rows: PrintTable;
  readonly #bytes: Int8Array;
  readonly #steps: Float32Array;

  /** `words` are fingerprints, by row. */
  constructor(words: Int32Array, bytes: Int8Array, steps: Float32Array) {
    this.#rows = new PrintTable(words);
    this.#bytes = bytes;
    this.#steps = steps;
  }

  has(word: string): boolean {
    return this.#rows.rowOf(printOf(word)) >= 0;
  }

  /** The vector of a word; undefined when it is not among them. */
  of(word: string): Float32Array | undefined {
    const row = this.#rows.rowOf(printOf(word));
    if (row < 0) return undefined;
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
  return pack(MAGIC, {}, { words: Int32Array.from(words, printOf), ...quantisedRows(values, DIMENSIONS) });
}

/** The word vectors of a language, from its content folder. Throws when the file is none. */
export function loadWordVectors(folder: string = ENGLISH): WordVectors {
  const file = unpack(MAGIC, readFileSync(join(folder, 'word-vectors.bin')));
  if (!file) throw new Error('The word vectors cannot be read. Make them anew with `npm run word-vectors`.');
  return new WordVectors(file.int32('words'), file.int8('bytes'), file.float32('steps'));
}

const ENGLISH = join(import.meta.dirname, '../../../content/en');
