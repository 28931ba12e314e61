import { newFrame } from '../../dialogs/place.ts';
import { type QuestionId, questionOf } from '../../dialogs/questions.ts';
import type { SayingId } from '../../dialogs/sayings.ts';
import { TOPICS, type Topic } from '../../dialogs/topics.ts';
import { type Ask, isAsk, type Slots } from '../../dialogs/words.ts';
import { type Draft, mainQuestion, push, question, say, top } from './draft.ts';
import { adviceFor, askForZone, pushAside, showCard, stopEverything } from './effects.ts';
import { goBack } from './goBack.ts';
import { type Happens, happenInFrame, happenInMain } from './happen.ts';
import { zoneOf } from './person.ts';
import {
  callOff,
  daysLeft,
  minutesUntil,
  momentIn,
  pauseSchedule,
  resumeSchedule,
  showSchedule,
  skipOne,
  snoozeSchedule,
  stopSchedule,
} from './scheduling.ts';
import type { Utterance } from './utterance.ts';

/** What works in every place, after the place itself had nothing to say to it. Says whether it did. */
export function everywhere(draft: Draft, happens: Happens): boolean {
  const { person } = draft;
  const { type, slots } = happens;
  if (isAsk(type)) {
    answer(draft, type);
    return true;
  }
  switch (type) {
    case 'red-flag':
      stopEverything(draft, slots.kind ?? 'other');
      return true;
    case 'despair':
      draft.parts = [];
      happenInMain(draft, { type: 'stop', slots: {}, how: 'words' });
      draft.parts = [{ kind: 'saying', id: 'despair' }];
      draft.asks = 'none';
      draft.urgent = true;
      return true;
    case 'more':
      if (person.lastAsk) draft.parts.push({ kind: 'answer', ask: person.lastAsk, more: true });
      else say(draft, 'no-more');
      person.lastAsk = null;
      draft.asks = 'again';
      return true;
    case 'help':
      if (question(draft) === 'get-help' && person.lock) say(draft, adviceFor(person.lock.reason));
      else say(draft, atRest(draft) ? 'help' : 'help-on-the-way');
      draft.asks = 'again';
      return true;
    case 'ask-else':
      say(draft, 'ask-else');
      draft.asks = 'none';
      return true;
    case 'repeat':
      draft.asks = 'simpler';
      return true;
    case 'back':
    case 'mistake':
      // "That was a mistake" under a warning sign: the whole list again.
      if (question(draft) === 'get-help') return happenInMain(draft, { ...happens, type: 'mistake' });
      // "Cancel that last one", said of a check-in that was promised just now.
      if (happens.how === 'words' && person.once?.since === person.heardAt && callOff(draft)) {
        draft.asks = 'again';
        return true;
      }
      goBack(draft);
      return true;
    case 'skip':
      say(draft, SKIPS[question(draft)] ?? 'skip.not-here');
      draft.asks = 'again';
      return true;
    case 'stop':
    case 'restart':
      // Nothing goes on over an unanswered doubt but the end.
      if (type === 'restart' && question(draft) === 'doubt') return false;
      return happenInMain(draft, happens);
    case 'later':
    case 'goodbye':
      leave(draft, type);
      return true;
    case 'relief.start':
      say(draft, 'under-way');
      draft.asks = 'again';
      return true;
    case 'go-on':
      draft.asks = 'again';
      return true;
    case 'greet':
      say(draft, atRest(draft) ? 'greeting' : 'greeting-on-the-way');
      draft.asks = 'again';
      return true;
    case 'thanks':
      say(draft, 'thanks');
      draft.asks = atRest(draft) ? 'none' : 'again';
      return true;
    case 'card':
      showCard(draft);
      draft.asks = 'again';
      return true;
    case 'something-wrong':
      // What is asked there already asks for more than that.
      if (person.lock !== null || ['safety', 'doubt'].includes(questionOf(question(draft)).expecting)) return false;
      pushAside(draft, 'wrong', {});
      return true;
    case 'timer.start':
      say(draft, person.timer ? 'timer.running' : 'timer.none');
      draft.asks = 'again';
      return true;
    case 'timer.stop':
      say(draft, person.timer ? 'timer.stopped' : 'timer.none');
      person.timer = null;
      draft.asks = 'again';
      return true;
    case 'zone.set':
      // With a warning sign about, nothing but the sign is spoken of.
      if (mainQuestion(draft) === 'get-help') return false;
      if (!slots.zone) {
        if (isGrave(draft)) return false;
        askForZone(draft);
        return true;
      }
      if (person.schedule) {
        if (person.schedule.zone !== slots.zone) say(draft, 'zone.moved');
        pushAside(draft, 'schedule', { slots: { zone: slots.zone } });
        person.zone.said = slots.zone;
        person.zone.asked = person.zone.told;
      } else {
        person.zone.said = slots.zone;
        person.zone.asked = person.zone.told;
        say(draft, 'zone.noted');
        if (person.once) showSchedule(draft);
        draft.asks = 'again';
      }
      return true;
    case 'reminder.set':
      if (isGrave(draft) && !isAside(draft, slots)) {
        // With a warning sign about, nothing but the sign is spoken of.
        if (mainQuestion(draft) === 'get-help' || person.consentAt === null) return false;
        say(draft, 'check-in.after-this');
        draft.asks = 'again';
        return true;
      }
      // "Not today, ask me tomorrow at 10": the one that is open waits until then.
      if (slots.on !== undefined && slots.time !== undefined && !draft.answered) dropCheckIn(draft);
      // "No more on Mondays", where they come on Mondays alone, ends them.
      if (slots.time === undefined && daysLeft(person.schedule, slots) === 'none') endSchedule(draft);
      else pushAside(draft, 'schedule', { slots });
      return true;
    case 'reminder.stop':
      endSchedule(draft);
      return true;
    case 'reminder.pause':
      if (!person.schedule && callOff(draft)) {
        draft.asks = 'again';
        return true;
      }
      pauseSchedule(draft, slots);
      dropCheckIn(draft);
      draft.asks = 'again';
      return true;
    case 'reminder.resume':
      resumeSchedule(draft, slots.on);
      draft.asks = 'again';
      return true;
    case 'reminder.snooze':
      if (!person.schedule) return askOnce(draft, happens);
      snoozeSchedule(draft, slots.minutes ?? minutesUntil(draft, slots.time));
      dropCheckIn(draft);
      draft.asks = 'again';
      return true;
    case 'reminder.skip':
      if (slots.time !== undefined && person.schedule) {
        pushAside(draft, 'schedule', { slots: { on: slots.on ?? 'next', time: slots.time } });
        return true;
      }
      if (person.schedule || !callOff(draft)) skipOne(draft, slots.on);
      draft.asks = 'again';
      return true;
    case 'reminder.show':
      showSchedule(draft);
      // Hands that press, and questions about safety, are not kept waiting; there the words work.
      if (person.schedule && canWait(draft)) pushAside(draft, 'check-ins', {});
      else draft.asks = 'again';
      return true;
    case 'progress.show':
      say(draft, draft.earlier.length > 0 ? 'progress' : 'progress.none');
      draft.asks = 'again';
      return true;
    case 'data.show':
      say(draft, person.consentAt === null ? 'data.nothing' : 'data.shown');
      draft.asks = 'again';
      return true;
    case 'data.export':
      if (person.consentAt === null) say(draft, 'data.nothing');
      else draft.alone.push([{ kind: 'saying', id: 'data.export' }]);
      draft.asks = 'again';
      return true;
    case 'data.delete':
      pushAside(draft, 'confirm-delete', {});
      return true;
    case 'language.change':
      if (slots.to === 'en') say(draft, 'language.already');
      else say(draft, 'language.only', slots.to ? { language: slots.to } : {});
      draft.asks = 'again';
      return true;
    case 'knot.gone':
    case 'knot.better':
    case 'knot.same':
    case 'knot.worse':
    case 'knot.rating':
      // News of the knot without being asked is an answer to the check-in, if the person takes part in them.
      // A number alone says what it is only to whoever was just spoken to of check-ins.
      if (type === 'knot.rating' && question(draft) === 'home') return false;
      if (!['home', 'check-in-time', 'check-in-once'].includes(question(draft)) || mainQuestion(draft) !== 'home')
        return false;
      if (person.consentAt === null) return false;
      push(draft, newFrame('check-in'));
      return happenInFrame(draft, happens);
    default:
      return false;
  }
}

