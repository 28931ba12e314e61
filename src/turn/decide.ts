import { CHOICES, type ChoiceId, isChoice } from '../../dialogs/choices.ts';
import type { LockReason } from '../../dialogs/effect.ts';
import { type Frame, newFrame, questionAt } from '../../dialogs/place.ts';
import { type QuestionId, questionOf } from '../../dialogs/questions.ts';
import { BREAK_MS, LONG_BREAK_MS } from '../../dialogs/regions.ts';
import type { SayingId } from '../../dialogs/sayings.ts';
import { ANSWERS, type Intent, isAsk, type Meaning, OF_CHECK_INS, type Slots } from '../../dialogs/words.ts';
import { zoneByClock } from '../check-ins/zoneByClock.ts';
import type { Result, WakeKind } from '../store/store.ts';
import type { Understood } from '../understanding/understood.ts';
import { askBelow, comesBack, needsHelp, wakeFromLater, welcomeBack } from './breaks.ts';
import { choiceMeant, isOutdated, lastUpdateOf, rowId, type Update, updateOf } from './card.ts';
import { checkInDue, waitsUntil } from './checkInDue.ts';
import { type Draft, isOver, keepSession, mainQuestion, openDraft, push, question, say, top } from './draft.ts';
import { pushAside } from './effects.ts';
import { atRest, pushReturn } from './everywhere.ts';
import { factsOf, sessionOf } from './facts.ts';
import { goBack, leaveTrail } from './goBack.ts';
import { course, type Happens, happen } from './happen.ts';
import { hearBar } from './hearBar.ts';
import { hearRemark } from './hearRemark.ts';
import { type Input, isFromPerson } from './input.ts';
import { newPerson, type Person } from './person.ts';
import { pictureFor } from './picture.ts';
import { repair } from './repair.ts';
import { otherZone } from './scheduling.ts';
import type { Meant, Utterance } from './utterance.ts';

export interface World {
  /** Milliseconds since 1970. */
  now: number;
  /** Drawn by chance, for the buttons of what is asked newly. */
  nonce: string;
  /** Results of the person so far, newest first; may be empty where the input cannot need them. */
  earlier: Draft['earlier'];
  /** What the channel tells about the person, if it does. */
  told?: { zone?: string; country?: string };
  /** The saved place does not exist any more, and the person was put at the nearest sensible point. */
  lostPlace?: boolean;
  /** The id of the turn, where its messages can be changed later on. */
  turn?: string;
}

export interface Decision {
  person: Person;
  /** Everything of the person is to be removed; `person` is nobody any more. */
  forget: boolean;
  messages: Meant[];
  /** What becomes of the message with the question that was open before. */
  update: Update | null;
  results: Result[];
  /** When the person wants to be woken, by kind; null where no longer. */
  wakes: Record<WakeKind, number | null>;
}

const BACK: Input = { kind: 'understood', understood: { intent: 'greet', slots: {}, also: [], how: 'words' } };

/** Told by browsers that hide where they are, and by machines: nobody's own clock goes by it, so a city is asked for. */
const NOBODYS: ReadonlySet<string> = new Set(['UTC', 'Etc/UTC', 'GMT', 'Etc/GMT']);

/** A hold that ended longer ago than this is asked about, not announced. */
const LATE_MS = 30_000;

/**
 * What one input does to one person: where they stand afterwards, what is said, what is remembered. The last thing
 * said is the open question of the place, so whoever asks something on the way is asked again.
 *
 * Pure and synchronous. The caller understands the words first and saves the outcome in one piece.
 */
export function decide(before: Person, given: Input, world: World): Decision {
  // Whoever took it out and adds it again is back, and is greeted like one.
  const input = given.kind === 'installed' && before.welcomed && before.quiet ? BACK : given;
  const draft = openDraft(before, world.now, world.earlier);
  if (world.told?.zone && !NOBODYS.has(world.told.zone)) draft.person.zone.told = world.told.zone;
  if (world.told?.country) draft.person.country = world.told.country;
  if (world.lostPlace && isFromPerson(input) && !isGrave(input)) {
    // What was answered is a question that nobody asks any more.
    say(draft, 'moved-by-release');
    draft.person.heardAt = world.now;
  } else {
    take(draft, input, before);
  }
  return close(draft, before, input, world);
}

