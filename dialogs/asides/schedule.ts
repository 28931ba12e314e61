import { effect, say } from '../effect.ts';
import type { DialogEvent } from '../event.ts';
import type { Days, NamedDay } from '../words.ts';
import { aside } from './setup.ts';

interface Wanted {
  /** "HH:MM" */
  time: string | null;
  days: Days | null;
  /** IANA */
  zone: string | null;
  /**
   * The one day that is changed, or asked about at all; null for the whole series. "YYYY-MM-DD", and as it was named
   * while nobody knows where the person is.
   */
  on: NamedDay | null;
}

const schedule = aside<Wanted>();

const heard = schedule.assign(({ context, event }) => ({
  time: event.slots.time ?? context.time,
  days: event.slots.days ?? context.days,
  on: event.slots.on ?? context.on,
  zone: event.slots.zone ?? context.zone ?? event.person.zone,
}));

const none = [
  {
    guard: ({ event }: { event: DialogEvent }) => event.person.hasSchedule,
    target: 'done',
    actions: [say('check-in.kept')],
  },
  { target: 'done', actions: [say('check-in.declined')] },
] as const;

const complete = ({ context, event }: { context: Wanted; event: DialogEvent }) =>
  (event.slots.time ?? context.time) !== null && (event.slots.zone ?? context.zone ?? event.person.zone) !== null;
const timed = ({ context, event }: { context: Wanted; event: DialogEvent }) =>
  (event.slots.time ?? context.time) !== null;

/** A place was told, and a time stands. */
const placed = ({ context, event }: { context: Wanted; event: DialogEvent }) =>
  event.slots.zone !== undefined && timed({ context, event });

const set = {
  type: 'effect',
  params: ({ context }: { context: Wanted }) => ({
    type: 'schedule' as const,
    slots: {
      ...(context.time !== null && { time: context.time }),
      ...(context.days !== null && { days: context.days }),
      ...(context.zone !== null && { zone: context.zone }),
      ...(context.on !== null && { on: context.on }),
    },
  }),
} as const;

const oneDay = ({ context, event }: { context: Wanted; event: DialogEvent }) =>
  (event.slots.on ?? context.on) !== null && complete({ context, event });

/** One check-in, where there is no series that it could belong to. */
const once = (at: { context: Wanted; event: DialogEvent }) => oneDay(at) && !at.event.person.hasSchedule;

const settle = [
  { guard: once, target: 'done', actions: [heard, set, say('check-in.once-set')] },
  { guard: oneDay, target: 'done', actions: [heard, set, say('check-in.changed-once')] },
  { guard: complete, target: 'done', actions: [heard, set, say('check-in.set')] },
  { guard: timed, target: 'zone', actions: [heard] },
] as const;

/** Setting a check-in: consent if it was never given, a time, and a zone if the channel tells none. */
export const scheduleMachine = schedule.createMachine({
  id: 'schedule',
  initial: 'time',
  context: { time: null, days: null, zone: null, on: null },
  states: {
    consent: {
      meta: { asks: 'consent' },
      on: {
        yes: [
          { guard: 'thumb', actions: [say('screen.thumb')] },
          { guard: once, target: 'done', actions: [effect({ type: 'consent' }), heard, set, say('check-in.once-set')] },
          { guard: complete, target: 'done', actions: [effect({ type: 'consent' }), heard, set, say('check-in.set')] },
          { guard: timed, target: 'zone', actions: [effect({ type: 'consent' }), heard] },
          { target: 'time', actions: [effect({ type: 'consent' })] },
        ],
        more: { actions: [say('consent.details')] },
        unsure: { actions: [say('consent.details')] },
        no: [
          { guard: 'thumb', actions: [say('screen.thumb')] },
          { target: 'done', actions: [say('consent.declined')] },
        ],
      },
    },
    time: {
      meta: { asks: 'check-in-time' },
      on: {
        'reminder.set': [...settle, { actions: [heard, say('check-in.time-unclear')] }],
        yes: { actions: [say('check-in.time-unclear')] },
        unsure: { actions: [say('check-in.time-unclear')] },
        no: none,
        skip: none,
        stop: none,
      },
    },
    once: {
      meta: { asks: 'check-in-once' },
      on: {
        'reminder.set': [...settle, { actions: [say('check-in.time-unclear')] }],
        yes: { actions: [say('check-in.time-unclear')] },
        unsure: { actions: [say('check-in.time-unclear')] },
        no: none,
        skip: none,
        stop: none,
      },
    },
    zone: {
      meta: { asks: 'check-in-zone' },
      on: {
        'zone.set': [
          {
            guard: (at) => placed(at) && at.context.on !== null && !at.event.person.hasSchedule,
            target: 'done',
            actions: [heard, set, say('check-in.once-set')],
          },
          { guard: placed, target: 'done', actions: [heard, set, say('check-in.set')] },
          { guard: ({ event }) => event.slots.offset !== undefined, actions: [say('check-in.zone-offset')] },
          { actions: [say('check-in.zone-unclear')] },
        ],
        'reminder.set': [...settle, { actions: [heard, say('check-in.zone-unclear')] }],
        unsure: { actions: [say('check-in.zone-unclear')] },
        no: none,
        skip: none,
        stop: none,
      },
    },
    done: { type: 'final' },
  },
});
