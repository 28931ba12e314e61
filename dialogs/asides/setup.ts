import { setup } from 'xstate';
import type { Effect } from '../effect.ts';
import type { DialogEvent } from '../event.ts';
import { enoughToday, resting } from '../limits.ts';
import type { QuestionId } from '../questions.ts';

/** What every aside is built from; each has a context of its own. */
export function aside<Context extends object>() {
  return setup({
    types: { context: {} as Context, events: {} as DialogEvent, meta: {} as { asks: QuestionId } },
    actions: {
      // Never run. The turn reads what was meant off `transition()`.
      effect: (_, _effect: Effect) => {},
    },
    guards: {
      thumb: ({ event }) => event.how === 'emoji',
      resting,
      enoughToday,
      rated: ({ event }) => event.slots.rating !== undefined,
    },
  });
}
