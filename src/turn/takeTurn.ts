import { questionAt } from '../../dialogs/place.ts';
import type { SayingId } from '../../dialogs/sayings.ts';
import type { Intent } from '../../dialogs/words.ts';
import { type Address, type Channel, channelOf, type PersonKey, personKey } from '../address.ts';
import { isNight, nextNight } from '../check-ins/night.ts';
import type { Heard, Taken } from '../heard.ts';
import { Latest } from '../latest.ts';
import type { Log } from '../log.ts';
import type { Message, MessageFile, MessageUpdate } from '../message.ts';
import { chartInWords, chartOf } from '../phrasing/chartInWords.ts';
import type { Content } from '../phrasing/content.ts';
import { phrase } from '../phrasing/phrase.ts';
import {
  type Committed,
  type OutboxDraft,
  type OutboxKind,
  type OutboxRow,
  type Store,
  StoreDownError,
  type Wake,
  type WakeKind,
} from '../store/store.ts';
import { type Telemetry, type TurnReport, UNWATCHED } from '../telemetry.ts';
import type { Understand, Understood } from '../understanding/understood.ts';
import { rowId, type Update } from './card.ts';
import { type Decision, decide } from './decide.ts';
import { type Facts, factsOf } from './facts.ts';
import type { Input } from './input.ts';
import { interpret } from './interpret.ts';
import { nonceOf } from './nonce.ts';
import { newPerson, type Person, type ResultData } from './person.ts';
import { NewerPlaceError, restore } from './restore.ts';
import type { TooFast, Verdict } from './tooFast.ts';
import { TurnWatch } from './turnWatch.ts';
import type { Meant } from './utterance.ts';

/** How long a message is worth sending, in milliseconds. */
const WORTH_MS: Record<OutboxKind, number> = { reply: 10 * 60_000, hold: 2 * 60_000, 'check-in': 2 * 3_600_000 };
/** How long a repeated activity is recognised. */
const REMEMBER_MS = 24 * 3_600_000;
/** Two processes may change one person at once; more often than this in a row, something else is wrong. */
const ATTEMPTS = 5;
/** How many results the words may speak of: half a year of days with a session and a check-in. */
export const RESULTS = 400;

/** So many people are kept in memory between their turns, at some 10 KB each. */
const KNOWN_PEOPLE = 1_000;

/** Where tests stop the process: after the decision, and after the commit. */
export type TurnPoint = 'turn.decided' | 'turn.committed';

export interface TurnsOptions {
  store: Store;
  understand: Understand;
  content: Content;
  log: Log;
  /** Milliseconds since 1970. */
  clock: () => number;
  newId: () => string;
  /** At least 0, below 1. */
  random: () => number;
  /** Rows that this process may send at once; see `Store.commit`. */
  deliver: (rows: readonly OutboxRow[]) => void;
  /** A message that was sent before reads like this from now on. */
  update: (update: MessageUpdate) => void;
  /** How long a row is this process's own to send. */
  leaseMs: number;
  /** Names a chart, where charts can be shown; without it, progress is told in words alone. */
  sealChart?: (chart: { person: PersonKey; from: number; until: number; zone: string }) => string;
  /** Something of the person falls due then, perhaps earlier than all else. */
  nudge: (wakeAt: number) => void;
  passes?: (point: TurnPoint) => void;
  /** Without it everything is taken, however fast it comes. */
  tooFast?: TooFast;
  telemetry?: Telemetry;
  /** Milliseconds since any moment, with fractions. */
  stopwatch?: () => number;
}

/**
 * Takes everything that happens through the same turn: read the place, understand, decide, find the words, save it
 * all in one piece. The turns of one person queue in order of arrival.
 */
export class Turns {
  readonly #options: TurnsOptions & Required<Pick<TurnsOptions, 'telemetry' | 'stopwatch'>>;
  readonly #queues = new Map<PersonKey, Promise<unknown>>();
  /**
   * The people whom this process has saved last, so that whoever goes on is not read, parsed and checked at every turn.
   * Whether somebody else has changed one since is for the revision in the commit to tell.
   */
  readonly #known: Latest<PersonKey, Known>;

  constructor(options: TurnsOptions) {
    this.#options = { telemetry: UNWATCHED, stopwatch: () => performance.now(), ...options };
    // Where replicas take turns with one person, what this one knows would mostly be out of date.
    this.#known = new Latest(options.store.shared ? 0 : KNOWN_PEOPLE);
  }

