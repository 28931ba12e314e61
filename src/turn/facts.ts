import { REAL_CHANGE } from '../../dialogs/event.ts';
import { openCare } from '../../dialogs/main/setup.ts';
import type { Frame } from '../../dialogs/place.ts';
import type { QuestionId } from '../../dialogs/questions.ts';
import { contractingDose, type Dose, doseFor, PRESSURE_TEST_SECONDS } from '../../dialogs/regions.ts';
import type { Found, Knot, Session, WorkedSide } from '../../dialogs/session.ts';
import type { Region, WarningKind } from '../../dialogs/words.ts';
import { untriedBy } from './course.ts';
import { type Person, pressesGently, type ResultData, type Schedule, zoneOf } from './person.ts';

/**
 * What the words may depend on: the person's own state at the moment of speaking. Content chooses between wordings
 * by the first group (`when:`) and fills braces from all of it.
 */
export interface Facts {
  /** The open question after this turn. */
  place: QuestionId;
  knot: Knot;
  side: WorkedSide | 'unknown';
  /** The region of the open question. */
  region: Region | 'none';
  /** Regions with something found or held in this session. */
  searched: 'none' | 'some' | 'all';
  locked: boolean;
  hasSchedule: boolean;
  /** The knot itself could be reached in the pressure test. */
  reached: boolean;
  kind: WarningKind | 'none';
  /** A rating compared with the one before. */
  rated: 'better' | 'same' | 'worse' | 'none';
  /** The same, by a difference that counts from one day to another. */
  change: 'fell' | 'rose' | 'little' | 'none';
  /** What the latest session or check-in brought. */
  last: 'helped' | 'session' | 'gone' | 'better' | 'same' | 'worse' | 'rated' | 'none';
  /** Regions where nothing was felt for yet. */
  untried: 'some' | 'none';
  untriedRegions: readonly Region[];
  /** Regions that seemed to help. */
  helpful: 'some' | 'none';
  /** Why the search begins where it does: what helped before, what is not tried yet, or what is easiest. */
  order: 'helped' | 'untried' | 'easiest';
  /** Sore from last time, not long ago. */
  gently: boolean;

  found: Found;
  helped: readonly Region[];
  left: number;
  spot: number;
  seconds: number;
  maxSeconds: number;
  soreness: readonly [from: number, to: number];
  tooSore: number;
  care: 'arm' | 'chest' | 'ribs' | 'neck';
  rating: number | null;
  /** The number noted for a session that has not begun, and so is among no results yet. */
  ratingNoted: number | null;
  ratingBefore: number | null;
  /** Where the person was before a break. */
  where: QuestionId;
  zone: string;
  /** A zone that is asked about: the one that the channel tells. */
  newZone: string;
  country: string | null;
  now: number;
  lockedUntil: number | null;
  restUntil: number | null;
  sessionsAgainAt: number | null;
  schedule: Schedule | null;
  /** The first and the last day, "YYYY-MM-DD", on which the check-ins are left out. */
  leftOut: readonly [string, string] | null;
  /** When the check-in comes that was asked for once. */
  onceAt: number | null;
  /** When the one check-in comes that was changed just now. */
  changedAt: number | null;
  /** The next three check-ins. */
  dates: readonly number[];
  consentAt: number | null;
  cleanAt: number | null;
  careAnswers: Person['care'];
  results: readonly { at: number; data: ResultData }[];
}

/** What the words need to know of one turn alone. */
export interface Told {
  kind?: WarningKind | undefined;
  where?: QuestionId | undefined;
  dates?: readonly number[] | undefined;
  /** When the one check-in comes that was changed. */
  changedAt?: number | undefined;
  /** When the check-in comes that was asked for once. */
  onceAt?: number | undefined;
  leftOut?: readonly [string, string] | undefined;
  rating?: number | undefined;
  ratingBefore?: number | undefined;
  schedule?: Schedule | null | undefined;
}

