import { type Effect, effect, say } from '../effect.ts';
import type { DialogEvent } from '../event.ts';
import { doseFor, searchOrder } from '../regions.ts';
import type { Finding, Session } from '../session.ts';
import { main, openCare } from './setup.ts';

/** Notes what was found at the region at hand and puts the next one first. */
const noted = (finding: Finding) =>
  main.assign({
    found: ({ context: { plan, found } }) => (plan[0] ? { ...found, [plan[0]]: finding } : found),
    plan: ({ context: { plan } }) => plan.slice(1),
    tries: 0,
    spot: 1,
  });
/** A spot was worked: the region counts, whatever comes of it. */
const tender = main.assign({
  found: ({ context: { plan, found } }) => (plan[0] ? { ...found, [plan[0]]: 'tender' as const } : found),
  tries: 0,
  spot: 1,
});
const triedOnce = main.assign({ tries: 1 });
const nextRegion = main.assign({ plan: ({ context: { plan } }) => plan.slice(1), tries: 0, spot: 1 });
const worked = main.assign({ worked: ({ context }) => context.worked + 1, tries: 0 });
/** A number beside the words is kept. */
const ratedNow = ({ context, event }: { context: Session; event: DialogEvent }) =>
  event.slots.rating ?? context.ratingAfter;
const rated = main.assign({ ratingAfter: ratedNow });
const saidWithNumber = (how: 'better' | 'same') => [say(`retest.${how}`), say('retest.rated')] as const;
/** The place seems to have to do with the knot. */
const softer = [
  {
    type: 'effect',
    params: ({ context }: { context: Session }): Effect => ({
      type: 'helped',
      region: context.plan[0] ?? 'lower-back',
    }),
  },
  main.assign({
    helped: ({ context }) => (context.plan[0] ? [...context.helped, context.plan[0]] : context.helped),
  }),
] as const;
const somethingWrong = { actions: [effect({ type: 'push', aside: 'wrong' })] } as const;
const holdTimer = {
  actions: [
    {
      type: 'effect',
      params: ({ context: { plan }, event }: { context: Session; event: DialogEvent }): Effect => ({
        type: 'timer',
        seconds: plan[0] ? doseFor(plan[0], event.person.gently).seconds : 0,
        of: 'hold',
      }),
    },
  ],
} as const;

/** The answers to "is there a tender spot?", the same with a hand and with a ball. */
const searched = {
  'region.tender': { target: '#search.holding', actions: [tender, say('search.tender')] },
  'region.not-tender': { target: '#search.choosing', actions: [noted('nothing'), say('search.nothing')] },
  unsure: [
    { guard: 'firstTry', actions: [triedOnce, say('search.unsure')] },
    { target: '#search.choosing', actions: [noted('unsure'), say('search.moved-on-unsure')] },
  ],
  'hurts-too-much': [
    { guard: 'firstTry', actions: [triedOnce, say('search.lighter')] },
    { target: '#search.choosing', actions: [noted('too-sore'), say('search.too-sore')] },
  ],
  skip: { target: '#search.choosing', actions: [noted('skipped'), say('search.skipped')] },
  'spot.unfit': { target: '#search.searching', actions: [say('search.skin')] },
  'something-wrong': somethingWrong,
  'report.under-way': { actions: [say('report.under-way')] },
  'knot.gone': { target: '#outcome', actions: [main.assign({ outcome: 'gone' }), say('retest.gone')] },
} as const;

/**
 * The search around the knot: region by region, each behind the questions that may leave it out, each followed by
 * a light look at the knot itself. Ends as soon as the knot has let go.
 */
