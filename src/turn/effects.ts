import type { AsideName } from '../../dialogs/asides.ts';
import type { Effect, LockReason } from '../../dialogs/effect.ts';
import { type Frame, newFrame } from '../../dialogs/place.ts';
import { REST_MS } from '../../dialogs/regions.ts';
import type { SayingId } from '../../dialogs/sayings.ts';
import type { Slots, WarningKind } from '../../dialogs/words.ts';
import { courseOf, untriedBy } from './course.ts';
import { checkInId, collapse, type Draft, endRestFor, lock, push, question, say, sessionId, top } from './draft.ts';
import { sessionOf } from './facts.ts';
import { happen, happenInFrame } from './happen.ts';
import { zoneOf } from './person.ts';
import { localDate, moveSchedule, pauseUntil, setSchedule, settled, stopSchedule } from './scheduling.ts';

/** Does to the draft what the transitions of a machine meant. */
export function followEffects(draft: Draft, effects: readonly Effect[]): void {
  for (const effect of effects) follow(draft, effect);
}

function follow(draft: Draft, effect: Effect): void {
  const { person, now } = draft;
  switch (effect.type) {
    case 'say':
      // Being told twice in one message helps nobody.
      if (!draft.parts.some((part) => part.kind === 'saying' && part.id === effect.id && effect.named === undefined)) {
        say(draft, effect.id, effect.named ? { named: effect.named } : {});
      }
      return;
    case 'consent':
      person.consentAt ??= now;
      return;
    case 'screen-clean':
      person.cleanAt = now;
      person.lock = null;
      return;
    case 'screen-anew':
      person.cleanAt = null;
      person.trail = [];
      draft.leaves = null;
      return;
    case 'lock':
      lock(draft, effect.reason);
      return;
    case 'rest':
      rest(draft, effect.by);
      return;
    case 'care':
      person.care[effect.care] = effect.leaveOut;
      return;
    case 'begin-session': {
      const startedAt = sessionOf(person.frames).startedAt ?? now;
      // Started over, or begun again after going back, it is still the same session.
      if (!person.sessionOpen && !person.sessions.includes(startedAt)) person.sessions.push(startedAt);
      person.sessionOpen = true;
      return;
    }
    case 'helped':
      person.helped = [effect.region, ...person.helped.filter((region) => region !== effect.region)];
      return;
    case 'timer':
      startTimer(draft, effect.seconds, effect.of === 'pressure' ? 'timer.started.pressure' : 'timer.started.hold');
      return;
    case 'push':
      pushAside(draft, effect.aside, effect);
      return;
    case 'tell':
      tell(draft, { type: effect.event, slots: effect.slots ?? {} });
      return;
    case 'meant':
      happen(draft, { type: effect.event, slots: effect.slots, how: 'words' });
      return;
    case 'stop-everything':
      stopEverything(draft, effect.kind);
      return;
    case 'schedule':
      setSchedule(draft, effect.slots);
      return;
    case 'stop-schedule':
      stopSchedule(draft);
      return;
    case 'pause-schedule':
      pauseFor(draft, effect.days);
      return;
    case 'move-zone':
      moveSchedule(draft, effect.zone);
      return;
    case 'keep-zone':
      person.zone.said = person.schedule?.zone ?? person.zone.said;
      return;
    case 'check-in-answered':
      checkInAnswered(draft, effect);
      return;
    case 'advised':
      person.advisedAt[effect.advice] = now;
      if (effect.advice === 'week') person.tryFirst = untriedBy(person, draft.earlier);
      return;
    case 'forget':
      draft.forget = true;
      return;
  }
}

function startTimer(draft: Draft, seconds: number, saying: SayingId): void {
  if (draft.person.timer) {
    say(draft, 'timer.running');
  } else {
    draft.person.timer = { dueAt: draft.now + seconds * 1000, seconds };
    say(draft, saying);
  }
  // The hands are busy: the answers stay in reach, the question waits for the end.
  draft.asks = 'choices';
}

/** The card for a therapist stands alone, so that it can be shown or forwarded as it is. */
export function showCard(draft: Draft): void {
  const { found, helped } = sessionOf(draft.person.frames);
  const known = Object.values(found).includes('tender') || helped.length > 0 || draft.person.helped.length > 0;
  draft.alone.push([{ kind: 'saying', id: known ? 'card' : 'card.empty' }]);
}

export function pushAside(
  draft: Draft,
  aside: AsideName,
  { slots = {}, kind, candidates }: Pick<Extract<Effect, { type: 'push' }>, 'slots' | 'kind' | 'candidates'>,
): void {
  const { person } = draft;
  if (aside === 'schedule') {
    pushSchedule(draft, slots);
  } else if (aside === 'doubt') {
    draft.told.kind = kind ?? 'other';
    push(draft, newFrame('doubt', { kind: kind ?? 'other' }));
  } else if (aside === 'did-you-mean' && candidates) {
    push(draft, newFrame('did-you-mean', { candidates }));
  } else if (person.frames.at(-1)?.machine !== aside) {
    push(draft, newFrame(aside));
  }
}

