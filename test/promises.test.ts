import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..');

/** Rows of docs/promises.md: what is promised, and the tests that it names. */
const rows = readFileSync(join(ROOT, 'docs/promises.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && line !== '| promise | held by |')
  .map((line) => line.split(' | '))
  .map(([promise = '', heldBy = '']) => [promise.replace(/^\| /, ''), heldBy] as const);

describe('every promise is held by a test that is there', () => {
  it.each(rows)('%s', (_promise, heldBy) => {
    const named = [...heldBy.matchAll(/`(test\/[^`]+)`: ((?:\*[^*]+\*(?:, )?)+)/g)];
    expect(named).not.toEqual([]);
    for (const [, file = '', titles = ''] of named) {
      const source = readFileSync(join(ROOT, file), 'utf8');
      const missing = [...titles.matchAll(/\*([^*]+)\*/g)].filter(([, title = '']) => !source.includes(title));
      expect(missing.map(([, title]) => `${file} has no ${title}`)).toEqual([]);
    }
  });
});
