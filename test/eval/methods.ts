import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Intent } from '../../dialogs/words.ts';
import { see } from '../../src/understanding/classifier/features.ts';
import { isPossible, type Label } from '../../src/understanding/classifier/labels.ts';
import { readLines } from '../../src/understanding/classifier/lines.ts';
import type { Model } from '../../src/understanding/classifier/model.ts';
import type { Lexicon } from '../../src/understanding/lexicon.ts';
import { readByPhrases } from '../../src/understanding/readByPhrases.ts';
import { readMessage } from '../../src/understanding/reading.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
import { findWarning } from '../../src/understanding/warning-signs/findWarning.ts';
import type { Read } from './measure.ts';

interface NluNeural {
  train(corpus: { utterance: string; intent: string }[]): Promise<unknown>;
  process(utterance: string): Promise<{ classifications: { intent: string; score: number }[] }>;
}

/**
 * Ways of understanding to set side by side. All read the same words, by the same spelling and the same open question;
 * those that learn have the same lines to learn from.
 */
export function methods(lexicon: Lexicon, model: Model): { name: string; read: Read }[] {
  const reading = (words: string) => readMessage(words, lexicon.writing, lexicon.repair);
  const half =
    (which: 'linear' | 'net'): Read =>
    (words, expecting) => {
      const read = reading(words);
      const found = lexicon.book.find(read);
      const guesses = model.rank(
        see(read, found, readByPhrases(read, expecting, lexicon, found).intent),
        expecting,
        which,
      );
      return { intent: intentOf(guesses[0]?.label ?? 'out-of-scope'), slots: {} };
    };
  let nlu: Promise<NluNeural> | undefined;
  return [
    {
      name: 'phrases and the list of signs',
      read: (words, expecting) => {
        const read = reading(words);
        const { certain } = findWarning(read, lexicon.warnings, lexicon.denying);
        return certain ? { intent: 'red-flag', slots: {} } : readByPhrases(read, expecting, lexicon);
      },
    },
    { name: 'linear half alone', read: half('linear') },
    { name: 'net alone', read: half('net') },
    { name: 'all together, as in a turn', read: createUnderstand(lexicon, model) },
    {
      name: '@nlpjs/nlu with lang-en',
      read: async (words, expecting) => {
        // It learns for some minutes, so it comes last.
        nlu ??= trainedNlu(lexicon);
        const { classifications } = await (await nlu).process(reading(words).words.join(' '));
        const best = classifications.find(({ intent }) => intent !== 'None' && isPossible(intent as Label, expecting));
        return { intent: intentOf((best?.intent ?? 'out-of-scope') as Label), slots: {} };
      },
    },
  ];
}

function intentOf(label: Label): Intent {
  return label.startsWith('red-flag ') ? 'red-flag' : (label as Intent);
}

async function trainedNlu(lexicon: Lexicon): Promise<NluNeural> {
  const require = createRequire(import.meta.url);
  const { containerBootstrap } = require('@nlpjs/core') as {
    containerBootstrap: () => Promise<{ use(one: unknown): void }>;
  };
  const { NluNeural: Nlu } = require('@nlpjs/nlu') as { NluNeural: new (settings: object) => NluNeural };
  const { LangEn } = require('@nlpjs/lang-en') as { LangEn: unknown };
  const container = await containerBootstrap();
  container.use(LangEn);
  const nlu = new Nlu({ container, locale: 'en', log: false });
  const lines = readLines(join(import.meta.dirname, '../../content/en'));
  await nlu.train(
    lines.map(({ text, label }) => ({
      utterance: readMessage(text, lexicon.writing, lexicon.repair).words.join(' '),
      intent: label,
    })),
  );
  return nlu;
}