/** Setting a check-in starts where something is still open: consent, the time, or the zone. */
function pushSchedule(draft: Draft, said: Slots): void {
  const { person } = draft;
  const slots = settled(draft, said);
  const on = slots.on ?? null;
  const context = {
    time: on === null ? (person.schedule?.time ?? null) : null,
    days: slots.days ?? person.schedule?.days ?? null,
    zone: slots.zone ?? person.schedule?.zone ?? zoneOf(person),
    on,
  };
  if (person.consentAt === null) {
    push(draft, newFrame('schedule', { ...context, time: slots.time ?? context.time }, 'consent'));
    return;
  }
  push(draft, newFrame('schedule', context, on === null ? undefined : 'once'));
  // Where only days were said, and no time is known, the time is asked for.
  const isDays = slots.days !== undefined && context.time !== null;
  if (slots.time !== undefined || isDays || slots.zone !== undefined) {
    happenInFrame(draft, { type: 'reminder.set', slots, how: 'words' });
  }
}

/** "Change my time zone": to which one is asked, where there is anything to go by it. */
export function askForZone(draft: Draft): void {
  const { schedule } = draft.person;
  if (!schedule) {
    say(draft, 'check-in.none');
    draft.asks = 'again';
    return;
  }
  const { time, days } = schedule;
  push(draft, newFrame('schedule', { time, days, zone: null, on: null }, 'zone'));
}

/**
 * An aside is done and has something to say to what is below: down to the first frame that hears it. Whether to go on
 * after a break is still to be answered when a place was only left out below.
 */
function tell(draft: Draft, { type, slots }: { type: Parameters<typeof happen>[1]['type']; slots: Slots }): void {
  const happens = { type, slots, how: 'words' } as const;
  const kept: Frame[] = [];
  while (!happenInFrame(draft, happens)) {
    const { frames } = draft.person;
    const below = frames.slice(0, -1);
    if (below.length === 0) {
      happen(draft, happens);
      return;
    }
    if (type === 'wrong.leave' && top(frames).machine === 'return') kept.unshift(top(frames));
    draft.person.frames = below as typeof draft.person.frames;
  }
  if (question(draft) !== 'home') for (const frame of kept) push(draft, frame);
}

const WARNING_SAYINGS: Record<WarningKind, SayingId> = {
  chest: 'get-help.chest',
  breathing: 'get-help.breathing',
  nerve: 'get-help.nerve',
  injury: 'get-help.injury',
  illness: 'get-help.illness',
  head: 'get-help.head',
  'bladder-bowel': 'get-help.bladder-bowel',
  other: 'get-help.other',
};

/** A warning sign: no exercise, no small talk, one thing to do. */
export function stopEverything(draft: Draft, kind: WarningKind): void {
  draft.told.kind = kind;
  draft.parts = draft.parts.filter((part) => part.kind === 'saying' && part.id === 'wrong.stays');
  draft.alone = [];
  collapse(draft);
  lock(draft, kind);
  say(draft, WARNING_SAYINGS[kind]);
  happenInFrame(draft, { type: 'red-flag', slots: { kind }, how: 'words' });
}

/** What to do now, once more, for whoever asks while locked. */
export function adviceFor(reason: LockReason): SayingId {
  return reason in WARNING_SAYINGS ? WARNING_SAYINGS[reason as WarningKind] : (`get-help.${reason}` as SayingId);
}

/** The second time within so long, being sore from last time is worth somebody's look. */
const SORE_AGAIN_MS = 14 * 86_400_000;

function rest(draft: Draft, by: Extract<Effect, { type: 'rest' }>['by']): void {
  const { person, now } = draft;
  person.restUntil = now + REST_MS;
  const { startedAt } = sessionOf(person.frames);
  person.restFor =
    by === 'session' && startedAt !== null
      ? sessionId(startedAt)
      : by === 'check-in'
        ? (draft.answeredCheckIn ?? null)
        : null;
  if (by !== 'soreness') return;
  const { sore } = person.advisedAt;
  say(draft, sore !== undefined && now - sore < SORE_AGAIN_MS ? 'rest.sore-again' : 'rest.sore');
  person.advisedAt.sore = now;
}

function pauseFor({ person, now }: Draft, days: number): void {
  const { schedule } = person;
  if (!schedule) return;
  const today = Temporal.PlainDate.from(localDate(now, schedule.zone));
  pauseUntil(schedule, today.add({ days }));
}

function checkInAnswered(
  draft: Draft,
  { answer, rating, date: askedFor }: Extract<Effect, { type: 'check-in-answered' }>,
): void {
  const { person, now } = draft;
  // The answer to an old one belongs to its day.
  const date = askedFor ?? localDate(now, person.schedule?.zone ?? zoneOf(person) ?? 'UTC');
  const { ratingBefore } = courseOf(person, draft.earlier, now, date);
  if (rating !== undefined) draft.told.rating = rating;
  if (ratingBefore !== null) draft.told.ratingBefore = ratingBefore;
  if (person.schedule) {
    person.schedule.unanswered = 0;
    delete person.schedule.askedFor;
  }
  // What is better need not be looked for elsewhere.
  if (answer === 'better' || answer === 'gone') person.tryFirst = [];
  const id = checkInId(date);
  draft.answeredCheckIn = id;
  // Whatever this day's answer was before, this one stands in its place, and may ask for rest anew.
  endRestFor(draft, id);
  draft.results.push({ id, at: now, data: { kind: 'check-in', answer, rating: rating ?? null, date } });
}
