import type { Entry } from './lexicon.ts';
import type { Found } from './phraseBook.ts';
import type { Reading } from './reading.ts';

/** A longer message tells a story; a correction is short. */
const LONGEST_CORRECTION = 10;

/**
 * The words that replace the last answer when a message takes it back: "yes" of "sorry, I meant yes". Empty when it is
 * taken back with nothing in its place ("oops"); undefined when nothing is taken back.
 */
export function tookBack(
  reading: Reading,
  found: Found<Entry>[],
  fillers: ReadonlySet<string>,
  bare: ReadonlySet<string>,
): string | undefined {
  const atStart = found.filter(
    (one) => one.what.is === 'takes-back' && reading.words.slice(0, one.from).every((word) => fillers.has(word)),
  );
  if (atStart.length === 0) return undefined;
  const to = Math.max(...atStart.map((one) => one.to));
  let rest = reading.words.slice(to);
  if (rest.length > LONGEST_CORRECTION) return undefined;
  if (rest.every((word) => fillers.has(word) && !bare.has(word))) rest = [];
  return rest.join(' ');
}
