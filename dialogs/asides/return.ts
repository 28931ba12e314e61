import { effect, say } from '../effect.ts';
import type { DialogEvent } from '../event.ts';
import { cleanFor, resting } from '../limits.ts';
import { CLEAN_MS, LONG_BREAK_MS } from '../regions.ts';
import { aside } from './setup.ts';

interface Return {
  /** When the person was last heard before the break, in milliseconds since 1970. */
  awaySince: number;
  /** Whether the place below is on the way to pressing, so that a long break asks for anything new. */
  exercising: boolean;
}

/** Whoever pressed days ago may not press today: a long break asks for anything new first. */
const longAway = ({ context, event }: { context: Return; event: DialogEvent }) =>
  context.exercising && event.at - context.awaySince >= LONG_BREAK_MS;

/** The answers to the whole screen have grown too old for the short question. */
const screenIsOld = (at: { context: Return; event: DialogEvent }) => longAway(at) && !cleanFor(at, CLEAN_MS);

const goOn = [
  // A check-in above the place may have asked for rest.
  {
    guard: (at: { context: Return; event: DialogEvent }) => at.context.exercising && resting(at),
    target: 'done',
    actions: [say('limit.resting'), effect({ type: 'tell', event: 'stop' })],
  },
  { guard: screenIsOld, target: 'done', actions: [effect({ type: 'tell', event: 'restart' })] },
  { guard: longAway, target: 'anythingNew' },
  { target: 'done', actions: [say('returned.go-on')] },
] as const;

/** After a break, or after "later": go on, start over, or just ask. */
export const returnMachine = aside<Return>().createMachine({
  id: 'return',
  initial: 'asking',
  context: { awaySince: 0, exercising: false },
  states: {
    /** "Later" was said: nothing is asked but a sign of life. */
    waiting: {
      meta: { asks: 'later' },
      on: {
        'go-on': goOn,
        yes: goOn,
        'relief.start': goOn,
        restart: { target: 'done', actions: [effect({ type: 'tell', event: 'restart' })] },
        no: { actions: [say('later')] },
        resumed: 'asking',
      },
    },
    asking: {
      meta: { asks: 'return' },
      on: {
        'go-on': goOn,
        yes: goOn,
        'relief.start': goOn,
        restart: { target: 'done', actions: [effect({ type: 'tell', event: 'restart' })] },
        no: { target: 'done', actions: [effect({ type: 'tell', event: 'stop' })] },
      },
    },
    anythingNew: {
      meta: { asks: 'anything-new' },
      on: {
        no: [
          { guard: 'thumb', actions: [say('screen.thumb')] },
          { target: 'done', actions: [say('returned.go-on')] },
        ],
        sore: {
          target: 'done',
          actions: [effect({ type: 'rest', by: 'soreness' }), effect({ type: 'tell', event: 'stop' })],
        },
        yes: [
          { guard: ({ event }) => event.how === 'bare' || event.how === 'emoji', actions: [say('screen.bare')] },
          { target: 'done', actions: [effect({ type: 'tell', event: 'screen.start' })] },
        ],
        unsure: { target: 'done', actions: [effect({ type: 'tell', event: 'screen.start' })] },
      },
    },
    done: { type: 'final' },
  },
});
