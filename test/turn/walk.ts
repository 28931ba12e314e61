import type { ChoiceId } from '../../dialogs/choices.ts';
import { questionAt } from '../../dialogs/place.ts';
import type { QuestionId } from '../../dialogs/questions.ts';
import type { Session } from '../../dialogs/session.ts';
import type { Intent, Slots } from '../../dialogs/words.ts';
import type { WakeKind } from '../../src/store/store.ts';
import { type Decision, decide, type World } from '../../src/turn/decide.ts';
import type { Input } from '../../src/turn/input.ts';
import { newPerson, type Person } from '../../src/turn/person.ts';
import type { Meant } from '../../src/turn/utterance.ts';
import type { Understood } from '../../src/understanding/understood.ts';

export const SECOND = 1000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** A Monday, nine in the morning in Berlin. */
export const MONDAY = Date.parse('2026-03-02T08:00:00Z');

/** What chance has drawn. */
export const NONCE = '314159265';

/** A press of a button of what is asked now. */
export function pressOf(choice: string, { step, nonce }: Person): Extract<Input, { kind: 'press' }> {
  return { kind: 'press', choice, step, ...(nonce !== null && { nonce }) };
}

/** What somebody's words were understood as. */
export function meaning(intent: Intent, slots: Slots = {}, more: Partial<Understood> = {}): Understood {
  return { intent, slots, also: [], how: 'words', ...more };
}

/** Everything that may come but words and presses of buttons. */
export const WITHOUT_WORDS: readonly Input[] = [
  { kind: 'reaction' },
  { kind: 'wordless' },
  { kind: 'foreign-press' },
  { kind: 'old-edit' },
  { kind: 'installed' },
  { kind: 'uninstalled' },
  { kind: 'unreachable' },
  { kind: 'wake', wake: 'hold' },
  { kind: 'wake', wake: 'check-in' },
  { kind: 'wake', wake: 'snooze' },
];

/**
 * What a decision says, as short as can be: sayings and answers by name, the open question with a question mark and
 * how it is asked, and a line between two messages.
 */
export function told(messages: readonly Meant[]): string[] {
  return messages.flatMap(({ parts }, at) => [
    ...(at > 0 ? ['---'] : []),
    ...parts.map((part) => {
      if (part.kind === 'saying') return part.named ? `${part.id} ${part.named}` : part.id;
      if (part.kind === 'answer') return part.more ? `${part.ask} more` : part.ask;
      if (part.kind === 'topic') return part.part ? `${part.id} ${part.part}` : part.id;
      if (part.kind === 'reason') return `why ${part.of}?`;
      return part.style === 'ask' ? `${part.id}?` : `${part.id}? ${part.style}`;
    }),
  ]);
}

/** One person walking through `decide`, with a clock that stands until it is moved. Everything is handed in. */
export class Walk {
  person: Person = { ...newPerson(), welcomed: true };
  now = MONDAY;
  zone: string | undefined = 'Europe/Berlin';
  /** What the latest input led to. */
  last: Decision = {
    person: this.person,
    forget: false,
    messages: [],
    update: null,
    results: [],
    wakes: NO_WAKES,
  };
  /** Everything the person has done so far, newest first, as a store would have it. */
  readonly #results = new Map<string, World['earlier'][number]>();

  /** Somebody new, who has pressed these buttons. */
  static through(...choices: ChoiceId[]): Walk {
    const walk = new Walk();
    for (const choice of choices) walk.press(choice);
    return walk;
  }

  /** What is asked now. */
  get asks(): QuestionId {
    return questionAt(this.person.frames.at(-1) ?? this.person.frames[0]);
  }

  get session(): Session {
    return this.person.frames[0].context as unknown as Session;
  }

