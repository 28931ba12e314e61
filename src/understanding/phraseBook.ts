import type { Reading } from './reading.ts';

/** A phrase that was found: what it stands for, where it lies, and which words in it were only skipped over. */
export interface Found<T> {
  what: T;
  from: number;
  /** The position after the last word. */
  to: number;
  weight: number;
  skipped: readonly number[];
}

/** What the end of a phrase stands for. */
export interface Kind<T> {
  what: T;
  strength: number;
  /** Holds only where a breath ends. */
  breathEnds: boolean;
}

/**
 * A tree in rows of numbers, which are read from a file as they are. Branch `n` has what lies from `…At[n]` to
 * `…At[n + 1]`: ways on by a word (by number), by a group of words, without a word, and what ends there.
 */
export type Ways = Record<(typeof WAYS)[number], Int32Array>;

/** In `ends` are numbers of groups in order, or places in the list of kinds; in `gaps` the branch after a `*`, or -1. */
export const WAYS = [
  'wordsAt',
  'wordKeys',
  'wordTo',
  'groupsAt',
  'groupKeys',
  'groupTo',
  'onwardAt',
  'onward',
  'endsAt',
  'ends',
  'gaps',
] as const;

/** All that a phrase book is made of. */
export interface PhraseBookParts<T> {
  /** Numbers of words. Words that no phrase holds have none. */
  words: ReadonlyMap<string, number>;
  /** How many words one `*` may skip. */
  longestGap: number;
  kinds: readonly Kind<T>[];
  groups: Ways;
  phrases: Ways;
}

/** A word that says little by itself weighs little; every other word weighs one. */
const LIGHT = 0.25;
const LEAST = 0.8;

/** Words that carry little meaning of their own. */
export const LIGHT_WORDS = new Set(
  (
    'a an the i you he she it we they me him her us them my your his its our their this that these those is are was were ' +
    'am be been being do does did have has had will would can could should shall may might must to of in on at for from ' +
    'with by as and or but so if then than there here just very really quite too also some any one ones about up out ' +
    'into over again all what how when where which who please get got'
  ).split(' '),
);

const NONE: readonly number[] = [];

/**
 * All phrases in one tree, read word by word: the time to search a message depends on the message and hardly on the
 * number of phrases. Groups of words are found first, so that a phrase with three groups is one path and not a hundred.
 */
export class PhraseBook<T> {
  readonly parts: PhraseBookParts<T>;
  /** The ways on from the roots, which have hundreds of them, by number. */
  readonly #firstWords: Int32Array;
  readonly #firstGroups: Int32Array;
  readonly #groupsByFirstWord: Int32Array;

  constructor(parts: PhraseBookParts<T>) {
    this.parts = parts;
    const { words, groups, phrases } = parts;
    const groupCount = Math.max(highest(groups.ends), highest(phrases.groupKeys));
    this.#firstWords = byNumber(words.size, phrases.wordKeys, phrases.wordTo, phrases.wordsAt[1]);
    this.#firstGroups = byNumber(groupCount, phrases.groupKeys, phrases.groupTo, phrases.groupsAt[1]);
    this.#groupsByFirstWord = byNumber(words.size, groups.wordKeys, groups.wordTo, groups.wordsAt[1]);
  }

