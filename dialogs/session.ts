import type { Care } from './regions.ts';
import type { Region, Side } from './words.ts';

/** What was found at a region. */
export const FINDINGS = ['tender', 'nothing', 'unsure', 'not-reached', 'skipped', 'left-out', 'too-sore'] as const;
export type Finding = (typeof FINDINGS)[number];
export type Found = Partial<Record<Region, Finding>>;

/** The sides that a hand can work. */
export type WorkedSide = Extract<Side, 'left' | 'right'>;

/** Which kind of knot the pressure test spoke for. `unsure` when it spoke for neither. */
export const KNOTS = ['unknown', 'contracting', 'overstretched', 'unsure'] as const;
export type Knot = (typeof KNOTS)[number];

export const OUTCOMES = ['gone', 'better', 'same', 'worse'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What the main dialog remembers of one session. Starts afresh with each; kept at home for the therapist card. */
export interface Session {
  side: WorkedSide | null;
  /** The knot was said to be on both sides or in the middle: one side was chosen to begin with. */
  oneOfBoth: boolean;
  knot: Knot;
  rating: number | null;
  ratingAfter: number | null;
  outcome: Outcome | null;
  /** The knot itself could be reached. */
  reached: boolean;
  /** Regions still to search; the first is the one at hand. */
  plan: readonly Region[];
  found: Found;
  /** Regions after which the knot was softer. */
  helped: readonly Region[];
  /** Regions where something was held. */
  worked: number;
  /** The spot being held, 1 to 3. */
  spot: number;
  /** How often the question at hand was answered with "not sure" or "not eased". */
  tries: number;
  /** `worked` when it was last proposed to stop. */
  pausedAt: number;
  neckOffered: boolean;
  care: Partial<Record<Care, boolean>>;
  /** When pressing began, in milliseconds since 1970. */
  startedAt: number | null;
}

export const NEW_SESSION: Session = {
  side: null,
  oneOfBoth: false,
  knot: 'unknown',
  rating: null,
  ratingAfter: null,
  outcome: null,
  reached: true,
  plan: [],
  found: {},
  helped: [],
  worked: 0,
  spot: 1,
  tries: 0,
  pausedAt: 0,
  neckOffered: false,
  care: {},
  startedAt: null,
};
