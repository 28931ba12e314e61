import { effect, say } from '../effect.ts';
import type { DialogEvent } from '../event.ts';
import type { Outcome, Session } from '../session.ts';
import { main } from './setup.ts';
import { START } from './start.ts';

/** A number beside the words is kept; a number alone is compared with the one before. */
const rated = ({ context, event }: { context: Session; event: DialogEvent }) =>
  event.slots.rating ?? context.ratingAfter;

const came = (outcome: Outcome) => ({
  target: '#closing' as const,
  actions: [main.assign({ outcome, ratingAfter: rated }), say(`outcome.${outcome}`)],
});

/** How is it now? */
export const outcome = main.createStateConfig({
  id: 'outcome',
  meta: { asks: 'outcome' },
  // A knot that has let go at the last look need not be asked about again.
  always: { guard: ({ context }) => context.outcome === 'gone', target: '#closing' },
  on: {
    'knot.gone': came('gone'),
    'knot.better': came('better'),
    'knot.same': came('same'),
    'knot.worse': {
      target: '#closing',
      actions: [
        main.assign({ outcome: 'worse', ratingAfter: rated }),
        effect({ type: 'rest', by: 'session' }),
        say('outcome.worse'),
      ],
    },
    'knot.rating': {
      target: '#closing',
      actions: [
        main.assign(({ context, event }) => {
          const ratingAfter = event.slots.rating ?? null;
          const change = ratingAfter === null || context.rating === null ? 0 : ratingAfter - context.rating;
          return {
            ratingAfter,
            outcome: change < 0 ? ('better' as const) : change > 0 ? ('worse' as const) : ('same' as const),
          };
        }),
        say('outcome.rated'),
      ],
    },
    unsure: came('same'),
    'report.under-way': { actions: [say('report.under-way')] },
    skip: { target: '#closing' },
    'something-wrong': { actions: [effect({ type: 'push', aside: 'wrong' })] },
  },
});

/** Passed through at once: what was found, how to keep it from coming back, and the check-in on offer. */
export const closing = main.createStateConfig({
  id: 'closing',
  always: [
    {
      guard: ({ context, event }) => context.knot === 'contracting' && event.person.hasSchedule,
      target: '#home',
      actions: [say('keep.contracting'), say('after-session')],
    },
    {
      guard: ({ context }) => context.knot === 'contracting',
      target: '#checkInOffer',
      actions: [say('keep.contracting')],
    },
    {
      guard: ({ context, event }) => context.helped.length + context.worked > 0 && event.person.hasSchedule,
      target: '#home',
      actions: [say('found.some'), say('keep.overstretched'), say('after-session')],
    },
    {
      guard: ({ context }) => context.helped.length + context.worked > 0,
      target: '#checkInOffer',
      actions: [say('found.some'), say('keep.overstretched')],
    },
    { guard: 'hasSchedule', target: '#home', actions: [say('found.nothing'), say('keep.overstretched')] },
    { target: '#checkInOffer', actions: [say('found.nothing'), say('keep.overstretched')] },
  ],
});

export const checkInOffer = main.createStateConfig({
  id: 'checkInOffer',
  meta: { asks: 'check-in-offer' },
  on: {
    yes: { target: '#home', actions: [say('after-session'), effect({ type: 'push', aside: 'schedule' })] },
    'reminder.set': {
      target: '#home',
      actions: [
        say('after-session'),
        {
          type: 'effect',
          params: ({ event }) => ({ type: 'push' as const, aside: 'schedule' as const, slots: event.slots }),
        },
      ],
    },
    // The other knot, or the other side.
    'relief.start': START,
    no: { target: '#home', actions: [say('check-in.declined'), say('after-session')] },
    unsure: { target: '#home', actions: [say('check-in.declined'), say('after-session')] },
    skip: { target: '#home', actions: [say('check-in.declined'), say('after-session')] },
  },
});
