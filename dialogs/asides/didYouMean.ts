import type { Meaning } from '../words.ts';
import { aside } from './setup.ts';

const meant = (which: 0 | 1) => ({
  target: 'done' as const,
  actions: [
    {
      type: 'effect' as const,
      params: ({ context }: { context: { candidates: readonly [Meaning, Meaning] } }) => ({
        type: 'meant' as const,
        event: context.candidates[which].intent,
        slots: context.candidates[which].slots,
      }),
    },
  ],
});

/** Two readings of a message are about as likely: the person says which. */
export const didYouMeanMachine = aside<{ candidates: readonly [Meaning, Meaning] }>().createMachine({
  id: 'did-you-mean',
  initial: 'asking',
  context: {
    candidates: [
      { intent: 'out-of-scope', slots: {} },
      { intent: 'out-of-scope', slots: {} },
    ],
  },
  states: {
    asking: {
      meta: { asks: 'did-you-mean' },
      on: {
        'meant.first': meant(0),
        yes: meant(0),
        'meant.second': meant(1),
        'meant.neither': 'done',
        no: 'done',
        unsure: 'done',
      },
    },
    done: { type: 'final' },
  },
});
