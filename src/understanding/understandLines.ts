import { createInterface } from 'node:readline';
import { EXPECTING, type Expecting } from '../../dialogs/words.ts';
import { loadModel } from './classifier/model.ts';
import { loadLexicon } from './lexicon.ts';
import { loadTimes } from './recognizers.ts';
import { sharedMeaning } from './sharedMeaning.ts';
import { createUnderstand } from './understand.ts';

/**
 * `npm run -s understand`: JSON lines {"id","lang","expecting","text"} on standard input, {"id","intent","slots","also"}
 * for each on standard output, in order, as a turn would understand it, in the shared labels. A line that cannot be read gets an `error`.
 */
const understand = createUnderstand(loadLexicon(), loadModel());
await loadTimes();

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== '') process.stdout.write(`${JSON.stringify(answer(line))}\n`);
}

function answer(line: string): object {
  let asked: { id?: unknown; expecting?: unknown; text?: unknown };
  try {
    asked = JSON.parse(line) as typeof asked;
  } catch {
    return { error: 'This line is no JSON.' };
  }
  const { id, text } = asked ?? {};
  if (typeof text !== 'string') return { id, error: 'This line has no "text".' };
  const expecting = EXPECTING.find((one): one is Expecting => one === asked.expecting) ?? 'nothing';
  const understood = understand(text, expecting);
  return { id, ...sharedMeaning(understood), also: understood.also.map(sharedMeaning) };
}
