import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { getShortestPaths } from 'xstate/graph';
import { CHOICES } from '../../dialogs/choices.ts';
import type { DialogEvent, EventType, PersonFacts } from '../../dialogs/event.ts';
import { mainMachine } from '../../dialogs/main/machine.ts';
import { type Frame, MACHINES, newFrame, questionAt, step, VERSIONS } from '../../dialogs/place.ts';
import { QUESTIONS, type QuestionId, questionOf } from '../../dialogs/questions.ts';
import { doseFor, searchOrder } from '../../dialogs/regions.ts';
import type { Session } from '../../dialogs/session.ts';
import { REGIONS, type Slots } from '../../dialogs/words.ts';
import { MACHINES_PAGE, machinesPage } from '../../docs/drawMachines.ts';

const ANN: PersonFacts = {
  consented: true,
  lockedUntil: null,
  cleanAt: null,
  restUntil: null,
  sessions: [],
  sessionOpen: false,
  care: {},
  helped: [],
  tryFirst: [],
  gently: false,
  hasSchedule: false,
  zone: 'Europe/Berlin',
  course: {
    worseRunning: 0,
    goneRunning: 0,
    risenRunning: 0,
    startedWith: null,
    ratingBefore: null,
    ifNoBetter: null,
    anyway: null,
  },
};
const AT = Date.parse('2026-03-02T08:00:00Z');

const event = (type: EventType, slots: Slots = {}, more: Partial<DialogEvent> = {}): DialogEvent => ({
  type,
  slots,
  how: 'press',
  at: AT,
  person: ANN,
  ...more,
});

/** Every button there is, pressed; and what only clocks and the turn say. */
const eventsOf = (person: PersonFacts) => [
  ...Object.values(CHOICES).map((choice) => event(choice.type, 'slots' in choice ? choice.slots : {}, { person })),
  event('wrong.leave', {}, { person }),
  event('session.start', {}, { person }),
  event('red-flag', { kind: 'chest' }, { person }),
];

/** Somebody new, somebody who gave consent, and somebody who was here last week. */
const PEOPLE: PersonFacts[] = [
  { ...ANN, consented: false },
  ANN,
  { ...ANN, cleanAt: AT - 86_400_000, hasSchedule: true, care: { arm: true, chest: false, ribs: false, neck: false } },
];

/** Places are told apart by what they ask and how the search stands; all contexts would never end. */
const paths = PEOPLE.flatMap((person) =>
  getShortestPaths(mainMachine, {
    events: eventsOf(person),
    limit: 100_000,
    serializeState: ({ value, context }) =>
      JSON.stringify([value, context.plan[0] ?? null, context.tries, Math.min(context.worked - context.pausedAt, 3)]),
  }),
);

const frameOf = ({ value, context }: { value: unknown; context: unknown }): Frame => ({
  ...newFrame('main'),
  value: value as Frame['value'],
  context: context as Frame['context'],
});

/** All places that were reached, by what they ask. */
const places = Map.groupBy(
  paths.map(({ state }) => frameOf(state)),
  questionAt,
);

const bad = (frames: readonly Frame[], isBad: (frame: Frame) => boolean) =>
  frames.filter(isBad).map((frame) => {
    const { plan, tries, knot } = frame.context as unknown as Session;
    return `${questionAt(frame)} at ${plan[0] ?? 'no region'}, knot ${knot}, tries ${tries}`;
  });

describe('the places of the main dialog', () => {
  it('are reached, each question that belongs to it', () => {
    const ofAsides = new Set<QuestionId>(
      Object.entries(MACHINES).flatMap(([name, machine]) =>
        name === 'main'
          ? []
          : Object.values(machine.states as Record<string, { meta?: { asks: QuestionId } }>).flatMap(
              ({ meta }) => meta?.asks ?? [],
            ),
      ),
    );
    const never = (Object.keys(QUESTIONS) as QuestionId[]).filter((id) => !places.has(id) && !ofAsides.has(id));
    expect(never).toEqual([]);
  });

  it('reach all six regions', () => {
    const reached = new Set(paths.map(({ state }) => state.context.plan[0]));
    expect(REGIONS.filter((region) => !reached.has(region))).toEqual([]);
  });

  describe.each([...places])('%s', (_question, frames) => {
    it('hears every button that it shows', () => {
      expect(
        bad(frames, (frame) =>
          questionOf(questionAt(frame)).choices.some((id) => {
            const choice = CHOICES[id];
            // Questions and the card are answered in every place, by the turn.
            if (choice.type.startsWith('ask.') || ['help', 'card'].includes(choice.type)) return false;
            return step(frame, event(choice.type, 'slots' in choice ? choice.slots : {})).outcome === 'unheard';
          }),
        ),
      ).toEqual([]);
    });

    it('is stopped by a warning sign', () => {
      expect(
        bad(frames, (frame) => {
          const stopped = step(frame, event('red-flag', { kind: 'chest' }));
          return questionAt(stopped.outcome === 'moved' ? stopped.frame : frame) !== 'get-help';
        }),
      ).toEqual([]);
    });

    it('is left by stop, but for the place where help is', () => {
      expect(
        bad(frames, (frame) => {
          const stopped = step(frame, event('stop'));
          return !['home', 'get-help'].includes(questionAt(stopped.outcome === 'moved' ? stopped.frame : frame));
        }),
      ).toEqual([]);
    });

    it('leads to an end by its own answers', () => {
      expect(bad(frames, (frame) => !leadsHome(frame))).toEqual([]);
    });
  });
});

