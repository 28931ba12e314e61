import { openCare } from '../../dialogs/main/setup.ts';
import type { Frame } from '../../dialogs/place.ts';
import type { QuestionId } from '../../dialogs/questions.ts';
import {
  CONTRACTING_MAX_SECONDS,
  CONTRACTING_SECONDS,
  PRESSURE_TEST_SECONDS,
  REGION_FACTS,
} from '../../dialogs/regions.ts';
import type { Found, Knot, Session, WorkedSide } from '../../dialogs/session.ts';
import type { Region, WarningKind } from '../../dialogs/words.ts';
import { type Person, type ResultData, type Schedule, zoneOf } from './person.ts';

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
  ratingBefore: number | null;
  /** Where the person was before a break. */
  where: QuestionId;
  zone: string;
  country: string | null;
  now: number;
  lockedUntil: number | null;
  restUntil: number | null;
  sessionsAgainAt: number | null;
  schedule: Schedule | null;
  /** The next three check-ins. */
  dates: readonly number[];
  consentAt: number | null;
  cleanAt: number | null;
  careAnswers: Person['care'];
  results: readonly { at: number; data: ResultData }[];
}

/** Everything that is known of a person, for the words. `told` is what this turn alone knows. */
export function factsOf(
  person: Person,
  place: QuestionId,
  now: number,
  told: {
    kind?: WarningKind;
    where?: QuestionId;
    dates?: readonly number[];
    rating?: number;
    ratingBefore?: number;
    results?: Facts['results'];
    schedule?: Schedule | null;
  },
): Facts {
  const session = person.frames[0].context as unknown as Session;
  const inSearch = ['search', 'search-other-way', 'hold', 'more-spots', 'retest', 'care', 'neck-offer'].includes(
    told.where ?? place,
  );
  const region = inSearch ? session.plan[0] : undefined;
  const dose = doseAt(told.where ?? place, region);
  const searchedCount = Object.keys(session.found).length;
  const rating = told.rating ?? session.ratingAfter ?? session.rating;
  const ratingBefore = told.ratingBefore ?? session.rating;
  const locked = person.lock !== null;
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
    found: session.found,
    helped: session.helped.length > 0 ? session.helped : person.helped,
    left: session.plan.length,
    spot: session.spot,
    ...dose,
    care: openCare(session) ?? 'arm',
    rating,
    ratingBefore,
    where: told.where ?? place,
    zone: zoneOf(person) ?? 'UTC',
    country: person.country,
    now,
    lockedUntil: person.lock?.until ?? null,
    restUntil: person.restUntil,
    sessionsAgainAt: person.sessions[0] === undefined ? null : person.sessions[0] + 86_400_000,
    schedule: told.schedule === undefined ? person.schedule : told.schedule,
    dates: told.dates ?? [],
    consentAt: person.consentAt,
    cleanAt: person.cleanAt,
    careAnswers: person.care,
    results: told.results ?? [],
  };
}

function doseAt(place: QuestionId, region: Region | undefined) {
  if (region) {
    const { holdSeconds, maxHoldSeconds, soreness, tooSore } = REGION_FACTS[region];
    return { seconds: holdSeconds, maxSeconds: maxHoldSeconds, soreness, tooSore };
  }
  const contracting = place === 'contracting';
  return {
    seconds: contracting ? CONTRACTING_SECONDS : PRESSURE_TEST_SECONDS,
    maxSeconds: contracting ? CONTRACTING_MAX_SECONDS : PRESSURE_TEST_SECONDS,
    soreness: [2, 4] as const,
    tooSore: 5,
  };
}

/** The session as the main frame remembers it. */
export function sessionOf(frames: readonly [Frame, ...Frame[]]): Session {
  return frames[0].context as unknown as Session;
}
