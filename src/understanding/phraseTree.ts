import type { Part, Phrase } from './phrase.ts';
import { type Kind, PhraseBook, type Ways } from './phraseBook.ts';

/** Named groups of words, each a list of ways to say the same. */
export type Groups = ReadonlyMap<string, string[][]>;

/** A point within phrases, and the ways on from it. Most have one, so room for more is made only when needed. */
interface Branch<T> {
  words?: Map<string, Branch<T>>;
  groups?: Map<string, Branch<T>>;
  gap?: Branch<T>;
  /** Where to go on without a word, when what is optional is left out. */
  onward?: Branch<T>[];
  ends?: T[];
}

/** A phrase book while it is written. */
export class PhraseTree<T> {
  readonly #root: Branch<Kind<T>> = {};
  readonly #groups: Branch<string> = {};
  readonly #known = new Set<string>();
  readonly #named: Groups;

  /** `groups` are the words that phrases name as `{group}`. */
  constructor(groups: Groups) {
    this.#named = groups;
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
      if (branch.ends.at(-1) !== name) branch.ends.push(name);
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
  #grow(from: Branch<Kind<T>>[], phrase: Phrase): Branch<Kind<T>>[] {
    let tips = from;
    for (const part of phrase) tips = this.#growPart(tips, part);
    return tips;
  }

  #growPart(from: Branch<Kind<T>>[], part: Part): Branch<Kind<T>>[] {
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
  #growChoice(from: Branch<Kind<T>>[], choice: Phrase[]): Branch<Kind<T>>[] {
    const plain = choice.filter((branch) => branch.length > 0 && branch.every((part) => 'word' in part));
    const others = choice.filter((branch) => !plain.includes(branch));
    const tips = others.flatMap((branch) => this.#grow(from, branch));
    if (plain.length === 0) return tips;
    const options = plain.map((branch) => branch.map((part) => ('word' in part ? part.word : '')));
    const name = options.map((option) => option.join(' ')).join('|');
    this.#addGroup(name, options);
    return [...tips, ...this.#growPart(from, { group: name })];
  }

  /**
   * The book, ready to be searched. `words` numbers the words of all books; those that are new to it are added.
   * `longestGap` is how many words one `*` may skip.
   */
  book(words: Map<string, number>, longestGap = 4): PhraseBook<T> {
    // Numbered as they were added, so that those that end at a branch are in order and one of them is found by halves.
    const groups = new Map([...this.#known].map((name, number) => [name, number]));
    const group = (name: string) => numberOf(name, groups);
    const word = (text: string) => numberOf(text, words);
    const kinds: Kind<T>[] = [];
    const things = new Map<T, number>();
    const known = new Map<string, number>();
    const kind = (one: Kind<T>) => {
      const number = numberOf(`${numberOf(one.what, things)} ${one.strength} ${one.breathEnds}`, known);
      kinds[number] = one;
      return number;
    };
    return new PhraseBook({
      words,
      longestGap,
      kinds,
      groups: flat(this.#groups, word, group, group),
      phrases: flat(this.#root, word, group, kind),
    });
  }
}

/** A tree as numbers: each branch has one, the root 0. */
function flat<T>(
  root: Branch<T>,
  word: (text: string) => number,
  group: (name: string) => number,
  end: (what: T) => number,
): Ways {
  const numbers = new Map([[root, 0]]);
  const number = (branch: Branch<T>) => numberOf(branch, numbers);
  const at = { words: [0], groups: [0], onward: [0], ends: [0] };
  const all = { wordKeys: [], wordTo: [], groupKeys: [], groupTo: [], onward: [], ends: [], gaps: [] } as Record<
    'wordKeys' | 'wordTo' | 'groupKeys' | 'groupTo' | 'onward' | 'ends' | 'gaps',
    number[]
  >;
  // Branches that are numbered on the way are visited, too: a map goes on to what is added to it.
  for (const [branch] of numbers) {
    const words = [...(branch.words ?? [])].map(([text, to]): [number, number] => [word(text), number(to)]);
    for (const [key, to] of words.sort(([a], [b]) => a - b)) {
      all.wordKeys.push(key);
      all.wordTo.push(to);
    }
    for (const [name, to] of branch.groups ?? []) {
      all.groupKeys.push(group(name));
      all.groupTo.push(number(to));
    }
    for (const to of branch.onward ?? []) all.onward.push(number(to));
    for (const what of branch.ends ?? []) all.ends.push(end(what));
    all.gaps.push(branch.gap ? number(branch.gap) : -1);
    at.words.push(all.wordKeys.length);
    at.groups.push(all.groupKeys.length);
    at.onward.push(all.onward.length);
    at.ends.push(all.ends.length);
  }
  const numbersOf = (list: number[]) => Int32Array.from(list);
  return {
    wordsAt: numbersOf(at.words),
    wordKeys: numbersOf(all.wordKeys),
    wordTo: numbersOf(all.wordTo),
    groupsAt: numbersOf(at.groups),
    groupKeys: numbersOf(all.groupKeys),
    groupTo: numbersOf(all.groupTo),
    onwardAt: numbersOf(at.onward),
    onward: numbersOf(all.onward),
    endsAt: numbersOf(at.ends),
    ends: numbersOf(all.ends),
    gaps: numbersOf(all.gaps),
  };
}

function numberOf<K>(key: K, numbers: Map<K, number>): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
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
