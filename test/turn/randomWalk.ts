import { join } from 'node:path';
import { CHOICES, type ChoiceId } from '../../dialogs/choices.ts';
import { questionAt } from '../../dialogs/place.ts';
import { type QuestionId, questionOf } from '../../dialogs/questions.ts';
import { LONG_BREAK_MS, REGION_FACTS, SESSIONS_PER_DAY } from '../../dialogs/regions.ts';
import type { Session } from '../../dialogs/session.ts';
import { INTENTS, type Intent, type Meaning, REGIONS, SIDES, type Slots, WARNING_KINDS } from '../../dialogs/words.ts';
import { plainText } from '../../src/message.ts';
import { loadContent } from '../../src/phrasing/content.ts';
import { phrase } from '../../src/phrasing/phrase.ts';
import type { WakeKind } from '../../src/store/store.ts';
import { type Decision, decide, type World } from '../../src/turn/decide.ts';
import { type Input, isFromPerson } from '../../src/turn/input.ts';
import { nonceOf } from '../../src/turn/nonce.ts';
import { newPerson, type Person } from '../../src/turn/person.ts';
import { restore } from '../../src/turn/restore.ts';
import type { Meant, Utterance } from '../../src/turn/utterance.ts';
import { mulberry32 } from '../../src/understanding/classifier/chance.ts';
import type { Understood } from '../../src/understanding/understood.ts';
import { DAY, HOUR, MINUTE, MONDAY, pressOf, QUESTION_IDS, SECOND, WAYS, WITHOUT_WORDS } from './walk.ts';

/** One thing that happens on a walk, so that the walk can be walked again without the rest of it. */
interface Step {
  waitMs: number;
  zone: string | undefined;
  /** The process ends and begins again, and reads what was saved. */
  restart: boolean;
  input: Input;
  /** A press that belongs to the question that is open when it comes, whatever its number. */
  current?: true;
}

export interface Fault {
  seed: number;
  /** Where it begins; undefined with somebody new. */
  from: QuestionId | undefined;
  /** The fewest steps found that lead to it. */
  steps: Step[];
  wrong: string;
}

const CONTENT = loadContent(join(import.meta.dirname, '../../content/en'));
const CHOICE_IDS = Object.keys(CHOICES) as ChoiceId[];
const CAREFUL: ReadonlySet<ChoiceId> = new Set<ChoiceId>([
  'consent-accept',
  'signs-none',
  'new-nothing',
  'severe-no',
  'care-none',
  'neck-try',
  'doubt-no',
  'wrong-nothing',
  'delete-no',
  'find-out',
  'check-in-yes',
]);
const DAYS_AND_TIMES: Slots[] = [
  { time: '09:00', days: 'daily' },
  { time: '08:30', days: ['mon', 'thu'] },
  { time: '22:30' },
  { days: 'weekdays' },
  { time: '07:15', on: 'tomorrow' },
  { on: 'next' },
  { zone: 'America/New_York' },
  {},
];

/** One person, walked through `decide` by chance, with everything that may be checked on the way. */
class Walker {
  person: Person = newPerson();
  now = MONDAY;
  decision: Decision | undefined;
  texts: string[] = [];
  /** Offers of buttons, newest last. */
  readonly offers: { choice: ChoiceId; step: number; nonce?: string }[] = [];
  readonly #chance = mulberry32(1);
  readonly #results = new Map<string, World['earlier'][number]>();
  /** When the sessions began. Starting over in the middle of one, or going back into it, begins no other. */
  #sessions = new Set<number>();
  /** Since the last long break, "none of these" was the answer to a list of signs. */
  #screened = false;
  #checkInDates = new Set<string>();

  /** Somebody new, or somebody on the way to a question. */
  constructor(from?: QuestionId) {
    if (from === undefined) return;
    const { person, now, last } = WAYS[from]();
    [this.person, this.now, this.decision] = [person, now, last];
    this.#sessions = new Set(person.sessions);
    this.#screened = person.cleanAt !== null;
    if (from === 'check-in' || from === 'session-offer') this.#checkInDates.add('2026-03-03');
  }