/** What is said where there is nothing to leave out, or not yet. */
const SKIPS: Partial<Record<QuestionId, SayingId>> = {
  home: 'nothing-to-answer',
  return: 'skip.after-going-on',
  later: 'skip.after-going-on',
};

/** No exercise is under way and nothing about safety is open. */
export function atRest(draft: Draft): boolean {
  return ['home', 'get-help', 'consent'].includes(question(draft));
}

/** Nothing is lost when something else is asked first. */
function canWait(draft: Draft): boolean {
  return draft.person.timer === null && questionOf(question(draft)).pressing !== true && !isGrave(draft);
}

/** Under a list of signs only what is settled at once, so that the list is asked again in the same breath. */
function isAside(draft: Draft, { time, days, shift }: Slots): boolean {
  const listed = ['safety', 'confirm'].includes(questionOf(question(draft)).expecting);
  const { person } = draft;
  // Of check-ins that stand only what is to be otherwise has to be told.
  const isTold = time !== undefined || (person.schedule !== null && (days ?? shift) !== undefined);
  const settled = isTold && person.consentAt !== null && (person.schedule?.zone ?? zoneOf(person)) !== null;
  return listed && settled && mainQuestion(draft) !== 'get-help';
}

function isGrave(draft: Draft): boolean {
  return questionOf(question(draft)).grave === true || mainQuestion(draft) === 'get-help';
}

