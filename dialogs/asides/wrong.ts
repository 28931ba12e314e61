import { effect, say } from '../effect.ts';
import { aside } from './setup.ts';

const faint = { target: 'done', actions: [effect({ type: 'stop-everything', kind: 'head' })] } as const;

/** "Something feels wrong" while pressing: let go first, then tell what is worth getting help for. */
export const wrongMachine = aside<Record<never, never>>().createMachine({
  id: 'wrong',
  initial: 'telling',
  context: {},
  states: {
    telling: {
      meta: { asks: 'wrong' },
      on: {
        'wrong.sharp': 'fading',
        'wrong.faint': faint,
        'hurts-too-much': { target: 'done', actions: [say('wrong.sore')] },
        no: [
          { guard: 'thumb', actions: [say('screen.thumb')] },
          { target: 'done', actions: [say('wrong.nothing')] },
        ],
        yes: { actions: [say('screen.bare')] },
        // In doubt it is treated as the more serious of the two that can fade.
        unsure: 'fading',
      },
    },
    fading: {
      meta: { asks: 'wrong-faded' },
      on: {
        yes: [
          { guard: 'thumb', actions: [say('screen.thumb')] },
          { target: 'done', actions: [say('wrong.faded'), effect({ type: 'tell', event: 'wrong.leave' })] },
        ],
        no: { target: 'done', actions: [say('wrong.stays'), effect({ type: 'stop-everything', kind: 'nerve' })] },
        unsure: { target: 'done', actions: [say('wrong.stays'), effect({ type: 'stop-everything', kind: 'nerve' })] },
        'wrong.faint': faint,
      },
    },
    done: { type: 'final' },
  },
});
