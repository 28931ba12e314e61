import { describe, expect, it } from '@jest/globals';
import type { Expecting, Intent } from '../../dialogs/words.ts';
import { isInPart, type Remark, remarkIn } from '../../src/understanding/remarks.ts';
import { newsBeside, openingNews } from '../../src/understanding/slots/knotNews.ts';

describe('what is said beside the question', () => {
  const rows: [remark: Remark | undefined, expecting: Expecting, byPhrases: Intent, lines: string[]][] = [
    [
      'at-a-loss',
      'check-in',
      'out-of-scope',
      [
        'no idea',
        "i don't know",
        'idk',
        "dunno, haven't thought about it",
        "i couldn't tell you",
        "can't really say yet",
        'not sure tbh',
        'too early to tell',
        'you tell me',
        'just woke up',
        'hmm ask my wife',
        'it depends on the day',
        'how should i know',
        'i forgot to check',
        "can't tell yet, i'm still in bed",
      ],
    ],
    [
      undefined,
      'check-in',
      'out-of-scope',
      [
        "don't know why but it's looser",
        "no idea where it went, i can't find it",
        "can't tell the two days apart",
        "couldn't tell you it's moved",
        'not sure, 5?',
        "i don't know which answer you expect",
        'no idea how to proceed',
        "haven't got up yet, can't tell, noon?",
        'last week i just got up',
        'had to ask my husband to carry the baby',
        "i can't say i notice anything",
        "don't know, ask me later",
      ],
    ],
    ['at-a-loss', 'check-in', 'knot.rating', ['depends, morning 2 evening 6', 'depends, sitting 6, standing 2']],
    [undefined, 'check-in', 'knot.rating', ['was 7 last evening, 4 this morning', 'depends, 5 or 6']],
    ['scolds', 'check-in', 'out-of-scope', ['dude ur annoying', 'you are useless', 'stupid bot', 'this is annoying']],
    [undefined, 'check-in', 'out-of-scope', ["it's still annoying me", 'you people have annoyed it', 'annoying']],
    [
      'not-asked',
      'check-in',
      'reminder.stop',
      [
        'you didnt ask me on friday',
        "you didn't ask me yesterday",
        'you never asked',
        'you have not asked me today',
        'you forgot me on friday',
        'u skipped a day',
        'why did you not message me this morning',
        'how come you didnt write on monday',
        'nothing came from you yesterday, the check-in never came',
        'my check-in never came',
        "i didn't get a check-in today",
        'where were you yesterday',
        'did you forget me today',
        'no message yesterday??',
        'i was waiting for your question',
      ],
    ],
    [
      undefined,
      'nothing',
      'reminder.stop',
      [
        "don't ask me on fridays",
        "you don't need to ask me on fridays",
        "you didn't ask me which arm",
        'you never ask about my job any more',
        'skip friday',
        'no check-in on monday please',
        "i'd rather you didn't ask me every day any longer",
        'you forgot the neck',
        'no check-in today',
      ],
    ],
    [
      'not-answered',
      'check-in',
      'out-of-scope',
      ["sorry i didn't answer yesterday", 'i missed yesterday', 'sorry, forgot to reply', "didn't see your message"],
    ],
    [
      undefined,
      'check-in',
      'knot.better',
      ['i missed your message yesterday, it was better', 'missed it at first, gone now'],
    ],
    [
      'other-errand',
      'nothing',
      'reminder.set',
      [
        'remind me to call my mum at 5',
        'hey can u remind me of my dentist tomorrow at 9',
        'please remind me about the team meeting on thursday at ten',
        'set a reminder for the laundry at eight',
        'ping me about the parcel at noon',
        'could you remind me tomorrow at 9 to pay the rent',
        'remind me to take my pills every morning',
      ],
    ],
    [
      undefined,
      'nothing',
      'reminder.set',
      [
        'remind me at 5',
        'remind me to do this again at 5',
        'remind me of the knot tomorrow at 9',
        'remind me about my shoulder every day',
        'remind me to press it at noon',
        'set a reminder for 10am',
        'set a reminder for tomorrow at half past nine',
        'put a reminder for 6h45 every day',
        'remind me to check in at 4',
        'remind me to stretch at 3',
      ],
    ],
    [
      'of-the-knot',
      'reminder-offer',
      'reminder.set',
      [
        'it came back',
        'it has come back',
        'actually it came back in the evening',
        'evening is worst',
        'mornings are the worst',
        'i did it at 6 today itself',
        'i will do it in the morning',
        'it always starts around four',
        'comes back every evening',
        'it was fine in the morning',
      ],
    ],
    [
      undefined,
      'reminder-offer',
      'reminder.set',
      [
        'it is worst in the evening, ask me then',
        'in the evening',
        'evenings suit me best',
        'if it comes back i will come to you',
        'i take it back, i do not want it',
        'i will do it by myself in the morning',
        'at six, when it comes back',
      ],
    ],
  ];

  it.each(rows)('is %s under %s', (remark, expecting, byPhrases, lines) => {
    const heard = lines.map((line) => [line, remarkIn(line, expecting, [byPhrases, undefined])]);
    expect(heard).toEqual(lines.map((line) => [line, remark]));
  });

  it('is no remark where the model has heard a question in it', () => {
    expect(remarkIn('i do not know how this goes on', 'check-in', ['out-of-scope', 'help'])).toBeUndefined();
  });

  it('wants a part deleted', () => {
    expect(['delete only the ratings', 'remove my last answer', 'delete my side'].filter(isInPart)).toHaveLength(3);
    expect(['delete my data', 'delete everything, ratings too', 'forget me'].filter(isInPart)).toEqual([]);
  });
});

describe('how the knot is, beside something else', () => {
  it.each([
    ['better and stop asking me on fridays', { intent: 'knot.better' }],
    ['same, and can you ask me at 2 instead of 9', { intent: 'knot.same' }],
    ['please ask at noon from now on. it is worse', { intent: 'knot.worse' }],
    ['4/10, and skip tomorrow', { intent: 'knot.rating', rating: 4 }],
    ['same time but at 10', undefined],
    ['ask me at 2, please', undefined],
  ])('%s', (text, told) => expect(newsBeside(text)).toEqual(told));

  it.each([
    ['better thanks! yesterday i could even sleep on that side', 'knot.better'],
    ['worse, i carried boxes', 'knot.worse'],
    ['today is so la la', 'knot.same'],
    ['better, but now it is back', undefined],
    ['better yesterday, today i cannot lie on it', undefined],
    ['better than expected', undefined],
  ])('%s', (text, opening) => expect(openingNews(text)).toBe(opening));
});
