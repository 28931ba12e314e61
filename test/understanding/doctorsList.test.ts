import { describe, expect, it } from '@jest/globals';
import { namesSuch } from '../../src/understanding/alarmWords.ts';
import {
  isChecked,
  isForADoctor,
  type LineTold,
  lineTold,
  takesASignBack,
} from '../../src/understanding/doctorsList.ts';

describe('what is told of a line in the second list', () => {
  it.each<[told: LineTold | undefined, lines: string[]]>([
    [
      'fits',
      [
        'none, except i am 56 and first time',
        'none. well i am 57 and never had such pain before',
        "i'm 19 and it's my first",
      ],
    ],
    [
      'may-fit',
      [
        'it stays even when i rest but not so strong',
        'it is there even at rest but not strong',
        'no, but it hurts always, also when i rest',
        "none, i'm 63",
      ],
    ],
    ['half', ['first time pain and i am 52', "i'm 30 and never had this before"]],
    [
      undefined,
      ['it goes away when i rest', 'no pain at rest', "none, i'm 40", 'first of all: none', 'i slept 60 minutes'],
    ],
  ])('%s', (told, lines) => {
    expect(lines.map((line) => [line, lineTold(line)])).toEqual(lines.map((line) => [line, told]));
  });

  it('is for a doctor, where others of its kind are an emergency', () => {
    expect(isForADoctor('breathing', 'no only with a cough it hurts a bit')).toBe(true);
    expect(isForADoctor('breathing', 'i cough up blood')).toBe(false);
    expect(isForADoctor('illness', 'i sweat at night')).toBe(true);
    expect(isForADoctor('illness', 'fever and a stiff neck')).toBe(false);
    expect(isForADoctor('chest', 'cough')).toBe(false);
  });
});

describe('under the advice to get help', () => {
  it('a sign is taken back, or was looked at', () => {
    expect(takesASignBack('what? i said not chest. my chest is fine')).toBe(true);
    expect(takesASignBack('my chest is fine again now')).toBe(false);
    expect(isChecked('yes it has been checked by her')).toBe(true);
    expect(isChecked('it has not been checked')).toBe(false);
    expect(isChecked('i will get it checked')).toBe(false);
  });
});

describe('a kind of sign', () => {
  it('is named, not named, or named as what it is not', () => {
    expect(namesSuch('chest', 'my back is killing me but not chest')).toBe('denied');
    expect(namesSuch('chest', 'it squeezes in the middle')).toBe('yes');
    expect(namesSuch('nerve', 'it is the left hand side dear')).toBe('no');
    expect(namesSuch('breathing', 'when i am hoovering it is terrible')).toBe('no');
    expect(namesSuch('other', 'anything at all')).toBe('yes');
  });
});
