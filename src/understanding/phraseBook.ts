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

/** In `ends` are numbers of groups, or places in the list of kinds; in `gaps` the branch after a `*`, or -1. */
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

/** The groups that begin at a word, each with where it ends. */
interface Here {
  groups: number[];
  ends: number[][];
}

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
    this.#firstWords = byNumber(words.size, phrases.wordKeys, phrases.wordTo, phrases.wordsAt[1]);
    this.#firstGroups = byNumber(highest(phrases.groupKeys), phrases.groupKeys, phrases.groupTo, phrases.groupsAt[1]);
    this.#groupsByFirstWord = byNumber(words.size, groups.wordKeys, groups.wordTo, groups.wordsAt[1]);
  }

  /** Every phrase in the message, also those that overlap. */
  find(reading: Reading): Found<T>[] {
    const { words, pauses } = reading;
    const { kinds, longestGap, phrases } = this.parts;
    const { groupsAt, groupKeys, groupTo, onwardAt, onward, endsAt, ends, gaps, wordsAt } = phrases;
    const numbers = words.map((word) => this.parts.words.get(word) ?? -1);
    const groupsHere = words.map((_, start) => this.#groupsFrom(start, numbers, pauses));
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
      const here = groupsHere[at] as Here;
      if (last - first < here.groups.length) {
        for (let i = first; i < last; i += 1) {
          const place = here.groups.indexOf(groupKeys[i] as number);
          if (place >= 0) for (const to of here.ends[place] as number[]) follow(groupTo[i] as number, start, to);
        }
        return;
      }
      for (let place = 0; place < here.groups.length; place += 1) {
        const i = groupKeys.subarray(first, last).indexOf(here.groups[place] as number);
        if (i >= 0) for (const to of here.ends[place] as number[]) follow(groupTo[first + i] as number, start, to);
      }
    }

    for (let start = 0; start < words.length; start += 1) {
      const number = numbers[start] as number;
      const next = number < 0 ? -1 : (this.#firstWords[number] ?? -1);
      if (next >= 0) follow(next, start, start + 1);
      const here = groupsHere[start] as Here;
      for (let place = 0; place < here.groups.length; place += 1) {
        const past = this.#firstGroups[here.groups[place] as number] ?? -1;
        if (past >= 0) for (const to of here.ends[place] as number[]) follow(past, start, to);
      }
    }
    return found;
  }

  #groupsFrom(start: number, numbers: readonly number[], pauses: Reading['pauses']): Here {
    const here: Here = { groups: [], ends: [] };
    const { groups } = this.parts;
    const first = numbers[start] as number;
    let branch = first < 0 ? -1 : (this.#groupsByFirstWord[first] ?? -1);
    for (let at = start; branch >= 0; ) {
      const from = groups.endsAt[branch] as number;
      const to = groups.endsAt[branch + 1] as number;
      // Most groups are single words, which all end at the same place.
      const end = from < to ? [at + 1] : [];
      for (let i = from; i < to; i += 1) {
        const group = groups.ends[i] as number;
        const known = here.groups.indexOf(group);
        if (known >= 0) here.ends[known] = [...(here.ends[known] as number[]), at + 1];
        else {
          here.groups.push(group);
          here.ends.push(end);
        }
      }
      at += 1;
      if (at >= numbers.length || pauses[at] === 'sentence') break;
      branch = byWord(groups, branch, numbers[at] as number);
    }
    return here;
  }
}

/** The branch that a word leads to, or -1. */
function byWord({ wordsAt, wordKeys, wordTo }: Ways, branch: number, word: number): number {
  let low = wordsAt[branch] as number;
  let high = (wordsAt[branch + 1] as number) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const key = wordKeys[middle] as number;
    if (key === word) return wordTo[middle] as number;
    if (key < word) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function byNumber(size: number, keys: Int32Array, to: Int32Array, count = 0): Int32Array {
  const places = new Int32Array(size).fill(-1);
  for (let i = 0; i < count; i += 1) places[keys[i] as number] = to[i] as number;
  return places;
}

const highest = (keys: Int32Array) => keys.reduce((most, key) => Math.max(most, key + 1), 0);
