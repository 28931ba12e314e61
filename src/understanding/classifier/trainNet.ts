import { EXPECTING, type Expecting } from '../../../dialogs/words.ts';
import { mulberry32, shuffle } from './chance.ts';
import { LABELS, possibleUnder } from './labels.ts';
import type { Example } from './lines.ts';
import { firstPart, type NetWeights, PARTS, WIDTHS } from './net.ts';
import { quantisedRows } from './packedFile.ts';
import { printOf } from './print.ts';
import { DIMENSIONS, type WordVectors } from './wordVectors.ts';

const EPOCHS = 10;
const FILTERS = 96;
const RATE = 0.004;
/** Lines learned from at once. */
const BATCH = 32;
/** How many filters are left out each time, so that no label comes to hang on a few. */
const DROPPED = 0.3;
/** How many words are made strangers, so that there is something to be learned of strangers. */
const HIDDEN = 0.1;
/** How much of each line is given to all other labels: people who label err. */
const SMOOTHING = 0.05;
const DECAY = 0.01;
/** Stands for a word that nobody has used before. */
const STRANGER = '\u0000';
/** A word in fewer lines that has no vector is a stranger. */
const SEEN_ENOUGH = 2;

interface Lesson {
  tokens: Int32Array;
  answers: { label: number; expecting: number; possible: readonly number[] }[];
}

/**
 * Teaches one net by gradient descent (Adam), starting from the word vectors and chance. Deterministic: the same
 * examples, vectors and seed make the same net, bit for bit.
 */
export function trainNet(examples: readonly Example[], base: WordVectors, seed: number): NetWeights {
  const random = mulberry32(seed);
  const { words, lessons } = lessonsFrom(examples, base);
  const pooled = FILTERS * WIDTHS.length;
  const questions = 1 + EXPECTING.length;

  const vectors = new Learned(words.length * DIMENSIONS);
  for (const [row, word] of words.entries()) {
    const known = base.of(word);
    for (let at = 0; at < DIMENSIONS; at++) {
      vectors.values[row * DIMENSIONS + at] = known ? (known[at] ?? 0) : bell(random) * 0.15;
    }
  }
  const parts = new Learned(PARTS * FILTERS * DIMENSIONS);
  for (const width of WIDTHS) {
    const from = firstPart(width) * FILTERS * DIMENSIONS;
    const spread = 0.5 * Math.sqrt(2 / (width * DIMENSIONS));
    for (let at = 0; at < width * FILTERS * DIMENSIONS; at++) parts.values[from + at] = bell(random) * spread;
  }
  const starts = new Learned(pooled);
  const outputs = new Learned(LABELS.length * pooled);
  for (let at = 0; at < outputs.values.length; at++) outputs.values[at] = bell(random) * 0.5 * Math.sqrt(1 / pooled);
  const leanings = new Learned(LABELS.length * questions);

  // What each word of a batch gives to each part of each filter, and what comes back for it.
  const given: Float32Array[] = [];
  const returned: Float32Array[] = [];
  const placeOf = new Int32Array(words.length).fill(-1);
  const best = new Float32Array(pooled);
  const bestAt = new Int32Array(pooled);
  const kept = new Float32Array(pooled);
  const back = new Float32Array(pooled);
  const odds = new Float64Array(LABELS.length);
  const wordSlope = new Float32Array(DIMENSIONS);

  const order = lessons.map((_, at) => at);
  const steps = EPOCHS * Math.ceil(lessons.length / BATCH);
  let step = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (let from = 0; from < order.length; from += BATCH) {
      step += 1;
      const batch = order.slice(from, from + BATCH).map((at) => {
        const { tokens, answers } = lessons[at] as Lesson;
        return { tokens: tokens.map((token) => (random() < HIDDEN ? 0 : token)), answers };
      });
      const count = batch.reduce((sum, { answers }) => sum + answers.length, 0);
      const used: number[] = [];
      for (const { tokens } of batch) {
        for (const token of tokens) {
          if ((placeOf[token] ?? -1) >= 0) continue;
          placeOf[token] = used.length;
          used.push(token);
        }
      }
      for (const [place, token] of used.entries()) {
        given[place] ??= new Float32Array(PARTS * FILTERS);
        returned[place] ??= new Float32Array(PARTS * FILTERS);
        give(parts.values, vectors.values, token * DIMENSIONS, given[place]);
      }
      for (const { tokens, answers } of batch) {
        const places = tokens.map((token) => placeOf[token] ?? 0);
        pool(places, given, starts.values, best, bestAt);
        back.fill(0);
        for (const { label, expecting, possible } of answers) {
          for (let k = 0; k < pooled; k++) kept[k] = random() < DROPPED ? 0 : (best[k] ?? 0) / (1 - DROPPED);
          let highest = Number.NEGATIVE_INFINITY;
          for (const one of possible) {
            const score =
              (leanings.values[one * questions] ?? 0) +
              (leanings.values[one * questions + 1 + expecting] ?? 0) +
              dot(outputs.values, one * pooled, kept);
            odds[one] = score;
            highest = Math.max(highest, score);
          }
          let sum = 0;
          for (const one of possible) {
            const share = Math.exp((odds[one] ?? 0) - highest);
            odds[one] = share;
            sum += share;
          }
          for (const one of possible) {
            const wanted = (one === label ? 1 - SMOOTHING : 0) + SMOOTHING / possible.length;
            const slope = ((odds[one] ?? 0) / sum - wanted) / count;
            leanings.slopes[one * questions] = (leanings.slopes[one * questions] ?? 0) + slope;
            const lean = one * questions + 1 + expecting;
            leanings.slopes[lean] = (leanings.slopes[lean] ?? 0) + slope;
            pass(outputs.values, outputs.slopes, one * pooled, slope, kept, back);
          }
        }
        unpool(places, back, best, bestAt, starts.slopes, returned);
      }
      const rate = RATE * (1 - step / (steps + 1));
      for (const [place, token] of used.entries()) {
        placeOf[token] = -1;
        wordSlope.fill(0);
        takeBack(parts, vectors.values, token * DIMENSIONS, returned[place] as Float32Array, wordSlope);
        vectors.bend(token * DIMENSIONS, wordSlope, rate);
      }
      parts.step(rate, step, DECAY);
      outputs.step(rate, step, DECAY);
      leanings.step(rate, step, DECAY);
      starts.step(rate, step, 0);
    }
  }
  return {
    filters: FILTERS,
    words: Int32Array.from(words, printOf),
    vectors: quantisedRows(vectors.values, DIMENSIONS),
    parts: quantisedRows(parts.values, DIMENSIONS),
    starts: starts.values,
    outputs: quantisedRows(outputs.values, pooled),
    leanings: leanings.values,
  };
}

