import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLexicon } from '../lexicon.ts';
import { fingerprint, readExamples } from './lines.ts';
import { writeModel } from './model.ts';
import { train } from './train.ts';

/** `npm run train`: makes the model of understanding anew from the lines and word lists of a language. */
const folder = join(import.meta.dirname, '../../../content/en');
const lexicon = loadLexicon(folder);
const started = performance.now();
const examples = readExamples(folder, lexicon);
const { features, weights, scale } = train(examples);
const file = join(folder, 'lines', 'model.bin');
writeFileSync(file, writeModel(features, weights, scale, fingerprint(folder)));
process.stdout.write(
  `Learned from ${new Set(examples.map(({ line }) => line)).size} lines in ${((performance.now() - started) / 1000).toFixed(1)} s: ${features.length} features, ${(weights.length / 1e6).toFixed(1)} MB.\n`,
);