const ABOUT_THE_BOT: ReadonlySet<Ask> = new Set(['ask.bot', 'ask.privacy']);

function answer(draft: Draft, ask: Ask): void {
  const { person } = draft;
  const about = draft.about.shift();
  draft.asks = 'again';
  if (about && 'why' in about) {
    if (about.why === 'question') draft.parts.push({ kind: 'reason', of: question(draft) });
    else if (person.lastAsk) draft.parts.push(reasonFor(person.lastAsk, person.lastTopic));
    // Whoever asks why once more asks about the question.
    person.lastAsk = null;
    return;
  }
  // Under a warning sign no answer is about pressing, or about anything that might do instead.
  const topic = person.lock === null || ABOUT_THE_BOT.has(ask) ? about?.topic : undefined;
  const wider = topic ? TOPICS[topic] : ask;
  // Whoever asks for another person asks something else each time.
  const again = person.lastAsk === wider && person.lastTopic === (topic ?? null) && topic !== 'another-person';
  if (topic && again && !OF_THE_PLACE.has(topic) && !WITH_MORE.has(topic)) {
    draft.parts.push({ kind: 'answer', ask: wider, more: false });
  } else if (topic) draft.parts.push({ kind: 'topic', id: topic, ...(again && { part: 'more' }) });
  else draft.parts.push({ kind: 'answer', ask: wider, more: again });
  // Where all was said of the place itself, its question says it in the simplest words.
  if (topic && again && OF_THE_PLACE.has(topic)) draft.asks = 'simpler';
  // Whoever asks a third time hears the first answer again, and not the same twice running.
  person.lastAsk = again ? null : wider;
  person.lastTopic = topic ?? null;
  // What a line of the list means was asked, with the list just above: it need not be read again.
  const isListed = question(draft) === 'care' || questionOf(question(draft)).list;
  if (topic && (topic.startsWith('sign-') || topic === 'another-person') && isListed) {
    say(draft, 'screen.list-above');
    draft.asks = 'choices';
  }
}

