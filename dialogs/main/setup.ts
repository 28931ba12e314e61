import { setup } from 'xstate';
import type { Effect } from '../effect.ts';
import type { DialogEvent } from '../event.ts';
import { cleanFor, enoughToday, resting } from '../limits.ts';
import type { QuestionId } from '../questions.ts';
import {
  BREAK_MS,
  type Care,
  CLEAN_MS,
  REGION_FACTS,
  REGIONS_BEFORE_PAUSE,
  SESSION_MS,
  SEVERE_RATING,
  SPOTS_PER_REGION,
} from '../regions.ts';
import type { Session } from '../session.ts';

/** The first question about leaving out the region at hand that was not answered yet. */
export function openCare({ plan: [region], care }: Session): Care | undefined {
  return region && REGION_FACTS[region].leftOutBy.find((kind) => care[kind] === undefined);
}

/** What the places of the main dialog are built from. */
export const main = setup({
  types: {
    context: {} as Session,
    events: {} as DialogEvent,
    meta: {} as { asks: QuestionId },
  },
  actions: {
    // Never run. The turn reads what was meant off `transition()`.
    effect: (_, _effect: Effect) => {},
  },
  guards: {
    locked: ({ event }) => event.person.lockedUntil !== null && event.at < event.person.lockedUntil,
    lockIsOver: ({ event }) => event.person.lockedUntil !== null && event.at >= event.person.lockedUntil,
    noConsent: ({ event }) => !event.person.consented,
    resting,
    enoughToday,
    /** The same, where the lists may have been asked for in the middle of a session. */
    noneLeftToday: (at) => enoughToday(at) && !at.event.person.sessionOpen,
    /** What is remembered is of a session that is over. */
    ofBefore: ({ context, event }) => context.startedAt !== null && !event.person.sessionOpen,
    /** The lists were asked for in the middle of a session. */
    begunBefore: ({ context }) => context.startedAt !== null || context.rating !== null,
    recentlyClean: (at) => cleanFor(at, CLEAN_MS),
    /** Last time it stayed hard, and on which side that was. */
    knotIsKnown: ({ context }) => context.knot === 'overstretched' && context.side !== null,
    thumb: ({ event }) => event.how === 'emoji',
    justScreened: (at) => cleanFor(at, BREAK_MS),
    // A lone "yes" or "ok" under a list of signs could mean "yes, go on" as well as "yes, I have one".
    thin: ({ event }) => event.how === 'bare' || event.how === 'emoji',
    severe: ({ event }) => (event.slots.rating ?? 0) >= SEVERE_RATING,
    rated: ({ event }) => event.slots.rating !== undefined,
    oneSide: ({ event }) => event.slots.side === 'left' || event.slots.side === 'right',
    bothSides: ({ event }) => event.slots.side === 'both',
    middle: ({ event }) => event.slots.side === 'middle',
    onSpine: ({ event }) => event.slots.side === 'spine',
    elsewhere: ({ event }) => event.slots.side === 'elsewhere',
    firstTry: ({ context }) => context.tries === 0,
    allSearched: ({ context }) => context.plan.length === 0,
    pauseDue: ({ context, event }) =>
      context.worked - context.pausedAt >= REGIONS_BEFORE_PAUSE ||
      (context.pausedAt === 0 &&
        context.worked > 0 &&
        context.startedAt !== null &&
        event.at - context.startedAt >= SESSION_MS &&
        // Who was away in between has not pressed all that time.
        event.at - context.startedAt < BREAK_MS),
    leftOut: ({ context }) => {
      const [region] = context.plan;
      return region !== undefined && REGION_FACTS[region].leftOutBy.some((care) => context.care[care]);
    },
    careOpen: ({ context }) => openCare(context) !== undefined,
    neckNotOffered: ({ context }) => context.plan[0] === 'neck' && !context.neckOffered,
    noOtherWay: ({ context }) => context.plan[0] !== undefined && REGION_FACTS[context.plan[0]].otherWay === 'none',
    moreSpotsAllowed: ({ context }) => context.spot < SPOTS_PER_REGION,
    hasSchedule: ({ event }) => event.person.hasSchedule,
  },
});