function take(draft: Draft, input: Input, before: Person): void {
  const { person } = draft;
  if (isFromPerson(input)) {
    person.quiet = false;
    if (person.schedule && person.schedule.unanswered > 0) person.schedule.unanswered = 0;
    // Nobody goes back into a session of yesterday.
    if (draft.now - person.heardAt >= LONG_BREAK_MS) {
      person.trail = [];
      if (!isOver(draft)) draft.leaves = null;
    }
  }
  rememberRating(draft);
  if (isFromPerson(input) && input.kind !== 'reaction') askBelow(draft);
  switch (input.kind) {
    case 'understood':
      draft.about = [...(input.about ?? [])];
      hear(draft, input.understood);
      break;
    case 'correction':
      correct(draft, input.answer);
      break;
    case 'press':
      press(draft, input);
      break;
    case 'reaction':
      // A sign on an old message is a kindness, not an answer.
      draft.asks = 'none';
      return;
    case 'wordless':
    case 'foreign-press':
      if (comesBack(draft)) welcomeBack(draft);
      say(draft, input.kind);
      draft.asks = 'again';
      break;
    case 'old-edit':
      if (comesBack(draft)) welcomeBack(draft);
      say(draft, 'edited');
      draft.asks = 'again';
      break;
    case 'installed':
      person.quiet = false;
      if (person.welcomed) draft.asks = 'none';
      else say(draft, 'welcome');
      person.welcomed = true;
      return;
    case 'uninstalled':
    case 'unreachable':
      person.quiet = true;
      // Its end would be told to nobody.
      person.timer = null;
      draft.asks = 'none';
      return;
    case 'wake':
      if (input.wake === 'hold') holdOver(draft);
      else checkInDue(draft, input.wake);
      return;
  }
  const heardBy = 'activityId' in input ? (input.activityId ?? null) : null;
  if (moved(before.frames, person.frames)) person.answeredBy = heardBy;
  if (input.kind !== 'old-edit') person.heardBy = heardBy;
  if (!person.welcomed) welcome(draft);
  person.welcomed = true;
  person.heardAt = draft.now;
  askAboutZone(draft);
}

/** A number given a turn ago, before a question in between, is what is still spoken of. */
function rememberRating(draft: Draft): void {
  const { machine, context } = top(draft.person.frames);
  const { rating = null } = context as { rating?: number | null };
  if (machine !== 'check-in' || rating === null) return;
  draft.told.rating = rating;
  const { ratingBefore } = course(draft);
  if (ratingBefore !== null) draft.told.ratingBefore = ratingBefore;
}

/** The channel tells another zone than the check-ins go by: asked about once, where nothing else is open. */
function askAboutZone(draft: Draft): void {
  const { person } = draft;
  const other = otherZone(draft);
  if (other === undefined) {
    person.zone.asked = null;
    return;
  }
  if (other === person.zone.asked || question(draft) !== 'home' || draft.urgent || draft.asks === 'none') return;
  person.zone.asked = other;
  push(draft, newFrame('zone-change', { zone: other }));
  draft.asks = 'as-due';
}

/** Who writes before the channel has told of the installation is told who is there. */
function welcome(draft: Draft): void {
  if (draft.urgent) return;
  const parts = draft.parts.filter((part) => part.kind !== 'saying' || part.id !== 'greeting');
  draft.parts = [{ kind: 'saying', id: 'welcome' }, ...parts];
}

const isAnswer = (intent: Intent) => (ANSWERS as readonly string[]).includes(intent);
const isAlarm = ({ intent }: Understood) => intent === 'red-flag' || intent === 'despair';
/** Not what is an emergency, or may be one. */
const ALLOWED_BY_DOCTORS: ReadonlySet<LockReason> = new Set(['doctor', 'same-day', 'illness', 'nerve', 'other']);
const isGrave = (input: Input) =>
  input.kind === 'understood' && (isAlarm(input.understood) || input.understood.doubt !== undefined);

