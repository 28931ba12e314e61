/** Returns the word it was given when it has nothing better. */
export interface Repair {
  (word: string): string;
  /** Whether a word needs no repair. */
  knows: (word: string) => boolean;
}

/** Leaves every word as it is typed. */
export const NO_REPAIR: Repair = Object.assign((word: string) => word, { knows: () => false });

/** Shorter words are too easily turned into another word. */
const SHORTEST = 5;

/** What words are repaired with. */
export interface Spelling {
  /** The words that phrases use. */
  words: readonly string[];
  /** Words that only look like ours ("chess", "patch") and are left alone. */
  ordinary: readonly string[];
  /** Pairs, in order: a fingerprint of a word with one letter left out, and the place of the word in `words`. */
  gaps: Int32Array;
}

/** Every word with one letter left out leads back to the word, so that a slip is found by look-up and not by search. */
export function spellingOf(vocabulary: Iterable<string>, ordinary: readonly string[]): Spelling {
  const words = [...vocabulary];
  const pairs = words.flatMap((word, place) =>
    word.length < SHORTEST || !/^[a-z]+$/.test(word)
      ? []
      : withOneLetterLess(word).map((gap): [number, number] => [fingerprint(gap), place]),
  );
  return { words, ordinary, gaps: Int32Array.from(pairs.sort(([a], [b]) => a - b).flat()) };
}

/**
 * Puts a misspelt word right when exactly one word the phrases use is a single slip away: a letter too many, missing,
 * wrong, or two changed over.
 */
export function spellingRepair({ words, ordinary: ordinaryWords, gaps }: Spelling): Repair {
  const known = new Set(words);
  const ordinary = new Set(ordinaryWords);
  const repaired = new Map<string, string>();

  const repair = (word: string): string => {
    if (word.length < SHORTEST || word.length > 20 || known.has(word) || ordinary.has(word)) return word;
    if (!/^[a-z]+$/.test(word)) return word;
    const before = repaired.get(word);
    if (before !== undefined) return before;
    const near = new Set<string>();
    for (const gap of [word, ...withOneLetterLess(word)]) {
      if (gap.length >= SHORTEST && known.has(gap)) near.add(gap);
      const print = fingerprint(gap);
      for (let at = firstPair(gaps, print); gaps[at] === print; at += 2) {
        const candidate = words[gaps[at + 1] as number] as string;
        // Two gaps may have one fingerprint, which this tells apart too.
        if (isOneSlip(word, candidate)) near.add(candidate);
      }
    }
    const better = choose(word, [...near]);
    // The words of strangers must not pile up in memory.
    if (repaired.size > 5000) repaired.clear();
    repaired.set(word, better);
    return better;
  };
  return Object.assign(repair, { knows: (word: string) => known.has(word) || ordinary.has(word) });
}

/** Where the pairs with this fingerprint begin, or would. */
function firstPair(gaps: Int32Array, print: number): number {
  let low = 0;
  let high = gaps.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((gaps[middle * 2] as number) < print) low = middle + 1;
    else high = middle;
  }
  return low * 2;
}

function fingerprint(text: string): number {
  let print = 0;
  for (let i = 0; i < text.length; i += 1) print = (Math.imul(print, 31) + text.charCodeAt(i)) | 0;
  return print;
}

function withOneLetterLess(word: string): string[] {
  const all: string[] = [];
  for (let i = 0; i < word.length; i += 1) all.push(word.slice(0, i) + word.slice(i + 1));
  return all;
}

/** A letter too many, missing, wrong, or two changed over. */
export function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i += 1;
  if (a.slice(i + 1) === b.slice(i + 1) || a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i)) return true;
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}

/** The first letter is seldom wrong, and a letter is left out more often than one is put in: "shouldr" is "shoulder". */
function choose(word: string, near: string[]): string {
  const sameStart = near.filter((candidate) => candidate[0] === word[0]);
  if (sameStart.length === 0) return near.length === 1 ? (near[0] ?? word) : word;
  const [longest = word, next] = sameStart.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  if (next === undefined || longest.length > next.length) return longest;
  // Two words are as near as each other: forms of one word mean the same, others cannot be told apart.
  return next.startsWith(longest.slice(0, 4)) ? longest : word;
}
