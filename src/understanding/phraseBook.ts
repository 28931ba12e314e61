import type { Part, Phrase } from './phrase.ts';
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

/** Named groups of words, each a list of ways to say the same. */
export type Groups = ReadonlyMap<string, string[][]>;

interface End<T> {
  what: T;
  strength: number;
  /** Holds only where a breath ends. */
  breathEnds: boolean;
}

/** A point within phrases, and the ways on from it. Most have one, so room for more is made only when needed. */
interface Branch<T> {
  words?: Map<string, Branch<T>>;
  groups?: Map<string, Branch<T>>;
  gap?: Branch<T>;
  /** Where to go on without a word, when what is optional is left out. */
  onward?: Branch<T>[];
  ends?: End<T>[];
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
  readonly #root: Branch<T> = {};
  readonly #groups: Branch<string> = {};
  readonly #known = new Set<string>();
  readonly #longestGap: number;

  readonly #named: Groups;

  /** `groups` are the words that phrases name as `{group}`; `longestGap` is how many words one `*` may skip. */
  constructor(groups: Groups, longestGap = 4) {
    this.#named = groups;
    this.#longestGap = longestGap;
  }

  /** Only the groups that a phrase of this book names are searched for. */
  #addGroup(name: string, options: readonly string[][]): void {
    if (this.#known.has(name)) return;
    this.#known.add(name);
    for (const option of options) {
      let branch = this.#groups;
      for (const word of option) {
        branch.words ??= new Map();
        branch = edge(branch.words, word);
      }
      branch.ends ??= [];
      branch.ends.push({ what: name, strength: 0, breathEnds: false });
    }
  }

  add(phrase: Phrase, what: T, strength: number): void {
    const breathEnds = 'end' in (phrase.at(-1) ?? {});
    for (const last of this.#grow([this.#root], phrase)) {
      last.ends ??= [];
      last.ends.push({ what, strength, breathEnds });
    }
  }

  /** The branches that a phrase leads to from these. */
  #grow(from: Branch<T>[], phrase: Phrase): Branch<T>[] {
    let tips = from;
    for (const part of phrase) tips = this.#growPart(tips, part);
    return tips;
  }

  #growPart(from: Branch<T>[], part: Part): Branch<T>[] {
    if ('end' in part) return from;
    if ('group' in part) this.#addGroup(part.group, this.#named.get(part.group) ?? []);
    if ('choice' in part) {
      const tips = this.#growChoice(from, part.choice);
      const all = part.optional ? [...from, ...tips] : tips;
      // The ways meet again in one branch, or every further choice would double them. Not at the root, where each
      // such meeting would be visited for each word of every message.
      return all.length === 1 || all.includes(this.#root) ? all : [meet(all)];
    }
    return from.map((branch) => {
      if ('gap' in part) {
        if (branch === this.#root) return branch;
        branch.gap ??= {};
        return branch.gap;
      }
      if ('word' in part) {
        branch.words ??= new Map();
        return edge(branch.words, part.word);
      }
      branch.groups ??= new Map();
      return edge(branch.groups, part.group);
    });
  }

  /** A choice between plain words is a group without a name of its own. */
  #growChoice(from: Branch<T>[], choice: Phrase[]): Branch<T>[] {
    const plain = choice.filter((branch) => branch.length > 0 && branch.every((part) => 'word' in part));
    const others = choice.filter((branch) => !plain.includes(branch));
    const tips = others.flatMap((branch) => this.#grow(from, branch));
    if (plain.length === 0) return tips;
    const options = plain.map((branch) => branch.map((part) => ('word' in part ? part.word : '')));
    const name = options.map((option) => option.join(' ')).join('|');
    this.#addGroup(name, options);
    return [...tips, ...this.#growPart(from, { group: name })];
  }

  /** Every phrase in the message, also those that overlap. */
  find(reading: Reading): Found<T>[] {
    const { words, pauses } = reading;
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
        if (breathEnds && at < words.length && !pauses[at]) continue;
        found.push({ what, from: start, to: at, weight: strength * load(start, at), skipped: [...skipped] });
      }
      for (const onward of branch.onward ?? []) follow(onward, start, at);
      // A phrase never runs on into the next sentence.
      if (at >= words.length || pauses[at] === 'sentence') return;
      step(branch, start, at);
      if (!branch.gap) return;
      const depth = skipped.length;
      follow(branch.gap, start, at);
      for (let i = at; i < at + longestGap && i < words.length - 1; i += 1) {
        if ((i > at && pauses[i] === 'comma') || pauses[i] === 'sentence' || pauses[i + 1] === 'sentence') break;
        skipped.push(i);
        follow(branch.gap, start, i + 1);
      }
      skipped.length = depth;
    }

    function step(branch: Branch<T>, start: number, at: number): void {
      const next = branch.words?.get(words[at] ?? '');
      if (next) follow(next, start, at + 1);
      const here = groupsAt[at];
      if (!branch.groups || !here) return;
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
        for (const { what } of branch?.ends ?? []) {
          const ends = here.get(what);
          if (ends) ends.push(at + 1);
          else here.set(what, [at + 1]);
        }
      }
      return here;
    });
  }
}

function edge<T>(edges: Map<string, Branch<T>>, key: string): Branch<T> {
  const known = edges.get(key);
  if (known) return known;
  const next: Branch<T> = {};
  edges.set(key, next);
  return next;
}

/** A new branch that all of these lead on to. */
function meet<T>(all: Branch<T>[]): Branch<T> {
  const meeting: Branch<T> = {};
  for (const branch of all) {
    branch.onward ??= [];
    branch.onward.push(meeting);
  }
  return meeting;
}
