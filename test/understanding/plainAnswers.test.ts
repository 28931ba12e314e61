import { describe, expect, it } from '@jest/globals';
import type { Expecting, Intent } from '../../dialogs/words.ts';
import { loadModel } from '../../src/understanding/classifier/model.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { isPlainNews } from '../../src/understanding/noSign.ts';
import { severeAnswer } from '../../src/understanding/severeAnswer.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';

const understand = createUnderstand(loadLexicon(), loadModel());

describe('a plain answer', () => {
  it.each<[expecting: Expecting, intent: Intent, lines: string[]]>([
    ['nothing', 'out-of-scope', ['still there but better', 'better but still there', 'its the same']],
    ['rating', 'out-of-scope', ['no', 'nope']],
    ['reminder-time', 'out-of-scope', ['yes', 'yep']],
    ['zone', 'out-of-scope', ['yes']],
    ['region', 'cannot-reach', ['no still cant', 'nope cant', "still can't"]],
    ['region', 'skip', ['ok next one', 'next place please']],
    ['reminder-offer', 'out-of-scope', ['a bit better', 'its the same']],
    ['check-in', 'reminder.snooze', ['15', '30']],
    ['check-in', 'knot.better', ['a bit better', 'still there but better']],
  ])('at %s is %s', (expecting, intent, lines) => {
    expect(lines.map((line) => [line, understand(line, expecting).intent])).toEqual(
      lines.map((line) => [line, intent]),
    );
  });

  it('to "is it so bad?" is a no where it is bearable', () => {
    expect(['its ok', "it's fine", "no, I'm fine", 'that is not bad'].map(severeAnswer)).toEqual([
      'no',
      'no',
      'no',
      'no',
    ]);
    expect(['ok', 'it is bad', 'its not ok'].map(severeAnswer)).toEqual([undefined, undefined, undefined]);
  });

  it('tells how the knot is, and nothing beside', () => {
    const news = [
      'its a lot better today',
      'hi its better today',
      'worse today',
      'it came back',
      'its gone',
      'still there',
    ];
    expect(news.filter((line) => !isPlainNews(line))).toEqual([]);
    const more = [
      'hi',
      'not today',
      'thanks',
      'my arm is still numb',
      'worse since I fell',
      'still dizzy',
      'the chest is better',
    ];
    expect(more.filter(isPlainNews)).toEqual([]);
  });
});