/** Everything that is known of a person, for the words. `told` is what this turn alone knows. */
export function factsOf(
  person: Person,
  place: QuestionId,
  now: number,
  told: Told & { results?: Facts['results'] },
): Facts {
  const session = person.frames[0].context as unknown as Session;
  const inSearch = ['search', 'search-other-way', 'hold', 'more-spots', 'retest', 'care', 'neck-offer'].includes(
    told.where ?? place,
  );
  const region = inSearch ? session.plan[0] : undefined;
  const gently = pressesGently(person, now);
  const dose = doseAt(told.where ?? place, region, gently);
  const searchedCount = Object.keys(session.found).length;
  const rating = told.rating ?? session.ratingAfter ?? session.rating;
  const ratingBefore = told.ratingBefore ?? session.rating;
  const locked = person.lock !== null;
  const untriedRegions = untriedBy(person, told.results ?? []);
  return {
    place,
    knot: session.knot,
    side: session.side ?? 'unknown',
    region: region ?? 'none',
    searched: searchedCount === 0 ? 'none' : session.plan.length === 0 ? 'all' : 'some',
    locked,
    hasSchedule: person.schedule !== null,
    reached: session.reached,
    kind: told.kind ?? 'none',
    rated:
      rating === null || ratingBefore === null
        ? 'none'
        : rating < ratingBefore
          ? 'better'
          : rating > ratingBefore
            ? 'worse'
            : 'same',
    change: changeOf(rating, ratingBefore),
    last: lastOf(told.results ?? []),
    untried: untriedRegions.length > 0 ? 'some' : 'none',
    untriedRegions,
    helpful: session.helped.length + person.helped.length > 0 ? 'some' : 'none',
    order: orderOf(person, session.plan[0]),
    gently,
    found: session.found,
    helped: session.helped.length > 0 ? session.helped : person.helped,
    left: session.plan.length,
    spot: session.spot,
    ...dose,
    care: openCare(session) ?? 'arm',
    rating,
    ratingNoted: session.startedAt === null ? session.rating : null,
    ratingBefore,
    where: told.where ?? place,
    zone: zoneOf(person) ?? 'UTC',
    newZone: person.zone.asked ?? zoneOf(person) ?? 'UTC',
    country: person.country,
    now,
    lockedUntil: person.lock?.until ?? null,
    restUntil: person.restUntil,
    sessionsAgainAt: person.sessions[0] === undefined ? null : person.sessions[0] + 86_400_000,
    schedule: told.schedule === undefined ? person.schedule : told.schedule,
    leftOut: told.leftOut ?? null,
    onceAt: told.onceAt ?? person.once?.at ?? person.schedule?.snoozedTo ?? null,
    changedAt: told.changedAt ?? null,
    dates: told.dates ?? [],
    consentAt: person.consentAt,
    cleanAt: person.cleanAt,
    careAnswers: person.care,
    results: told.results ?? [],
  };
}

function doseAt(place: QuestionId, region: Region | undefined, gently: boolean): Dose {
  if (region) return doseFor(region, gently);
  if (place === 'contracting') return contractingDose(gently);
  return { seconds: PRESSURE_TEST_SECONDS, maxSeconds: PRESSURE_TEST_SECONDS, soreness: [2, 4], tooSore: 5 };
}

function orderOf({ tryFirst, helped }: Person, first: Region | undefined): Facts['order'] {
  if (first === undefined) return 'easiest';
  return tryFirst.includes(first) ? 'untried' : helped.includes(first) ? 'helped' : 'easiest';
}

function changeOf(rating: number | null, before: number | null): Facts['change'] {
  if (rating === null || before === null) return 'none';
  const change = rating - before;
  return Math.abs(change) < REAL_CHANGE ? 'little' : change < 0 ? 'fell' : 'rose';
}

function lastOf([newest]: Facts['results']): Facts['last'] {
  if (!newest) return 'none';
  const { data } = newest;
  if (data.kind === 'check-in') return data.answer;
  if (data.outcome === 'worse') return 'worse';
  return data.helped.length > 0 ? 'helped' : 'session';
}

/** The session as the main frame remembers it. */
export function sessionOf(frames: readonly [Frame, ...Frame[]]): Session {
  return frames[0].context as unknown as Session;
}