/** What was meant by these is said by the place, and a wider answer would be about something else. */
const OF_THE_PLACE: ReadonlySet<Topic> = new Set<Topic>([
  'if-yes',
  'does-it-count',
  'anyway',
  'where-here',
  'dose',
  'what-next',
  'is-that-bad',
  'normal-to-hurt',
  'tired-hands',
  'nothing-found',
  'how-to-tell',
  'what-if',
  'why-the-dose',
  'check-in-facts',
  'scale',
  'which-side',
  'which-finger',
  'was-it-right',
  'if-it-tingles',
  'no-desk',
  'bag',
  'breath',
  'unknown',
]);
/** Of these there is more to say. */
const WITH_MORE: ReadonlySet<Topic> = new Set<Topic>(['heat-and-cold', 'medicine']);
/** Of these the longer answer says why. */
const LONGER_SAYS_WHY: ReadonlySet<Ask> = new Set<Ask>([
  'ask.why-wont-relax',
  'ask.cause',
  'ask.whats-inside',
  'ask.two-types',
  'ask.where-to-press',
  'ask.where-not-to-press',
  'ask.deep-pressure',
  'ask.therapist',
  'ask.neck',
  'ask.everyone-presses',
  'ask.evidence',
  'ask.prevent',
  'ask.middle',
  'ask.spine',
  'ask.elsewhere',
  'ask.both-sides',
]);

/** Why what was answered last is so. */
function reasonFor(ask: Ask, topic: Topic | null): Utterance {
  if (topic !== null && topic !== 'dose') return { kind: 'topic', id: topic, part: 'why' };
  if (ask === 'ask.how-to-press') return { kind: 'topic', id: 'why-the-dose' };
  if (LONGER_SAYS_WHY.has(ask)) return { kind: 'answer', ask, more: true };
  return { kind: 'topic', id: 'unknown', part: 'why' };
}

/** "Not now": the place stays, with a way back on top of it. */
function leave(draft: Draft, type: 'later' | 'goodbye'): void {
  const here = question(draft);
  if (here === 'home' || here === 'get-help' || here === 'consent') {
    say(draft, type === 'later' ? 'not-now' : 'goodbye');
    draft.asks = 'none';
    return;
  }
  // "Later" under a check-in is a wish to be asked again.
  if (here === 'check-in' && type === 'later') {
    snoozeSchedule(draft, undefined);
    dropCheckIn(draft);
    draft.asks = 'again';
    return;
  }
  if (here === 'check-in') dropCheckIn(draft);
  if (top(draft.person.frames).machine !== 'return' && question(draft) !== 'home') {
    pushReturn(draft, 'waiting');
  }
  say(draft, type);
  draft.asks = 'none';
}

/** Puts "go on, start over, or just ask" on top of the place. */
export function pushReturn(draft: Draft, state: 'waiting' | 'asking'): void {
  push(
    draft,
    newFrame(
      'return',
      {
        awaySince: state === 'waiting' ? draft.now : draft.person.heardAt,
        exercising: questionOf(mainQuestion(draft)).pressing === true || onTheWayToPressing(draft),
      },
      state,
    ),
  );
}

function onTheWayToPressing(draft: Draft): boolean {
  return !['home', 'get-help', 'consent', 'safety-emergency', 'outcome', 'check-in-offer'].includes(
    mainQuestion(draft),
  );
}

function endSchedule(draft: Draft): void {
  const isOne = draft.person.schedule === null && callOff(draft);
  if (!isOne) say(draft, draft.person.schedule ? 'check-in.stopped' : 'check-in.none');
  stopSchedule(draft);
  dropCheckIn(draft);
  draft.asks = 'again';
}

/** "Remind me in three hours", from somebody who has no check-ins: that one, and no series. */
function askOnce(draft: Draft, happens: Happens): boolean {
  const { person } = draft;
  const { minutes, time } = happens.slots;
  const wait = minutes ?? minutesUntil(draft, time);
  if (person.consentAt !== null && (wait !== undefined || time === undefined)) {
    if (mainQuestion(draft) === 'get-help') return false;
    snoozeSchedule(draft, wait);
    dropCheckIn(draft);
    draft.asks = 'again';
    return true;
  }
  const at = wait === undefined ? {} : momentIn(draft, wait);
  return everywhere(draft, { ...happens, type: 'reminder.set', slots: { on: 'today', ...(time && { time }), ...at } });
}

/** A check-in that was put off or stopped is no longer an open question. */
function dropCheckIn({ person }: Draft): void {
  const frames = person.frames.filter((frame) => frame.machine !== 'check-in');
  person.frames = frames as typeof person.frames;
}
