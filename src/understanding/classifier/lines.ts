import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPECTING, type Expecting } from '../../../dialogs/words.ts';
import type { Lexicon } from '../lexicon.ts';
import { readByPhrases } from '../readByPhrases.ts';
import { readMessage } from '../reading.ts';
import { FEATURES_VERSION, featuresOf } from './features.ts';
import { isPossible, LABELS, type Label } from './labels.ts';
import type { Example } from './train.ts';

/** One line of `content/<language>/lines/*.jsonl`: what somebody might type, and what it means. */
interface Line {
  /** The questions under which it means that; "*" for all. */
  expecting: '*' | Expecting | ('*' | Expecting)[];
  text: string;
  intent: string;
  /** Of a warning sign. */
  kind?: string;
}

/** The lines to learn from, as the classifier sees them. Throws with file and line for one that cannot be used. */
export function readExamples(folder: string, lexicon: Lexicon): Example[] {
  return lineFiles(folder).flatMap((file) =>
    readFileSync(join(folder, 'lines', file), 'utf8')
      .split('\n')
      .flatMap((text, at): Example[] => (text === '' ? [] : toExamples(text, at, `${file}:${at + 1}`, lexicon))),
  );
}

function toExamples(json: string, at: number, place: string, lexicon: Lexicon): Example[] {
  let line: Line;
  try {
    line = JSON.parse(json) as Line;
  } catch {
    throw new Error(`${place}: This is no JSON.`);
  }
  const label = (line.intent === 'red-flag' ? `red-flag ${line.kind ?? 'other'}` : line.intent) as Label;
  if (!LABELS.includes(label)) throw new Error(`${place}: There is no label '${label}'.`);
  const named = [line.expecting].flat().flatMap((one) => (one === '*' ? EXPECTING : [one]));
  const under = named.filter((expecting) => EXPECTING.includes(expecting) && isPossible(label, expecting));
  if (under.length === 0) throw new Error(`${place}: '${label}' is no answer to any of the questions named.`);
  const reading = readMessage(line.text, lexicon.writing, lexicon.repair);
  const found = lexicon.book.find(reading);
  // Some questions stand for all, in turn from line to line.
  const some =
    under.length <= CONTEXTS
      ? under
      : Array.from({ length: CONTEXTS }, (_, i) => under[(at + i * 5) % under.length] as Expecting);
  return [...new Set(some)].map((expecting) => ({
    line: place,
    features: featuresOf(reading, found, readByPhrases(reading, expecting, lexicon, found).intent),
    label,
    expecting,
  }));
}

/** Under how many questions a line is learned at most. */
const CONTEXTS = 3;

/** A fingerprint of everything that a model is made from: the lines, the word lists and the features. */
export function fingerprint(folder: string): string {
  const hash = createHash('sha256').update(`features ${FEATURES_VERSION}`);
  const files = [
    ...lineFiles(folder).map((file) => join('lines', file)),
    ...readdirSync(join(folder, 'phrases')).map((file) => join('phrases', file)),
  ].toSorted();
  for (const file of files) hash.update(`\n${file}\n`).update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}

function lineFiles(folder: string): string[] {
  return readdirSync(join(folder, 'lines'))
    .filter((file) => file.endsWith('.jsonl'))
    .toSorted();
}
