import { effect, say } from '../effect.ts';
import type { DialogEvent, EventType } from '../event.ts';
import { aside } from './setup.ts';

/** What was asked for is done as if it had been said anywhere, and this question is over with it. */
const asSaid = {
  target: 'done',
  actions: [
    {
      type: 'effect' as const,
      params: ({ event }: { event: DialogEvent }) => ({
        type: 'meant' as const,
        event: event.type as EventType,
        slots: event.slots,
      }),
    },
  ],
} as const;

/** The check-ins were shown: whether anything about them is to change. Gives way to whatever else is said. */
export const checkInsMachine = aside<Record<never, never>>().createMachine({
  id: 'check-ins',
  initial: 'asking',
  context: {},
  states: {
    asking: {
      meta: { asks: 'check-ins' },
      on: {
        'check-ins.change': { target: 'done', actions: [effect({ type: 'push', aside: 'schedule' })] },
        yes: { target: 'done', actions: [effect({ type: 'push', aside: 'schedule' })] },
        'reminder.set': asSaid,
        'reminder.skip': asSaid,
        'reminder.pause': asSaid,
        'reminder.resume': asSaid,
        'reminder.snooze': asSaid,
        'reminder.stop': asSaid,
        // A bare "stop" under the check-ins means them.
        stop: {
          target: 'done',
          actions: [effect({ type: 'stop-schedule' }), say('check-in.stopped')],
        },
        no: { target: 'done', actions: [say('check-in.kept')] },
        skip: { target: 'done', actions: [say('check-in.kept')] },
        unsure: { target: 'done', actions: [say('check-in.kept')] },
      },
    },
    done: { type: 'final' },
  },
});