const keyOf = ({ value, context }: Frame) => JSON.stringify([value, context]);
/** Found before to lead to an end. */
const ending = new Set<string>();

/** Walks on by answers alone until the conversation is over. */
function leadsHome(start: Frame): boolean {
  const seen = new Set<string>();
  let frontier = [start];
  while (frontier.length > 0) {
    const next: Frame[] = [];
    for (const frame of frontier) {
      if (['home', 'get-help'].includes(questionAt(frame)) || ending.has(keyOf(frame))) {
        ending.add(keyOf(start));
        return true;
      }
      for (const id of questionOf(questionAt(frame)).choices) {
        const choice = CHOICES[id];
        const stepped = step(frame, event(choice.type, 'slots' in choice ? choice.slots : {}));
        if (stepped.outcome !== 'moved' || seen.has(keyOf(stepped.frame))) continue;
        seen.add(keyOf(stepped.frame));
        next.push(stepped.frame);
      }
    }
    frontier = next;
  }
  return false;
}

describe('the order of the search', () => {
  it('starts with what is easiest and safest', () => {
    expect(searchOrder([])).toEqual(['lower-back', 'upper-arm', 'upper-chest', 'ribs-side', 'ribs-front', 'neck']);
  });

  it('puts what is to be tried first before what helped', () => {
    expect(searchOrder(['upper-arm', 'lower-back'], ['ribs-side', 'neck'])).toEqual([
      'ribs-side',
      'upper-arm',
      'lower-back',
      'upper-chest',
      'ribs-front',
      'neck',
    ]);
  });

  it('puts what helped before first, and the neck last whatever helped', () => {
    expect(searchOrder(['neck', 'ribs-side'])).toEqual([
      'ribs-side',
      'lower-back',
      'upper-arm',
      'upper-chest',
      'ribs-front',
      'neck',
    ]);
  });
});

describe('the dose', () => {
  it.each(REGIONS)('%s: half as hard and half as long where the last time left it sore', (region) => {
    const [full, half] = [doseFor(region, false), doseFor(region, true)];
    expect([half.seconds, half.maxSeconds]).toEqual([full.seconds / 2, full.maxSeconds / 2]);
    expect(half.soreness[1]).toBeLessThan(full.soreness[1]);
    expect(half.tooSore).toBeLessThan(full.tooSore);
    expect(half.tooSore).toBeGreaterThan(half.soreness[1]);
  });
});

describe('what is kept of a place', () => {
  /**
   * Frozen: a change of states or of a context's shape has to raise the machine's version in `dialogs/place.ts`, with
   * a step in `src/turn/moved.ts` for the frames of the version before. Then the line here is brought up to date.
   */
  const FROZEN: Record<string, string> = {
    main: '2 29e67b62a6f8',
    schedule: '2 ab5e75038d29',
    'check-in': '3 bdd76ee75875',
    'check-ins': '1 84405cec2f1a',
    'zone-change': '1 d09163e4504c',
    doubt: '1 ccaa900acfc1',
    'did-you-mean': '1 12cac87c138b',
    'confirm-delete': '1 84405cec2f1a',
    return: '1 86ff5584f8c6',
    wrong: '1 3c1563c48405',
  };

  it.each(Object.entries(MACHINES))('%s: has the shape of its version', (name, machine) => {
    const shape = JSON.stringify([
      statesOf(machine.root),
      Object.keys(newFrame(name as keyof typeof VERSIONS).context),
    ]);
    const hash = createHash('sha256').update(shape).digest('hex').slice(0, 12);
    expect(`${VERSIONS[name as keyof typeof VERSIONS]} ${hash}`).toBe(FROZEN[name]);
  });
});

interface Node {
  key: string;
  states: Record<string, Node>;
}
function statesOf(node: Node): unknown {
  return Object.values(node.states).map((child) => [child.key, statesOf(child)]);
}

describe('the pictures in the docs', () => {
  it('show the machines as they are; `npm run diagram` draws them anew', () => {
    expect(readFileSync(MACHINES_PAGE, 'utf8')).toBe(machinesPage());
  });
});