  get asks(): QuestionId {
    return questionAt(this.person.frames.at(-1) ?? this.person.frames[0]);
  }

  /** Takes one step. Says in a sentence what is wrong afterwards, or undefined. */
  take({ waitMs, zone, restart, input: given, current }: Step): string | undefined {
    this.now += waitMs;
    if (restart) {
      const saved = JSON.stringify(this.person);
      const { person, lostPlace } = restore(JSON.parse(saved));
      if (lostPlace || JSON.stringify(sorted(person)) !== JSON.stringify(sorted(JSON.parse(saved)))) {
        return 'What was saved is not what is read back.';
      }
      this.person = person;
    }
    const before = this.person;
    const asked = this.asks;
    const input = given.kind === 'press' && current ? pressOf(given.choice, before) : given;
    if (isFromPerson(input) && this.now - before.heardAt >= LONG_BREAK_MS) this.#screened = false;
    const earlier = [...this.#results.values()].sort((a, b) => b.at - a.at);
    const decision = decide(before, input, {
      ...{ now: this.now, nonce: nonceOf(this.#chance()), earlier },
      told: zone === undefined ? {} : { zone },
    });
    this.decision = decision;
    this.person = decision.person;
    for (const { id, at, data } of decision.results) {
      this.#results.set(id, { at, data } as World['earlier'][number]);
    }
    if (decision.forget) {
      this.#results.clear();
      this.#sessions = new Set();
    }
    // At another time, or in another zone, the same date may come once more.
    if (ruleOf(this.person) !== ruleOf(before)) this.#checkInDates = new Set();
    const { startedAt } = this.person.frames[0].context as unknown as Session;
    if (this.person.sessionOpen && startedAt !== null && !before.sessionOpen) this.#sessions.add(startedAt);
    for (const { choices, step, nonce } of decision.messages) {
      this.offers.push(...choices.map((choice) => ({ choice, step, ...(nonce !== undefined && { nonce }) })));
    }
    return this.#wrong(before, asked, input, decision);
  }

  #wrong(before: Person, asked: QuestionId, input: Input, decision: Decision): string | undefined {
    const { person, messages } = decision;
    const { asks, now } = this;
    const parts = messages.flatMap((message) => message.parts);
    const questions = parts.filter((part) => part.kind === 'question').map(({ id }) => id);
    const pressing = [...questions, ...(messages.length > 0 ? [asks] : [])].some((id) => questionOf(id).pressing);

    // An answer, and an open question.
    const writes = ['understood', 'press', 'correction', 'wordless', 'foreign-press', 'old-edit'].includes(input.kind);
    if (writes && messages.length === 0) return 'Nobody answers who wrote.';
    if (messages.some((message) => message.parts.length === 0)) return 'A message says nothing.';
    if (questions.length > 1) return 'Two questions are asked at once.';
    if (questions[0] !== undefined && questions[0] !== asks) return 'Another question is asked than is open.';
    if (messages.some(({ choices }) => choices.length > 6)) return 'There are more than six buttons.';
    const offered = messages.flatMap(({ choices }) => choices);
    if (offered.some((choice) => !(questionOf(asks).choices as readonly string[]).includes(choice))) {
      return 'A button is offered that the open question does not have.';
    }

    if (person.frames.length > 6) return 'One aside is put upon another without end.';

    // Words.
    const texts = messages.map((meant) => phrase(meant, CONTENT));
    const said = texts.map(plainText);
    const wordless = said.findIndex((text) => text.trim() === '');
    if (wordless >= 0) return 'A message has no words.';
    const again = writes && said.length > 0 && said.at(-1) === this.texts.at(-1);
    if (said.length > 0) this.texts = said;
    if (again) return `The same is said twice running at ${asks}, first ${named(messages)}.`;

    // Safety.
    const answersNo = person.cleanAt !== null && person.cleanAt === now && before.cleanAt !== now;
    if (answersNo || leftNew(asked, input, person)) this.#screened = true;
    // An answer may have been asked about once more before it was taken.
    const answered = asked === 'did-you-mean' ? questionAt(before.frames.at(-2) ?? before.frames[0]) : asked;
    const session = person.frames[0].context as unknown as Session;
    const [region] = session.plan;
    if (pressing) {
      if (person.consentAt === null) return 'Pressing is asked for without consent.';
      if (person.lock !== null) return 'Pressing is asked for while locked.';
      if (person.cleanAt === null) return 'Pressing is asked for without a clean list of signs.';
      if (!this.#screened) return 'Pressing is asked for after a long break without asking for anything new.';
      if (person.frames.some(({ machine }) => machine === 'doubt')) return 'Pressing is asked for over a doubt.';
      if (person.restUntil !== null && person.restUntil > now) return 'Pressing is asked for in a time of rest.';
      if (region !== undefined && ['search', 'search-other-way', 'hold'].includes(asks)) {
        if (region === 'neck' && !session.neckOffered) return 'The neck is pressed before its question.';
        const open = REGION_FACTS[region].leftOutBy.filter((care) => session.care[care] !== false);
        if (open.length > 0) return `A place is pressed that is to be left out or asked about first: ${open}.`;
      }
    }
    if (person.lock !== null && person.timer !== null) return 'A hold runs while locked.';
    if (person.timer !== null && questionOf(questionAt(person.frames[0])).pressing !== true) {
      return 'A hold runs where nothing is held.';
    }
    const locked = person.lock !== null && person.lock.until !== before.lock?.until;
    if (locked && person.trail.length > 0) return 'There is a way back out of getting help.';
    if (before.lock !== null && person.lock === null && !decision.forget && answered !== 'safety-doctor') {
      return `The lock is opened at ${asked}.`;
    }
    if (before.cleanAt === null && person.cleanAt !== null && answered !== 'safety-doctor') {
      return `The list of signs is clean without its question, at ${asked}.`;
    }
    if (before.consentAt === null && person.consentAt !== null && answered !== 'consent') {
      return `Consent is given at ${asked}.`;
    }
    if (person.consentAt === null && decision.results.length > 0) return 'A result is kept without consent.';
    if (person.consentAt === null && person.schedule !== null) return 'A schedule is kept without consent.';
    const lastDay = [...this.#sessions].filter((at) => now - at < DAY);
    if (lastDay.length > SESSIONS_PER_DAY) return `There are ${lastDay.length} sessions in 24 hours.`;

    // What comes unasked.
    if (!isFromPerson(input) && input.kind !== 'installed' && messages.length > 0) {
      if (before.quiet) return 'Somebody who cannot be reached is written to.';
      if (input.kind !== 'wake') return 'A message comes for no reason.';
    }
    if (input.kind === 'wake') {
      const next = decision.wakes[input.wake];
      if (next !== null && next <= now) return `The ${input.wake} would wake again and again.`;
    }
    if (input.kind === 'wake' && input.wake === 'check-in' && messages.length > 0) {
      const date = before.schedule?.next.date ?? '';
      if (this.#checkInDates.has(date)) return `There are two check-ins for ${date}.`;
      this.#checkInDates.add(date);
    }
    if (input.kind === 'wake' && person.turns > before.turns && messages.length === 0) return 'Silence is counted.';
    return undefined;
  }
}

/** Whether "anything new?" was answered with nothing. */
function leftNew(asked: QuestionId, input: Input, person: Person): boolean {
  if (asked !== 'anything-new') return false;
  const here = questionAt(person.frames.at(-1) ?? person.frames[0]);
  if (here === 'anything-new' || person.lock !== null) return false;
  if (input.kind === 'press') return input.choice === 'new-nothing';
  if (input.kind === 'understood') {
    return [input.understood, ...input.understood.also].some(({ intent }) => intent === 'no');
  }
  return input.kind === 'correction' && input.answer.intent === 'no';
}

function ruleOf({ schedule }: Person): string {
  return JSON.stringify([schedule?.time, schedule?.days, schedule?.zone, schedule?.changes]);
}

function named(messages: readonly Meant[]): string {
  const [part] = messages.at(-1)?.parts ?? [];
  return part === undefined ? 'nothing' : nameOf(part);
}

function nameOf(part: Utterance): string {
  if (part.kind === 'answer') return part.ask;
  return part.kind === 'reason' ? `why ${part.of}?` : part.id;
}

/** With its fields in order, so that two of the same can be compared as text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}

/** What happens next, by chance: mostly what a person would do, sometimes what nobody would. */
function nextStep(walker: Walker, random: () => number): Step {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const { now, decision } = walker;
  const step: Step = {
    waitMs: Math.floor(random() * MINUTE),
    zone: random() < 0.03 ? one(['Asia/Tokyo', 'Europe/Berlin', undefined]) : 'Europe/Berlin',
    restart: random() < 0.03,
    input: { kind: 'reaction' },
  };
  if (random() < 0.08) {
    step.waitMs = one([5 * SECOND, 3 * MINUTE, 9 * MINUTE, 31 * MINUTE, 3 * HOUR, 13 * HOUR, DAY, 4 * DAY, 8 * DAY]);
  }
  const due = (Object.entries(decision?.wakes ?? {}) as [WakeKind, number | null][]).filter(([, at]) => at !== null);
  const chance = random();
  if (due.length > 0 && random() < 0.15) {
    const [wake, at] = one(due);
    const late = one([0, 0, 0, 5 * SECOND, MINUTE, HOUR, 5 * HOUR]);
    step.waitMs = Math.max(0, (at ?? 0) - now) + late;
    step.input = { kind: 'wake', wake };
  } else if (chance < 0.55 && questionOf(walker.asks).choices.length > 0) {
    const offered = questionOf(walker.asks).choices;
    // Else most walks would soon be locked.
    const careful = offered.find((choice) => CAREFUL.has(choice));
    const choice = careful !== undefined && random() < 0.7 ? careful : one(offered);
    step.input = pressOf(choice, walker.person);
    step.current = true;
  } else if (chance < 0.6 && walker.offers.length > 0) {
    step.input = { kind: 'press', ...one(walker.offers) };
  } else if (chance < 0.62) {
    const choice = random() < 0.8 ? one(CHOICE_IDS) : one(['toString', '__proto__', 'gone-button']);
    const press = pressOf(choice, walker.person);
    step.input = { ...press, step: press.step + one([-1, 0, 0, 1]) };
  } else if (chance < 0.9) {
    step.input = { kind: 'understood', understood: understood(random) };
  } else if (chance < 0.94) {
    step.input = { kind: 'correction', answer: { ...understood(random), also: [] } };
  } else {
    step.input = one(WITHOUT_WORDS);
  }
  return step;

  function understood(chances: () => number): Understood {
    const meaning = (): Meaning => {
      const intent = one<Intent>(chances() < 0.5 ? INTENTS : questionMeanings());
      return { intent, slots: slotsOf(intent) };
    };
    const first = meaning();
    return {
      ...first,
      also: chances() < 0.1 ? [meaning()] : [],
      how: chances() < 0.7 ? 'words' : one(['bare', 'emoji']),
      ...(chances() < 0.01 && { doubt: one(WARNING_KINDS) }),
      ...(chances() < 0.03 && { candidates: [first, meaning()] as [Meaning, Meaning] }),
      ...(chances() < 0.01 && { foreign: 'de' }),
    };
  }

  /** What the buttons of the open question mean, as words. */
  function questionMeanings(): Intent[] {
    const types = questionOf(walker.asks).choices.map((choice) => CHOICES[choice].type as string);
    const intents = INTENTS.filter((intent) => types.includes(intent) && intent !== 'red-flag');
    return intents.length > 0 ? intents : ['greet'];
  }

  function slotsOf(intent: Intent): Slots {
    switch (intent) {
      case 'knot.rating':
        return { rating: Math.floor(random() * 11) };
      case 'knot.gone':
      case 'knot.better':
      case 'knot.same':
      case 'knot.worse':
        return random() < 0.3 ? { rating: Math.floor(random() * 11) } : {};
      case 'side.set':
        return { side: one(SIDES) };
      case 'relief.start':
        return random() < 0.5 ? { side: one(SIDES) } : {};
      case 'region.tender':
        return random() < 0.3 ? { region: one(REGIONS) } : {};
      case 'red-flag':
        return random() < 0.9 ? { kind: one(WARNING_KINDS) } : {};
      case 'zone.set':
        return one([{ zone: 'Europe/London' }, { offset: 120 }, { time: '14:20' }, {}]);
      case 'reminder.set':
        return one(DAYS_AND_TIMES);
      case 'reminder.snooze':
        return one([{ minutes: 30 }, { time: '23:00' }, { minutes: 1_440 }, {}]);
      case 'reminder.pause':
        return one([{ until: '+7' }, { until: 'fri' }, {}]);
      case 'reminder.skip':
        return one([{ on: 'tomorrow' }, { on: 'thu' }, {}]);
      case 'language.change':
        return one([{ to: 'de' }, { to: 'en' }, {}]);
      default:
        return {};
    }
  }
}

/** One walk of so many steps, half of them from somewhere on the way. Says where it went wrong, with as few steps as lead there. */
export function walk(seed: number, length: number, seen?: (question: QuestionId) => void): Fault | undefined {
  const random = mulberry32(seed);
  const from = seed % 2 === 0 ? undefined : QUESTION_IDS[Math.floor(seed / 2) % QUESTION_IDS.length];
  const walker = new Walker(from);
  const steps: Step[] = [];
  while (steps.length < length) {
    const step = nextStep(walker, random);
    steps.push(step);
    const wrong = walker.take(step);
    if (wrong !== undefined) return { seed, from, ...shortest(from, steps, wrong) };
    seen?.(walker.asks);
  }
  return undefined;
}

/** Leaves out steps, waits and restarts for as long as the same goes wrong. */
function shortest(from: QuestionId | undefined, steps: Step[], wrong: string): { steps: Step[]; wrong: string } {
  let found = steps;
  for (let size = Math.ceil(found.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < found.length; ) {
      const without = found.toSpliced(at, size);
      if (wrongOf(from, without) === wrong) found = without;
      else at += size;
    }
  }
  for (const [at, step] of found.entries()) {
    const plain = found.with(at, { ...step, waitMs: 0, restart: false, zone: 'Europe/Berlin' });
    if (wrongOf(from, plain) === wrong) found = plain;
  }
  return { steps: found, wrong };
}

function wrongOf(from: QuestionId | undefined, steps: readonly Step[]): string | undefined {
  const walker = new Walker(from);
  for (const step of steps) {
    const wrong = walker.take(step);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** For whoever looks for the reason: what happened, step by step, and what was said. */
export function told({ seed, from, steps, wrong }: Fault): string {
  const walker = new Walker(from);
  const lines = steps.map((step) => {
    const asked = walker.asks;
    walker.take(step);
    const parts = walker.decision?.messages.flatMap((message) => message.parts) ?? [];
    const said = parts.map((part) => (part.kind === 'question' ? `${part.id}?` : nameOf(part)));
    const wait = step.waitMs >= MINUTE ? `after ${Math.round(step.waitMs / MINUTE)} min, ` : '';
    return `  at ${asked}, ${wait}${step.restart ? 'restart, ' : ''}${JSON.stringify(step.input)} → ${said.join(', ')}`;
  });
  return `seed ${seed}: ${wrong}\n${lines.join('\n')}`;
}
