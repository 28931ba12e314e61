import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { TOPIC_NAMES, TOPICS, type Topic } from '../../dialogs/topics.ts';
import type { Intent } from '../../dialogs/words.ts';
import { loadContent } from '../../src/phrasing/content.ts';
import { aboutTopic } from '../../src/turn/topic.ts';
import { meaning } from './walk.ts';

const CONTENT = loadContent(join(import.meta.dirname, '../../content/en'));
const about = (words: string, intent: Intent) => aboutTopic(meaning(intent), words, CONTENT);

describe('what is asked about by name', () => {
  it.each<[words: string, intent: Intent, topic: Topic | undefined]>([
    ['Is a massage gun OK?', 'ask.deep-pressure', 'massage-gun'],
    ['can I use it while pregnant', 'ask.warning-signs', 'health'],
    ['is this safe in pregnancy?', 'ask.warning-signs', 'health'],
    ["what's the difference, is one the stretch kind?", 'ask.two-types', undefined],
    ['why the lower back?', 'ask.where-to-press', undefined],
    ['what about my lower back?', 'out-of-scope', 'other-part'],
    ['my heater broke, what a day', 'out-of-scope', undefined],
    ['this is stressful', 'out-of-scope', undefined],
    ['why is it hard?', 'ask.why-wont-relax', undefined],
  ])('%s (%s): %s', (words, intent, topic) => {
    expect(about(words, intent).topic).toBe(topic);
  });

  it('is a question even where it was taken for a wish to stop', () => {
    expect(about('can I exercise?', 'stop').understood.intent).toBe('ask.other-help');
    expect(about('stop, I have to go to the gym', 'stop').understood.intent).toBe('stop');
  });

  it.each<Intent>(['red-flag', 'despair', 'region.tender', 'yes', 'data.delete'])(
    'changes nothing about %s',
    (intent) => {
      const understood = meaning(intent);
      expect(aboutTopic(understood, 'can I use heat?', CONTENT)).toEqual({ understood });
    },
  );

  it('leaves a doubt where it is', () => {
    const understood = meaning('out-of-scope', {}, { doubt: 'chest' });
    expect(aboutTopic(understood, 'can it be my heart?', CONTENT)).toEqual({ understood });
  });

  it.each(TOPIC_NAMES)('%s is known by its own words alone', (topic) => {
    for (const way of CONTENT.topics[topic].said) {
      const words = `is ${way.replace('*', '')} ok?`;
      const heard = about(words, TOPICS[topic]).topic;
      expect([way, TOPIC_NAMES.indexOf(heard as Topic)]).toEqual([way, TOPIC_NAMES.indexOf(topic)]);
    }
  });
});