  /** A person did something on a channel. Never rejects for anything a person did. */
  async take(heard: Heard): Promise<Taken> {
    if (heard.address.scope === 'group') return this.#takeInGroup(heard);
    const verdict = this.#verdict(heard.person, heard);
    if (verdict === 'pass-over') return { outcome: 'ignored' };
    if (verdict === 'tell') return this.#inOrder(heard.person, () => this.#tellTooFast(heard));
    return this.#inOrder(heard.person, () =>
      this.#turn(
        heard.person,
        heard.happening.kind,
        (person, now) => interpret(heard.happening, person, now, this.#options.understand, this.#options.content),
        heard,
      ),
    );
  }

  /** A hold is over, or a check-in is due. A check-in goes out no earlier than `notBefore`. */
  async wake({ person, kind, dueAt }: Wake, notBefore = 0): Promise<void> {
    const due = { dueAt, notBefore };
    await this.#inOrder(person, () => this.#turn(person, kind, () => ({ kind: 'wake', wake: kind }), undefined, due));
  }

  /** The channel says that nothing reaches the person any more. */
  async unreachable(person: PersonKey): Promise<void> {
    await this.#inOrder(person, () => this.#turn(person, 'unreachable', () => ({ kind: 'unreachable' })));
  }

  /** Resolves when every turn under way has been taken. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#queues.values());
  }

  async #inOrder<T>(person: PersonKey, run: () => Promise<T>): Promise<T> {
    const before = this.#queues.get(person) ?? Promise.resolve();
    const turn = before.then(run, run);
    this.#queues.set(person, turn);
    try {
      return await turn;
    } finally {
      if (this.#queues.get(person) === turn) this.#queues.delete(person);
    }
  }

  async #turn(
    person: PersonKey,
    cause: string,
    interpreted: (person: Person, now: number) => Input,
    heard?: Heard,
    wake?: { dueAt: number; notBefore: number },
  ): Promise<Taken> {
    return this.#reported(person, cause, (watch) => this.#taken(watch, person, interpreted, heard, wake));
  }

  /** Takes a turn and tells whoever watches of it, also when it fails. */
  async #reported(person: PersonKey, cause: string, take: (watch: TurnWatch) => Promise<Taken>): Promise<Taken> {
    const { newId, clock, stopwatch, telemetry } = this.#options;
    const watch = new TurnWatch(newId(), person, cause, clock(), stopwatch);
    let outcome: TurnReport['outcome'] = 'failed';
    try {
      const taken = await take(watch);
      outcome = taken.outcome;
      return taken;
    } finally {
      telemetry.turn(watch.report(outcome));
    }
  }

  async #taken(
    watch: TurnWatch,
    person: PersonKey,
    interpreted: (person: Person, now: number) => Input,
    heard: Heard | undefined,
    wake: { dueAt: number; notBefore: number } | undefined,
  ): Promise<Taken> {
    const { store, log, clock, random, deliver, update, nudge, passes } = this.#options;
    const turn = watch.id;
    try {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const now = clock();
        const { known, before, revision, lostPlace } = await this.#read(person);
        watch.step('read');
        const input = interpreted(before, now);
        watch.step('understand');
        const earlier = needsEarlier(before, input)
          ? (await store.results(person, RESULTS)).map(({ at, data }) => ({ at, data: data as ResultData }))
          : [];
        const told = { ...(heard?.zone && { zone: heard.zone }), ...(heard?.country && { country: heard.country }) };
        const changeable = CHANGES_MESSAGES.has(channelOf(person)) && !heard?.expectReplies;
        const decision = decide(before, input, {
          ...{ now, nonce: nonceOf(random()), earlier, told, lostPlace },
          ...(changeable && { turn }),
        });
        passes?.('turn.decided');
        watch.step('decide');
        const messages = decision.messages.map((meant) => this.#worded(meant, person, decision.person));
        const settles = decision.update && (await this.#settles(decision.update, decision, person, heard));
        const pressed = settles?.message.answered !== undefined && heard?.expectCard ? settles.message : undefined;
        watch.step('phrase');
        const notBefore = wake?.notBefore ?? 0;
        const at = { turn, person, revision, known, now, heard, notBefore };
        // Unless it is committed, nobody knows.
        this.#known.drop(person);
        const committed = await this.#commit(at, decision, { messages, pressed });
        watch.step('commit');
        if (committed.outcome === 'conflict') {
          watch.conflict();
          continue;
        }
        if (committed.outcome === 'repeated') return repeated(committed.replies, heard);
        passes?.('turn.committed');
        if (!decision.forget) {
          this.#known.put(person, { person: decision.person, revision: revision + 1, wakes: decision.wakes });
        }
        if (input.kind === 'understood' && decision.person.misses > before.misses) {
          // Where and as what, to find what has to be learned next; never the words.
          const at = questionAt(before.frames.at(-1) ?? before.frames[0]);
          const guess = input.understood.intent;
          watch.notUnderstood(at, guess);
          log.info({ turn, at, guess }, 'Words were not understood.');
        }
        if (wake && decision.messages.some(({ kind }) => kind === 'check-in')) {
          watch.goesOutLate(Math.max(now, wake.notBefore) - wake.dueAt);
        }
        // Who answers sees the question settled first, and what comes unasked waits for nothing.
        if (settles && !pressed && heard) update(settles);
        // Without a leased row among them, they wait behind earlier ones, and delivery has to look.
        if (messages.length > 0) deliver(committed.leased);
        if (settles && !heard) update(settles);
        const due = Object.values(decision.wakes).filter((at) => at !== null);
        if (due.length > 0) nudge(Math.min(...due));
        return { outcome: 'saved', replies: messages, ...(pressed && { card: pressed }) };
      }
      log.error(
        { turn, attempts: ATTEMPTS },
        'A turn was given up, because its person was changed by others each time. The person was told; look for two processes answering the same messages.',
      );
      return { outcome: 'not-kept' };
    } catch (error) {
      if (error instanceof StoreDownError) {
        log.error(
          { turn, reason: error.message },
          'A turn was not saved, because the database did not take it. The person is told.',
        );
        return { outcome: 'not-kept' };
      }
      if (error instanceof NewerPlaceError) {
        log.error(
          { turn, reason: error.message },
          'A turn was not taken, because a newer release of this program has saved its place. The person is told.',
        );
        return { outcome: 'not-kept' };
      }
      throw error;
    }
  }

  /** A person as they stand: known, or as saved. */
  async #read(
    person: PersonKey,
  ): Promise<{ known: Known | undefined; before: Person; revision: number; lostPlace: boolean }> {
    const known = this.#known.get(person);
    if (known) return { known, before: known.person, revision: known.revision, lostPlace: false };
    const saved = await this.#options.store.read(person);
    const { person: before, lostPlace } = restore(saved?.state);
    return { known, before, revision: saved?.revision ?? 0, lostPlace };
  }

  /** The words of a message, with a chart where it tells of progress, and a file where a person takes a copy. */
  #worded(meant: Meant, person: PersonKey, kept: Person): Message {
    const { content, sealChart } = this.#options;
    const message = phrase(meant, content);
    const says = (id: SayingId) => meant.parts.some((part) => part.kind === 'saying' && part.id === id);
    if (says('data.export') && TAKES_FILES.has(channelOf(person)))
      return { ...message, file: copyOf(kept, meant.facts) };
    const progress = says('progress');
    const chart = progress && sealChart ? chartOf(meant.facts) : undefined;
    if (!sealChart || !chart) return message;
    const zone = meant.facts.schedule?.zone ?? meant.facts.zone;
    const alt = chartInWords(meant.facts, chart, content.words);
    return { ...message, chart: { token: sealChart({ person, ...chart, zone }), alt } };
  }

  /** The message with the question that was open before, settled. */
  async #settles(
    { of, meant }: Update,
    { person: kept, forget }: Decision,
    person: PersonKey,
    heard: Heard | undefined,
  ): Promise<MessageUpdate> {
    // Of who is forgotten, nothing is found afterwards.
    const activityId = forget ? await this.#options.store.activityIdOf(of) : undefined;
    return {
      ...{ person, of, message: this.#worded(meant, person, kept) },
      ...(activityId !== undefined && { activityId }),
      ...(heard && { to: heard.address }),
    };
  }

  #commit(
    { turn, person, revision, known, now, heard, notBefore }: Taking,
    decision: Decision,
    { messages, pressed }: { messages: Message[]; pressed: Message | undefined },
  ): Promise<Committed> {
    const { store, leaseMs } = this.#options;
    const checksIn = decision.messages.some(({ kind }) => kind === 'check-in');
    const later = checksIn && notBefore > now ? { notBefore } : {};
    const drafts = messages.map((message, at) => ({
      ...this.#draft(rowId(turn, at), message, decision.messages[at] as Meant, now, heard),
      ...later,
    }));
    return store.commit({
      person,
      revision,
      state: decision.forget ? undefined : decision.person,
      ...(decision.forget && { forget: true }),
      ...(heard && { address: withoutThread(heard.address) }),
      ...(heard?.key !== undefined && {
        inbound: {
          key: heard.key,
          expiresAt: now + REMEMBER_MS,
          ...(heard.expectReplies && { replies: messages }),
          ...(heard.expectCard && { replies: pressed ? [pressed] : [] }),
        },
      }),
      results: decision.results,
      wakes: changedWakes(decision.wakes, known?.wakes),
      outbox: drafts,
      now,
      // Many check-ins fall due at once. One that waited here as good as sent would be lost with the process.
      ...(!checksIn && { leaseMs }),
    });
  }

  #draft(id: string, message: Message, meant: Meant, now: number, heard: Heard | undefined): OutboxDraft {
    return {
      id,
      kind: meant.kind,
      body: message,
      expiresAt: worthUntil(meant, now),
      ...(heard && { to: heard.address }),
      ...(heard?.expectReplies && { delivered: true }),
    };
  }

  /** Coming and going is always taken: the channel says it, and not the person. */
  #verdict(person: PersonKey, { happening }: Heard): Verdict {
    const { tooFast, understand, clock } = this.#options;
    if (!tooFast || happening.kind === 'installed' || happening.kind === 'uninstalled') return 'take';
    return tooFast.judge(person, clock(), () => {
      if (happening.kind === 'press') return happening.choice === 'something-wrong';
      if (happening.kind !== 'words' && happening.kind !== 'edit') return false;
      const { intent, doubt } = understand(happening.words, 'nothing');
      return intent === 'red-flag' || intent === 'despair' || doubt !== undefined;
    });
  }

  /** Says that messages were not read, and nothing else: the open question stays as it is. */
  async #tellTooFast(heard: Heard): Promise<Taken> {
    const { store, log } = this.#options;
    log.warn(
      { channel: heard.address.channel },
      'Somebody sends faster than a person can, perhaps a loop of bots. What comes beyond 60 at once and one a second is not read, but for warning signs; they are told once a minute.',
    );
    return this.#reported(heard.person, 'too-fast', (watch) =>
      unlessDown(async () => {
        const saved = await store.read(heard.person);
        watch.step('read');
        return this.#sayAlone(watch, heard, heard.person, saved?.revision ?? 0, 'too-fast');
      }),
    );
  }

  /** One saying that has nothing to do with where the person is, saved so that it is sent as surely as any other. */
  async #sayAlone(watch: TurnWatch, heard: Heard, person: PersonKey, revision: number, id: SayingId): Promise<Taken> {
    const { store, content, clock, deliver, leaseMs } = this.#options;
    const now = clock();
    const meant: Meant = {
      kind: 'reply',
      parts: [{ kind: 'saying', id }],
      choices: [],
      step: 0,
      urgent: false,
      turn: now,
      facts: factsOf(newPerson(), 'home', now, {}),
    };
    const message = phrase(meant, content);
    watch.step('phrase');
    const committed = await store.commit({
      person,
      revision,
      state: undefined,
      ...(heard.key !== undefined && {
        inbound: {
          key: heard.key,
          expiresAt: now + REMEMBER_MS,
          ...(heard.expectReplies && { replies: [message] }),
        },
      }),
      results: [],
      wakes: {},
      outbox: [this.#draft(watch.id, message, meant, now, heard)],
      now,
      leaseMs,
    });
    watch.step('commit');
    if (committed.outcome !== 'committed') return { outcome: 'ignored' };
    deliver(committed.leased);
    return { outcome: 'saved', replies: [message] };
  }

  /** In a group nothing about a body is asked or repeated, and nobody has a place. */
  async #takeInGroup(heard: Heard): Promise<Taken> {
    const { understand } = this.#options;
    if (!['words', 'press', 'wordless', 'foreign-press'].includes(heard.happening.kind)) return { outcome: 'ignored' };
    const group = personKey(heard.address.channel, heard.address.tenant, `group:${heard.address.conversation}`);
    const { happening } = heard;
    const saying = happening.kind === 'words' ? sayingInGroup(understand(happening.words, 'nothing')) : 'group.answer';
    // There may be other bots in it that answer every message.
    if (this.#verdict(group, heard) !== 'take') return { outcome: 'ignored' };
    return this.#inOrder(group, () =>
      this.#reported(group, 'group', (watch) => unlessDown(() => this.#sayAlone(watch, heard, group, 0, saying))),
    );
  }
}

