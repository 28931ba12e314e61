import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Expecting, Slots } from '../../dialogs/words.ts';
import { loadModel } from '../../src/understanding/classifier/model.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { loadTimes } from '../../src/understanding/recognizers.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';

/**
 * `npm run eval`: how well words are understood, on lines that nothing was tuned on. Another file of the same form can
 * be given. Prints accuracy by label, what was taken for what, and every warning sign that was missed.
 */
interface Line {
  expecting: Expecting;
  text: string;
  intent: string;
  slots?: Slots;
}

const file = process.argv[2] ?? join(import.meta.dirname, 'understanding.jsonl');
const text = readFileSync(file, 'utf8');
const lines = text.split('\n').flatMap((line): Line[] => (line === '' ? [] : [JSON.parse(line) as Line]));
const understand = createUnderstand(loadLexicon(), loadModel());
await loadTimes();

const byLabel = new Map<string, { right: number; all: number }>();
const confusions = new Map<string, number>();
const missed: string[] = [];
const slots = { right: 0, all: 0 };
let right = 0;
let harmless = 0;
let alarmed = 0;
const times: number[] = [];
for (const { expecting, text: words, intent, slots: wanted } of lines) {
  const started = performance.now();
  const understood = understand(words, expecting);
  times.push(performance.now() - started);
  const label = byLabel.get(intent) ?? { right: 0, all: 0 };
  byLabel.set(intent, label);
  label.all += 1;
  if (understood.intent === intent) {
    right += 1;
    label.right += 1;
  } else {
    const confusion = `${intent} taken for ${understood.intent}`;
    confusions.set(confusion, (confusions.get(confusion) ?? 0) + 1);
  }
  if (intent !== 'red-flag') {
    harmless += 1;
    if (understood.intent === 'red-flag') alarmed += 1;
  } else if (understood.intent !== 'red-flag') {
    missed.push(`${understood.doubt ? 'asked about' : 'MISSED'} (${expecting}): ${words}`);
  }
  for (const slot of ['time', 'days', 'rating', 'minutes'] as const) {
    if (wanted?.[slot] === undefined) continue;
    slots.all += 1;
    if (JSON.stringify(understood.slots[slot]) === JSON.stringify(wanted[slot])) slots.right += 1;
  }
}

const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
const warnings = byLabel.get('red-flag') ?? { right: 0, all: 0 };
times.sort((a, b) => a - b);
const lost = missed.filter((line) => line.startsWith('MISSED')).length;
process.stdout.write(
  `${lines.length} lines, sha256 ${createHash('sha256').update(text).digest('hex').slice(0, 16)}\n\n` +
    `intents right           ${share(right, lines.length)}\n` +
    `warning signs caught    ${share(warnings.right, warnings.all)}, ${missed.length - lost} more asked about, ${lost} missed, of ${warnings.all}\n` +
    `harmless taken for one  ${share(alarmed, harmless)}\n` +
    `slots right             ${share(slots.right, slots.all)} of ${slots.all}\n` +
    `time for one message    p50 ${times[times.length >> 1]?.toFixed(2)} ms, p99 ${times[Math.floor(times.length * 0.99)]?.toFixed(2)} ms\n\n`,
);
for (const [label, { right: good, all }] of [...byLabel].sort(
  (a, b) => a[1].right / a[1].all - b[1].right / b[1].all,
)) {
  process.stdout.write(`${share(good, all).padStart(8)}  ${String(all).padStart(4)}  ${label}\n`);
}
process.stdout.write('\n');
for (const [confusion, count] of [...confusions].sort((a, b) => b[1] - a[1]).slice(0, 25)) {
  process.stdout.write(`${String(count).padStart(4)}  ${confusion}\n`);
}
process.stdout.write(`\n${missed.join('\n')}\n`);