export const search = main.createStateConfig({
  id: 'search',
  initial: 'choosing',
  entry: [
    effect({ type: 'begin-session' }),
    main.assign({
      startedAt: ({ context, event }) => context.startedAt ?? event.at,
      // Coming here anew, as after a pause, goes on with what is left.
      plan: ({ context, event }) =>
        Object.keys(context.found).length > 0 ? context.plan : searchOrder(event.person.helped, event.person.tryFirst),
      tries: 0,
      spot: 1,
    }),
    say('search.begins'),
  ],
  on: {
    // The place where it felt wrong is left alone today.
    'wrong.leave': { target: '#search.choosing', actions: [noted('too-sore')] },
  },
  states: {
    /** Passed through at once: what comes next? */
    choosing: {
      id: 'search.choosing',
      always: [
        { guard: 'allSearched', target: '#outcome', actions: [say('all-searched')] },
        { guard: 'pauseDue', target: 'pauseOffer' },
        { guard: 'neckNotOffered', target: 'neckOffer' },
        { guard: 'leftOut', target: 'leavingOut' },
        { guard: 'careOpen', target: 'care' },
        { target: 'searching' },
      ],
    },
    /** Passed through at once. */
    leavingOut: {
      always: {
        target: 'choosing',
        actions: [
          {
            type: 'effect',
            params: ({ context }): Effect => ({
              type: 'say',
              id: 'search.left-out',
              ...(context.plan[0] && { named: context.plan[0] }),
            }),
          },
          noted('left-out'),
        ],
      },
    },
    care: {
      id: 'search.care',
      meta: { asks: 'care' },
      on: {
        no: [
          { guard: 'thumb', actions: [say('screen.thumb')] },
          {
            target: 'choosing',
            actions: [
              {
                type: 'effect',
                params: ({ context }): Effect => ({ type: 'care', care: openCare(context) ?? 'arm', leaveOut: false }),
              },
              main.assign({ care: ({ context }) => ({ ...context.care, [openCare(context) ?? 'arm']: false }) }),
            ],
          },
        ],
        yes: [{ guard: 'thumb', actions: [say('screen.thumb')] }, { target: 'caring' }],
        unsure: 'caring',
        skip: { target: 'choosing', actions: [noted('skipped'), say('search.skipped')] },
      },
    },
    /** Passed through at once: the area is left out from now on. In doubt too. */
    caring: {
      always: {
        target: 'choosing',
        actions: [
          {
            type: 'effect',
            params: ({ context }): Effect => ({ type: 'care', care: openCare(context) ?? 'arm', leaveOut: true }),
          },
          main.assign({ care: ({ context }) => ({ ...context.care, [openCare(context) ?? 'arm']: true }) }),
          // This one is left out by the answer itself; the line why is for the regions that follow from it.
          noted('left-out'),
          say('care.left-out'),
        ],
      },
    },
    neckOffer: {
      id: 'search.neckOffer',
      meta: { asks: 'neck-offer' },
      on: {
        yes: { target: 'choosing', actions: [main.assign({ neckOffered: true })] },
        no: { target: 'choosing', actions: [noted('skipped'), say('neck.left')] },
        unsure: { target: 'choosing', actions: [noted('skipped'), say('neck.left')] },
        skip: { target: 'choosing', actions: [noted('skipped'), say('neck.left')] },
      },
    },
    searching: {
      id: 'search.searching',
      meta: { asks: 'search' },
      on: {
        ...searched,
        'cannot-reach': [
          {
            guard: 'noOtherWay',
            target: 'choosing',
            actions: [noted('not-reached'), say('search.no-other-way')],
          },
          { target: 'otherWay', actions: [main.assign({ tries: 0 })] },
        ],
      },
    },
    otherWay: {
      id: 'search.otherWay',
      meta: { asks: 'search-other-way' },
      on: {
        ...searched,
        'cannot-reach': { target: 'choosing', actions: [noted('not-reached'), say('search.not-reached')] },
      },
    },
    holding: {
      id: 'search.holding',
      meta: { asks: 'hold' },
      on: {
        'hold.eased': [
          {
            guard: 'moreSpotsAllowed',
            target: 'moreSpots',
            actions: [main.assign({ tries: 0 }), say('hold.eased')],
          },
          { target: 'retest', actions: [worked, say('hold.eased')] },
        ],
        'hold.not-eased': [
          { guard: 'firstTry', actions: [triedOnce, say('hold.not-eased-once')] },
          { target: 'retest', actions: [worked, say('hold.not-eased')] },
        ],
        'hurts-too-much': [
          { guard: 'firstTry', actions: [triedOnce, say('hold.lighter')] },
          { target: 'retest', actions: [worked, say('hold.too-sore')] },
        ],
        'report.worse': [
          { guard: 'firstTry', actions: [triedOnce, say('hold.worse')] },
          { target: 'retest', actions: [worked, say('hold.too-sore')] },
        ],
        'cannot-reach': { target: 'otherWay', actions: [main.assign({ tries: 0 })] },
        'region.not-tender': { target: 'retest', actions: [worked] },
        unsure: [
          { guard: 'firstTry', actions: [triedOnce, say('hold.not-eased-once')] },
          { target: 'retest', actions: [worked, say('hold.not-eased')] },
        ],
        skip: { target: 'retest', actions: [worked, say('search.skipped')] },
        'spot.unfit': { target: 'searching', actions: [main.assign({ tries: 0 }), say('search.skin')] },
        'knot.gone': { target: '#outcome', actions: [worked, main.assign({ outcome: 'gone' }), say('retest.gone')] },
        'something-wrong': somethingWrong,
        'report.found': { actions: [say('report.found')] },
        'report.under-way': { actions: [say('report.under-way')] },
        'timer.start': holdTimer,
        'timer.over': { actions: [say('timer.over')] },
        'timer.over-late': { actions: [say('timer.over-late')] },
      },
    },
    moreSpots: {
      id: 'search.moreSpots',
      meta: { asks: 'more-spots' },
      on: {
        yes: { target: 'holding', actions: [main.assign({ spot: ({ context }) => context.spot + 1, tries: 0 })] },
        'region.tender': {
          target: 'holding',
          actions: [main.assign({ spot: ({ context }) => context.spot + 1, tries: 0 })],
        },
        no: { target: 'retest', actions: [worked] },
        'region.not-tender': { target: 'retest', actions: [worked] },
        unsure: { target: 'retest', actions: [worked] },
        skip: { target: 'retest', actions: [worked] },
        'something-wrong': somethingWrong,
      },
    },
    retest: {
      id: 'search.retest',
      meta: { asks: 'retest' },
      on: {
        'knot.gone': {
          target: '#outcome',
          actions: [
            {
              type: 'effect',
              params: ({ context }): Effect => ({ type: 'helped', region: context.plan[0] ?? 'lower-back' }),
            },
            main.assign({
              outcome: 'gone',
              ratingAfter: ratedNow,
              helped: ({ context }) => (context.plan[0] ? [...context.helped, context.plan[0]] : context.helped),
            }),
            nextRegion,
            say('retest.gone'),
          ],
        },
        'knot.better': [
          { guard: 'rated', target: 'choosing', actions: [...softer, rated, nextRegion, ...saidWithNumber('better')] },
          { target: 'choosing', actions: [...softer, nextRegion, say('retest.better')] },
        ],
        'knot.same': [
          { guard: 'rated', target: 'choosing', actions: [rated, nextRegion, ...saidWithNumber('same')] },
          { target: 'choosing', actions: [nextRegion, say('retest.same')] },
        ],
        'knot.rating': {
          target: 'choosing',
          actions: [
            main.assign({ ratingAfter: ({ event }) => event.slots.rating ?? null }),
            nextRegion,
            say('retest.rated'),
          ],
        },
        'knot.worse': {
          target: '#closing',
          actions: [
            main.assign({ outcome: 'worse', ratingAfter: ratedNow }),
            nextRegion,
            effect({ type: 'rest', by: 'session' }),
            say('retest.worse'),
          ],
        },
        // No better and no worse, but all of it is sore from pressing: that is enough for a day.
        'report.sore': {
          target: '#closing',
          actions: [
            main.assign({ outcome: 'same' }),
            nextRegion,
            effect({ type: 'rest', by: 'session' }),
            say('retest.sore'),
          ],
        },
        'report.under-way': { actions: [say('report.under-way')] },
        // "I don't feel anything there" may be good news, or none.
        'report.nothing-felt': { guard: 'firstTry', actions: [triedOnce, say('retest.nothing-felt')] },
        'go-on': [
          { guard: 'firstTry', actions: [triedOnce, say('retest.look-first')] },
          { target: 'choosing', actions: [nextRegion] },
        ],
        unsure: { target: 'choosing', actions: [nextRegion, say('retest.same')] },
        skip: { target: 'choosing', actions: [nextRegion] },
        'cannot-reach': { target: 'choosing', actions: [nextRegion] },
        'something-wrong': somethingWrong,
      },
    },
    pauseOffer: {
      id: 'search.pauseOffer',
      meta: { asks: 'pause-offer' },
      on: {
        yes: { target: '#outcome', actions: [say('pause.stop')] },
        no: { target: 'choosing', actions: [main.assign({ pausedAt: ({ context }) => context.worked })] },
        'go-on': { target: 'choosing', actions: [main.assign({ pausedAt: ({ context }) => context.worked })] },
        skip: { target: 'choosing', actions: [main.assign({ pausedAt: ({ context }) => context.worked })] },
        unsure: { target: '#outcome', actions: [say('pause.stop')] },
      },
    },
  },
});
