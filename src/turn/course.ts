import { type Course, NEXT_TO_NOTHING, REAL_CHANGE } from '../../dialogs/event.ts';
import { REGION_FACTS } from '../../dialogs/regions.ts';
import { REGIONS, type Region } from '../../dialogs/words.ts';
import type { Person, ResultData } from './person.ts';

/** Results as they are read: newest first. */
export type Results = readonly { at: number; data: ResultData }[];

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const FORTNIGHT_MS = 14 * DAY_MS;
const SIX_WEEKS_MS = 42 * DAY_MS;
/** So often gone and back within six weeks, somebody else had better look at it. */
const TIMES_BACK = 3;

type CheckIn = { at: number; data: Extract<ResultData, { kind: 'check-in' }> };

/**
 * How the knot has been until the check-in of `date`. That day's own answer does not count, so that an answer that is
 * taken back leaves nothing behind.
 *
 * Pure.
 */
export function courseOf(person: Person, results: Results, now: number, date: string): Course {
  const others = results.filter(({ data }) => data.kind !== 'check-in' || data.date !== date);
  const checkIns = others.filter((one): one is CheckIn => one.data.kind === 'check-in');
  const bout = currentBout(others);
  const startedWith = ratingsOf(bout)[0]?.rating ?? null;
  const risen = ({ data }: CheckIn) =>
    startedWith !== null && data.rating !== null && data.rating >= startedWith + REAL_CHANGE;
  return {
    worseRunning: running(checkIns, ({ data }) => data.answer === 'worse'),
    goneRunning: running(checkIns, isGone),
    risenRunning: running(checkIns, risen),
    startedWith,
    ratingBefore: checkIns.find(({ data }) => data.rating !== null)?.data.rating ?? null,
    ifNoBetter: ifNoBetter(person, checkIns, startedWith, now),
    anyway: anyway(person, checkIns, bout, now),
  };
}

/** Every number the person gave, oldest first. A session has one before and one after. */
export function ratingsOf(results: Results): { at: number; rating: number; after?: true }[] {
  return results.toReversed().flatMap(({ at, data }) => {
    if (data.kind === 'check-in') return data.rating === null ? [] : [{ at, rating: data.rating }];
    return [
      ...(data.rating === null ? [] : [{ at, rating: data.rating }]),
      ...(data.ratingAfter === null ? [] : [{ at, rating: data.ratingAfter, after: true as const }]),
    ];
  });
}

/** The regions where nothing was felt for yet, left out for safety's sake or not. */
export function untried(results: Results, leftOut: (region: Region) => boolean): Region[] {
  const felt = new Set(
    results.flatMap(({ data }) =>
      data.kind === 'session'
        ? Object.entries(data.found).flatMap(([region, finding]) => (wasTried(finding) ? [region] : []))
        : [],
    ),
  );
  return REGIONS.filter((region) => !felt.has(region) && !leftOut(region));
}

/** The same for a person, who may have areas to leave out. */
export function untriedBy({ care }: Person, results: Results): Region[] {
  return untried(results, (region) => REGION_FACTS[region].leftOutBy.some((kind) => care[kind]));
}

/** Whether something was felt for there. */
export function wasTried(finding: string | undefined): boolean {
  return finding !== undefined && FELT.has(finding);
}

const FELT: ReadonlySet<string> = new Set(['tender', 'nothing', 'unsure', 'too-sore']);

function isGone({ data }: CheckIn): boolean {
  return data.answer === 'gone' || (data.answer === 'rated' && data.rating !== null && data.rating <= NEXT_TO_NOTHING);
}

function running(checkIns: readonly CheckIn[], holds: (one: CheckIn) => boolean): number {
  const until = checkIns.findIndex((one) => !holds(one));
  return until < 0 ? checkIns.length : until;
}

/** What belongs together: since a check-in found it gone, and without two weeks of silence in between. */
function currentBout(results: Results): Results {
  const bout: Results[number][] = [];
  for (const one of results) {
    if (one.data.kind === 'check-in' && isGone(one as CheckIn)) break;
    const later = bout.at(-1);
    if (later && later.at - one.at > FORTNIGHT_MS) break;
    bout.push(one);
  }
  return bout;
}

function ifNoBetter(
  { schedule, advisedAt }: Person,
  checkIns: readonly CheckIn[],
  startedWith: number | null,
  now: number,
): Course['ifNoBetter'] {
  if (!schedule) return null;
  const better = checkIns.find((one, index) => {
    const { answer, rating } = one.data;
    const before = checkIns.slice(index + 1).find(({ data }) => data.rating !== null)?.data.rating ?? null;
    const fell = (was: number | null) => rating !== null && was !== null && was - rating >= REAL_CHANGE;
    return answer === 'better' || isGone(one) || fell(before) || fell(startedWith);
  });
  const since = Math.max(better?.at ?? 0, schedule.since);
  if (now - Math.max(since, advisedAt.fortnight ?? 0) >= FORTNIGHT_MS) return 'fortnight';
  if ((advisedAt.fortnight ?? 0) > since) return 'told';
  const told = Math.max(advisedAt.week ?? 0, advisedAt.fortnight ?? 0);
  return now - since >= WEEK_MS && told < since ? 'week' : null;
}

function anyway({ advisedAt }: Person, checkIns: readonly CheckIn[], bout: Results, now: number): Course['anyway'] {
  const due = (advice: 'back-again' | 'six-weeks') => now - (advisedAt[advice] ?? 0) >= SIX_WEEKS_MS;
  // The check-in at hand, which does not find it gone, may itself be the return.
  const gone = [false, ...checkIns.filter(({ at }) => now - at <= SIX_WEEKS_MS).map(isGone)];
  const timesBack = gone.filter((is, index) => !is && gone[index + 1] === true).length;
  if (timesBack >= TIMES_BACK && due('back-again')) return 'back-again';
  const began = bout.at(-1);
  return began && now - began.at >= SIX_WEEKS_MS && due('six-weeks') ? 'six-weeks' : null;
}
