import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { kept } from '../src/kept.ts';
import { loadContent } from '../src/phrasing/content.ts';
import { loadLexicon } from '../src/understanding/lexicon.ts';
import { readMessage } from '../src/understanding/reading.ts';

const ENGLISH = join(import.meta.dirname, '../content/en');
const folders: string[] = [];
let folder: string;
let words: string;
let keptIn: string;
let made: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unknot-kept-'));
  folders.push(folder);
  words = join(folder, 'words');
  mkdirSync(words);
  writeFileSync(join(words, 'one.yaml'), 'no');
  keptIn = join(folder, 'kept');
  made = 0;
});

afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true });
});

/** What the words come to: here, all of them in capitals. */
function load(): string {
  const make = () => {
    made += 1;
    return Buffer.from(readFileSync(join(words, 'one.yaml'), 'utf8').toUpperCase());
  };
  return kept({ name: 'words', from: [words], make, keptIn }).toString();
}

describe('what was worked out', () => {
  it('is kept for the next start, whole and alone', () => {
    expect([load(), load(), load()]).toEqual(['NO', 'NO', 'NO']);
    expect(made).toBe(1);
    expect(readdirSync(keptIn)).toEqual(['words']);
  });

  it.each<[change: string, make: () => void, then: string]>([
    ['a file was changed', () => writeFileSync(join(words, 'one.yaml'), 'on'), 'ON'],
    ['a file came', () => writeFileSync(join(words, 'two.yaml'), ''), 'NO'],
    ['what is kept was cut short', () => writeFileSync(join(keptIn, 'words'), 'n'), 'NO'],
  ])('is worked out anew when %s', (_, change, then) => {
    load();
    change();
    expect([load(), load()]).toEqual([then, then]);
    expect(made).toBe(2);
  });

  it('is worked out each time where nothing can be written', () => {
    writeFileSync(keptIn, 'a file, and no folder');
    expect([load(), load()]).toEqual(['NO', 'NO']);
    expect(made).toBe(2);
  });

  it('is not kept when it cannot be made', () => {
    const broken = () =>
      kept({
        name: 'words',
        from: [words],
        make: () => {
          throw new Error('words:1: a word is missing');
        },
        keptIn,
      });
    expect(broken).toThrow('a word is missing');
    expect(broken).toThrow('a word is missing');
  });
});

describe('the words of the bot', () => {
  it('are the same from what is kept', () => {
    const fresh = loadContent(ENGLISH);
    loadContent(ENGLISH, keptIn);
    expect(loadContent(ENGLISH, keptIn)).toEqual(fresh);
  });

  it('are understood the same from what is kept', () => {
    const understood = () => {
      const { writing, repair, book, warnings, places } = loadLexicon(ENGLISH, keptIn);
      const reading = readMessage('my shouldr is stil hard like a marbel, and my arm is numb', writing, repair);
      return { reading, found: book.find(reading), signs: warnings.book.find(reading), places };
    };
    const fresh = understood();
    expect(fresh.reading.words).toContain('shoulder');
    expect(fresh.signs).not.toEqual([]);
    expect(readdirSync(keptIn)).toEqual(['lexicon']);
    expect(understood()).toEqual(fresh);
  });
});
