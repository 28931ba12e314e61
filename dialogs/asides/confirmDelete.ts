import { effect, say } from '../effect.ts';
import { aside } from './setup.ts';

/** One confirmation before everything that is kept about a person is removed. */
export const confirmDeleteMachine = aside<Record<never, never>>().createMachine({
  id: 'confirm-delete',
  initial: 'asking',
  context: {},
  states: {
    asking: {
      meta: { asks: 'confirm-delete' },
      on: {
        yes: [
          { guard: 'thumb', actions: [say('screen.thumb')] },
          { target: 'done', actions: [effect({ type: 'forget' }), say('data.deleted')] },
        ],
        // Said twice is as good as confirmed.
        'data.delete': { target: 'done', actions: [effect({ type: 'forget' }), say('data.deleted')] },
        no: { target: 'done', actions: [say('data.kept')] },
        stop: { target: 'done', actions: [say('data.kept')] },
        unsure: { target: 'done', actions: [say('data.kept')] },
      },
    },
    done: { type: 'final' },
  },
});
