import { effect, say } from '../effect.ts';
import { SEVERE_RATING } from '../regions.ts';
import { aside } from './setup.ts';

interface CheckIn {
  rating: number | null;
}

/** Gone so often in a row, nobody is kept for the sake of it. */
const DAYS_GONE = 3;

const checkIn = aside<CheckIn>();
const heard = checkIn.assign({ rating: ({ context, event }) => event.slots.rating ?? context.rating });
const answered = (answer: 'gone' | 'better' | 'same' | 'worse' | 'rated') =>
  ({
    type: 'effect',
    params: ({ event }: { event: { slots: { rating?: number } } }) => ({
      type: 'check-in-answered' as const,
      answer,
      ...(event.slots.rating !== undefined && { rating: event.slots.rating }),
    }),
  }) as const;
const severe = ({ event }: { event: { slots: { rating?: number } } }) => (event.slots.rating ?? 0) >= SEVERE_RATING;

/** "How is the knot today?" One question; then, if wanted, a short session after "anything new?". */
export const checkInMachine = checkIn.createMachine({
  id: 'check-in',
  initial: 'asking',
  context: { rating: null },
  states: {
    asking: {
      meta: { asks: 'check-in' },
      on: {
        'knot.gone': [
          {
            guard: ({ event }) => event.person.goneRunning >= DAYS_GONE - 1,
            target: 'retiring',
            actions: [say('check-in.gone'), answered('gone')],
          },
          { target: 'done', actions: [say('check-in.gone'), answered('gone')] },
        ],
        'knot.better': [
          { guard: severe, target: 'severe', actions: [heard, answered('better')] },
          { target: 'offering', actions: [heard, say('check-in.better'), answered('better')] },
        ],
        'knot.same': [
          { guard: severe, target: 'severe', actions: [heard, answered('same')] },
          { target: 'offering', actions: [heard, say('check-in.same'), answered('same')] },
        ],
        'knot.worse': [
          { guard: severe, target: 'severe', actions: [heard, answered('worse')] },
          {
            guard: ({ event }) => event.person.worseRunning > 0,
            target: 'done',
            actions: [answered('worse'), effect({ type: 'rest' }), say('check-in.worse-again')],
          },
          // Rest may suit it better than pressing: nothing is offered.
          { target: 'done', actions: [heard, say('check-in.worse'), answered('worse')] },
        ],
        'knot.rating': [
          { guard: severe, target: 'severe', actions: [heard, answered('rated')] },
          { target: 'offering', actions: [heard, say('check-in.rated'), answered('rated')] },
        ],
        skip: { target: 'done', actions: [say('session.not-now')] },
        // A bare "stop" under a check-in stops check-ins.
        stop: { target: 'done', actions: [effect({ type: 'stop-schedule' }), say('check-in.stopped')] },
      },
    },
    severe: {
      meta: { asks: 'severe' },
      on: {
        yes: [
          { guard: 'thumb', actions: [say('screen.thumb')] },
          {
            target: 'done',
            actions: [
              effect({ type: 'lock', reason: 'same-day' }),
              say('get-help.same-day'),
              effect({ type: 'tell', event: 'red-flag' }),
            ],
          },
        ],
        unsure: {
          target: 'done',
          actions: [
            effect({ type: 'lock', reason: 'same-day' }),
            say('get-help.same-day'),
            effect({ type: 'tell', event: 'red-flag' }),
          ],
        },
        no: [
          { guard: 'thumb', actions: [say('screen.thumb')] },
          { target: 'offering', actions: [say('severe.no')] },
        ],
      },
    },
    offering: {
      meta: { asks: 'session-offer' },
      on: {
        yes: 'anythingNew',
        'relief.start': 'anythingNew',
        'go-on': 'anythingNew',
        no: { target: 'done', actions: [say('session.not-now')] },
        skip: { target: 'done', actions: [say('session.not-now')] },
        unsure: { target: 'done', actions: [say('session.not-now')] },
        stop: { target: 'done', actions: [say('session.not-now')] },
      },
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
        sore: { target: 'done', actions: [effect({ type: 'rest' }), say('rest.sore')] },
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
        no: { target: 'done', actions: [say('check-in.kept')] },
        unsure: { target: 'done', actions: [say('check-in.kept')] },
        skip: { target: 'done', actions: [say('check-in.kept')] },
        stop: { target: 'done', actions: [effect({ type: 'stop-schedule' }), say('check-in.stopped')] },
      },
    },
    done: { type: 'final' },
  },
});
