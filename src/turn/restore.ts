import { z } from 'zod';
import { ADVICE, CHECK_IN_ANSWERS } from '../../dialogs/effect.ts';
import { PICTURES } from '../../dialogs/pictures.ts';
import { type Frame, MACHINES, newFrame, questionAt, VERSIONS } from '../../dialogs/place.ts';
import { QUESTIONS, type QuestionId } from '../../dialogs/questions.ts';
import { CARES } from '../../dialogs/regions.ts';
import { SAYINGS, type SayingId } from '../../dialogs/sayings.ts';
import { FINDINGS, KNOTS, OUTCOMES } from '../../dialogs/session.ts';
import { TOPIC_NAMES } from '../../dialogs/topics.ts';
import { ASKS, INTENTS, REGIONS, WARNING_KINDS, WEEKDAYS } from '../../dialogs/words.ts';
import { isTime, isZone } from '../check-ins/nextOccurrence.ts';
import { moved } from './moved.ts';
import { type Card, newPerson, type Person } from './person.ts';

/**
 * A place was saved by a newer version of this program. It is left alone: an older process must never reset what a
 * newer one knows how to read.
 */
export class NewerPlaceError extends Error {
  override readonly name = 'NewerPlaceError';
}

export interface Restored {
  person: Person;
  /** The saved place could not be restored, and the person stands at the nearest sensible point. */
  lostPlace: boolean;
}

/**
 * A person as saved, made fit for this version. Whatever cannot be read is as for somebody new; a lock, consent and
 * the schedule are read on their own, so that a lost place does not take them along.
 *
 * Pure. Throws `NewerPlaceError` and nothing else.
 */
export function restore(saved: unknown): Restored {
  if (saved === undefined || saved === null) return { person: newPerson(), lostPlace: false };
  const { frames, trail, ...rest } = saved as Record<string, unknown>;
  const person: Person = { ...newPerson(), ...PERSON.parse(rest) };
  const place = restorePlace(frames);
  if (place) person.frames = place;
  else if (person.lock !== null) person.frames = [newFrame('main', {}, 'getHelp')];
  else person.frames = belowTheLost(frames) ?? person.frames;
  // One lost place in the trail takes the older ones with it: nobody goes back over a gap.
  person.trail = Array.isArray(trail) ? keepNewest(trail.map(restorePlace)) : [];
  return { person, lostPlace: place === undefined };
}

function keepNewest(trail: (Person['frames'] | undefined)[]): Person['frames'][] {
  return trail.slice(trail.lastIndexOf(undefined) + 1) as Person['frames'][];
}

function restorePlace(saved: unknown): Person['frames'] | undefined {
  if (!Array.isArray(saved)) return undefined;
  const frames = saved.map(restoreFrame);
  if (frames.length === 0 || frames.includes(undefined) || frames[0]?.machine !== 'main') return undefined;
  return frames as Person['frames'];
}

/**
 * What is left of a place whose top cannot be restored: everything below the first aside that is lost. Not where it
 * may have stood between a person and an exercise, nor where nobody knows what it was.
 */
function belowTheLost(saved: unknown): Person['frames'] | undefined {
  if (!Array.isArray(saved)) return undefined;
  const lost = saved.findIndex((frame) => restoreFrame(frame) === undefined);
  const asides = saved.slice(lost).map((frame) => (frame as { machine?: unknown } | null)?.machine);
  if (lost < 1 || !asides.every((machine) => HARMLESS.has(machine))) return undefined;
  return restorePlace(saved.slice(0, lost));
}

/** Asides that ask nothing about safety. */
const HARMLESS: ReadonlySet<unknown> = new Set<Frame['machine']>([
  'schedule',
  'check-in',
  'check-ins',
  'zone-change',
  'did-you-mean',
  'confirm-delete',
]);

