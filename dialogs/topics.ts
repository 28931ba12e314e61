import type { Ask } from './words.ts';

/**
 * Things that people ask about by name, with the question of the wider kind that each belongs to. What is said of one,
 * and by which words it is known, is in `content/en/topics.yaml`. Who asks the same once more gets the wider answer.
 * Where a message names two, the upper one is answered.
 */
export const TOPICS = {
  health: 'ask.warning-signs',
  worry: 'ask.warning-signs',
  headache: 'ask.warning-signs',
  age: 'ask.bot',
  'another-cause': 'ask.therapist',
  'massage-gun': 'ask.deep-pressure',
  roller: 'ask.deep-pressure',
  ball: 'ask.how-to-press',
  medicine: 'ask.other-help',
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
  employer: 'ask.privacy',
  human: 'ask.bot',
  machine: 'ask.bot',
  maker: 'ask.bot',
  video: 'ask.bot',
  cost: 'ask.bot',
  'at-the-desk': 'ask.how-to-press',
  safety: 'ask.warning-signs',
} as const satisfies Record<string, Ask>;

export type Topic = keyof typeof TOPICS;
export const TOPIC_NAMES = Object.keys(TOPICS) as Topic[];
