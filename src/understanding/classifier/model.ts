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
type Half = 'both' | 'linear' | 'net';

/**
 * What the lines have taught: a linear half, which remembers words, and a net over word vectors, which knows what is like
 * them. They err on different messages, so that the mean of what they say (of the logarithms) errs less than either. The
 * open question narrows the labels before they are compared, so that one model serves every question.
 */
export class Model {
  readonly #linear: Linear;
  readonly #net: Net;

  constructor(linear: Linear, net: Net) {
    this.#linear = linear;
    this.#net = net;
  }

  /** Whether a word occurs in what the model was made from. */
  knows(word: string): boolean {
    return this.#linear.knows(wordFeature(word));
  }

  /** The labels that are possible under the question, the likeliest first. */
  rank({ features, tokens }: Seen, expecting: Expecting, half: Half = 'both'): Guess[] {
    const possible = possibleUnder(expecting);
    const logs = new Float64Array(possible.length);
    if (half !== 'linear') add(logs, shares(this.#net.score(tokens, expecting, possible), possible));
    if (half !== 'net') add(logs, shares(this.#linear.score(features), possible));
    if (half === 'both') for (let at = 0; at < logs.length; at++) logs[at] = (logs[at] as number) / 2;
    const probabilities = shares(logs, undefined);
    return possible
      .map((label, at) => ({ label: LABELS[label] as Label, probability: probabilities[at] as number }))
      .sort((one, other) => other.probability - one.probability);
  }
}

function add(logs: Float64Array, half: Float64Array): void {
  for (let at = 0; at < logs.length; at++) logs[at] = (logs[at] as number) + Math.log(half[at] as number);
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

const MAGIC = 'unknot model 4';

interface About {
  /** The fingerprint of what it was made from. */
  madeFrom: string;
  labels: readonly string[];
  scale: number;
  /** Filters of each width. */
  filters: number;
}

/** The model as one file. */
export function writeModel(linear: LinearWeights, net: NetWeights, madeFrom: string): Buffer {
  const about: About = { madeFrom, labels: LABELS, scale: linear.scale, filters: net.filters };
  return pack(MAGIC, about, {
    features: linear.features,
    weights: linear.weights,
    words: net.words,
    vectors: net.vectors.bytes,
    'vector steps': net.vectors.steps,
    parts: net.parts.bytes,
    'part steps': net.parts.steps,
    starts: net.starts,
    outputs: net.outputs.bytes,
    'output steps': net.outputs.steps,
    leanings: net.leanings,
  });
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
  const net = new Net(
    {
      filters: about.filters,
      words: int32('words'),
      vectors: { bytes: int8('vectors'), steps: float32('vector steps') },
      parts: { bytes: int8('parts'), steps: float32('part steps') },
      starts: float32('starts'),
      outputs: { bytes: int8('outputs'), steps: float32('output steps') },
      leanings: float32('leanings'),
    },
    vectors,
  );
  return { model: new Model(linear, net), madeFrom: about.madeFrom };
}

/** The model of a language, from its content folder. */
export function loadModel(folder: string = ENGLISH): Model {
  return readModel(readFileSync(join(folder, 'lines', 'model.bin')), loadWordVectors(folder)).model;
}

const ENGLISH = join(import.meta.dirname, '../../../content/en');
