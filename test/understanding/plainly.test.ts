import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { EXPECTING, type Expecting } from '../../dialogs/words.ts';
import { loadModel } from '../../src/understanding/classifier/model.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { loadTimes } from '../../src/understanding/recognizers.ts';
import { sharedMeaning } from '../../src/understanding/sharedMeaning.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';

const understand = createUnderstand(loadLexicon(), loadModel());

interface Row {
  line: number;
  expecting: Expecting;
  intent: string;
  slot: string | undefined;
  said: string[];
}

const rows = readFileSync(join(import.meta.dirname, 'plainly.txt'), 'utf8')
  .split('\n')
  .flatMap((text, at): Row[] => {
    if (text === '' || text.startsWith('#')) return [];
    const [expecting = '', meaning = '', said = ''] = text.split(' | ');
    if (!EXPECTING.includes(expecting as Expecting)) throw new Error(`plainly.txt: nothing asks for '${expecting}'.`);
    const [intent = '', slot] = meaning.split(' ');
    return [{ line: at + 1, expecting: expecting as Expecting, intent, slot, said: said.split(' ¦ ') }];
  });

describe('what is plainly said', () => {
  beforeAll(() => loadTimes());

  it.each(rows)('means $intent $slot under $expecting (line $line)', ({ expecting, intent, slot, said }) => {
    const misread = said.flatMap((words) => {
      const meaning = sharedMeaning(understand(words, expecting));
      const isIntent = intent.endsWith('*')
        ? meaning.intent.startsWith(intent.slice(0, -1))
        : meaning.intent === intent;
      const [name = '', value] = slot?.split('=') ?? [];
      const told = String(meaning.slots[name as keyof typeof meaning.slots]);
      return isIntent && (slot === undefined || told === value) ? [] : [{ words, meaning }];
    });
    expect(misread).toEqual([]);
  });
});
