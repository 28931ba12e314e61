import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { QuestionId } from '../../dialogs/questions.ts';
import { type About, TOPIC_NAMES, TOPICS, type Topic } from '../../dialogs/topics.ts';
import type { Intent } from '../../dialogs/words.ts';
import { loadContent } from '../../src/phrasing/content.ts';
import { aboutTopic, type Standing } from '../../src/turn/topic.ts';
import { twoQuestions } from '../../src/turn/twoQuestions.ts';
import { wholeMessages } from '../../src/turn/wholeMessage.ts';
import type { Understood } from '../../src/understanding/understood.ts';
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
    ['why does it hurt', 'ask.pain-now', undefined],
  ])('%s (%s): %s', (words, intent, topic) => {
    expect(about(words, intent).about).toEqual(topic && { topic });
  });

  it('is a question even where it was taken for a wish to stop', () => {
    expect(about('can I exercise?', 'stop').understood.intent).toBe('ask.other-help');
    expect(about('stop, I have to go to the gym', 'stop').understood.intent).toBe('stop');
  });

  it('is a question even where it was taken for an answer, or for a wish for check-ins', () => {
    expect(about('can I use heat?', 'region.tender').understood.intent).toBe('ask.other-help');
    expect(about('can I do that at work, looks weird', 'reminder.set').about).toEqual({ topic: 'noticed' });
    expect(about('do men and women have that the same', 'yes').about).toEqual({ topic: 'unknown' });
  });

  it.each<[words: string, intent: Intent]>([
    ['is it better? yes it is', 'knot.better'],
    ["is it gone i think so, can't feel it", 'knot.gone'],
    ["why, it's gone!", 'knot.gone'],
    ['why not', 'yes'],
    ['no, what for', 'no'],
    ['can we do that', 'yes'],
    ['is the same', 'knot.same'],
    ['what I feel is a firm spot', 'region.tender'],
    ['did it, nothing there', 'region.not-tender'],
    ['does not let go', 'pressure.does-not-relax'],
    ['can you ask me at work', 'reminder.set'],
    ['yes, with heat', 'yes'],
  ])('%s is an answer (%s)', (words, intent) => {
    expect(about(words, intent)).toEqual({ understood: meaning(intent) });
  });

  it('lets the answer stand before "but can I do it anyway?"', () => {
    const heard = aboutTopic(meaning('yes'), 'yes but can I do it anyway', CONTENT, {
      question: 'care',
      lastAsk: null,
    });
    expect(heard).toEqual({
      understood: meaning('yes', {}, { also: [{ intent: 'ask.how-to-press', slots: {} }] }),
      about: { topic: 'anyway' },
    });
  });

  it.each<Intent>(['red-flag', 'despair', 'data.delete'])('changes nothing about %s', (intent) => {
    const understood = meaning(intent);
    expect(aboutTopic(understood, 'can I use heat?', CONTENT)).toEqual({ understood });
  });

  it('leaves a doubt where it is', () => {
    const understood = meaning('out-of-scope', {}, { doubt: 'chest' });
    expect(aboutTopic(understood, 'can it be my heart?', CONTENT)).toEqual({ understood });
  });

  it('leaves what bars the way where it is, though a topic is about it', () => {
    const understood = meaning('out-of-scope', {}, { bar: 'age' });
    expect(aboutTopic(understood, "btw I'm 15", CONTENT)).toEqual({ understood });
  });

  it.each(TOPIC_NAMES)('%s is known by its own words alone', (topic) => {
    for (const way of CONTENT.topics[topic].said) {
      const words = `is ${way.replace('*', '')} ok?`;
      const [question = 'home'] = CONTENT.topics[topic].at;
      const asked = meaning(TOPICS[topic]);
      // What a line of a list means is asked with the list open.
      const understood = topic.startsWith('sign-') ? { ...asked, asksMeaning: true as const } : asked;
      const heard = aboutTopic(understood, words, CONTENT, {
        question: question as QuestionId,
        lastAsk: null,
      });
      expect([way, heard.about]).toEqual([way, { topic }]);
    }
  });
});

