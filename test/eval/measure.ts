import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Expecting, Slots } from '../../dialogs/words.ts';
import { sharedMeaning } from '../../src/understanding/sharedMeaning.ts';
import type { Understood } from '../../src/understanding/understood.ts';

/** A line of an evaluation file: what somebody typed under a question, and what it means. */
export interface EvalLine {
  expecting: Expecting;
  text: string;
  intent: string;
  slots?: Slots;
}

/** What one way of reading makes of the lines. */
export interface Measured {
  lines: number;
  right: number;
  signs: { all: number; caught: number; askedAbout: number };
  harmless: { all: number; alarmed: number };
  slots: { all: number; right: number };
  /** By label, how many of how many. */
  labels: Map<string, { right: number; all: number }>;
  /** "a taken for b", and how often. */
  confusions: Map<string, number>;
  /** Every sign that was not caught, and whether it is at least asked about. */
  missed: string[];
  /** Milliseconds a message, in ascending order. */
  times: number[];
}

/** A way of reading: a turn's own, or one to compare with it. */
export type Read = (words: string, expecting: Expecting) => Reading | Promise<Reading>;
type Reading = Pick<Understood, 'intent' | 'slots' | 'doubt'>;

/** The lines of a file, and the fingerprint of it. */
export function readEvalLines(file: string): { lines: EvalLine[]; sha256: string } {
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as EvalLine]));
  return { lines, sha256: createHash('sha256').update(text).digest('hex') };
}

/** Reads every line and compares, by the labels that are shared: those of `docs/understanding.md`. */
export async function measure(lines: readonly EvalLine[], read: Read): Promise<Measured> {
  const measured: Measured = {
    lines: lines.length,
    right: 0,
    signs: { all: 0, caught: 0, askedAbout: 0 },
    harmless: { all: 0, alarmed: 0 },
    slots: { all: 0, right: 0 },
    labels: new Map(),
    confusions: new Map(),
    missed: [],
    times: [],
  };
  const { signs, harmless, slots, labels, confusions } = measured;
  for (const { expecting, text, intent, slots: wanted } of lines) {
    const started = performance.now();
    const understood = await read(text, expecting);
    measured.times.push(performance.now() - started);
    const got = sharedMeaning(understood);
    const label = labels.get(intent) ?? { right: 0, all: 0 };
    labels.set(intent, label);
    label.all += 1;
    if (got.intent === intent) {
      measured.right += 1;
      label.right += 1;
    } else {
      const confusion = `${intent} taken for ${got.intent}`;
      confusions.set(confusion, (confusions.get(confusion) ?? 0) + 1);
    }
    if (intent !== 'red-flag') {
      harmless.all += 1;
      if (got.intent === 'red-flag') harmless.alarmed += 1;
    } else {
      signs.all += 1;
      if (got.intent === 'red-flag') signs.caught += 1;
      else {
        if (understood.doubt) signs.askedAbout += 1;
        measured.missed.push(`${understood.doubt ? 'asked about' : 'MISSED'} (${expecting}): ${text}`);
      }
    }
    for (const slot of ['time', 'days', 'rating', 'minutes'] as const) {
      if (wanted?.[slot] === undefined) continue;
      slots.all += 1;
      if (JSON.stringify(got.slots[slot]) === JSON.stringify(wanted[slot])) slots.right += 1;
    }
  }
  measured.times.sort((a, b) => a - b);
  return measured;
}

export const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);