  /** Every phrase in the message, also those that overlap. */
  find(reading: Reading): Found<T>[] {
    const { words, pauses } = reading;
    const { kinds, longestGap, phrases } = this.parts;
    const { groupsAt, groupKeys, groupTo, onwardAt, onward, endsAt, ends, gaps, wordsAt } = phrases;
    const numbers = words.map((word) => this.parts.words.get(word) ?? -1);
    const { ends: groupEnds, endsAt: groupEndsAt } = this.parts.groups;
    const firstOf = numbers.map((number) => (number < 0 ? -1 : (this.#groupsByFirstWord[number] as number)));
    const longer = this.#longerGroups(firstOf, numbers, pauses);
    const found: Found<T>[] = [];
    const skipped: number[] = [];
    const loads = words.map((word) => (LIGHT_WORDS.has(word) ? LIGHT : 1));

    /** What the words of a phrase weigh, without those it only skips. Even the lightest phrase says something. */
    function load(from: number, to: number): number {
      let sum = 0;
      for (let i = from; i < to; i += 1) sum += loads[i] ?? 0;
      for (const i of skipped) sum -= loads[i] ?? 0;
      return Math.max(sum, LEAST);
    }

    function follow(branch: number, start: number, at: number): void {
      for (let i = endsAt[branch] as number; i < (endsAt[branch + 1] as number); i += 1) {
        const { what, strength, breathEnds } = kinds[ends[i] as number] as Kind<T>;
        if (breathEnds && at < words.length && !pauses[at]) continue;
        const passedOver = skipped.length === 0 ? NONE : [...skipped];
        found.push({ what, from: start, to: at, weight: strength * load(start, at), skipped: passedOver });
      }
      for (let i = onwardAt[branch] as number; i < (onwardAt[branch + 1] as number); i += 1) {
        follow(onward[i] as number, start, at);
      }
      // A phrase never runs on into the next sentence.
      if (at >= words.length || pauses[at] === 'sentence') return;
      step(branch, start, at);
      const gap = gaps[branch] as number;
      if (gap < 0) return;
      const depth = skipped.length;
      follow(gap, start, at);
      for (let i = at; i < at + longestGap && i < words.length - 1; i += 1) {
        if ((i > at && pauses[i] === 'comma') || pauses[i] === 'sentence' || pauses[i + 1] === 'sentence') break;
        skipped.push(i);
        follow(gap, start, i + 1);
      }
      skipped.length = depth;
    }

    function step(branch: number, start: number, at: number): void {
      if ((wordsAt[branch] as number) < (wordsAt[branch + 1] as number)) {
        const next = byWord(phrases, branch, numbers[at] as number);
        if (next >= 0) follow(next, start, at + 1);
      }
      const first = groupsAt[branch] as number;
      const last = groupsAt[branch + 1] as number;
      if (first === last) return;
      const begun = firstOf[at] as number;
      if (begun < 0) return;
      const from = groupEndsAt[begun] as number;
      const to = groupEndsAt[begun + 1] as number;
      for (let i = first; i < last; i += 1) {
        const group = groupKeys[i] as number;
        if (placeOf(group, groupEnds, from, to) >= 0) follow(groupTo[i] as number, start, at + 1);
        for (const { group: long, end } of longer[at] ?? NONE_LONGER) {
          if (long === group) follow(groupTo[i] as number, start, end);
        }
      }
    }

    for (let start = 0; start < words.length; start += 1) {
      const number = numbers[start] as number;
      const next = number < 0 ? -1 : (this.#firstWords[number] ?? -1);
      if (next >= 0) follow(next, start, start + 1);
      const begun = firstOf[start] as number;
      if (begun < 0) continue;
      for (let i = groupEndsAt[begun] as number; i < (groupEndsAt[begun + 1] as number); i += 1) {
        const past = this.#firstGroups[groupEnds[i] as number] as number;
        if (past >= 0) follow(past, start, start + 1);
      }
      for (const { group, end } of longer[start] ?? NONE_LONGER) {
        const past = this.#firstGroups[group] as number;
        if (past >= 0) follow(past, start, end);
      }
    }
    return found;
  }

  /** For each word the groups of two and more words that begin there. Most messages hold few. */
  #longerGroups(
    firstOf: readonly number[],
    numbers: readonly number[],
    pauses: Reading['pauses'],
  ): (LongerGroup[] | undefined)[] {
    const { ends, endsAt } = this.parts.groups;
    return firstOf.map((first, start) => {
      let found: LongerGroup[] | undefined;
      let branch = first;
      for (let at = start + 1; branch >= 0 && at < numbers.length && pauses[at] !== 'sentence'; at += 1) {
        branch = byWord(this.parts.groups, branch, numbers[at] as number);
        if (branch < 0) break;
        for (let i = endsAt[branch] as number; i < (endsAt[branch + 1] as number); i += 1) {
          found ??= [];
          found.push({ group: ends[i] as number, end: at + 1 });
        }
      }
      return found;
    });
  }
}

/** A group of two and more words, and the position after its last one. */
interface LongerGroup {
  group: number;
  end: number;
}
const NONE_LONGER: readonly LongerGroup[] = [];

/** Where a number stands in a part of a list that is in order, or -1. */
function placeOf(number: number, list: Int32Array, from: number, to: number): number {
  let low = from;
  let high = to - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = list[middle] as number;
    if (here === number) return middle;
    if (here < number) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The branch that a word leads to, or -1. */
function byWord({ wordsAt, wordKeys, wordTo }: Ways, branch: number, word: number): number {
  const place = placeOf(word, wordKeys, wordsAt[branch] as number, wordsAt[branch + 1] as number);
  return place < 0 ? -1 : (wordTo[place] as number);
}

function byNumber(size: number, keys: Int32Array, to: Int32Array, count = 0): Int32Array {
  const places = new Int32Array(size).fill(-1);
  for (let i = 0; i < count; i += 1) places[keys[i] as number] = to[i] as number;
  return places;
}

const highest = (keys: Int32Array) => keys.reduce((most, key) => Math.max(most, key + 1), 0);