function hear(draft: Draft, understood: Understood): void {
  const { person } = draft;
  const { intent, how } = understood;
  const slots = withZone(understood, draft.now);
  if (understood.half && !understood.doubt && isListed(question(draft)) && !comesBack(draft)) {
    for (const { intent: ask } of understood.also)
      if (isAsk(ask)) happen(draft, { type: ask, slots: {}, how: 'words' });
    say(draft, HALF_SAID[understood.half]);
    draft.asks = 'choices';
    person.misses = 0;
    return;
  }
  // Something else was said than which of the two: they are done with, and it is heard where the person was.
  if (question(draft) === 'did-you-mean' && how !== 'bare' && intent !== 'repeat') {
    person.frames = person.frames.slice(0, -1) as typeof person.frames;
  }
  if (!isAlarm(understood)) {
    if (understood.doubt && question(draft) !== 'doubt' && question(draft) !== 'get-help') {
      if (comesBack(draft)) {
        pushReturn(draft, 'asking');
        draft.leaves = person.frames;
      }
      // Whatever else was said waits: no exercise goes on over an unanswered doubt.
      pushAside(draft, 'doubt', { kind: understood.doubt });
      return;
    }
    // After a long break no finger is on a spot; what bars the way otherwise bars it before anything is gone back to.
    if (
      understood.bar &&
      !(understood.bar === 'skin' && comesBack(draft)) &&
      hearBar(draft, understood.bar, understood)
    ) {
      person.misses = 0;
      return;
    }
    if (comesBack(draft) && (understood.candidates || !needsHelp(draft, intent, how))) {
      heardAfterBreak(draft, understood);
      return;
    }
    if (understood.candidates) {
      // Half an answer about safety is none, and the question is asked again.
      const isAside = isListed(question(draft)) && intent === 'relief.start';
      if (isAside || (questionOf(question(draft)).grave && understood.candidates.some((one) => isAnswer(one.intent))))
        repair(draft, understood);
      else if (isAnyNews(draft, understood.candidates)) {
        // "Fine" may be gone, better, or as it was: all that it can be is on offer, and not two of it.
        say(draft, 'outcome.which');
        draft.asks = 'choices';
        person.misses = 0;
      } else pushAside(draft, 'did-you-mean', { candidates: understood.candidates });
      return;
    }
  }
  if (understood.doctorAllows && question(draft) === 'get-help' && !isAlarm(understood)) {
    // A doctor can allow pressing with an illness or a medicine; after an emergency the twelve hours stand.
    const stands = person.lock !== null && !ALLOWED_BY_DOCTORS.has(person.lock.reason);
    happen(draft, { type: stands ? 'relief.start' : 'doctor-knows', slots: {}, how });
    person.misses = 0;
    return;
  }
  if (understood.checked && question(draft) === 'get-help' && !isAlarm(understood)) {
    say(draft, 'locked.checked');
    draft.asks = 'choices';
    person.misses = 0;
    return;
  }
  if (understood.remark && hearRemark(draft, understood.remark)) {
    person.misses = 0;
    return;
  }
  if (how !== 'words' && NODS.has(intent) && hasHadItsSay(draft)) {
    say(draft, 'at-ease');
    draft.asks = 'none';
    return;
  }
  // Either may be resumed: the check-ins that are paused, or the knot.
  if (intent === 'go-on' && how === 'words' && question(draft) === 'home' && person.schedule?.pausedUntil != null) {
    const candidates = (['reminder.resume', 'relief.start'] as const).map((one) => ({ intent: one, slots: {} }));
    pushAside(draft, 'did-you-mean', { candidates: candidates as [Meaning, Meaning] });
    return;
  }
  // Whoever comes back with a hello is told first where they were.
  if (RETURNING.has(intent) && wakeFromLater(draft)) return;
  if (understood.ofAnother) say(draft, 'sign-of-another');
  // The one that was wished for just before is not one more.
  if (understood.setsRight && person.once?.since === person.heardAt) person.once = null;
  const asked = question(draft);
  const heard =
    reported(draft, understood) || (intent !== 'out-of-scope' && happen(draft, { type: intent, slots, how }));
  if (isAlarm(understood)) return;
  if (heard) draft.chose = choiceMeant(asked, { intent, slots });
  const beside = !heard ? null : isAsk(intent) ? 'question' : 'answer';
  const also = alsoHeard(draft, understood.also, beside, asked);
  if (heard || also) person.misses = 0;
  else if (wakeFromLater(draft)) person.misses = 0;
  else repair(draft, understood);
}

