import { say } from '../effect.ts';
import type { WarningKind } from '../words.ts';
import { aside } from './setup.ts';

const doubt = aside<{ kind: WarningKind }>();

/** A warning sign was named, but perhaps not as the person's own or as present. No exercise goes on over it. */
export const doubtMachine = doubt.createMachine({
  id: 'doubt',
  initial: 'asking',
  context: { kind: 'other' },
  states: {
    asking: {
      meta: { asks: 'doubt' },
      on: {
        yes: [
          { guard: 'thumb', actions: [say('screen.thumb')] },
          {
            target: 'done',
            actions: [
              { type: 'effect', params: ({ context }) => ({ type: 'stop-everything' as const, kind: context.kind }) },
            ],
          },
        ],
        unsure: {
          target: 'done',
          actions: [
            { type: 'effect', params: ({ context }) => ({ type: 'stop-everything' as const, kind: context.kind }) },
          ],
        },
        no: [
          { guard: 'thumb', actions: [say('screen.thumb')] },
          { target: 'done', actions: [say('doubt.ok')] },
        ],
      },
    },
    done: { type: 'final' },
  },
});
