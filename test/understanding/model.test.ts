import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { EXPECTING } from '../../dialogs/words.ts';
import { LABELS } from '../../src/understanding/classifier/labels.ts';
import { fingerprint, readExamples } from '../../src/understanding/classifier/lines.ts';
import { readModel, writeModel } from '../../src/understanding/classifier/model.ts';
import { train } from '../../src/understanding/classifier/train.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';

const FOLDER = join(import.meta.dirname, '../../content/en');
const bytes = readFileSync(join(FOLDER, 'lines/model.bin'));

describe('the model of understanding', () => {
  it('is made from the lines and word lists as they are; `npm run train` makes it anew', () => {
    expect(readModel(bytes).madeFrom).toBe(fingerprint(FOLDER));
  });

  it('gives every question some possible labels, which share one', () => {
    for (const expecting of EXPECTING) {
      const guesses = readModel(bytes).model.rank(['1 yes'], expecting);
      expect(guesses.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1);
    }
  });

  it('never takes an answer for one where it is not asked', () => {
    const { model } = readModel(bytes);
    const labels = model.rank(['1 tender'], 'pressure').map(({ label }) => label);
    expect(labels).toContain('pressure.relaxes');
    expect(labels).not.toContain('region.tender');
  });

  it('is the same, bit for bit, however often it is made', () => {
    const some = readExamples(FOLDER, loadLexicon()).filter((_, at) => at % 40 === 0);
    const [once, again] = [train(some), train(some)];
    expect(Buffer.compare(Buffer.from(once.weights.buffer), Buffer.from(again.weights.buffer))).toBe(0);
    expect(once.features).toEqual(again.features);
  });

  it('that is none, or was made for other labels, is refused with what to do', () => {
    expect(() => readModel(Buffer.from('nonsense'))).toThrow('Make it anew with `npm run train`');
    const others = writeModel(['a'], new Int8Array(LABELS.length), 1, 'x')
      .toString('latin1')
      .replace('"relief.start"', '"relief.begin"');
    expect(() => readModel(Buffer.from(others, 'latin1'))).toThrow('made for other labels');
  });
});