/** Lines are asked about, and all of them are meant. */
const isListed = (asked: QuestionId) => asked === 'care' || questionOf(asked).list === true;

const HALF_SAID = {
  'one-line': 'screen.one-only',
  'maybe-line': 'screen.maybe-one',
  remark: 'screen.list-above',
} as const satisfies Record<NonNullable<Understood['half']>, SayingId>;

/** How the knot is was asked, and told in a word that fits more than one answer. */
function isAnyNews(draft: Draft, candidates: readonly Meaning[]): boolean {
  const { expecting } = questionOf(question(draft));
  return (
    (expecting === 'outcome' || expecting === 'check-in') &&
    candidates.every(({ intent }) => intent.startsWith('knot.'))
  );
}

/** What is told while pressing goes further than its intent, where the place knows what to do about it. */
function reported(draft: Draft, { report, slots, how }: Understood): boolean {
  switch (report) {
    case 'sharp':
      // What was told need not be picked from the list of what it may be.
      if (!happen(draft, { type: 'something-wrong', slots: {}, how })) return false;
      happen(draft, { type: 'wrong.sharp', slots: {}, how });
      say(draft, 'report.sharp');
      return true;
    case 'sore':
    case 'under-way':
    case 'found':
    case 'worse':
    case 'nothing-felt':
      return happen(draft, { type: `report.${report}`, slots, how });
    default:
      return false;
  }
}

/** "Ok" to a farewell, which asks for nothing and begins nothing. */
const NODS: ReadonlySet<Intent> = new Set(['yes', 'go-on', 'unsure']);

/** Nothing is going on, and the last thing said was no question. */
function hasHadItsSay(draft: Draft): boolean {
  const { person, now } = draft;
  return question(draft) === 'home' && person.welcomed && person.asked === 0 && now - person.heardAt < BREAK_MS;
}

/** "It is 14:20 here" names a zone to whoever has a clock. */
function withZone({ intent, slots }: Understood, now: number): Slots {
  if (intent !== 'zone.set' || slots.zone !== undefined || slots.time === undefined) return slots;
  const { time, ...others } = slots;
  const zone = zoneByClock(time, now);
  return zone === undefined ? others : { ...others, zone };
}

/** What people say when they are back. */
const RETURNING: ReadonlySet<string> = new Set(['greet', 'repeat', 'thanks', 'help']);

/** What changes something kept, or where the person is. */
const MEDDLING: ReadonlySet<Intent> = new Set<Intent>([...OF_CHECK_INS, 'data.delete', 'restart', 'back']);

/** Questions beside an answer are answered before the next question is asked. */
function alsoHeard(
  draft: Draft,
  also: readonly Meaning[],
  besideAnswer: 'answer' | 'question' | null,
  asked: QuestionId,
): boolean {
  let heard = false;
  const snoozed = draft.parts.some((part) => part.kind === 'saying' && part.id === 'check-in.snoozed');
  for (const { intent, slots } of also) {
    if (intent === 'side.set' || intent === 'out-of-scope') continue;
    // "Not now, in two hours" says one thing.
    if (intent === 'later' && snoozed && atRest(draft)) continue;
    // Beside an answer about safety nothing is undone or stopped that nobody may have meant.
    if ((questionOf(asked).grave || asked === 'get-help') && MEDDLING.has(intent)) continue;
    // Nobody has answered a list of signs, or a doubt, that was not there when they wrote.
    if (isAnswer(intent) && question(draft) !== asked && questionOf(question(draft)).grave) continue;
    const answered = draft.parts;
    draft.parts = [];
    heard = happen(draft, { type: intent, slots, how: 'words' }) || heard;
    // What was asked is answered first, then comes what follows from the answer given.
    const isQuestion = isAsk(intent);
    const goesFirst = isQuestion && besideAnswer !== 'question';
    draft.parts = goesFirst ? [...draft.parts, ...answered] : [...answered, ...draft.parts];
    // The answer has led to a question that was not asked yet.
    if (isQuestion && besideAnswer === 'answer') draft.asks = 'as-due';
  }
  return heard;
}

