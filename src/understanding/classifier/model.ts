import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Expecting } from '../../../dialogs/words.ts';
import { type Seen, wordFeature } from './features.ts';
import { LABELS, type Label, possibleUnder } from './labels.ts';
import { Linear, type LinearWeights } from './linear.ts';
import { Net, type NetWeights } from './net.ts';
import { pack, unpack } from './packedFile.ts';
import { loadWordVectors, type WordVectors } from './wordVectors.ts';

export interface Guess {
  label: Label;
  /** 0 to 1; those of all labels that are possible under a question make 1. */
  probability: number;
}

/** Which part of the model is asked. `both` is what a turn uses; the others are there to be measured. */
type Half = 'both' | 'linear' | 'nets';

/**
 * What the lines have taught: a linear half, which remembers words, and nets over word vectors, which know what is like
 * them. They err on different messages, so that the mean of what they say (of the logarithms) errs less than either. The
 * open question narrows the labels before they are compared, so that one model serves every question.
 */
export class Model {
  readonly #linear: Linear;
  readonly #nets: readonly Net[];

  constructor(linear: Linear, nets: readonly Net[]) {
    this.#linear = linear;
    this.#nets = nets;
  }

  /** Whether a word occurs in what the model was made from. */
  knows(word: string): boolean {
    return this.#linear.knows(wordFeature(word));
  }

  /** The labels that are possible under the question, the likeliest first. */
  rank({ features, tokens }: Seen, expecting: Expecting, half: Half = 'both'): Guess[] {
    const possible = possibleUnder(expecting);
    const nets =
      half === 'linear' ? [] : this.#nets.map((net) => shares(net.score(tokens, expecting, possible), possible));
    const linear = half === 'nets' ? undefined : shares(this.#linear.score(features), possible);
    const logs = new Float64Array(possible.length);
    for (let at = 0; at < logs.length; at++) {
      let mean = 0;
      for (const net of nets) mean += net[at] as number;
      mean /= Math.max(nets.length, 1);
      if (!linear) logs[at] = Math.log(mean);
      else if (nets.length === 0) logs[at] = Math.log(linear[at] as number);
      else logs[at] = (Math.log(mean) + Math.log(linear[at] as number)) / 2;
    }
    const probabilities = shares(logs, undefined);
    return possible
      .map((label, at) => ({ label: LABELS[label] as Label, probability: probabilities[at] as number }))
      .sort((one, other) => other.probability - one.probability);
  }
}

/** Scores as shares of one, of those that are possible. */
function shares(scores: Float64Array, possible: readonly number[] | undefined): Float64Array {
  const shared = new Float64Array(possible?.length ?? scores.length);
  let highest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < shared.length; at++) {
    const score = scores[possible ? (possible[at] as number) : at] as number;
    shared[at] = score;
    if (score > highest) highest = score;
  }
  let sum = 0;
  for (let at = 0; at < shared.length; at++) {
    const raised = Math.exp((shared[at] as number) - highest);
    shared[at] = raised;
    sum += raised;
  }
  // Never quite zero, so that it has a logarithm.
  for (let at = 0; at < shared.length; at++) shared[at] = Math.max((shared[at] as number) / sum, 1e-12);
  return shared;
}

const MAGIC = 'unknot model 3';

interface About {
  /** The fingerprint of what it was made from. */
  madeFrom: string;
  labels: readonly string[];
  scale: number;
  /** Filters of each width, for each net. */
  filters: readonly number[];
}

/** The model as one file. */
export function writeModel(linear: LinearWeights, nets: readonly NetWeights[], madeFrom: string): Buffer {
  const about: About = {
    madeFrom,
    labels: LABELS,
    scale: linear.scale,
    filters: nets.map(({ filters }) => filters),
  };
  const arrays: Parameters<typeof pack>[2] = { features: linear.features, weights: linear.weights };
  for (const [at, { words, vectors, parts, starts, outputs, leanings }] of nets.entries()) {
    Object.assign(arrays, {
      [`${at} words`]: words,
      [`${at} vectors`]: vectors.bytes,
      [`${at} vector steps`]: vectors.steps,
      [`${at} parts`]: parts.bytes,
      [`${at} part steps`]: parts.steps,
      [`${at} starts`]: starts,
      [`${at} outputs`]: outputs.bytes,
      [`${at} output steps`]: outputs.steps,
      [`${at} leanings`]: leanings,
    });
  }
  return pack(MAGIC, about, arrays);
}

/** Reads a model. Throws when it is not one, or was made for other labels. */
export function readModel(bytes: Buffer, vectors: WordVectors): { model: Model; madeFrom: string } {
  const file = unpack<About>(MAGIC, bytes);
  if (!file) throw new Error('The model of understanding cannot be read. Make it anew with `npm run train`.');
  const { about, int8, float32, int32 } = file;
  if (about.labels.join() !== LABELS.join()) {
    throw new Error('The model of understanding was made for other labels. Make it anew with `npm run train`.');
  }
  const linear = new Linear({ features: int32('features'), weights: int32('weights'), scale: about.scale });
  const nets = about.filters.map(
    (filters, at) =>
      new Net(
        {
          filters,
          words: int32(`${at} words`),
          vectors: { bytes: int8(`${at} vectors`), steps: float32(`${at} vector steps`) },
          parts: { bytes: int8(`${at} parts`), steps: float32(`${at} part steps`) },
          starts: float32(`${at} starts`),
          outputs: { bytes: int8(`${at} outputs`), steps: float32(`${at} output steps`) },
          leanings: float32(`${at} leanings`),
        },
        vectors,
      ),
  );
  return { model: new Model(linear, nets), madeFrom: about.madeFrom };
}

/** The model of a language, from its content folder. */
export function loadModel(folder: string = ENGLISH): Model {
  return readModel(readFileSync(join(folder, 'lines', 'model.bin')), loadWordVectors(folder)).model;
}

const ENGLISH = join(import.meta.dirname, '../../../content/en');
