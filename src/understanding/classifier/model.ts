import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPECTING, type Expecting } from '../../../dialogs/words.ts';
import { isPossible, LABELS, type Label } from './labels.ts';

export interface Guess {
  label: Label;
  /** 0 to 1; those of all labels that are possible under a question make 1. */
  probability: number;
}

/**
 * A linear model over the features of a message. The open question narrows the labels before they are compared, so
 * that one model serves every question.
 */
export class Model {
  readonly #features: ReadonlyMap<string, number>;
  /** A row a feature, a column a label. */
  readonly #weights: Int8Array;
  /** What one step of a weight stands for. */
  readonly #scale: number;
  readonly #possible: ReadonlyMap<Expecting, readonly number[]>;

  constructor(features: readonly string[], weights: Int8Array, scale: number) {
    this.#features = new Map(features.map((feature, at) => [feature, at]));
    this.#weights = weights;
    this.#scale = scale;
    this.#possible = new Map(
      EXPECTING.map((expecting) => [
        expecting,
        LABELS.flatMap((label, at) => (isPossible(label, expecting) ? [at] : [])),
      ]),
    );
  }

  /** Whether a word occurs in what the model was made from. */
  knows(word: string): boolean {
    return this.#features.has(`1 ${word}`);
  }

  /** The labels that are possible under the question, the likeliest first. */
  rank(features: readonly string[], expecting: Expecting): Guess[] {
    const scores = new Float64Array(LABELS.length);
    let known = 0;
    for (const feature of features) {
      const row = this.#features.get(feature);
      if (row === undefined) continue;
      known += 1;
      const from = row * LABELS.length;
      for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) + (this.#weights[from + at] ?? 0);
    }
    const possible = this.#possible.get(expecting) ?? [];
    const size = this.#scale / Math.sqrt(Math.max(known, 1));
    const highest = Math.max(...possible.map((at) => scores[at] ?? 0));
    const guesses = possible.map((at) => ({
      label: LABELS[at] as Label,
      probability: Math.exp(((scores[at] ?? 0) - highest) * size),
    }));
    const sum = guesses.reduce((total, { probability }) => total + probability, 0);
    return guesses
      .map(({ label, probability }) => ({ label, probability: probability / sum }))
      .sort((one, other) => other.probability - one.probability);
  }
}

const MAGIC = 'unknot model 1\n';

/** The model as one file: a line of JSON about it, then the weights. */
export function writeModel(features: readonly string[], weights: Int8Array, scale: number, madeFrom: string): Buffer {
  const head = JSON.stringify({ madeFrom, scale, labels: LABELS, features });
  return Buffer.concat([
    Buffer.from(`${MAGIC}${head}\n`),
    new Uint8Array(weights.buffer, weights.byteOffset, weights.length),
  ]);
}

/** Reads a model. Throws when it is not one, or was made for other labels. */
export function readModel(bytes: Buffer): { model: Model; madeFrom: string } {
  const start = MAGIC.length;
  const end = bytes.indexOf('\n', start);
  if (bytes.subarray(0, start).toString() !== MAGIC || end < 0) {
    throw new Error('The model of understanding cannot be read. Make it anew with `npm run train`.');
  }
  const { madeFrom, scale, labels, features } = JSON.parse(bytes.subarray(start, end).toString()) as {
    madeFrom: string;
    scale: number;
    labels: string[];
    features: string[];
  };
  if (labels.join() !== LABELS.join()) {
    throw new Error('The model of understanding was made for other labels. Make it anew with `npm run train`.');
  }
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + end + 1, features.length * LABELS.length);
  return { model: new Model(features, weights, scale), madeFrom };
}

/** The model of a language, from its content folder. */
export function loadModel(folder: string = ENGLISH): Model {
  return readModel(readFileSync(join(folder, 'lines', 'model.bin'))).model;
}

const ENGLISH = join(import.meta.dirname, '../../../content/en');