/** Questions and commands are heard as ever; an answer to a question of days ago is not taken for one of now. */
function heardAfterBreak(draft: Draft, { intent, slots, how }: Understood): void {
  const answers = ['ask.', 'data.', 'reminder.', 'progress.', 'language.'].some((kind) => intent.startsWith(kind));
  welcomeBack(draft);
  draft.person.misses = 0;
  if (answers) {
    const back = draft.parts;
    draft.parts = [];
    happen(draft, { type: intent, slots, how });
    draft.parts = [...draft.parts, ...back];
    draft.asks = 'as-due';
  } else if (['go-on', 'restart', 'stop', 'later'].includes(intent)) {
    draft.parts = [];
    happen(draft, { type: intent, slots, how });
  }
}

/** Takes the last answer back and gives the other one in its place. */
function correct(draft: Draft, answer: Understood): void {
  if (answer.doubt || isAlarm(answer)) {
    // Whatever was meant before, this is meant now.
    hear(draft, answer);
    return;
  }
  if (comesBack(draft) && draft.person.trail.length === 0) {
    welcomeBack(draft);
    return;
  }
  if (goBack(draft) !== 'back') return;
  draft.parts = [];
  const corrected = draft.person.frames;
  const happens: Happens = { type: answer.intent, slots: answer.slots, how: answer.how };
  if (answer.intent !== 'out-of-scope' && happen(draft, happens)) {
    draft.parts.unshift({ kind: 'saying', id: 'correction' });
    // The question that was answered anew is the one to go back to, and to correct again.
    draft.leaves = corrected;
    draft.person.misses = 0;
    // With the other side comes the other hand, which only the whole question names.
    if (answer.slots.side !== undefined) draft.person.asked = 0;
    return;
  }
  draft.parts = [{ kind: 'saying', id: 'back.done' }];
}

function press(draft: Draft, { choice, step, ...carried }: Extract<Input, { kind: 'press' }>): void {
  const { person } = draft;
  const nonce = carried.nonce ?? null;
  if (!isChoice(choice)) {
    if (comesBack(draft)) welcomeBack(draft);
    say(draft, 'foreign-press');
    draft.asks = 'again';
    return;
  }
  const offered = choicesNow(draft);
  // Whatever hurts is heard, from however old a message.
  const alarm = choice === 'something-wrong' && person.lock === null && !isToldAlready(draft);
  const current = step === person.step && nonce === person.nonce && offered.includes(choice);
  if (!alarm && !current) {
    if (comesBack(draft)) {
      // Where they were says as much.
      welcomeBack(draft);
      return;
    }
    const { pressed } = person;
    const twice = pressed?.choice === choice && pressed.step === step && pressed.nonce === nonce;
    say(draft, twice ? 'too-late.answered' : 'too-late.older');
    draft.asks = 'again';
    return;
  }
  const { type, slots } = CHOICES[choice] as { type: Happens['type']; slots?: Happens['slots'] };
  if (comesBack(draft) && !needsHelp(draft, type, 'press')) {
    if (!alarm) {
      welcomeBack(draft);
      return;
    }
    // What feels wrong comes first; going on is asked about afterwards, also by who goes back.
    pushReturn(draft, 'asking');
    draft.leaves = person.frames;
  }
  person.pressed = { choice, step, nonce };
  person.misses = 0;
  if (current) draft.chose = choice;
  happen(draft, { type, slots: slots ?? {}, how: 'press' });
}

/** What feels wrong is being asked about, perhaps below something else. */
function isToldAlready({ person }: Draft): boolean {
  return person.frames.some(({ machine }) => machine === 'wrong');
}

/** A timed hold has come to its end. */
function holdOver(draft: Draft): void {
  const { person, now } = draft;
  draft.asks = 'none';
  if (!person.timer || person.timer.dueAt > now) return;
  const late = now - person.timer.dueAt > LATE_MS;
  person.timer = null;
  draft.kind = 'hold';
  // What is said at the end of a hold asks for the answer itself.
  if (happen(draft, { type: late ? 'timer.over-late' : 'timer.over', slots: {}, how: 'clock' })) draft.asks = 'choices';
}

