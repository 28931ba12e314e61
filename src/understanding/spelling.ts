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

/**
 * Puts a misspelt word right when exactly one word the phrases use is a single slip away: a letter too many, missing,
 * wrong, or two changed over. Ordinary words that only look like ours ("chess", "patch") are left alone.
 */
export function spellingRepair(vocabulary: Iterable<string>, ordinary: ReadonlySet<string>): Repair {
  const known = new Set(vocabulary);
  // Every word with one letter left out leads back to the word, so that a slip is found by look-up and not by search.
  const byGap = new Map<string, string[]>();
  for (const word of known) {
    if (word.length < SHORTEST || !/^[a-z]+$/.test(word)) continue;
    for (const gap of withOneLetterLess(word)) {
      const words = byGap.get(gap);
      if (words) words.push(word);
      else byGap.set(gap, [word]);
    }
  }
  const repaired = new Map<string, string>();

  const repair = (word: string): string => {
    if (word.length < SHORTEST || word.length > 20 || known.has(word) || ordinary.has(word)) return word;
    if (!/^[a-z]+$/.test(word)) return word;
    const before = repaired.get(word);
    if (before !== undefined) return before;
    const near = new Set<string>();
    for (const gap of [word, ...withOneLetterLess(word)]) {
      if (gap.length >= SHORTEST && known.has(gap)) near.add(gap);
      for (const candidate of byGap.get(gap) ?? []) {
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
