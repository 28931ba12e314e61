import { describe, expect, it } from '@jest/globals';
import { asksToGoOn, deniesOneAlone, doctorAllows } from '../../src/understanding/screenAsides.ts';

describe('what is said beside a list of signs', () => {
  it.each<[what: string, (text: string) => boolean, yes: string[], no: string[]]>([
    [
      'a doctor has said that pressing is fine',
      doctorAllows,
      [
        'my doctor said massage is fine',
        'gp says its ok',
        "the physio told me it's safe to press",
        'cleared by my cardiologist',
        'my midwife is happy with it, she said ok',
        'dr gave me the all clear',
        'i did ask dr patel on tuesday and she said a gentle massage is perfectly fine with my bones',
        'yes the doctor said a light massage was perfectly all right',
        'the consultant looked at it and had nothing against a massage',
      ],
      [
        'my doctor said no massage',
        "my doctor said it's not ok",
        "doctor said I can't press there",
        'should I ask my doctor if it is fine?',
        'I will ask my doctor if it is fine',
        'my doctor is good',
        'no doctor has said it is fine',
        'my wife said it is fine',
        "i haven't seen a doctor but i'm fine",
        'fine until my doctor said stop',
      ],
    ],
    [
      'one sign alone is denied',
      deniesOneAlone,
      [
        'not pregnant',
        "i'm not pregnant",
        'no fever',
        "I don't have cancer".toLowerCase(),
        'no blood thinners',
        'no chest pain',
        "haven't had an accident",
      ],
      [
        'no',
        'none of these',
        'no, none',
        'no fever or rash',
        'no fever and no rash',
        'not any of that, no cancer',
        'no signs',
        'pregnant',
        'no thanks',
        "i don't have any",
      ],
    ],
    [
      'it is asked to go on',
      asksToGoOn,
      [
        'can we go on?',
        "let's continue",
        'ok can i carry on now',
        'shall we proceed',
        'could we please just get on with it',
      ],
      ['can we go on tomorrow?', "i can't go on", 'can we continue later', 'when can we go on', 'go away'],
    ],
  ])('%s', (_, reads, yes, no) => {
    expect([...yes, ...no].map((line) => [line, reads(line)])).toEqual([
      ...yes.map((line) => [line, true]),
      ...no.map((line) => [line, false]),
    ]);
  });

  it('is told from a long message at once', () => {
    const long = `not ${'numb'.repeat(2_500)} é`;
    expect([doctorAllows(long), deniesOneAlone(long), asksToGoOn(long)]).toEqual([false, false, false]);
  });
});
