import { type CheckInAnswer, effect, say } from '../effect.ts';
import { type DialogEvent, NEXT_TO_NOTHING, REAL_CHANGE } from '../event.ts';
import { SEVERE_RATING } from '../regions.ts';
import { aside } from './setup.ts';

interface CheckIn {
  /** The local day it belongs to, "YYYY-MM-DD"; null for news that came unasked. */
  date: string | null;
  answer: CheckInAnswer | null;
  rating: number | null;
  /** It is strong, but bearable. */
  gently: boolean;
  /** The short question about anything new is not enough: the whole screen comes before a session. */
  wholeScreen: boolean;
  /** Nobody could tell, and the best guess was asked for. */
  guessed: boolean;
}

/** Gone so often in a row, nobody is kept for the sake of it. */
const DAYS_GONE = 3;
/** After so long a knot that is gone is asked about once more. */
const RETIRED_DAYS = 14;

const checkIn = aside<CheckIn>();
type At = { context: CheckIn; event: DialogEvent };

/** Keeps the answer and hands it on; what it means is weighed next. */
const hear = (answer: CheckInAnswer) =>
  [
    checkIn.assign({ answer, rating: ({ event }) => event.slots.rating ?? null }),
    {
      type: 'effect',
      params: ({ context, event }: At) => ({
        type: 'check-in-answered' as const,
        answer,
        date: context.date,
        ...(event.slots.rating !== undefined && { rating: event.slots.rating }),
      }),
    },
  ] as const;

const heard = (answer: CheckInAnswer) => [
  {
    guard: ({ event }: At) => answer !== 'gone' && (event.slots.rating ?? 0) >= SEVERE_RATING,
    target: 'severe',
    actions: [...hear(answer)],
  },
  { target: 'weighing', actions: [...hear(answer)] },
];

/** A number that comes after the words belongs to the same answer. */
const numbered = [
  checkIn.assign({ rating: ({ event }) => event.slots.rating ?? null }),
  {
    type: 'effect',
    params: ({ context, event }: At) => ({
      type: 'check-in-answered' as const,
      answer: context.answer ?? ('rated' as const),
      date: context.date,
      ...(event.slots.rating !== undefined && { rating: event.slots.rating }),
    }),
  },
] as const;

const isGone = ({ context: { answer, rating } }: At) =>
  answer === 'gone' || (answer === 'rated' && rating !== null && rating <= NEXT_TO_NOTHING);
/** A number was told beside the words. */
const isNumbered = ({ context: { answer, rating } }: At) => answer !== 'rated' && rating !== null;
const isWorse = ({ context }: At) => context.answer === 'worse';
/** Well above the number it began with, now and at the check-in before. */
const hasRisen = ({ context: { rating }, event: { person } }: At) =>
  rating !== null &&
  person.course.startedWith !== null &&
  rating >= person.course.startedWith + REAL_CHANGE &&
  person.course.risenRunning > 0;
const isBetter = ({ context: { answer, rating }, event: { person } }: At) =>
  answer === 'better' ||
  (rating !== null && [person.course.ratingBefore, person.course.startedWith].some((was) => fell(was, rating)));
const fell = (was: number | null, rating: number) => was !== null && was - rating >= REAL_CHANGE;

const acknowledged = ({ context }: At) => ({
  type: 'say' as const,
  id: `check-in.${context.answer ?? 'same'}` as const,
});
const acknowledge = { type: 'effect', params: acknowledged } as const;
const advise = (advice: 'week' | 'fortnight' | 'six-weeks' | 'back-again') => [
  acknowledge,
  say(advice === 'fortnight' ? 'check-in.no-better' : (`check-in.${advice}` as const)),
  effect({ type: 'advised', advice }),
];

const tooSevere = {
  target: 'done',
  actions: [
    effect({ type: 'lock', reason: 'same-day' }),
    say('get-help.same-day'),
    effect({ type: 'tell', event: 'red-flag' }),
  ],
} as const;

