import { not } from 'xstate';
import { type Effect, effect, say } from '../effect.ts';
import { contractingDose, PRESSURE_TEST_SECONDS } from '../regions.ts';
import { main } from './setup.ts';

const onOneSide = main.assign({ side: ({ event }) => (event.slots.side === 'right' ? 'right' : 'left') });
/** "Right side, about a four": the side need not be asked about again. */
const rating = main.assign(({ context, event: { slots } }) => ({
  rating: slots.rating ?? null,
  side: slots.side === 'left' || slots.side === 'right' ? slots.side : context.side,
}));
const triedOnce = main.assign({ tries: 1 });
const beginSession = [
  effect({ type: 'begin-session' }),
  main.assign({ tries: 0, startedAt: ({ context, event }) => context.startedAt ?? event.at }),
] as const;

/** The answers to the pressure test, which are the same with a hand and with a ball. */
const tested = {
  'pressure.relaxes': {
    target: '#knot.contracting',
    actions: [main.assign({ knot: 'contracting', reached: true }), ...beginSession, say('contracting.is')],
  },
  'pressure.does-not-relax': {
    target: '#knot.overstretched',
    actions: [main.assign({ knot: 'overstretched', reached: true, tries: 0 }), say('overstretched.is')],
  },
  'pressure.unsure': [
    { guard: 'firstTry', actions: [triedOnce, say('pressure.unsure')] },
    { target: '#search', actions: [main.assign({ knot: 'unsure', tries: 0 }), say('pressure.still-unsure')] },
  ],
  skip: { target: '#search', actions: [main.assign({ knot: 'unsure', tries: 0 }), say('pressure.still-unsure')] },
  'spot.unfit': { target: '#search', actions: [main.assign({ knot: 'unsure', tries: 0 }), say('pressure.skin')] },
  'hurts-too-much': { actions: [say('pressure.lighter')] },
  'something-wrong': { actions: [effect({ type: 'push', aside: 'wrong' })] },
  'report.found': { actions: [say('report.found')] },
  'report.under-way': { actions: [say('report.under-way')] },
  'timer.start': { actions: [effect({ type: 'timer', seconds: PRESSURE_TEST_SECONDS, of: 'pressure' })] },
  'timer.over': { actions: [say('timer.over')] },
  'timer.over-late': { actions: [say('timer.over-late')] },
} as const;

const asLastTime = {
  target: '#search',
  actions: [main.assign({ knot: 'overstretched', tries: 0 }), say('skin-and-pressure')],
} as const;
const notAsLastTime = { target: '#knot.side', actions: [main.assign({ side: null })] } as const;

