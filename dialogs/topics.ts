import type { Ask } from './words.ts';

/**
 * Things that people ask about by name, or about what was just said or asked, with the question of the wider kind that
 * each belongs to. What is said of one, and by which words it is known, is in `content/en/topics.yaml`. Who asks the
 * same once more gets what else there is to it, or the wider answer. Where a message names two, the upper one is
 * answered.
 */
export const TOPICS = {
  'if-yes': 'ask.warning-signs',
  'does-it-count': 'ask.warning-signs',
  anyway: 'ask.how-to-press',
  'where-here': 'ask.where-to-press',
  'check-in-facts': 'ask.how-long',
  'why-the-dose': 'ask.how-to-press',
  dose: 'ask.how-to-press',
  'how-to-tell': 'ask.how-to-press',
  'nothing-found': 'ask.where-to-press',
  'what-if': 'ask.how-to-press',
  'what-next': 'ask.how-long',
  'at-once': 'ask.how-to-press',
  'is-that-bad': 'ask.pain-now',
  'normal-to-hurt': 'ask.pain-now',
  'are-you-sure': 'ask.evidence',
  'does-it-work': 'ask.evidence',
  'tired-hands': 'ask.how-to-press',
  scale: 'ask.how-long',
  breath: 'ask.how-to-press',
  'will-it-go': 'ask.how-long',
  'by-itself': 'ask.how-long',
  health: 'ask.warning-signs',
  worry: 'ask.warning-signs',
  headache: 'ask.warning-signs',
  age: 'ask.bot',
  ticklish: 'ask.how-to-press',
  'slips-away': 'ask.how-to-press',
  'has-moved': 'ask.how-to-press',
  'another-cause': 'ask.therapist',
  'massage-gun': 'ask.deep-pressure',
  roller: 'ask.deep-pressure',
  ball: 'ask.how-to-press',
  medicine: 'ask.other-help',
  alcohol: 'ask.other-help',
  scan: 'ask.therapist',
  'see-a-professional': 'ask.therapist',
  needling: 'ask.therapist',
  'heat-and-cold': 'ask.other-help',
  'getting-worse': 'ask.pain-now',
  soreness: 'ask.pain-now',
  cracking: 'ask.pain-now',
  'coming-back': 'ask.prevent',
  'other-name': 'ask.whats-inside',
  posture: 'ask.prevent',
  stress: 'ask.cause',
  sleeping: 'ask.other-help',
  exercise: 'ask.other-help',
  stretching: 'ask.other-help',
  'other-part': 'ask.elsewhere',
  'tight-and-tender': 'ask.how-to-press',
  'day-off': 'ask.how-long',
  'how-often': 'ask.how-long',
  'someone-else': 'ask.how-to-press',
  camera: 'ask.privacy',
  employer: 'ask.privacy',
  human: 'ask.bot',
  machine: 'ask.bot',
  'method-name': 'ask.bot',
  maker: 'ask.bot',
  video: 'ask.bot',
  insurance: 'ask.bot',
  cost: 'ask.bot',
  clothes: 'ask.how-to-press',
  'on-the-way': 'ask.how-to-press',
  noticed: 'ask.how-to-press',
  'at-the-desk': 'ask.how-to-press',
  safety: 'ask.warning-signs',
  oil: 'ask.how-to-press',
  'food-and-drink': 'ask.other-help',
  unknown: 'ask.bot',
} as const satisfies Record<string, Ask>;

export type Topic = keyof typeof TOPICS;

/**
 * What a question is about, beside its wider kind: a topic, the reason for what was answered last, or the reason why
 * the open question is asked.
 */
export type About = { topic: Topic } | { why: 'answer' } | { why: 'question' };

export const TOPIC_NAMES = Object.keys(TOPICS) as Topic[];