  take(input: Input, world: Partial<World> = {}): string[] {
    this.last = decide(this.person, input, {
      now: this.now,
      nonce: NONCE,
      earlier: [...this.#results.values()].reverse(),
      told: { ...(this.zone && { zone: this.zone }) },
      ...world,
    });
    this.person = this.last.person;
    for (const { id, at, data } of this.last.results) this.#results.set(id, { at, data } as World['earlier'][number]);
    return told(this.last.messages);
  }

  /** Presses a button of the newest message. */
  press(choice: ChoiceId, step = this.person.step): string[] {
    const said = this.take({ ...pressOf(choice, this.person), step });
    const late = said.find((id) => id.startsWith('too-late') || id === 'foreign-press');
    if (late && step === this.person.step) throw new Error(`'${choice}' is not on offer at '${this.asks}'.`);
    return said;
  }

  says(intent: Intent, slots: Slots = {}, more: Partial<Understood> = {}): string[] {
    return this.take({ kind: 'understood', understood: meaning(intent, slots, more) });
  }

  wait(ms: number): this {
    this.now += ms;
    return this;
  }

  /** Lets the clock wake the person, as late as said. */
  wake(wake: WakeKind, lateMs = 0): string[] {
    const due = this.last.wakes[wake];
    if (due === null) throw new Error(`Nobody is to be woken for ${wake}.`);
    this.now = Math.max(this.now, due + lateMs);
    return this.take({ kind: 'wake', wake });
  }
}

const NO_WAKES = { hold: null, 'check-in': null, snooze: null };

const SCREENED = ['find-out', 'consent-accept', 'signs-none', 'signs-none'] as const;
const PRESSING = [...SCREENED, 'rating-medium', 'side-left'] as const;
const SEARCHING = [...PRESSING, 'pressure-hard', 'start-search'] as const;
const HOLDING = [...SEARCHING, 'region-tender'] as const;
const RETESTING = [...HOLDING, 'hold-eased', 'no-more-spot'] as const;
const EASED = [...PRESSING, 'pressure-relaxed', 'hold-eased'] as const;
const TO_NECK = [
  ...SEARCHING,
  'region-nothing',
  ...(['care-none', 'region-nothing', 'care-none', 'region-nothing', 'care-none', 'region-nothing'] as const),
  'region-nothing',
] as const;
const WORKED = ['region-tender', 'hold-eased', 'no-more-spot', 'knot-same'] as const;

const scheduled = () => {
  const walk = Walk.through(...EASED, 'knot-better', 'check-in-yes', 'time-daily');
  walk.now += 3 * HOUR;
  return walk;
};
const checkedIn = () => {
  const walk = scheduled();
  walk.wake('check-in');
  return walk;
};

/** A way to every question there is. */
export const WAYS: Record<QuestionId, () => Walk> = {
  home: () => new Walk(),
  consent: () => Walk.through('find-out'),
  'safety-emergency': () => Walk.through('find-out', 'consent-accept'),
  'safety-doctor': () => Walk.through('find-out', 'consent-accept', 'signs-none'),
  'anything-new': () => {
    const walk = Walk.through(...SCREENED);
    walk.says('stop');
    walk.press('find-out');
    return walk;
  },
  rating: () => Walk.through(...SCREENED),
  severe: () => Walk.through(...SCREENED, 'rating-strong'),
  'same-again': () => {
    const walk = Walk.through(...SEARCHING, 'region-tender', 'hold-eased', 'no-more-spot', 'knot-gone');
    for (const choice of ['check-in-yes', 'time-daily'] as const) walk.press(choice);
    walk.now += 3 * HOUR;
    walk.wake('check-in');
    for (const choice of ['knot-same', 'session-yes', 'new-nothing'] as const) walk.press(choice);
    return walk;
  },
  side: () => Walk.through(...SCREENED, 'rating-medium'),
  'side-first': () => Walk.through(...SCREENED, 'rating-medium', 'side-both'),
  pressure: () => Walk.through(...PRESSING),
  'pressure-other-way': () => Walk.through(...PRESSING, 'cannot-reach'),
  contracting: () => Walk.through(...PRESSING, 'pressure-relaxed'),
  overstretched: () => Walk.through(...PRESSING, 'pressure-hard'),
  care: () => Walk.through(...SEARCHING, 'region-nothing'),
  'neck-offer': () => Walk.through(...TO_NECK),
  search: () => Walk.through(...SEARCHING),
  'search-other-way': () => Walk.through(...SEARCHING, 'cannot-reach'),
  hold: () => Walk.through(...HOLDING),
  'more-spots': () => Walk.through(...HOLDING, 'hold-eased'),
  retest: () => Walk.through(...RETESTING),
  'pause-offer': () => Walk.through(...SEARCHING, ...WORKED, 'care-none', ...WORKED, 'care-none', ...WORKED),
  wrong: () => Walk.through(...PRESSING, 'something-wrong'),
  'wrong-faded': () => Walk.through(...PRESSING, 'something-wrong', 'wrong-sharp'),
  outcome: () => Walk.through(...EASED),
  'check-in-offer': () => Walk.through(...EASED, 'knot-better'),
  'check-in-time': () => Walk.through(...EASED, 'knot-better', 'check-in-yes'),
  'check-in-zone': () => {
    const walk = new Walk();
    walk.zone = undefined;
    for (const choice of [...EASED, 'knot-better', 'check-in-yes', 'time-daily'] as const) walk.press(choice);
    return walk;
  },
  'check-in-once': () => {
    const walk = scheduled();
    walk.says('reminder.set', { on: 'tomorrow' });
    return walk;
  },
  'check-in': checkedIn,
  'check-ins': () => {
    const walk = scheduled();
    walk.says('reminder.show');
    return walk;
  },
  'zone-change': () => {
    const walk = scheduled();
    walk.zone = 'Asia/Tokyo';
    walk.says('greet');
    return walk;
  },
  'session-offer': () => {
    const walk = checkedIn();
    walk.press('knot-same');
    return walk;
  },
  retire: () => {
    const walk = scheduled();
    for (let day = 1; day <= 3; day++) {
      walk.wake('check-in');
      walk.press('knot-gone');
    }
    return walk;
  },
  'get-help': () => Walk.through('find-out', 'consent-accept', 'signs-some'),
  return: () => {
    const walk = Walk.through(...SEARCHING).wait(31 * MINUTE);
    walk.says('greet');
    return walk;
  },
  later: () => {
    const walk = Walk.through(...SEARCHING);
    walk.says('later');
    return walk;
  },
  'confirm-delete': () => {
    const walk = Walk.through(...SEARCHING);
    walk.says('data.delete');
    return walk;
  },
  doubt: () => {
    const walk = Walk.through(...SEARCHING);
    walk.says('out-of-scope', {}, { doubt: 'chest' });
    return walk;
  },
  'did-you-mean': () => {
    const walk = Walk.through(...SEARCHING);
    walk.says(
      'region.tender',
      {},
      {
        candidates: [
          { intent: 'region.tender', slots: {} },
          { intent: 'ask.how-to-press', slots: {} },
        ],
      },
    );
    return walk;
  },
};

export const QUESTION_IDS = Object.keys(WAYS) as QuestionId[];
