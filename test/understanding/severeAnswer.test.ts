import { describe, expect, it } from '@jest/globals';
import { severeAnswer } from '../../src/understanding/severeAnswer.ts';

describe('what is said to "is it so bad that it is hard to sleep, think or move?"', () => {
  it.each<[answer: 'no' | 'unclear' | undefined, lines: string[]]>([
    [
      'no',
      [
        'yes, I can still do all that',
        'I can',
        'i can sleep and think and move',
        'I can still move fine',
        "It's bearable",
        'manageable',
        'not that bad',
        'I sleep fine',
        'could be worse',
        'able to work and sleep',
        'I’m coping, I can function',
      ],
    ],
    [
      'unclear',
      [
        'I can sleep but it is hard to move',
        'I can sleep with painkillers',
        'only when I turn my head',
        'sometimes',
        'depends on the day',
        'when I lie on it',
        'I can move but it wakes me up',
        'bearable except at night',
      ],
    ],
    [
      undefined,
      [
        'yes',
        'no',
        'yes it is',
        "I can't sleep",
        'i cant sleep or think',
        'hardly sleep, only when I am exhausted',
        'it is unbearable',
        "it's keeping me awake",
        'not bearable',
        'what do you mean?',
      ],
    ],
  ])('is %s', (answer, lines) => {
    expect(lines.map((line) => [line, severeAnswer(line)])).toEqual(lines.map((line) => [line, answer]));
  });
});