/** The buttons of the open question that mean something now. */
function choicesNow(draft: Draft): ChoiceId[] {
  const { schedule } = draft.person;
  const paused = schedule?.pausedUntil != null;
  const meaningless: Partial<Record<ChoiceId, boolean>> = {
    'time-none': schedule !== null,
    'zone-none': schedule !== null,
    'time-keep': schedule === null,
    'check-ins-skip': paused,
    'check-ins-pause': paused,
    'check-ins-resume': !paused,
    'check-in-stop': schedule === null,
  };
  return questionOf(question(draft)).choices.filter((choice) => !meaningless[choice]);
}

/** What is asked: the question, with the region and the spot it is about. */
function asks({ frames }: Person): string {
  const { plan, spot } = sessionOf(frames);
  return JSON.stringify([frames.map(({ machine }) => machine), questionAt(top(frames)), plan[0], spot]);
}

const moved = (before: readonly Frame[], after: readonly Frame[]) =>
  before !== after && JSON.stringify(before) !== JSON.stringify(after);

/** Works out what is said last, the buttons, and when to wake. */
function close(draft: Draft, before: Person, input: Input, { nonce, turn, lostPlace }: World): Decision {
  const { person } = draft;
  if (draft.forget) {
    const nobody = newPerson();
    return {
      person: nobody,
      forget: true,
      messages: [{ ...message(draft, nobody, [{ kind: 'saying', id: 'data.deleted' }], []), forgets: true }],
      update: lastUpdateOf(before, draft),
      results: [],
      wakes: { hold: null, 'check-in': null, snooze: null },
    };
  }
  const hasMoved = moved(before.frames, person.frames);
  // A second try is the same question: its buttons stay good, and it is not explained from the start again.
  if (asks(before) !== asks(person)) {
    person.step += 1;
    person.nonce = nonce;
    person.asked = 0;
    if (isFromPerson(input) && person.lock === null) leaveTrail(draft);
    // Another question is open, and what was answered before it is not spoken of any more.
    if (before.lastAsk === person.lastAsk && !draft.parts.some(isAnswered)) person.lastAsk = null;
  }
  if (hasMoved) keepSession(draft);
  if (isOver(draft)) person.sessionOpen = false;
  stopTimer(draft, before, hasMoved);
  const open = openQuestion(draft);
  if (open.choices.length > 0) person.nonce ??= nonce;
  // Counts what was said, so that alternatives take turns however many silent turns lie between.
  if (draft.alone.length + draft.parts.length + open.parts.length > 0) person.turns += 1;
  const messages = draft.alone.map((parts) => message(draft, person, parts, []));
  if (draft.parts.length > 0 || open.parts.length > 0) {
    const spoken = message(draft, person, [...draft.parts, ...open.parts], open.choices);
    const picture = draft.urgent ? undefined : pictureFor(spoken.parts, spoken.facts, person.pictured);
    if (picture) person.pictured = { ...picture, at: draft.now };
    messages.push({ ...spoken, ...(picture && { picture }) });
  }
  if (open.parts.length > 0) person.asked += 1;
  else if (messages.length > 0 && question(draft) === 'home') person.asked = 0;
  const offers = messages.at(-1);
  const offered = offers !== undefined && offers.choices.length > 0;
  const done = offered || person.step !== before.step || (messages.length > 0 && isOutdated(before, person));
  const update = done && !lostPlace ? updateOf(before, draft) : null;
  if (done) person.card = null;
  if (offered && turn !== undefined) {
    const { parts, urgent, picture } = offers;
    person.card = {
      row: rowId(turn, messages.length - 1),
      at: draft.now,
      turn: offers.turn,
      parts,
      urgent,
      pictured: picture !== undefined,
      told: draft.told,
    };
  }
  const { schedule } = person;
  const after = (at: number, since?: number) => Math.max(at, waitsUntil(draft, since) ?? 0);
  return {
    person,
    forget: false,
    messages,
    update,
    results: draft.results,
    wakes: {
      hold: person.timer?.dueAt ?? null,
      'check-in': schedule && !person.quiet ? after(schedule.next.at) : null,
      snooze: earliest(
        person.once && after(person.once.at, person.once.since),
        schedule && schedule.snoozedTo !== null ? after(schedule.snoozedTo, schedule.snoozedAt) : null,
      ),
    },
  };
}

