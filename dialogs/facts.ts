import type { QuestionId } from './questions.ts';
import type { Finding } from './session.ts';
import type { Region, Side, WarningKind } from './words.ts';

/**
 * What the words may depend on: the person's own state at the moment of speaking. Content chooses between wordings
 * by these (`when:`) and fills braces with them. Everything is data; turning it into words is `src/phrasing`.
 */
export interface Facts {
  /** The open question after this turn. */
  place: QuestionId;
  /** Which knot: known after the pressure test. */
  knot: 'unknown' | 'contracting' | 'overstretched' | 'unsure';
  /** The side that is worked, once it is known. */
  side: Extract<Side, 'left' | 'right'> | 'unknown';
  /** The region of the open question. */
  region: Region | 'none';
  /** Whether regions were worked in this session, or before. */
  searched: 'none' | 'some' | 'all';
  found: Readonly<Partial<Record<Region, Finding>>>;
  helped: readonly Region[];
  /** Regions left to search. */
  left: number;
  spot: number;
  seconds: number;
  rating: number | null;
  ratingBefore: number | null;
  /** A region named by the person, or just left out. */
  named: Region | 'none';
  kind: WarningKind | 'none';
  locked: boolean;
  hasSchedule: boolean;
}