describe('what is asked about the place, or about what was just said', () => {
  it.each<[words: string, question: QuestionId, asked: About | undefined]>([
    ['which arm?', 'search', { topic: 'where-here' }],
    ['is my biceps part of that?', 'search', { topic: 'where-here' }],
    ['ok but how far down do i go', 'search', { topic: 'where-here' }],
    ['where exactly is that', 'side', { topic: 'where-here' }],
    ['which side', 'rating', undefined],
    ['how hard', 'search', { topic: 'dose' }],
    ['and how long should I hold it?', 'hold', { topic: 'dose' }],
    ['how hard', 'safety-doctor', undefined],
    ['how many more', 'hold', { topic: 'what-next' }],
    ['and then?', 'home', { topic: 'what-next' }],
    ["what's next", 'pressure', { topic: 'what-next' }],
    ['is that bad?', 'retest', { topic: 'is-that-bad' }],
    ['yes but is it normal that it hurts?', 'hold', { topic: 'normal-to-hurt' }],
    ['are you sure about that', 'search', { topic: 'are-you-sure' }],
    ['what happens if I say yes', 'check-in-offer', { topic: 'if-yes' }],
    ['can I do 2 at once', 'search', { topic: 'at-once' }],
    ['through my jumper', 'pressure', { topic: 'clothes' }],
    ['how do I know if it relaxed', 'pressure', { topic: 'how-to-tell' }],
    ["what if it doesn't ease", 'hold', { topic: 'what-if' }],
    ['why 40 seconds?', 'hold', { topic: 'why-the-dose' }],
    ['can I stop it later', 'check-in-offer', { topic: 'check-in-facts' }],
    ['is that all?', 'hold', { topic: 'what-next' }],
    ['what happens if I press too hard', 'hold', { topic: 'unknown' }],
    ['is it Tuesday today', 'home', undefined],
    ['why there', 'search', { why: 'question' }],
    ['why', 'side', { why: 'question' }],
    ['why', 'overstretched', undefined],
    ['yes but why do you ask', 'safety-doctor', { why: 'question' }],
    ['why do you need to know all that?', 'consent', { why: 'question' }],
    ['why should i want that', 'check-in-offer', { why: 'question' }],
    ['why does the number matter?', 'rating', { why: 'question' }],
    ["why won't it relax", 'side', undefined],
  ])('%s, at %s', (words, question, asked) => {
    expect(aboutTopic(meaning('out-of-scope'), words, CONTENT, { question, lastAsk: null }).about).toEqual(asked);
  });

  it('is the answer before, where "why?" follows one', () => {
    const standing: Standing = { question: 'search', lastAsk: 'ask.deep-pressure' };
    expect(aboutTopic(meaning('ask.why-wont-relax'), 'but why?', CONTENT, standing).about).toEqual({ why: 'answer' });
  });

  it('is the answer before, where "why not?" follows one, but a yes to an offer', () => {
    const standing: Standing = { question: 'home', lastAsk: 'ask.deep-pressure' };
    const offered: Standing = { ...standing, question: 'check-in-offer' };
    expect(aboutTopic(meaning('ask.why-wont-relax'), 'why not?', CONTENT, standing).about).toEqual({ why: 'answer' });
    expect(aboutTopic(meaning('yes'), 'why not?', CONTENT, offered)).toEqual({ understood: meaning('yes') });
  });

  it('needs no more than its name, but for a name under a list of signs', () => {
    const under = (question: QuestionId, words: string) =>
      aboutTopic(meaning('out-of-scope'), words, CONTENT, { question, lastAsk: null }).about;
    expect(under('home', 'Yoga')).toEqual({ topic: 'exercise' });
    expect(under('home', 'my yoga mat is blue')).toBeUndefined();
    expect(under('safety-doctor', 'Surgery')).toBeUndefined();
  });

  it('is answered beside an answer', () => {
    const standing: Standing = { question: 'hold', lastAsk: null };
    expect(aboutTopic(meaning('hold.eased'), 'it eased, how many more?', CONTENT, standing)).toEqual({
      understood: meaning('hold.eased', {}, { also: [{ intent: 'ask.how-long', slots: {} }] }),
      about: { topic: 'what-next' },
    });
  });

  it('can be read, every phrase of it', () => {
    for (const topic of TOPIC_NAMES) expect(() => wholeMessages(CONTENT.topics[topic].alone)).not.toThrow();
  });
});

describe('two questions in one message', () => {
  const heat: Understood = meaning('ask.other-help');
  const read = (part: string) => aboutTopic(meaning('ask.other-help'), part, CONTENT);

  it('are both asked, in their order', () => {
    expect(twoQuestions('should I use heat and can I drink a beer after', heat, read)).toEqual({
      understood: meaning('ask.other-help', {}, { also: [{ intent: 'ask.other-help', slots: {} }] }),
      about: [{ topic: 'heat-and-cold' }, { topic: 'alcohol' }],
    });
  });

  it.each([
    'should I use heat or ice?',
    'do men and women use heat',
    'it is sore, should I use heat?',
    'can I use heat? can I use ice?',
  ])('are not seen in "%s"', (words) => {
    expect(twoQuestions(words, heat, read)).toBeUndefined();
  });

  it('wait where there may be a warning sign', () => {
    const doubt = meaning('out-of-scope', {}, { doubt: 'chest' });
    expect(twoQuestions('can I use heat and is it my heart', doubt, read)).toBeUndefined();
  });
});
