import type { Region } from './words.ts';

/** The four questions about areas to leave out. Each is asked once, at the first region where it matters. */
export const CARES = ['arm', 'chest', 'ribs', 'neck'] as const;
export type Care = (typeof CARES)[number];

/** How one region is worked. Seconds, and soreness from 0 to 10 while pressing. */
export interface RegionFacts {
  /** The hold that is offered, and the longest one. */
  holdSeconds: number;
  maxHoldSeconds: number;
  soreness: readonly [from: number, to: number];
  /** At this soreness the pressing is too hard. */
  tooSore: number;
  /** What to use where a hand does not reach. */
  otherWay: 'ball-on-wall' | 'blade-corner' | 'none';
  /** Which answers leave the region out. */
  leftOutBy: readonly Care[];
}

/** Doses and cautions of `content/SOURCES.md`, section "Regions": product choices within what the sources support. */
export const REGION_FACTS: Record<Region, RegionFacts> = {
  'lower-back': {
    holdSeconds: 40,
    maxHoldSeconds: 60,
    soreness: [3, 4],
    tooSore: 5,
    otherWay: 'ball-on-wall',
    leftOutBy: [],
  },
  'upper-arm': {
    holdSeconds: 30,
    maxHoldSeconds: 60,
    soreness: [3, 4],
    tooSore: 5,
    otherWay: 'ball-on-wall',
    leftOutBy: ['arm'],
  },
  'upper-chest': {
    holdSeconds: 30,
    maxHoldSeconds: 60,
    soreness: [3, 4],
    tooSore: 5,
    otherWay: 'ball-on-wall',
    leftOutBy: ['arm', 'chest'],
  },
  'ribs-side': {
    holdSeconds: 20,
    maxHoldSeconds: 40,
    soreness: [2, 3],
    tooSore: 5,
    otherWay: 'ball-on-wall',
    leftOutBy: ['ribs'],
  },
  'ribs-front': {
    holdSeconds: 20,
    maxHoldSeconds: 30,
    soreness: [2, 3],
    tooSore: 5,
    otherWay: 'none',
    leftOutBy: ['chest', 'ribs'],
  },
  neck: {
    holdSeconds: 20,
    maxHoldSeconds: 30,
    soreness: [1, 3],
    tooSore: 4,
    otherWay: 'blade-corner',
    leftOutBy: ['neck'],
  },
};

/** Easiest and safest first. The neck is always last, whatever helped before. */
const FIRST_ORDER: readonly Region[] = ['lower-back', 'upper-arm', 'upper-chest', 'ribs-side', 'ribs-front', 'neck'];

/** The order for a person: what is to be tried first, then what helped before, the neck last. */
export function searchOrder(helped: readonly Region[], tryFirst: readonly Region[] = []): Region[] {
  const early = [...tryFirst, ...helped].filter((region) => region !== 'neck');
  return [...new Set([...early, ...FIRST_ORDER])];
}

/** How a region is worked, half as hard and half as long where the last time left it sore. */
export function doseFor(region: Region, gently: boolean): Dose {
  const { holdSeconds, maxHoldSeconds, soreness, tooSore } = REGION_FACTS[region];
  return gently
    ? { seconds: holdSeconds / 2, maxSeconds: maxHoldSeconds / 2, ...GENTLY }
    : { seconds: holdSeconds, maxSeconds: maxHoldSeconds, soreness, tooSore };
}

/** How an ordinary contraction is pressed, with the same care. */
export function contractingDose(gently: boolean): Dose {
  return gently
    ? { seconds: CONTRACTING_SECONDS / 2, maxSeconds: CONTRACTING_MAX_SECONDS / 2, ...GENTLY }
    : { seconds: CONTRACTING_SECONDS, maxSeconds: CONTRACTING_MAX_SECONDS, soreness: [2, 4], tooSore: 5 };
}

/** Seconds, and soreness from 0 to 10 while pressing. */
export interface Dose {
  seconds: number;
  maxSeconds: number;
  soreness: readonly [from: number, to: number];
  tooSore: number;
}

const GENTLY = { soreness: [1, 2], tooSore: 3 } as const;

export const PRESSURE_TEST_SECONDS = 20;
/** Pressing an ordinary contraction: the usual press, and the longest one. */
const CONTRACTING_SECONDS = 30;
const CONTRACTING_MAX_SECONDS = 90;
export const SPOTS_PER_REGION = 3;
/** After so many worked regions, or so long, it proposes to stop. */
export const REGIONS_BEFORE_PAUSE = 3;
export const SESSION_MS = 8 * 60_000;
export const SESSIONS_PER_DAY = 2;
export const REST_MS = 48 * 3_600_000;
/** Whoever was sore from last time presses gently for so long, the rest counted in. */
export const GENTLE_MS = 7 * 24 * 3_600_000;
export const LOCK_MS = 12 * 3_600_000;
/** A clean screen opens the short path for so long. */
export const CLEAN_MS = 7 * 24 * 3_600_000;
/** After so long the person is told where they were. */
export const BREAK_MS = 30 * 60_000;
/** After so long a return to an exercise asks for anything new first. */
export const LONG_BREAK_MS = 12 * 3_600_000;
/** From here on soreness is severe. */
export const SEVERE_RATING = 7;
