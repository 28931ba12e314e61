import { setup } from 'xstate';
import type { Effect } from '../effect.ts';
import type { DialogEvent } from '../event.ts';
import type { QuestionId } from '../questions.ts';
import { SESSIONS_PER_DAY } from '../regions.ts';

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
      resting: ({ event }) => event.person.restUntil !== null && event.at < event.person.restUntil,
      enoughToday: ({ event }) => event.person.sessions.length >= SESSIONS_PER_DAY,
      rated: ({ event }) => event.slots.rating !== undefined,
    },
  });
}
