import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { LexiconError } from '../../src/understanding/yamlFile.ts';

const ENGLISH = join(import.meta.dirname, '../../content/en');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unknot-lexicon-'));
  cpSync(join(ENGLISH, 'phrases'), join(folder, 'phrases'), { recursive: true });
  for (const file of ['places.yaml', 'warning-signs.yaml']) cpSync(join(ENGLISH, file), join(folder, file));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** The problems reported when a file of labels holds these lines. */
function problemsOf(lines: string[], file = 'phrases/extra.yaml'): string[] {
  writeFileSync(join(folder, file), lines.join('\n'));
  try {
    loadLexicon(folder);
  } catch (error) {
    if (error instanceof LexiconError) return error.problems;
    throw error;
  }
  return [];
}

describe('a mistake in the words people type', () => {
  it.each<[fact: string, lines: string[], problem: RegExp]>([
    [
      'a label that does not exist',
      ['help:', '  - please help', 'halp:', '  - x'],
      /^extra\.yaml:3: there is no label 'halp'$/,
    ],
    [
      'a label in `means`',
      ['mine:', '  means: [nope]', '  phrases: [hi there]'],
      /^extra\.yaml:2: there is no label 'nope'$/,
    ],
    [
      'an unknown heading',
      ['help:', '  phrases: [help]', '  often: [aid]'],
      /^extra\.yaml:3: 'often' is none of means, /,
    ],
    ['a bracket left open', ['help:', '  - (help|aid me'], /^extra\.yaml:2: '\(help\|aid me' has no closing \)$/],
    [
      'a bracket never opened',
      ['help:', '  - help', '  - aid) me'],
      /^extra\.yaml:3: 'aid\) me' has a \) that nothing opens$/,
    ],
    [
      'a group that does not exist',
      ['help:', '  - "help {nobody}"'],
      /^extra\.yaml:2: there is no group \{nobody\} in groups\.yaml$/,
    ],
    ['a phrase of nothing but gaps', ['help:', '  - "*"'], /^extra\.yaml:2: '\*' holds no word that has to be there$/],
    [
      'a phrase that may be left out entirely',
      ['help:', '  - "[help] [me]"'],
      /^extra\.yaml:2: .* holds no word that has to be there$/,
    ],
    [
      'an end in the middle',
      ['help:', '  - help . me'],
      /^extra\.yaml:2: 'help \. me' has a \. that is not at its end$/,
    ],
    ['a bare yes', ['help:', '  - help', '  - true'], /^extra\.yaml:3: true needs quotation marks/],
    ['YAML that cannot be read', ['help: [a, b'], /^extra\.yaml:1: /],
  ])('is named with its line: %s', (_fact, lines, problem) => {
    expect(problemsOf(lines)).toEqual([expect.stringMatching(problem)]);
  });

  it('is named together with all others', () => {
    expect(problemsOf(['halp: [x]', 'help:', '  - (a', '  - "{nobody}"'])).toHaveLength(3);
  });
});

describe('a mistake in the places', () => {
  it('is named with its line', () => {
    expect(problemsOf(['Europe/Berlin: [munich]', 'Europe/Atlantis: [atlantis]'], 'places.yaml')).toEqual([
      expect.stringMatching(/^places\.yaml:2: 'Europe\/Atlantis' is no time zone/),
    ]);
  });
});

describe('a mistake in the warning signs', () => {
  const signs = readFileSync(join(ENGLISH, 'warning-signs.yaml'), 'utf8');
  const line = (text: string, part: string) => text.split('\n').findIndex((one) => one.includes(part)) + 1;

  it.each<[fact: string, from: string, to: string, at: string, sentence: RegExp]>([
    ['a sign without a kind', '    kind: chest\n', '', '  chest-pain:', /'chest-pain' needs a kind: chest, breathing/],
    ['a sign without a source', '    source: A1\n', '', '  chest-pain:', /needs the source it stands on/],
    ['an unknown heading', '    look-alikes:\n', '    similar:\n', '    similar:', /'similar' is none of kind, source/],
  ])('is named with its line: %s', (_fact, from, to, at, sentence) => {
    const broken = signs.replace(from, to);
    const [problem = ''] = problemsOf([broken], 'warning-signs.yaml');
    expect(problem).toMatch(sentence);
    expect(problem.split(':')[1]).toBe(String(line(broken, at)));
  });
});