function restoreFrame(saved: unknown): Frame | undefined {
  const read = readFrame(saved);
  const frame = read && moved(read);
  if (!frame) return undefined;
  if (frame.version > VERSIONS[frame.machine]) {
    throw new NewerPlaceError(
      `A conversation stands in version ${frame.version} of '${frame.machine}', and this process knows version ${VERSIONS[frame.machine]}. It is left as it is; let this process run the newer release too.`,
    );
  }
  const context = CONTEXTS[frame.machine].safeParse(frame.context);
  if (!context.success) return undefined;
  const restored = { ...frame, context: context.data as Record<string, unknown> };
  try {
    // `resolveState` throws on a state that is gone, and a state without a question would have no way on.
    questionAt(restored);
    return restored;
  } catch {
    return undefined;
  }
}

/** By hand: eleven of them are read in a turn, and the schema for any record costs more than all the others. */
function readFrame(saved: unknown): Frame | undefined {
  if (!isRecord(saved)) return undefined;
  const { machine, version, value, context } = saved;
  const known = typeof machine === 'string' && Object.hasOwn(MACHINES, machine);
  if (!known || !Number.isSafeInteger(version)) return undefined;
  if ((typeof value !== 'string' && !isRecord(value)) || !isRecord(context)) return undefined;
  return { machine, version, value, context } as Frame;
}

function isRecord(saved: unknown): saved is Record<string, unknown> {
  return typeof saved === 'object' && saved !== null && !Array.isArray(saved);
}

const time = z.number().nullable();
/** A database of zones is a part of Node, and another one may not know it. */
const zone = z.string().refine(isZone);
const date = z.iso.date();
/** See `NamedDay`: "tomorrow", "sun", "+3", "12", "05-03", "mon+7". */
const NAMED_DAY = /^(?:today|tomorrow|next|mon|tue|wed|thu|fri|sat|sun|\d\d(?:-\d\d)?|(?=\+))(?:\+\d{1,3})?$/;
const region = z.enum(REGIONS);

const meaning = z.object({ intent: z.enum(INTENTS), slots: z.record(z.string(), z.unknown()) });
const days = z.union([z.enum(['daily', 'weekdays']), z.array(z.enum(WEEKDAYS)).min(1)]);
const care = z.partialRecord(z.enum(CARES), z.boolean());

const CONTEXTS: Record<Frame['machine'], z.ZodType> = {
  main: z.object({
    side: z.enum(['left', 'right']).nullable(),
    oneOfBoth: z.boolean(),
    knot: z.enum(KNOTS),
    rating: z.number().nullable(),
    ratingAfter: z.number().nullable(),
    outcome: z.enum(OUTCOMES).nullable(),
    reached: z.boolean(),
    plan: z.array(region),
    found: z.partialRecord(region, z.enum(FINDINGS)),
    helped: z.array(region),
    worked: z.number().int(),
    spot: z.number().int(),
    tries: z.number().int(),
    pausedAt: z.number().int(),
    neckOffered: z.boolean(),
    care,
    startedAt: time,
  }),
  schedule: z.object({
    time: z.string().refine(isTime).nullable(),
    days: days.nullable(),
    zone: zone.nullable(),
    on: z.union([date, z.string().regex(NAMED_DAY)]).nullable(),
  }),
  'check-in': z.object({
    date: date.nullable(),
    answer: z.enum(CHECK_IN_ANSWERS).nullable(),
    rating: z.number().nullable(),
    gently: z.boolean(),
    wholeScreen: z.boolean(),
    guessed: z.boolean(),
  }),
  'check-ins': z.object({}),
  'zone-change': z.object({ zone }),
  doubt: z.object({ kind: z.enum(WARNING_KINDS) }),
  'did-you-mean': z.object({ candidates: z.tuple([meaning, meaning]) }),
  'confirm-delete': z.object({}),
  return: z.object({ awaySince: z.number(), exercising: z.boolean() }),
  wrong: z.object({}),
};

