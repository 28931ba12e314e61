import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..');
const PAGE = readFileSync(join(ROOT, 'docs/operating.md'), 'utf8');

const CALL = /log\??\.(?:warn|error)\(([\s\S]*?)\);/g;
/** What is filled in ends it. */
const SENTENCE = /['`]([A-Z][^'`$\n]{15,})/;

/** What is logged at `warn` or `error` in a source: a text in the call, or the constant that it names. */
function sentencesOf(source: string): string[] {
  return [...source.matchAll(CALL)].map(([, call = '']) => {
    const before = source.slice(0, source.indexOf(call));
    const own = SENTENCE.exec(call)?.[1]?.trim();
    const named = [...before.matchAll(/const say =\s*'([^'\n]+)'/g)].at(-1)?.[1];
    return own ?? named ?? `a sentence that was not found: ${call}`;
  });
}

const sentences = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => sentencesOf(readFileSync(join(ROOT, 'src', file), 'utf8')));

it('finds what is logged', () => expect(new Set(sentences).size).toBeGreaterThan(20));

it.each([...new Set(sentences)])('the page for whoever is on call says what to do about: %s', (sentence) => {
  expect(PAGE.split('\n').filter((line) => line.startsWith(`| ${sentence} |`))).toHaveLength(1);
});