async function unlessDown(take: () => Promise<Taken>): Promise<Taken> {
  try {
    return await take();
  } catch (error) {
    if (error instanceof StoreDownError) return { outcome: 'not-kept' };
    throw error;
  }
}

/** General questions get a general answer; whatever may be about a body is for a private chat. */
function sayingInGroup({ intent, slots, doubt, also }: Understood): SayingId {
  // Where somebody may be in danger, a number to call comes before what others may read.
  if (intent === 'despair' || (intent === 'red-flag' && ['chest', 'breathing', 'head'].includes(slots.kind ?? '')))
    return 'group.urgent';
  if (intent.startsWith('reminder.')) return 'group.no-reminders';
  return doubt || also.length > 0 ? 'group.answer' : (GENERALLY[intent] ?? 'group.answer');
}

const GENERALLY: Partial<Record<Intent, SayingId>> = {
  'ask.whats-inside': 'group.knots',
  'ask.cause': 'group.knots',
  'ask.two-types': 'group.knots',
  'ask.bot': 'group.about-me',
  'ask.program': 'group.about-me',
  'ask.privacy': 'group.about-me',
  help: 'group.about-me',
};

/** A person as this process saved them, and what is in the database beside them. */
interface Known {
  person: Person;
  revision: number;
  wakes: Readonly<Record<WakeKind, number | null>>;
}