const schedule = z.object({
  time: z.string().refine(isTime),
  days,
  zone,
  since: z.number(),
  setAt: z.number().optional(),
  next: z.object({ at: z.number(), date: z.string() }),
  pausedUntil: z.string().nullable(),
  snoozedTo: time,
  snoozedAt: z.number().optional(),
  unanswered: z.number().int(),
  changes: z.record(z.string(), z.string().refine(isTime).nullable()).catch({}),
  askedFor: z.string().optional(),
});

const question = z.custom<QuestionId>((id) => typeof id === 'string' && Object.hasOwn(QUESTIONS, id));
const saying = z.custom<SayingId>((id) => SAYING_IDS.has(id));
const SAYING_IDS: ReadonlySet<unknown> = new Set(SAYINGS);

/** One that names what is not said any more is left as it is. */
const card = z.object({
  row: z.string(),
  at: z.number(),
  turn: z.number().int(),
  parts: z.array(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('saying'),
        id: saying,
        named: region.optional(),
        language: z.string().optional(),
      }),
      z.object({ kind: z.literal('answer'), ask: z.enum(ASKS), more: z.boolean() }),
      z.object({ kind: z.literal('topic'), id: z.enum(TOPIC_NAMES), part: z.enum(['more', 'why']).optional() }),
      z.object({ kind: z.literal('reason'), of: question }),
      z.object({ kind: z.literal('question'), id: question, style: z.enum(['ask', 'again', 'simpler']) }),
    ]),
  ),
  pictured: z.boolean(),
  urgent: z.boolean(),
  told: z.object({
    kind: z.enum(WARNING_KINDS).optional(),
    where: question.optional(),
    dates: z.array(z.number()).optional(),
    changedAt: z.number().optional(),
    onceAt: z.number().optional(),
    leftOut: z.tuple([date, date]).optional(),
    rating: z.number().optional(),
    ratingBefore: z.number().optional(),
    schedule: schedule.nullable().optional(),
  }),
}) as z.ZodType<unknown> as z.ZodType<Card>;

/** Each field on its own, so that one that cannot be read loses nothing but itself. */
const PERSON = z.object({
  step: z.number().int().catch(1),
  nonce: z.string().nullable().catch(null),
  turns: z.number().int().catch(0),
  asked: z.number().int().catch(0),
  pictured: z
    .object({ name: z.enum(PICTURES), side: z.enum(['left', 'right']).nullable(), at: z.number() })
    .nullable()
    .catch(null),
  card: card.nullable().catch(null),
  misses: z.number().int().catch(0),
  lastAsk: z.enum(ASKS).nullable().catch(null),
  lastTopic: z.enum(TOPIC_NAMES).nullable().catch(null),
  timer: z.object({ dueAt: z.number(), seconds: z.number() }).nullable().catch(null),
  heardAt: z.number().catch(0),
  answeredBy: z.string().nullable().catch(null),
  heardBy: z.string().nullable().catch(null),
  pressed: z
    .object({ choice: z.string(), step: z.number(), nonce: z.string().nullable().catch(null) })
    .nullable()
    .catch(null),
  welcomed: z.boolean().catch(true),
  quiet: z.boolean().catch(false),
  consentAt: time.catch(null),
  lock: z
    .object({ until: z.number(), reason: z.string() as z.ZodType<NonNullable<Person['lock']>['reason']> })
    .nullable()
    .catch(null),
  cleanAt: time.catch(null),
  restUntil: time.catch(null),
  restFor: z.string().nullable().catch(null),
  sessions: z.array(z.number()).catch([]),
  sessionOpen: z.boolean().catch(false),
  care: care.catch({}),
  helped: z.array(region).catch([]),
  tryFirst: z.array(region).catch([]),
  schedule: schedule.nullable().catch(null),
  once: z.object({ at: z.number(), since: z.number() }).nullable().catch(null),
  zone: z
    .object({ said: zone.nullable(), told: zone.nullable(), asked: zone.nullable().catch(null) })
    .catch({ said: null, told: null, asked: null }),
  country: z.string().nullable().catch(null),
  advisedAt: z.partialRecord(z.enum(ADVICE), z.number()).catch({}),
});
