import { type AnyActorScope, type AnyStateMachine, createActor, initialTransition, type StateValue } from 'xstate';
import { ASIDES, type AsideName } from './asides.ts';
import type { Effect } from './effect.ts';
import type { DialogEvent } from './event.ts';
import { mainMachine } from './main/machine.ts';
import type { QuestionId } from './questions.ts';

export type MachineName = 'main' | AsideName;

export const MACHINES: Record<MachineName, AnyStateMachine> = { main: mainMachine, ...ASIDES };

/**
 * The version of each machine. Raise it with every change of a state's name or of the context's shape, and say in
 * `src/turn/moved.ts` where the old frames go; `test/dialogs/versions.test.ts` reminds of it.
 */
export const VERSIONS: Record<MachineName, number> = {
  main: 2,
  schedule: 2,
  'check-in': 3,
  'check-ins': 1,
  'zone-change': 1,
  doubt: 1,
  'did-you-mean': 1,
  'confirm-delete': 1,
  return: 1,
  wrong: 1,
};

/** One machine's standing: what a place is a stack of. Plain data, saved as it is. */
export interface Frame {
  machine: MachineName;
  version: number;
  value: StateValue;
  context: Record<string, unknown>;
}

/** Where the dialog stands: the main frame, and the asides on top of it. Never empty. */
export type Place = readonly [Frame, ...Frame[]];

/** A frame of a machine in its first state, or in `value`, with some of its context set. */
export function newFrame(machine: MachineName, context: object = {}, value?: StateValue): Frame {
  const initial = initialOf(machine);
  return {
    machine,
    version: VERSIONS[machine],
    value: value ?? initial.value,
    context: { ...initial.context, ...context },
  };
}

const initials = new Map<MachineName, { value: StateValue; context: Record<string, unknown> }>();

/** Where a machine begins, which is always the same. */
function initialOf(machine: MachineName): { value: StateValue; context: Record<string, unknown> } {
  const known = initials.get(machine);
  if (known) return known;
  const [initial] = initialTransition(MACHINES[machine]);
  initials.set(machine, initial);
  return initial;
}

/** What one event does to one frame. Pure. `unheard` when the frame has no answer to it. */
export function step(
  frame: Frame,
  event: DialogEvent,
): { outcome: 'moved'; frame: Frame; effects: Effect[]; done: boolean } | { outcome: 'unheard' } {
  const machine = MACHINES[frame.machine];
  const before = machine.resolveState({ value: frame.value, context: frame.context });
  const actions: { type: string; params?: unknown }[] = [];
  const after = machine.transition(
    before,
    event,
    scopeOf(frame.machine, (action) => actions.push(action)),
  );
  // A transition without a target keeps the snapshot, so that only its effects tell that the event was heard.
  if (after === before && actions.length === 0) return { outcome: 'unheard' };
  return {
    outcome: 'moved',
    frame: { ...frame, value: after.value, context: after.context as Record<string, unknown> },
    effects: actions.flatMap((action) => (action.type === 'effect' ? [action.params as Effect] : [])),
    done: after.status === 'done',
  };
}

const actors = new Map<MachineName, ReturnType<typeof createActor>>();

/**
 * What a machine needs around it to compute a transition, as xstate's own `transition()` makes it. That makes a new
 * actor each time, which costs more than the transition; nothing here lives in an actor, so one does for all.
 */
function scopeOf(machine: MachineName, done: AnyActorScope['actionExecutor']): AnyActorScope {
  const self = actors.get(machine) ?? createActor(MACHINES[machine]);
  actors.set(machine, self);
  const nothing = () => {};
  return {
    self,
    system: self.system,
    id: '',
    sessionId: '',
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: done,
  };
}

const questions = new Map<string, QuestionId>();

/** The question that a frame asks. Throws where there is none, as in a state that does not exist. */
export function questionAt({ machine, value }: Frame): QuestionId {
  // A turn asks many times, and xstate would build all of a state to tell. There are only so many states.
  const name = `${machine} ${JSON.stringify(value)}`;
  const known = questions.get(name);
  if (known) return known;
  const state = MACHINES[machine].resolveState({ value, context: initialOf(machine).context });
  for (const meta of Object.values(state.getMeta())) {
    const { asks } = meta as { asks?: QuestionId };
    if (!asks) continue;
    questions.set(name, asks);
    return asks;
  }
  throw new Error(`The place ${name} asks nothing; give it a question in its meta.`);
}