/** "How is the knot today?" One question; then, if wanted, a short session after "anything new?". */
export const checkInMachine = checkIn.createMachine({
  id: 'check-in',
  initial: 'asking',
  context: { date: null, answer: null, rating: null, gently: false, wholeScreen: false, guessed: false },
  states: {
    asking: {
      meta: { asks: 'check-in' },
      on: {
        'knot.gone': heard('gone'),
        'knot.better': heard('better'),
        // The same as gone is gone.
        'knot.same': [
          {
            guard: ({ event }) => event.person.course.goneRunning > 0 && (event.slots.rating ?? 0) <= NEXT_TO_NOTHING,
            target: 'weighing',
            actions: [...hear('gone')],
          },
          ...heard('same'),
        ],
        'knot.worse': heard('worse'),
        'knot.rating': heard('rated'),
        // Nothing is kept of what nobody knows; the best guess is asked for once.
        unsure: [
          {
            guard: ({ context }) => !context.guessed,
            actions: [checkIn.assign({ guessed: true }), say('check-in.best-guess')],
          },
          { target: 'weighed', actions: [say('check-in.unsure')] },
        ],
        skip: { target: 'done', actions: [say('session.not-now')] },
        // A bare "stop" under a check-in stops check-ins.
        stop: [
          { guard: ({ event }) => !event.person.hasSchedule, target: 'done', actions: [say('session.not-now')] },
          { target: 'done', actions: [effect({ type: 'stop-schedule' }), say('check-in.stopped')] },
        ],
      },
    },
    severe: {
      meta: { asks: 'severe' },
      on: {
        yes: [{ guard: 'thumb', actions: [say('screen.thumb')] }, tooSevere],
        unsure: tooSevere,
        no: [
          { guard: 'thumb', actions: [say('screen.thumb')] },
          { target: 'weighing', actions: [checkIn.assign({ gently: true })] },
        ],
      },
    },
    /** Passed through at once: what this answer means beside those of the days and weeks before. */
    weighing: {
      always: [
        {
          guard: (at) => isGone(at) && at.event.person.course.goneRunning >= DAYS_GONE - 1,
          target: 'retiring',
          actions: [acknowledge],
        },
        // Nothing is left to press at.
        {
          guard: ({ context }) => context.answer === 'gone' || context.rating === 0,
          target: 'done',
          actions: [acknowledge],
        },
        {
          guard: (at) => isWorse(at) && at.event.person.course.worseRunning > 0,
          target: 'done',
          actions: [effect({ type: 'rest', by: 'check-in' }), say('check-in.worse-again')],
        },
        {
          guard: hasRisen,
          target: 'done',
          actions: [effect({ type: 'rest', by: 'check-in' }), say('check-in.risen')],
        },
        // Rest may suit it better than pressing: nothing is offered.
        { guard: isWorse, target: 'done', actions: [acknowledge] },
        // Nobody is asked to press on at what does not help.
        {
          guard: (at) => !isBetter(at) && at.event.person.course.ifNoBetter === 'fortnight',
          target: 'done',
          actions: advise('fortnight'),
        },
        {
          guard: ({ event }) => event.person.course.anyway === 'back-again',
          target: 'weighed',
          actions: advise('back-again'),
        },
        {
          guard: ({ event }) => event.person.course.anyway === 'six-weeks',
          target: 'weighed',
          actions: advise('six-weeks'),
        },
        {
          guard: (at) => !isBetter(at) && at.event.person.course.ifNoBetter === 'week',
          target: 'weighed',
          actions: [checkIn.assign({ wholeScreen: true }), ...advise('week')],
        },
        { guard: isNumbered, target: 'weighed', actions: [acknowledge, say('check-in.rated')] },
        { target: 'weighed', actions: [acknowledge] },
      ],
    },
    weighed: {
      always: [
        { guard: 'resting', target: 'done', actions: [say('limit.resting')] },
        { guard: 'enoughToday', target: 'done' },
        // Somebody else is asked by now; with me it may rest, unless the person wants to.
        {
          guard: (at) => !isBetter(at) && at.event.person.course.ifNoBetter === 'told',
          target: 'done',
          actions: [say('check-in.no-session')],
        },
        { guard: ({ context }) => context.gently, target: 'offering', actions: [say('severe.no')] },
        { target: 'offering' },
      ],
    },
    offering: {
      meta: { asks: 'session-offer' },
      on: {
        yes: 'beginning',
        'relief.start': 'beginning',
        'go-on': 'beginning',
        // "Better, I would say", and then "a four".
        'knot.rating': [
          {
            guard: ({ event }: At) => (event.slots.rating ?? 0) >= SEVERE_RATING,
            target: 'severe',
            actions: [...numbered],
          },
          { guard: 'rated', actions: [...numbered, say('check-in.rated')] },
        ],
        no: { target: 'done', actions: [say('session.not-now')] },
        skip: { target: 'done', actions: [say('session.not-now')] },
        unsure: { target: 'done', actions: [say('session.not-now')] },
        stop: { target: 'done', actions: [say('session.not-now')] },
      },
    },
    beginning: {
      always: [
        {
          guard: ({ context }) => context.wholeScreen,
          target: 'done',
          actions: [effect({ type: 'tell', event: 'session.start-screened' })],
        },
        { target: 'anythingNew' },
      ],
    },
    anythingNew: {
      meta: { asks: 'anything-new' },
      on: {
        no: [
          { guard: 'thumb', actions: [say('screen.thumb')] },
          {
            target: 'done',
            actions: [
              {
                type: 'effect',
                params: ({ context }) => ({
                  type: 'tell' as const,
                  event: 'session.start' as const,
                  ...(context.rating !== null && { slots: { rating: context.rating } }),
                }),
              },
            ],
          },
        ],
        sore: { target: 'done', actions: [effect({ type: 'rest', by: 'soreness' })] },
        yes: [
          { guard: ({ event }) => event.how === 'bare' || event.how === 'emoji', actions: [say('screen.bare')] },
          { target: 'done', actions: [effect({ type: 'tell', event: 'screen.start' })] },
        ],
        unsure: { target: 'done', actions: [effect({ type: 'tell', event: 'screen.start' })] },
      },
    },
    retiring: {
      meta: { asks: 'retire' },
      on: {
        yes: { target: 'done', actions: [effect({ type: 'stop-schedule' }), say('check-in.stopped')] },
        'retire.later': {
          target: 'done',
          actions: [effect({ type: 'pause-schedule', days: RETIRED_DAYS }), say('check-in.retired-for-now')],
        },
        later: {
          target: 'done',
          actions: [effect({ type: 'pause-schedule', days: RETIRED_DAYS }), say('check-in.retired-for-now')],
        },
        no: { target: 'done', actions: [say('check-in.kept')] },
        unsure: { target: 'done', actions: [say('check-in.kept')] },
        skip: { target: 'done', actions: [say('check-in.kept')] },
        stop: { target: 'done', actions: [effect({ type: 'stop-schedule' }), say('check-in.stopped')] },
      },
    },
    done: { type: 'final' },
  },
});