function lessonsFrom(examples: readonly Example[], base: WordVectors): { words: string[]; lessons: Lesson[] } {
  const byLine = new Map<string, Example[]>();
  for (const example of examples) {
    const same = byLine.get(example.line);
    if (same) same.push(example);
    else byLine.set(example.line, [example]);
  }
  const counts = new Map<string, number>();
  for (const [first] of byLine.values())
    for (const token of new Set(first?.seen.tokens)) counts.set(token, (counts.get(token) ?? 0) + 1);
  const common = [...counts].flatMap(([token, count]) => (base.has(token) || count >= SEEN_ENOUGH ? [token] : []));
  const words = [STRANGER, ...common.sort()];
  const rows = new Map(words.map((word, at) => [word, at]));
  const questions = new Map<Expecting, number>(EXPECTING.map((expecting, at) => [expecting, at]));
  const lessons = [...byLine.values()].map((same) => ({
    tokens: Int32Array.from(same[0]?.seen.tokens ?? [], (token) => rows.get(token) ?? 0),
    answers: same.map(({ label, expecting }) => ({
      label: LABELS.indexOf(label),
      expecting: questions.get(expecting) ?? 0,
      possible: possibleUnder(expecting),
    })),
  }));
  return { words, lessons };
}

/** Numbers that are learned, with the slopes gathered for the next step and the running means that Adam keeps. */
class Learned {
  readonly values: Float32Array;
  readonly slopes: Float32Array;
  readonly #means: Float32Array;
  readonly #squares: Float32Array;

  constructor(size: number) {
    this.values = new Float32Array(size);
    this.slopes = new Float32Array(size);
    this.#means = new Float32Array(size);
    this.#squares = new Float32Array(size);
  }

  step(rate: number, step: number, decay: number): void {
    const { values, slopes } = this;
    const means = this.#means;
    const squares = this.#squares;
    const meanScale = 1 / (1 - 0.9 ** step);
    const squareScale = 1 / (1 - 0.999 ** step);
    for (let at = 0; at < values.length; at++) {
      const slope = slopes[at] ?? 0;
      const mean = 0.9 * (means[at] ?? 0) + 0.1 * slope;
      const square = 0.999 * (squares[at] ?? 0) + 0.001 * slope * slope;
      means[at] = mean;
      squares[at] = square;
      const value = values[at] ?? 0;
      values[at] = value - rate * ((mean * meanScale) / (Math.sqrt(square * squareScale) + 1e-8) + decay * value);
      slopes[at] = 0;
    }
  }