const isAnswered = ({ kind }: Utterance) => kind === 'answer' || kind === 'topic';

function earliest(...moments: (number | null)[]): number | null {
  const known = moments.filter((at) => at !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

/** A question in between leaves a hold running; an answer, a command or a warning sign stops it, and says so. */
function stopTimer(draft: Draft, before: Person, hasMoved: boolean): void {
  const { person } = draft;
  if (person.timer && !questionOf(mainQuestion(draft)).choices.includes('start-timer')) {
    // Started and answered in the same breath.
    if (!before.timer) {
      person.timer = null;
      draft.parts = draft.parts.filter((part) => part.kind !== 'saying' || !part.id.startsWith('timer.started'));
      draft.asks = 'as-due';
      return;
    }
  }
  const running = before.timer && person.timer && before.timer.dueAt === person.timer.dueAt;
  if (!running) return;
  if (hasMoved || draft.answered) {
    person.timer = null;
    // A warning sign leaves room for nothing else.
    if (!draft.urgent) draft.parts.unshift({ kind: 'saying', id: 'timer.stopped' });
  }
}

function openQuestion(draft: Draft): { parts: Utterance[]; choices: ChoiceId[] } {
  const id = question(draft);
  const running = draft.person.timer !== null;
  const choices = choicesNow(draft).filter(
    (choice) => choice !== 'start-timer' || (!running && draft.asks !== 'choices'),
  );
  if (draft.asks === 'none' || (RESTING.has(id) && draft.parts.some(isFarewell))) return { parts: [], choices: [] };
  if (draft.asks === 'choices') return { parts: [], choices };
  const style =
    draft.asks === 'simpler' ? 'simpler' : draft.asks === 'again' || draft.person.asked > 0 ? 'again' : 'ask';
  return { parts: [{ kind: 'question', id, style }], choices };
}

/** Where nothing presses to be answered. */
const RESTING: ReadonlySet<QuestionId> = new Set<QuestionId>(['home', 'get-help', 'return', 'later']);
/** After these nobody wants to be asked what else there is. */
const FAREWELLS: ReadonlySet<SayingId> = new Set<SayingId>([
  'limit.sessions',
  'limit.resting',
  'rest.sore',
  'not-now',
  'stopped',
  'consent.declined',
  'check-in.declined',
  'check-in.set',
  'check-in.stopped',
  'check-in.kept',
  'check-in.gone',
  'check-in.worse',
  'check-in.worse-again',
  'check-in.risen',
  'check-in.no-better',
  'check-in.no-session',
  'check-in.changed-once',
  'check-in.once-set',
  'check-in.once-off',
  'check-in.once-shown',
  'check-in.once-morning',
  'check-in.once-soon',
  'check-in.left-out',
  'check-in.snoozed-morning',
  'check-in.skip-none',
  'check-in.retired-for-now',
  'zone.kept',
  'rest.sore-again',
  'check-in.snoozed',
  'check-in.paused',
  'check-in.put-back',
  'check-in.resumed',
  'check-in.skipped',
  'check-in.shown',
  'check-in.shown-paused',
  'wrong.faded',
  'session.not-now',
  'after-session',
  'goodbye',
]);
const isFarewell = (part: Utterance) => part.kind === 'saying' && FAREWELLS.has(part.id);

function message(draft: Draft, person: Person, parts: Utterance[], choices: ChoiceId[]): Meant {
  const candidates = (top(person.frames).context as { candidates?: readonly [Meaning, Meaning] }).candidates;
  return {
    kind: draft.kind,
    parts,
    choices,
    step: person.step,
    ...(person.nonce !== null && { nonce: person.nonce }),
    urgent: draft.urgent,
    turn: draft.person.turns,
    facts: factsOf(person, questionAt(top(person.frames)), draft.now, {
      ...draft.told,
      results: draft.earlier,
    }),
    ...(candidates && { candidates }),
  };
}
