import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { playTranscript, readTranscript } from '../support/transcript.ts';

/** Each conversation in this folder, played against the whole bot, line by line. */
const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.txt') && basename(name) !== 'lists.txt',
);

describe('conversations', () => {
  it.each(files.map((name) => [name, readTranscript(join(import.meta.dirname, name)).about]))(
    '%s: %s',
    async (name) => {
      await playTranscript(join(import.meta.dirname, name), (step, said) => {
        expect({ at: `${name}:${step.line}`, does: step.does, said }).toEqual({
          at: `${name}:${step.line}`,
          does: step.does,
          said: step.says,
        });
      });
    },
  );
});
