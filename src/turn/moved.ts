import type { Frame, MachineName } from '../../dialogs/place.ts';

/**
 * Where the frames of older versions go. A release that renames a state or changes a context adds one step here, from
 * the version before to its own, and keeps it for as long as such frames may be found in a database.
 * A step that returns undefined gives the place up: the person starts again at the nearest sensible point.
 */
const STEPS: Partial<Record<MachineName, Record<number, (old: Frame) => Frame | undefined>>> = {
  // A place more than before.
  main: { 1: (old) => ({ ...old, version: 2 }) },
  schedule: { 1: (old) => ({ ...old, version: 2, context: { ...old.context, on: null } }) },
  'check-in': {
    1: (old) => ({
      ...old,
      version: 2,
      context: { date: null, answer: null, gently: false, wholeScreen: false, ...old.context },
    }),
    2: (old) => ({ ...old, version: 3, context: { ...old.context, guessed: false } }),
  },
};

/** The frame as this version knows it, or undefined where it cannot be moved. */
export function moved(old: Frame, steps: typeof STEPS = STEPS): Frame | undefined {
  let frame: Frame | undefined = old;
  let step = steps[old.machine]?.[old.version];
  while (frame && step) {
    frame = step(frame);
    step = frame && steps[frame.machine]?.[frame.version];
  }
  return frame;
}
