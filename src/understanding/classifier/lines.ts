import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPECTING, type Expecting } from '../../../dialogs/words.ts';
import type { Lexicon } from '../lexicon.ts';
import { readByPhrases } from '../readByPhrases.ts';
import { readMessage } from '../reading.ts';
import { FEATURES_VERSION, type Seen, see } from './features.ts';
import { joinedLines } from './joinedLines.ts';
import { isPossible, LABELS, type Label } from './labels.ts';

/** A line to learn from, as the model sees it: what it means under a question. */
export interface Example {
  /** Names the line: it may stand under several questions. */
  line: string;
  /** Made of two lines. */
  joined: boolean;
  seen: Seen;
  label: Label;
  /** The question under which it means that. */
  expecting: Expecting;
}

/** What somebody might type, what it means, and the questions under which it means that. */
export interface Line {
  text: string;
  label: Label;
  under: readonly Expecting[];
  /** File and line. */
  place: string;
  /** Made of two lines. */
  joined?: boolean;
}

/** Under how many questions a line is learned at most. */
const CONTEXTS = 3;

/** The examples to learn from: every line, and lines joined two and two. Throws with file and line for one that cannot be used. */
export function readExamples(folder: string, lexicon: Lexicon): Example[] {
  const lines = readLines(folder);
  return examplesOf([...lines, ...joinedLines(lines)], lexicon);
}

/** Lines as the model sees them, each under some of its questions. */
export function examplesOf(lines: readonly Line[], lexicon: Lexicon): Example[] {
  return lines.flatMap((line, at) => toExamples(line, at, lexicon));
}

/** The lines of a language, from `lines/*.jsonl` of its content folder. */
export function readLines(folder: string): Line[] {
  return lineFiles(folder).flatMap((file) =>
    readFileSync(join(folder, 'lines', file), 'utf8')
      .split('\n')
      .flatMap((text, at) => (text === '' ? [] : [toLine(text, `${file}:${at + 1}`)])),
  );
}

function toLine(json: string, place: string): Line {
  let line: { expecting: string | string[]; text: string; intent: string; kind?: string };
  try {
    line = JSON.parse(json) as typeof line;
  } catch {
    throw new Error(`${place}: This is no JSON.`);
  }
  const label = (line.intent === 'red-flag' ? `red-flag ${line.kind ?? 'other'}` : line.intent) as Label;
  if (!LABELS.includes(label)) throw new Error(`${place}: There is no label '${label}'.`);
  const named = [line.expecting].flat();
  const under = EXPECTING.filter(
    (expecting) => (named.includes('*') || named.includes(expecting)) && isPossible(label, expecting),
  );
  if (under.length === 0) throw new Error(`${place}: '${label}' is no answer to any of the questions named.`);
  return { text: line.text, label, under, place };
}

function toExamples({ text, label, under, place, joined = false }: Line, at: number, lexicon: Lexicon): Example[] {
  const reading = readMessage(text, lexicon.writing, lexicon.repair);
  const found = lexicon.book.find(reading);
  // Some questions stand for all, in turn from line to line.
  const some =
    under.length <= CONTEXTS
      ? under
      : Array.from({ length: CONTEXTS }, (_, i) => under[(at + i * 5) % under.length] as Expecting);
  return [...new Set(some)].map((expecting) => ({
    line: place,
    joined,
    seen: see(reading, found, readByPhrases(reading, expecting, lexicon, found).intent),
    label,
    expecting,
  }));
}

/** A fingerprint of everything that a model is made from: the lines, the word lists, the word vectors and the features. */
export function fingerprint(folder: string): string {
  const hash = createHash('sha256').update(`features ${FEATURES_VERSION}`);
  const files = [
    'word-vectors.bin',
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
