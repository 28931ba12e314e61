import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { loadLexicon } from '../lexicon.ts';
import { fingerprint, readExamples } from './lines.ts';
import { writeModel } from './model.ts';
import type { NetWeights } from './net.ts';
import { trainLinear } from './trainLinear.ts';
import { trainNet } from './trainNet.ts';
import { loadWordVectors } from './wordVectors.ts';

/**
 * `npm run train`: makes the model of understanding anew from the lines, word lists and word vectors of a language. The
 * net learns in a thread beside, which changes how long it takes and nothing in what comes of it.
 */
const SEED = 1;

const folder = join(import.meta.dirname, '../../../content/en');
const started = performance.now();
const examples = readExamples(folder, loadLexicon(folder));
if (isMainThread) {
  const seconds = () => ((performance.now() - started) / 1000).toFixed(0);
  const net = learnedBeside();
  const linear = trainLinear(examples);
  process.stdout.write(`${seconds()} s: the linear half, ${linear.features.length} features.\n`);
  const bytes = writeModel(linear, await net, fingerprint(folder));
  writeFileSync(join(folder, 'lines', 'model.bin'), bytes);
  const lines = new Set(examples.map(({ line }) => line)).size;
  process.stdout.write(`${seconds()} s: learned from ${lines} lines; ${(bytes.length / 1e6).toFixed(1)} MB.\n`);
} else {
  parentPort?.postMessage(trainNet(examples, loadWordVectors(folder), SEED));
}

function learnedBeside(): Promise<NetWeights> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url));
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
