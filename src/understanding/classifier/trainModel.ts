import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLexicon } from '../lexicon.ts';
import { fingerprint, readExamples } from './lines.ts';
import { writeModel } from './model.ts';
import { trainLinear } from './trainLinear.ts';
import { trainNet } from './trainNet.ts';
import { loadWordVectors } from './wordVectors.ts';

/** `npm run train`: makes the model of understanding anew from the lines, word lists and word vectors of a language. */
const SEEDS = [1];

const folder = join(import.meta.dirname, '../../../content/en');
const started = performance.now();
const seconds = () => ((performance.now() - started) / 1000).toFixed(0);
const examples = readExamples(folder, loadLexicon(folder));
const vectors = loadWordVectors(folder);
const linear = trainLinear(examples);
process.stdout.write(`${seconds()} s: the linear half, ${linear.features.length} features.\n`);
const nets = SEEDS.map((seed) => trainNet(examples, vectors, seed));
const bytes = writeModel(linear, nets, fingerprint(folder));
writeFileSync(join(folder, 'lines', 'model.bin'), bytes);
const lines = new Set(examples.map(({ line }) => line)).size;
process.stdout.write(`${seconds()} s: learned from ${lines} lines; ${(bytes.length / 1e6).toFixed(1)} MB.\n`);
