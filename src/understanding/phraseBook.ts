import type { Piece } from './phrase.ts';
import type { Reading } from './reading.ts';

/** A phrase that was found: what it stands for, where it lies, and which words in it were only skipped over. */
export interface Found<T> {
  what: T;
  from: number;
  /** The position after the last word. */
  to: number;
  weight: number;
  skipped: number[];
}

interface Branch<T> {
  words: Map<string, Branch<T>> | undefined;
  groups: Map<string, Branch<T>> | undefined;
  gap: Branch<T> | undefined;
  ends: { what: T; strength: number; breathEnds: boolean }[] | undefined;
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

/**
 * All phrases in one tree, read word by word: the time to search a message depends on the message and hardly on the
 * number of phrases. Groups of words are found first, so that a phrase with three groups is one path and not a hundred.
 */
export class PhraseBook<T> {
  readonly #root: Branch<T> = emptyBranch();
  readonly #groups: Branch<string> = emptyBranch();
  readonly #known = new Set<string>();
  readonly #longestGap: number;

  /** `longestGap` is how many words one `*` may skip. */
  constructor(longestGap = 4) {
    this.#longestGap = longestGap;
  }

  addGroup(name: string, options: Piece[][]): void {
    if (this.#known.has(name)) return;
    this.#known.add(name);
    for (const option of options)
      endAt(branchFor(this.#groups, option), { what: name, strength: 0, breathEnds: false });
  }

  add(way: Piece[], what: T, strength: number): void {
    const breathEnds = 'end' in (way.at(-1) ?? {});
    endAt(branchFor(this.#root, way), { what, strength, breathEnds });
  }

  /** Every phrase in the message, also those that overlap. */
  find(reading: Reading): Found<T>[] {
    const { words } = reading;
    const groupsAt = this.#groupsAt(reading);
    const longestGap = this.#longestGap;
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

    function follow(branch: Branch<T>, start: number, at: number): void {
      for (const { what, strength, breathEnds } of branch.ends ?? []) {
        if (breathEnds && at < words.length && !reading.pauses[at]) continue;
        found.push({ what, from: start, to: at, weight: strength * load(start, at), skipped: [...skipped] });
      }
      // A phrase never runs on into the next sentence.
      if (at >= words.length || (at > start && reading.pauses[at] === 'sentence')) return;
      step(branch, start, at);
      if (branch.gap) {
        const depth = skipped.length;
        step(branch.gap, start, at);
        for (let i = at; i < at + longestGap && i < words.length - 1; i += 1) {
          const pause = i > at ? reading.pauses[i] : undefined;
          if (pause === 'comma' || reading.pauses[i + 1] === 'sentence' || pause === 'sentence') break;
          skipped.push(i);
          step(branch.gap, start, i + 1);
        }
        skipped.length = depth;
      }
    }

    function step(branch: Branch<T>, start: number, at: number): void {
      const word = words[at];
      if (word === undefined) return;
      const onward = branch.words?.get(word);
      if (onward) follow(onward, start, at + 1);
      if (!branch.groups) return;
      const here = groupsAt[at];
      if (!here) return;
      if (branch.groups.size < here.size) {
        for (const [group, past] of branch.groups) for (const to of here.get(group) ?? []) follow(past, start, to);
        return;
      }
      for (const [group, ends] of here) {
        const past = branch.groups.get(group);
        if (past) for (const to of ends) follow(past, start, to);
      }
    }

    for (let start = 0; start < words.length; start += 1) step(this.#root, start, start);
    return found;
  }

  /** At each word, the groups that begin there and where each of them ends. */
  #groupsAt({ words, pauses }: Reading): Map<string, number[]>[] {
    return words.map((_, start) => {
      const here = new Map<string, number[]>();
      let branch: Branch<string> | undefined = this.#groups;
      for (let at = start; branch && at < words.length; at += 1) {
        if (at > start && pauses[at] === 'sentence') break;
        branch = branch.words?.get(words[at] ?? '');
        for (const { what } of branch?.ends ?? []) here.set(what, [...(here.get(what) ?? []), at + 1]);
      }
      return here;
    });
  }
}

/** Most branches have one edge and no end, so room for more is made only when it is needed. */
function emptyBranch<T>(): Branch<T> {
  return { words: undefined, groups: undefined, gap: undefined, ends: undefined };
}

function endAt<T>(branch: Branch<T>, end: { what: T; strength: number; breathEnds: boolean }): void {
  branch.ends ??= [];
  branch.ends.push(end);
}

function branchFor<T>(root: Branch<T>, way: Piece[]): Branch<T> {
  let branch = root;
  for (const piece of way) {
    if ('end' in piece) continue;
    if ('gap' in piece) {
      branch.gap ??= emptyBranch();
      branch = branch.gap;
    } else if ('word' in piece) {
      branch.words ??= new Map();
      branch = edge(branch.words, piece.word);
    } else {
      branch.groups ??= new Map();
      branch = edge(branch.groups, piece.group);
    }
  }
  return branch;
}

function edge<T>(edges: Map<string, Branch<T>>, key: string): Branch<T> {
  const known = edges.get(key);
  if (known) return known;
  const next = emptyBranch<T>();
  edges.set(key, next);
  return next;
}