/** What a turn is saved under. */
interface Taking {
  turn: string;
  person: PersonKey;
  revision: number;
  known: Known | undefined;
  now: number;
  heard: Heard | undefined;
  /** A check-in goes out no earlier. */
  notBefore: number;
}

/** Where a message can be changed after it was sent, and its buttons would stay otherwise. */
const CHANGES_MESSAGES: ReadonlySet<Channel> = new Set<Channel>(['msteams']);

/** The same activity again: nothing happens, and who wants the answer in the response gets it once more. */
function repeated(stored: unknown, heard: Heard | undefined): Taken {
  if (!Array.isArray(stored)) return { outcome: 'ignored' };
  const messages: Message[] = stored;
  if (!heard?.expectCard) return { outcome: 'saved', replies: messages };
  const [card] = messages;
  return { outcome: 'saved', replies: [], ...(card && { card }) };
}

/** Where a file can be handed over as part of a message. */
const TAKES_FILES: ReadonlySet<Channel> = new Set<Channel>(['webchat', 'directline', 'emulator']);

/** Everything that is kept about a person, as it is kept. */
function copyOf(person: Person, { results }: Facts): MessageFile {
  const text = JSON.stringify({ person, results }, null, 2);
  return { name: 'unknot.json', contentType: 'application/json', text };
}