/** Where it is, how sore, and which kind: the pressure test comes first, because nobody can answer from memory. */
export const knot = main.createStateConfig({
  id: 'knot',
  initial: 'rating',
  on: {
    // Left is left, also when it is said a little later.
    'side.set': [{ guard: 'oneSide', actions: [onOneSide] }],
  },
  states: {
    rating: {
      id: 'knot.rating',
      meta: { asks: 'rating' },
      on: {
        'knot.rating': [
          { guard: not('rated'), actions: [say('rating.which')] },
          { guard: 'severe', target: 'severe', actions: [rating] },
          { target: 'side', actions: [rating, say('rating.thanks')] },
        ],
        'relief.start': { actions: [say('rating.which')] },
        'side.set': [{ guard: 'oneSide', target: 'side', actions: [onOneSide] }, { target: 'side' }],
        unsure: 'side',
        skip: 'side',
      },
    },
    severe: {
      id: 'knot.severe',
      meta: { asks: 'severe' },
      on: {
        yes: [
          { guard: 'thumb', actions: [say('screen.thumb')] },
          { target: '#getHelp', actions: [effect({ type: 'lock', reason: 'same-day' }), say('get-help.same-day')] },
        ],
        unsure: {
          target: '#getHelp',
          actions: [effect({ type: 'lock', reason: 'same-day' }), say('get-help.same-day')],
        },
        no: [
          { guard: 'thumb', actions: [say('screen.thumb')] },
          { target: 'side', actions: [say('severe.no')] },
        ],
        // "Actually more like a 5".
        'knot.rating': [
          { guard: 'severe', actions: [main.assign({ rating: ({ event }) => event.slots.rating ?? null })] },
          {
            target: 'side',
            actions: [main.assign({ rating: ({ event }) => event.slots.rating ?? null }), say('rating.thanks')],
          },
        ],
      },
    },
    /** After a check-in: which knot it is was found out last time, and only has to be the same still. */
    again: {
      id: 'knot.again',
      meta: { asks: 'same-again' },
      on: {
        yes: asLastTime,
        'knot.same': asLastTime,
        'pressure.does-not-relax': asLastTime,
        no: notAsLastTime,
        unsure: notAsLastTime,
        skip: notAsLastTime,
        'side.set': [
          { guard: 'oneSide', target: 'pressure', actions: [onOneSide, say('skin-and-pressure')] },
          notAsLastTime,
        ],
        'pressure.relaxes': { target: 'pressure', actions: [say('skin-and-pressure')] },
      },
    },
    side: {
      id: 'knot.side',
      meta: { asks: 'side' },
      always: {
        guard: ({ context }) => context.side !== null,
        target: 'pressure',
        actions: [say('skin-and-pressure')],
      },
      on: {
        'side.set': [
          { guard: 'oneSide', target: 'pressure', actions: [onOneSide, say('skin-and-pressure')] },
          { guard: 'bothSides', target: 'sideFirst', actions: [main.assign({ oneOfBoth: true }), say('side.both')] },
          { guard: 'middle', target: 'sideFirst', actions: [main.assign({ oneOfBoth: true }), say('side.middle')] },
          { guard: 'onSpine', actions: [say('side.spine')] },
          { guard: 'elsewhere', actions: [say('side.elsewhere')] },
        ],
        unsure: { target: 'sideFirst', actions: [main.assign({ oneOfBoth: true }), say('side.middle')] },
      },
    },
    sideFirst: {
      id: 'knot.sideFirst',
      meta: { asks: 'side-first' },
      on: {
        'side.set': [{ guard: 'oneSide', target: 'pressure', actions: [onOneSide, say('skin-and-pressure')] }],
        unsure: { target: 'pressure', actions: [main.assign({ side: 'left' }), say('skin-and-pressure')] },
      },
    },
    pressure: {
      id: 'knot.pressure',
      meta: { asks: 'pressure' },
      on: {
        ...tested,
        'cannot-reach': { target: 'pressureOtherWay', actions: [say('pressure.cannot-reach')] },
      },
    },
    pressureOtherWay: {
      id: 'knot.pressureOtherWay',
      meta: { asks: 'pressure-other-way' },
      on: {
        ...tested,
        'cannot-reach': {
          target: '#search',
          actions: [main.assign({ knot: 'unsure', reached: false, tries: 0 }), say('pressure.given-up')],
        },
      },
    },
    contracting: {
      id: 'knot.contracting',
      meta: { asks: 'contracting' },
      on: {
        'hold.eased': { target: '#outcome', actions: [say('contracting.eased')] },
        'knot.gone': { target: '#outcome', actions: [say('contracting.eased')] },
        'hold.not-eased': [
          { guard: 'firstTry', actions: [triedOnce, say('contracting.once-more')] },
          {
            target: 'overstretched',
            actions: [main.assign({ knot: 'unsure', tries: 0 }), say('contracting.not-eased')],
          },
        ],
        'hurts-too-much': { actions: [say('contracting.lighter')] },
        'report.worse': [
          { guard: 'firstTry', actions: [triedOnce, say('hold.worse')] },
          {
            target: 'overstretched',
            actions: [main.assign({ knot: 'unsure', tries: 0 }), say('contracting.not-eased')],
          },
        ],
        'cannot-reach': { actions: [say('contracting.other-way')] },
        'spot.unfit': { target: '#search', actions: [main.assign({ tries: 0 }), say('pressure.skin')] },
        skip: { target: '#outcome' },
        'something-wrong': { actions: [effect({ type: 'push', aside: 'wrong' })] },
        'wrong.leave': { target: '#home' },
        'report.found': { actions: [say('report.found')] },
        'report.under-way': { actions: [say('report.under-way')] },
        'timer.start': {
          actions: [
            {
              type: 'effect',
              params: ({ event }): Effect => ({
                type: 'timer',
                seconds: contractingDose(event.person.gently).seconds,
                of: 'hold',
              }),
            },
          ],
        },
        'timer.over': { actions: [say('timer.over')] },
        'timer.over-late': { actions: [say('timer.over-late')] },
      },
    },
    overstretched: {
      id: 'knot.overstretched',
      meta: { asks: 'overstretched' },
      on: {
        yes: '#search',
        'go-on': '#search',
        'relief.start': '#search',
        'timer.start': '#search',
        no: { target: '#home', actions: [say('not-now')] },
        unsure: { actions: [say('overstretched.unsure')] },
        skip: { target: '#home', actions: [say('not-now')] },
      },
    },
  },
});
