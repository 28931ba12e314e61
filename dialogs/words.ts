/** The six places around a knot that the method searches. The order of a first search is in `regions.ts`. */
export const REGIONS = ['lower-back', 'upper-arm', 'upper-chest', 'ribs-side', 'ribs-front', 'neck'] as const;
export type Region = (typeof REGIONS)[number];

/** The person's own left or right. `both` and `middle` are narrowed to one of them before anything is pressed. */
export const SIDES = ['left', 'right', 'both', 'middle', 'spine', 'elsewhere'] as const;
export type Side = (typeof SIDES)[number];

/** What the open question is about: the context in which words are understood. */
export const EXPECTING = [
  'nothing',
  'consent',
  'safety',
  'rating',
  'side',
  'pressure',
  'contracting',
  'region',
  'hold',
  'outcome',
  'reminder-offer',
  'reminder-time',
  'zone',
  'check-in',
  'confirm',
  'doubt',
] as const;
export type Expecting = (typeof EXPECTING)[number];

/** Labels that answer an open question. Which are taken where is said in `questions.ts`. */
export const ANSWERS = [
  'pressure.relaxes',
  'pressure.does-not-relax',
  'pressure.unsure',
  'cannot-reach',
  'yes',
  'no',
  'unsure',
  'region.tender',
  'region.not-tender',
  'hurts-too-much',
  'hold.eased',
  'hold.not-eased',
  'knot.gone',
  'knot.better',
  'knot.same',
  'knot.worse',
  'knot.rating',
  'side.set',
  'zone.set',
] as const;

/** Questions a person may ask in every place. Each has an answer in `content/en/answers.yaml`. */
export const ASKS = [
  'ask.why-wont-relax',
  'ask.cause',
  'ask.whats-inside',
  'ask.two-types',
  'ask.where-to-press',
  'ask.where-not-to-press',
  'ask.how-to-press',
  'ask.deep-pressure',
  'ask.therapist',
  'ask.neck',
  'ask.program',
  'ask.bot',
  'ask.privacy',
  'ask.prevent',
  'ask.everyone-presses',
  'ask.evidence',
  'ask.how-long',
  'ask.other-help',
  'ask.middle',
  'ask.both-sides',
  'ask.spine',
  'ask.elsewhere',
  'ask.pain-now',
  'ask.warning-signs',
] as const;
export type Ask = (typeof ASKS)[number];

/** Whether what was understood, or an event of that name, is one of these questions. */
export function isAsk(type: string): type is Ask {
  return (ASKS as readonly string[]).includes(type);
}

/** What is said of check-ins that are there already. */
export const OF_CHECK_INS = [
  'reminder.stop',
  'reminder.pause',
  'reminder.resume',
  'reminder.snooze',
  'reminder.skip',
  'reminder.show',
] as const;

/** What a person may say in every place, whatever is asked. */
export const EVERYWHERE = [
  'relief.start',
  ...ASKS,
  'reminder.set',
  ...OF_CHECK_INS,
  'progress.show',
  'data.show',
  'data.export',
  'data.delete',
  'language.change',
  'help',
  'back',
  'repeat',
  'skip',
  'restart',
  'stop',
  'later',
  'go-on',
  'more',
  'mistake',
  'something-wrong',
  'timer.start',
  'timer.stop',
  'greet',
  'thanks',
  'goodbye',
  'red-flag',
  'despair',
  'out-of-scope',
] as const;

export const INTENTS = [...ANSWERS, ...EVERYWHERE] as const;
export type Intent = (typeof INTENTS)[number];

/** The kinds of warning sign. `other` when a sign is certain but fits none of the rest. */
export const WARNING_KINDS = [
  'chest',
  'breathing',
  'nerve',
  'injury',
  'illness',
  'head',
  'bladder-bowel',
  'other',
] as const;
export type WarningKind = (typeof WARNING_KINDS)[number];

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export type Days = 'daily' | 'weekdays' | Weekday[];

/**
 * A day as a person named it, on no calendar yet, because words are understood without a clock: "today", "tomorrow",
 * "next" (of a series), a weekday, "+14" (in 14 days), "12" (the next twelfth of a month), "05-03" (the next third of
 * May), or "2026-05-03"; and so many days after one of those: "mon+7" (the Monday after the coming one), "05-03+1".
 */
export type NamedDay = string;

/** What came with a label. Only what the person said; nothing is filled in by guessing. */
export interface Slots {
  /** 0 to 10. */
  rating?: number;
  side?: Side;
  region?: Region;
  /** Wall clock, "HH:MM"; for a snooze today's, for a zone what the person's clock shows. */
  time?: string;
  days?: Days;
  /** Days that were only left out, "no more on Fridays": of check-ins that stand, they are taken away. */
  without?: readonly Weekday[];
  /** Days that only come on top, "add Thursday too": of check-ins that stand, they are put to those. */
  added?: readonly Weekday[];
  /** So many minutes later than the check-ins are now, or earlier: "make it half an hour later". */
  shift?: number;
  /** "Same time tomorrow": the time that the check-ins have, or that it is. */
  sameTime?: true;
  /** More than one time a day is wanted. */
  oftener?: true;
  /** For a snooze, from now. */
  minutes?: number;
  /** For a pause: the day on which check-ins begin again, as it was named. See `NamedDay`. */
  until?: NamedDay;
  /** For a pause that begins on a later day: that day. */
  from?: NamedDay;
  /** For one check-in alone, "only tomorrow" or "skip Thursday": its day. The series stays as it is. */
  on?: NamedDay;
  /** IANA time zone. */
  zone?: string;
  /** For a zone: how far the person's clock is ahead of UTC, in minutes, where that was told and no place. */
  offset?: number;
  /** ISO 639-1 code of the language asked for. */
  to?: string;
  kind?: WarningKind;
}

export interface Meaning {
  intent: Intent;
  slots: Slots;
}
