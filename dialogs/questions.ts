import type { ChoiceId } from './choices.ts';
import type { Expecting } from './words.ts';

interface Question {
  /** The context in which an answer is understood. */
  expecting: Expecting;
  /** At most six; the first is the main one. */
  choices: readonly ChoiceId[];
  /** An answer tells something about the person's safety: 👍 is never taken for one. */
  grave?: true;
  /** Asks for a list of signs: a bare "yes" or "ok" says too little, and the list is asked again. */
  list?: true;
  /** The person has their hands on a sore place, or is on the way to it. */
  pressing?: true;
}

/**
 * Every open question, by the name that places refer to in their `meta`. The words are in
 * `content/en/questions.yaml`; a place without a question cannot be written.
 */
export const QUESTIONS = {
  home: { expecting: 'nothing', choices: ['find-out', 'why-wont-relax', 'what-can-you-do'] },
  consent: {
    expecting: 'consent',
    choices: ['consent-accept', 'consent-more', 'consent-decline'],
    grave: true,
  },
  'safety-emergency': {
    expecting: 'safety',
    choices: ['signs-none', 'signs-some', 'signs-unsure'],
    grave: true,
    list: true,
  },
  'safety-doctor': {
    expecting: 'safety',
    choices: ['signs-none', 'signs-some', 'signs-unsure'],
    grave: true,
    list: true,
  },
  'anything-new': {
    expecting: 'safety',
    choices: ['new-nothing', 'new-sore', 'new-something', 'signs-unsure'],
    grave: true,
    list: true,
  },
  rating: { expecting: 'rating', choices: ['rating-mild', 'rating-medium', 'rating-strong', 'rating-skip'] },
  severe: { expecting: 'safety', choices: ['severe-no', 'severe-yes', 'severe-unsure'], grave: true },
  'same-again': { expecting: 'confirm', choices: ['again-same', 'again-other'] },
  side: {
    expecting: 'side',
    choices: ['side-left', 'side-right', 'side-both', 'side-middle', 'side-spine', 'side-elsewhere'],
  },
  'side-first': { expecting: 'side', choices: ['side-left', 'side-right'] },
  pressure: {
    expecting: 'pressure',
    choices: ['start-timer', 'pressure-relaxed', 'pressure-hard', 'pressure-unsure', 'cannot-reach', 'something-wrong'],
    pressing: true,
  },
  'pressure-other-way': {
    expecting: 'pressure',
    choices: [
      'start-timer',
      'pressure-relaxed',
      'pressure-hard',
      'pressure-unsure',
      'still-cannot-reach',
      'something-wrong',
    ],
    pressing: true,
  },
  contracting: {
    expecting: 'contracting',
    choices: ['start-timer', 'hold-eased', 'hold-not-eased', 'hurts-too-much', 'something-wrong'],
    pressing: true,
  },
  overstretched: { expecting: 'confirm', choices: ['start-search', 'not-now', 'why-these-places'] },
  care: { expecting: 'confirm', choices: ['care-none', 'care-some', 'care-unsure'], grave: true },
  'neck-offer': { expecting: 'confirm', choices: ['neck-try', 'neck-leave'] },
  search: {
    expecting: 'region',
    choices: ['region-tender', 'region-nothing', 'region-unsure', 'cannot-reach', 'region-skip', 'something-wrong'],
    pressing: true,
  },
  'search-other-way': {
    expecting: 'region',
    choices: [
      'region-tender',
      'region-nothing',
      'region-unsure',
      'still-cannot-reach',
      'region-skip',
      'something-wrong',
    ],
    pressing: true,
  },
  hold: {
    expecting: 'hold',
    choices: ['start-timer', 'hold-eased', 'hold-not-eased', 'hurts-too-much', 'something-wrong'],
    pressing: true,
  },
  'more-spots': { expecting: 'confirm', choices: ['more-spot', 'no-more-spot', 'something-wrong'] },
  retest: {
    expecting: 'outcome',
    choices: ['knot-gone', 'knot-better', 'knot-same', 'knot-worse', 'something-wrong'],
    pressing: true,
  },
  'pause-offer': { expecting: 'confirm', choices: ['pause-stop', 'pause-go-on'] },
  wrong: {
    expecting: 'doubt',
    choices: ['wrong-sharp', 'wrong-faint', 'wrong-sore', 'wrong-nothing'],
    grave: true,
  },
  'wrong-faded': { expecting: 'doubt', choices: ['wrong-faded', 'wrong-stays'], grave: true },
  outcome: { expecting: 'outcome', choices: ['knot-gone', 'knot-better', 'knot-same', 'knot-worse'] },
  'check-in-offer': { expecting: 'reminder-offer', choices: ['check-in-yes', 'check-in-no', 'therapist-card'] },
  'check-in-time': { expecting: 'reminder-time', choices: ['time-weekdays', 'time-daily', 'time-none', 'time-keep'] },
  'check-in-once': { expecting: 'reminder-time', choices: ['time-none', 'time-keep'] },
  'check-in-zone': { expecting: 'zone', choices: ['zone-none', 'time-keep'] },
  'check-in': {
    expecting: 'check-in',
    choices: ['knot-gone', 'knot-better', 'knot-same', 'knot-worse', 'check-in-snooze', 'check-in-stop'],
  },
  'session-offer': { expecting: 'confirm', choices: ['session-yes', 'session-no'] },
  retire: { expecting: 'confirm', choices: ['retire-yes', 'retire-later', 'retire-no'] },
  // Which of pause, skip and resume are offered depends on whether they are paused.
  'check-ins': {
    expecting: 'confirm',
    choices: [
      'check-ins-change',
      'check-ins-skip',
      'check-ins-pause',
      'check-ins-resume',
      'check-ins-stop',
      'check-ins-keep',
    ],
  },
  'zone-change': { expecting: 'confirm', choices: ['zone-move', 'zone-keep'] },
  // What is said there is mostly about the sign: that it is none, or that there is another one.
  'get-help': { expecting: 'safety', choices: ['mistake', 'screen-again'] },
  return: { expecting: 'confirm', choices: ['go-on', 'start-over', 'ask-else'] },
  later: { expecting: 'confirm', choices: ['go-on', 'start-over'] },
  'confirm-delete': { expecting: 'confirm', choices: ['delete-yes', 'delete-no'], grave: true },
  doubt: { expecting: 'doubt', choices: ['doubt-yes', 'doubt-no', 'doubt-unsure'], grave: true },
  'did-you-mean': { expecting: 'confirm', choices: ['meant-first', 'meant-second', 'meant-neither'] },
} as const satisfies Record<string, Question>;

export type QuestionId = keyof typeof QUESTIONS;

export function questionOf(id: QuestionId): Question {
  return QUESTIONS[id];
}
