import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { plainText } from '../../src/message.ts';
import { playTranscript, readTranscript } from '../support/transcript.ts';

/** Each conversation in this folder, played against the whole bot, line by line. */
const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.txt') && basename(name) !== 'lists.txt',
);

describe('conversations', () => {
  it.each(files.map((name) => [name, readTranscript(join(import.meta.dirname, name)).about]))(
    '%s: %s',
    async (name) => {
      const { shown, updates } = await playTranscript(join(import.meta.dirname, name), (step, said) => {
        expect({ at: `${name}:${step.line}`, does: step.does, said }).toEqual({
          at: `${name}:${step.line}`,
          does: step.does,
          said: step.says,
        });
      });
      // On Teams, what was said before reads as it did, without its buttons.
      for (const { of, message } of updates) {
        const { choices: _, discreet: __, summary: ___, answered: ____, ...words } = message;
        expect(of).toMatchObject(words);
        expect(message.choices).toEqual([]);
      }
      const pressable = shown.filter((one) => one.choices.length > 0 && !updates.some(({ of }) => of === one));
      const forgotten = shown.findLastIndex(({ forgets }) => forgets);
      expect(
        pressable
          .slice(0, -1)
          .filter((one) => shown.indexOf(one) > forgotten)
          .map(plainText),
      ).toEqual([]);
    },
  );
});
