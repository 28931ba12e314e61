import { TOPIC_NAMES, TOPICS, type Topic } from '../../dialogs/topics.ts';
import type { Intent } from '../../dialogs/words.ts';
import type { Content } from '../phrasing/content.ts';
import type { Understood } from '../understanding/understood.ts';
import { plainWords } from './plainWords.ts';

/**
 * Taken for these, a question that names a topic was not understood: "can I lie down?" asks for no pause, and "what does
 * tender mean?" not for the same words again.
 */
const MISHEARD: ReadonlySet<Intent> = new Set(['out-of-scope', 'stop', 'later', 'repeat', 'reminder.snooze']);

/**
 * What was understood, with the topic that the question names, so that "does yoga help?" is answered about yoga. A
 * question that names one is a question, whatever else it was taken for. Pure.
 */
export function aboutTopic(
  understood: Understood,
  words: string,
  content: Content,
): { understood: Understood; topic?: Topic } {
  const { intent, also, candidates, doubt, foreign } = understood;
  if (doubt || foreign || intent === 'red-flag' || intent === 'despair') return { understood };
  const asks = [intent, ...also.map((one) => one.intent)].some((one) => one.startsWith('ask.'));
  const misheard = (MISHEARD.has(intent) || candidates !== undefined) && isQuestion(words, content);
  if (!asks && !misheard) return { understood };
  const topic = topicIn(words, content, intent);
  if (topic === undefined) return { understood };
  if (asks && !candidates) return { understood, topic };
  const { candidates: _, ...plain } = understood;
  return { understood: { ...plain, intent: TOPICS[topic], slots: {} }, topic };
}

function isQuestion(words: string, content: Content): boolean {
  const [first = ''] = plainWords(words).split(' ');
  return words.includes('?') || (content.words.asking.begins ?? '').split(' ').includes(first);
}

function topicIn(words: string, content: Content, intent: Intent): Topic | undefined {
  const text = ` ${plainWords(words)} `;
  const named = saidIn(content).find(([topic, said]) => !ELSEWHERE[topic]?.includes(intent) && said.test(text));
  return named?.[0];
}

/** Questions in which the words of a topic mean something else: the place on the lower back, a knot to be cut out. */
const ELSEWHERE: Partial<Record<Topic, readonly Intent[]>> = {
  health: ['ask.whats-inside', 'ask.therapist', 'ask.privacy'],
  'other-part': ['ask.where-to-press', 'ask.how-to-press', 'ask.where-not-to-press'],
  stretching: ['ask.two-types', 'ask.why-wont-relax'],
  'coming-back': ['ask.why-wont-relax', 'ask.how-long'],
};

const patterns = new WeakMap<Content, [Topic, RegExp][]>();

function saidIn(content: Content): [Topic, RegExp][] {
  let known = patterns.get(content);
  if (!known) {
    known = TOPIC_NAMES.map((topic) => {
      const ways = content.topics[topic].said.map((way) =>
        way.endsWith('*') ? `${plainWords(way)}\\p{L}*` : plainWords(way),
      );
      return [topic, new RegExp(` (?:${ways.join('|')}) `, 'u')];
    });
    patterns.set(content, known);
  }
  return known;
}
