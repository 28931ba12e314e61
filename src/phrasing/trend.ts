import { REAL_CHANGE } from '../../dialogs/event.ts';
import { ratingsOf } from '../turn/course.ts';
import type { Facts } from '../turn/facts.ts';
import type { Words } from './content.ts';

/** What the ratings did, in one sentence. Compares the first with the newest; claims nothing. */
export function trend({ results }: Facts, words: Words): string {
  const ratings = ratingsOf(results);
  const first = ratings[0]?.rating;
  const last = ratings.at(-1)?.rating;
  if (first === undefined || last === undefined) return words.trends.none ?? '';
  return (words.trends[ratings.length === 1 ? 'one' : way(last - first)] ?? '')
    .replace('{ratingBefore}', String(first))
    .replace('{rating}', String(last));
}

/** A point up or down is no way at all. */
function way(change: number): 'same' | 'down' | 'up' {
  if (Math.abs(change) < REAL_CHANGE) return 'same';
  return change < 0 ? 'down' : 'up';
}
