import { not } from 'xstate';
import { effect, say } from '../effect.ts';
import type { SayingId } from '../sayings.ts';
import { NEW_SESSION } from '../session.ts';
import { main } from './setup.ts';

const afresh = main.assign(({ event: { person, slots } }) => ({
  ...NEW_SESSION,
  care: { ...person.care },
  // "A knot under my left shoulder blade" need not be asked about again; but nothing is kept without consent.
  side: person.consented && (slots.side === 'left' || slots.side === 'right') ? slots.side : null,
}));

/** What stands between a wish to begin and the first question, the same wherever the wish is spoken. */
const before = [
  { guard: 'locked', target: '#getHelp', actions: [say('locked.still')] },
  { guard: 'lockIsOver', target: '#screening.emergency', actions: [afresh, say('locked.over')] },
  { guard: 'noConsent', target: '#consent', actions: [afresh] },
  { guard: 'resting', target: '#home', actions: [say('limit.resting')] },
  { guard: 'enoughToday', target: '#home', actions: [say('limit.sessions')] },
] as const;

/** The whole screen, and then the knot from the start; in the middle of a session with what was found so far. */
export const screenAnew = (saying: SayingId) =>
  [
    {
      guard: 'ofBefore',
      target: '#screening.emergency',
      actions: [afresh, effect({ type: 'screen-anew' }), say(saying)],
    },
    { target: '#screening.emergency', actions: [effect({ type: 'screen-anew' }), say(saying)] },
  ] as const;

/** "Help me with this knot": the whole screen, or the short path for who was here lately. */
export const START = [
  ...before,
  { guard: 'recentlyClean', target: '#screening.new', actions: [afresh] },
  { target: '#screening.emergency', actions: [afresh, say('start')] },
] as const;

/** The same, from the middle of something. */
export const START_OVER = [
  ...before,
  { guard: 'recentlyClean', target: '#screening.new', actions: [afresh, say('restarted')] },
  { target: '#screening.emergency', actions: [afresh, say('restarted')] },
] as const;

/** A session that begins with the whole screen, whatever was answered lately. */
export const START_SCREENED = [...before, { target: '#screening.emergency', actions: [afresh, say('start')] }] as const;

/** A session after a check-in that has just asked for anything new. */
export const START_AFTER_CHECK_IN = [
  ...before,
  { guard: not('recentlyClean'), target: '#screening.emergency', actions: [afresh, say('start')] },
  {
    guard: 'knotIsKnown',
    target: '#knot.again',
    actions: [
      main.assign(({ context: { side }, event: { person, slots } }) => ({
        ...NEW_SESSION,
        care: { ...person.care },
        side,
        rating: slots.rating ?? null,
      })),
    ],
  },
  {
    target: '#knot.side',
    actions: [afresh, main.assign({ rating: ({ event }) => event.slots.rating ?? null })],
  },
] as const;