  /** A step for the few words of a batch; the others are not touched. */
  bend(from: number, slopes: Float32Array, rate: number): void {
    for (let at = 0; at < slopes.length; at++) {
      const slope = slopes[at] ?? 0;
      const mean = 0.9 * (this.#means[from + at] ?? 0) + 0.1 * slope;
      const square = 0.999 * (this.#squares[from + at] ?? 0) + 0.001 * slope * slope;
      this.#means[from + at] = mean;
      this.#squares[from + at] = square;
      this.values[from + at] = (this.values[from + at] ?? 0) - rate * (mean / (Math.sqrt(square) + 1e-8));
    }
  }
}

/** What a word gives to every part of every filter. */
function give(parts: Float32Array, vectors: Float32Array, from: number, into: Float32Array): void {
  for (let part = 0; part < into.length; part++) {
    const row = part * DIMENSIONS;
    let even = 0;
    let odd = 0;
    for (let at = 0; at < DIMENSIONS; at += 2) {
      even += (parts[row + at] as number) * (vectors[from + at] as number);
      odd += (parts[row + at + 1] as number) * (vectors[from + at + 1] as number);
    }
    into[part] = even + odd;
  }
}

/** The slopes that came back for what a word gave, handed on to the parts and to the word. Clears them. */
function takeBack(
  parts: Learned,
  vectors: Float32Array,
  from: number,
  returned: Float32Array,
  word: Float32Array,
): void {
  const { values, slopes } = parts;
  for (let part = 0; part < returned.length; part++) {
    const slope = returned[part] as number;
    if (slope === 0) continue;
    returned[part] = 0;
    const row = part * DIMENSIONS;
    for (let at = 0; at < DIMENSIONS; at++) {
      slopes[row + at] = (slopes[row + at] as number) + slope * (vectors[from + at] as number);
      word[at] = (word[at] as number) + slope * (values[row + at] as number);
    }
  }
}

/** The best that each filter finds, and where; zero and nowhere when it finds nothing. */
function pool(
  places: Int32Array,
  given: readonly Float32Array[],
  starts: Float32Array,
  best: Float32Array,
  bestAt: Int32Array,
): void {
  best.fill(0);
  for (const width of WIDTHS) {
    const first = firstPart(width) * FILTERS;
    const own = (width - 1) * FILTERS;
    for (let at = 1 - width; at < places.length; at++) {
      const rows: (Float32Array | undefined)[] = [];
      for (let j = 0; j < width; j++) rows.push(given[places[at + j] ?? -1]);
      const [one, two, three] = rows;
      for (let filter = 0; filter < FILTERS; filter++) {
        let sum = starts[own + filter] as number;
        if (one) sum += one[first + filter] as number;
        if (two) sum += two[first + FILTERS + filter] as number;
        if (three) sum += three[first + 2 * FILTERS + filter] as number;
        if (sum > (best[own + filter] as number)) {
          best[own + filter] = sum;
          bestAt[own + filter] = at;
        }
      }
    }
  }
}

/** The slopes of what the filters found, given back to the words where they found it. */
function unpool(
  places: Int32Array,
  back: Float32Array,
  best: Float32Array,
  bestAt: Int32Array,
  starts: Float32Array,
  returned: readonly Float32Array[],
): void {
  for (const width of WIDTHS) {
    const first = firstPart(width) * FILTERS;
    const own = (width - 1) * FILTERS;
    for (let filter = 0; filter < FILTERS; filter++) {
      const slope = back[own + filter] as number;
      if (slope === 0 || best[own + filter] === 0) continue;
      starts[own + filter] = (starts[own + filter] as number) + slope;
      for (let j = 0; j < width; j++) {
        const row = returned[places[(bestAt[own + filter] as number) + j] ?? -1];
        if (row) row[first + j * FILTERS + filter] = (row[first + j * FILTERS + filter] as number) + slope;
      }
    }
  }
}

function dot(rows: Float32Array, from: number, column: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < column.length; at++) sum += (rows[from + at] as number) * (column[at] as number);
  return sum;
}

/** Hands a label's slope on to its row and, through it, to what the filters found; what was dropped takes no part. */
function pass(
  rows: Float32Array,
  slopes: Float32Array,
  from: number,
  slope: number,
  kept: Float32Array,
  back: Float32Array,
): void {
  for (let at = 0; at < kept.length; at++) {
    const found = kept[at] as number;
    if (found === 0) continue;
    slopes[from + at] = (slopes[from + at] as number) + slope * found;
    back[at] = (back[at] as number) + (slope * (rows[from + at] as number)) / (1 - DROPPED);
  }
}

/** Chance with the shape of a bell: mean 0, spread 1. */
function bell(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
