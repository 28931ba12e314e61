import { ratingsOf } from '../turn/course.ts';
import type { Facts } from '../turn/facts.ts';
import type { Words } from './content.ts';
import { dayOn } from './times.ts';

/** So many numbers fit on a phone. */
const POINTS_MAX = 20;

/** The numbers that a chart of these results shows, the newest of them; undefined when there is nothing to compare. */
export function chartOf({ results }: Facts): { from: number; until: number } | undefined {
  const ratings = ratingsOf(results);
  const from = ratings.slice(-POINTS_MAX)[0];
  const until = ratings.at(-1);
  // A session's two numbers are given at one time, and stay together.
  return ratings.length < 2 || !from || !until ? undefined : { from: from.at, until: until.at };
}

/** Everything that the chart shows, for whoever does not see it. */
export function chartInWords(facts: Facts, { from, until }: { from: number; until: number }, words: Words): string {
  const { chart } = words;
  const points = ratingsOf(facts.results)
    .filter(({ at }) => at >= from && at <= until)
    .map(({ at, rating, after }) =>
      ((after ? chart.pointAfter : chart.point) ?? '')
        .replace('{date}', dayOn(at, facts.schedule?.zone ?? facts.zone, words))
        .replace('{rating}', String(rating)),
    );
  return `${chart.alt} ${points.join('. ')}.`;
}