/** A check-in that is tried again and again by day is not sent into the night. */
function worthUntil({ kind, facts }: Pick<Meant, 'kind' | 'facts'>, now: number): number {
  const until = now + WORTH_MS[kind];
  const zone = facts.schedule?.zone ?? facts.zone;
  return kind === 'check-in' && !isNight(now, zone) ? Math.min(until, nextNight(now, zone)) : until;
}

/** What comes unprompted goes to the top of the direct message, not into the thread of the last question. */
function withoutThread({ thread: _, ...address }: Address): Address {
  return address;
}

const TELLS_OF_RESULTS: ReadonlySet<SayingId> = new Set<SayingId>(['progress', 'data.shown']);

/** Without those that there were not and are not: removing them costs, too. */
function changedWakes(wakes: Decision['wakes'], before: Known['wakes'] | undefined): Partial<Decision['wakes']> {
  if (!before) return wakes;
  const kinds = Object.entries(wakes) as [WakeKind, number | null][];
  return Object.fromEntries(kinds.filter(([kind, at]) => at !== null || before[kind] !== null));
}

/** Whether the words may speak of earlier sessions and check-ins. Reading them costs, so only then. */
function needsEarlier(person: Person, input: Input): boolean {
  if (person.consentAt === null) return false;
  // They may be spoken of once more, when the message that did so is done with.
  if (person.card?.parts.some((part) => part.kind === 'saying' && TELLS_OF_RESULTS.has(part.id))) return true;
  if (input.kind === 'wake') return input.wake !== 'hold';
  // A correction may go back to a check-in, and what was meant may be a wish to see all of it.
  if (input.kind === 'correction') return true;
  if (['check-in', 'did-you-mean'].includes((person.frames.at(-1) ?? person.frames[0]).machine)) return true;
  if (input.kind !== 'understood') return false;
  return [input.understood, ...input.understood.also].some(({ intent }) =>
    ['progress.', 'data.', 'knot.'].some((kind) => intent.startsWith(kind)),
  );
}
