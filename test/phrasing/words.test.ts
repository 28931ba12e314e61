import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { QUESTIONS, questionOf } from '../../dialogs/questions.ts';
import { type Content, loadContent } from '../../src/phrasing/content.ts';

const FOLDER = join(import.meta.dirname, '../../content/en');
const content: Content = loadContent(FOLDER);

/** The files whose texts a person reads. */
const READ = ['questions', 'sayings', 'answers', 'topics', 'regions', 'cares', 'choices'] as const;

/** What people type and where it counts, which nobody is told. */
const UNSAID: ReadonlySet<string> = new Set(['when', 'typed', 'said', 'alone', 'at']);

/** Every text of a file, with the way to it. */
function textsOf(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((item, at) => textsOf(item, `${path}[${at}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    UNSAID.has(key) ? [] : textsOf(item, path === '' ? key : `${path}.${key}`),
  );
}

const texts = READ.flatMap((file) => textsOf(parse(readFileSync(join(FOLDER, `${file}.yaml`), 'utf8')), file));

/** What stands in braces counts with a usual length. */
const STANDS_FOR: Record<string, string> = {
  region: 'back below the armpit',
  named: 'back below the armpit',
  tender: 'your upper arm and your side ribs',
  helped: 'your upper arm and your side ribs',
  notReached: 'your upper arm',
  leftOut: 'your upper arm',
  number: 'your emergency number, such as 112, 911 or 999',
  schedule: 'weekdays at 09:00',
  zone: 'Berlin time',
  where: 'the search around the knot',
};
/** These bring sentences of their own. */
const SENTENCES = [
  'regionWhere',
  'regionHow',
  'regionOtherWay',
  'regionFeel',
  'regionCaution',
  'regionWhy',
  'careQuestion',
  'careList',
  'data',
  'dates',
  'trend',
];

function sentencesOf(text: string): string[] {
  return text
    .replace(/\{(\w+)\}/g, (_, slot: string) => (SENTENCES.includes(slot) ? '. ' : (STANDS_FOR[slot] ?? 'x')))
    .split(/\n\s*\n|\n- |^- |\n# |^# /)
    .flatMap((paragraph) => paragraph.replace(/\s+/g, ' ').split(/(?<=[.!?:])\s+/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

describe('what the bot says', () => {
  it('has no sentence of more than 20 words', () => {
    const long = texts.flatMap(([path, text]) =>
      sentencesOf(text).flatMap((sentence) => {
        const words = sentence.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
        return words > 20 ? [`${path}: ${words} words: ${sentence}`] : [];
      }),
    );
    expect(long).toEqual([]);
  });

  it.each([
    [
      'names a disease or a diagnosis as theirs',
      /\byou (?:have|are having) (?:a |an )?(?:stroke|heart attack|slipped|trapped|pinched|arthritis|fibro)/i,
    ],
    ['promises', /\b(?:cure|cures|heals?|will fix|guarantee\w*|will release)\b/i],
    [
      'speaks of treating or relieving pain',
      /\b(?:treat(?:s|ment)?|therapy|relieves? (?:your |the )?pain|pain relief)\b/i,
    ],
    ['uses the words of the trade', /trigger point|myofascial|adhesion|prescri/i],
    ['blames', /bad posture|you did it wrong|your fault/i],
    ['says should', /\bshould\b/i],
    ['has emoji', /\p{Extended_Pictographic}/u],
  ])('never %s', (_fact, pattern) => {
    expect(texts.filter(([, text]) => pattern.test(text)).map(([path, text]) => `${path}: ${text}`)).toEqual([]);
  });
});

describe('buttons', () => {
  const labels = Object.entries(content.choices).map(([id, { label }]) => [id, label] as const);

  it.each(labels)('%s says what it does', (_id, label) => {
    expect(label).not.toMatch(/^(?:yes|no|ok|next|submit|accept)$/i);
  });

  it.each(Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[])(
    '%s: no two of its buttons read the same, nor are typed the same',
    (id) => {
      const { choices } = questionOf(id);
      const words = choices.flatMap((choice) => {
        const { label, typed } = content.choices[choice];
        return [
          ...new Set(
            [label, ...typed].map((text) =>
              text
                .toLowerCase()
                .replace(/[^a-z0-9{}]+/g, ' ')
                .trim(),
            ),
          ),
        ];
      });
      expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
      expect(choices.length).toBeLessThanOrEqual(6);
    },
  );
});

describe('the lists of warning signs', () => {
  it.each(['safety-emergency', 'safety-doctor', 'anything-new'] as const)('%s: stands whole in every wording', (id) => {
    const { ask, again, simpler } = content.questions[id];
    const lists = [ask, again, simpler].flatMap((wording) =>
      wording.flatMap(({ say }) =>
        say.map((text) =>
          text
            .split('\n')
            .filter((line) => line.trim().startsWith('- '))
            .map((line) => line.trim()),
        ),
      ),
    );
    const [whole] = lists;
    expect(whole?.length).toBeGreaterThan(5);
    for (const list of lists) expect(list).toEqual(whole);
  });
});

describe('the folders of content', () => {
  it('hold one language, and say which, and the pictures of all', () => {
    expect(
      readdirSync(join(FOLDER, '..'), { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? entry.name : [],
      ),
    ).toEqual(['en', 'pictures']);
    expect(content.words.languages.en).toBe('English');
  });
});
