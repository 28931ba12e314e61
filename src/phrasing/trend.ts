import type { Facts } from '../turn/facts.ts';
import type { Words } from './content.ts';

/** What the ratings did, in one sentence. Compares the first with the newest; claims nothing. */
export function trend({ results }: Facts, words: Words): string {
  const ratings = results
    .flatMap(({ data }) => {
      if (data.kind === 'check-in') return data.rating === null ? [] : [data.rating];
      return [data.ratingAfter, data.rating].filter((rating) => rating !== null);
    })
    .reverse();
  const [first] = ratings;
  const last = ratings.at(-1);
  if (first === undefined || last === undefined) return words.trends.none ?? '';
  const which = ratings.length === 1 ? 'one' : last < first ? 'down' : last > first ? 'up' : 'same';
  return (words.trends[which] ?? '').replace('{ratingBefore}', String(first)).replace('{rating}', String(last));
}
