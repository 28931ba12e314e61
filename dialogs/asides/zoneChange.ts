import { effect, say } from '../effect.ts';
import { aside } from './setup.ts';

/** The channel tells another zone than the check-ins are in, as when a person travels: asked about once. */
export const zoneChangeMachine = aside<{ zone: string }>().createMachine({
  id: 'zone-change',
  initial: 'asking',
  context: { zone: 'UTC' },
  states: {
    asking: {
      meta: { asks: 'zone-change' },
      on: {
        yes: {
          target: 'done',
          actions: [
            { type: 'effect', params: ({ context }) => ({ type: 'move-zone' as const, zone: context.zone }) },
            say('check-in.set'),
          ],
        },
        no: { target: 'done', actions: [effect({ type: 'keep-zone' }), say('zone.kept')] },
        skip: { target: 'done', actions: [effect({ type: 'keep-zone' }), say('zone.kept')] },
        unsure: { target: 'done', actions: [effect({ type: 'keep-zone' }), say('zone.kept')] },
      },
    },
    done: { type: 'final' },
  },
});
