import type { Reading } from './reading.ts';

/** How far a "not" reaches. */
export const REACH = 6;

/** After these words a "not" said before no longer holds: "not sure why but it let go". */
const ENDS_REACH = new Set('but because just only rather instead until then so since apart except besides'.split(' '));

const HAVING = new Set('got have had get'.split(' '));
const BEGINS_ANEW = new Set('i my now there it'.split(' '));

/** "no it let go" answers and goes on; "no change" denies. */
const AFTER_AN_ANSWER = new Set(
  'it i that this the my its they he she we you is not but and there thanks sorry'.split(' '),
);

/**
 * Which words of a message deny what follows them. `denying` are the words that deny; `harmless` the stretches in which
 * they do not ("no problem", "why not", "not only").
 */
export function deniers(
  reading: Reading,
  denying: ReadonlySet<string>,
  harmless: readonly { from: number; to: number }[],
): boolean[] {
  const { words, breaths } = reading;
  return words.map((word, i) => {
    if (!denying.has(word)) return false;
    if (harmless.some(({ from, to }) => i >= from && i < to)) return false;
    if (word !== 'no') return true;
    const next = words[i + 1];
    return next !== undefined && breaths[i + 1] === breaths[i] && !AFTER_AN_ANSWER.has(next);
  });
}

/** Whether what lies from `from` to `to` is denied: an odd number of denials before it or among its skipped words. */
export function isDenied(
  reading: Reading,
  denies: boolean[],
  found: { from: number; skipped: readonly number[] },
): boolean {
  const { words, breaths } = reading;
  let count = 0;
  let nearest: string | undefined;
  for (const i of found.skipped) {
    if (!denies[i]) continue;
    count += 1;
    nearest = words[i];
  }
  for (let i = found.from - 1; i >= 0 && found.from - i <= REACH; i -= 1) {
    if (breaths[i] !== breaths[found.from] || ENDS_REACH.has(words[i] ?? '')) break;
    // "It does not, and I have …": somebody begins anew.
    if (words[i] === 'and' && BEGINS_ANEW.has(words[i + 1] ?? '')) break;
    if (!denies[i]) continue;
    // "Neither tight nor sore", "no pain no numbness": the second word repeats the first denial and does not undo it.
    if (count > 0 && (words[i] === 'neither' || words[i] === nearest)) continue;
    // "Ain't got no pain": the dialects say one denial twice.
    if (words[i] === 'not' && HAVING.has(words[i + 1] ?? '') && words[i + 2] === 'no') continue;
    nearest ??= words[i];
    count += 1;
  }
  return count % 2 === 1;
}
