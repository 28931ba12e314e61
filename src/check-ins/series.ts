import { nextOccurrence, type Occurrence, onDay, type Rule } from './nextOccurrence.ts';

/** A rule with exceptions: single days that have another time than the rule says, or no check-in at all. */
export interface Series extends Rule {
  /** By local day, "YYYY-MM-DD": the time of that day alone, "HH:MM", or null where it is left out. */
  changes: Readonly<Record<string, string | null>>;
}

/** The first occurrence after a moment, exceptions counted. Pure; throws as `nextOccurrence` does. */
export function nextInSeries(series: Series, afterMs: number): Occurrence {
  const moved = Object.entries(series.changes).flatMap(([date, time]) => {
    const at = time === null ? undefined : onDay({ ...series, time }, date);
    return at !== undefined && at > afterMs ? [{ at, date }] : [];
  });
  let next = nextOccurrence(series, afterMs);
  while (next.date in series.changes) next = nextOccurrence(series, next.at);
  return [next, ...moved].reduce((first, one) => (one.at < first.at ? one : first));
}

/** The next `count` occurrences, earliest first. Pure; throws as `nextOccurrence` does. */
export function upcomingInSeries(series: Series, afterMs: number, count: number): Occurrence[] {
  const found: Occurrence[] = [];
  while (found.length < count) found.push(nextInSeries(series, found.at(-1)?.at ?? afterMs));
  return found;
}

/** The exceptions that still lie ahead of a local day. */
export function changesFrom(changes: Series['changes'], date: string): Record<string, string | null> {
  return Object.fromEntries(Object.entries(changes).filter(([day]) => day >= date));
}
