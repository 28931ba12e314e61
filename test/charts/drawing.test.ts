import { afterEach, describe, expect, it } from '@jest/globals';
import { type ChartPoint, chartSvg } from '../../src/charts/chartSvg.ts';
import { Drawing } from '../../src/charts/drawing.ts';

const MONDAY = Date.parse('2026-03-02T08:00:00Z');
const DAY = 86_400_000;
const points = (...ratings: number[]): ChartPoint[] =>
  ratings.map((rating, day) => ({ at: MONDAY + day * DAY, rating }));
const words = { title: 'How sore', after: 'after', first: 'Mon 2 Mar', last: 'Wed 4 Mar' };

const drawing = new Drawing();
afterEach(() => drawing.close());

describe('drawing in a thread of its own', () => {
  it('makes a PNG twice as wide as it is shown', async () => {
    const png = Buffer.from(await drawing.draw(chartSvg(points(6, 5, 3), words)));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([600, 380]);
  });

  it('has its own letters: without words the picture is another', async () => {
    const [said, silent] = await Promise.all([
      drawing.draw(chartSvg(points(6, 3), words)),
      drawing.draw(chartSvg(points(6, 3), { title: '', after: '', first: '', last: '' })),
    ]);
    expect(said.length).toBeGreaterThan(silent.length + 1000);
  });

  it('says when something cannot be drawn, and draws the next', async () => {
    await expect(drawing.draw('<svg')).rejects.toThrow();
    const png = await drawing.draw(chartSvg(points(1, 2), words));
    expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
  });

  it('takes no more than fifty at once', async () => {
    const svg = chartSvg(points(1, 2), words);
    const all = Promise.allSettled(Array.from({ length: 51 }, () => drawing.draw(svg)));
    await drawing.close();
    const why = (await all).map((one) => (one.status === 'rejected' ? (one.reason as Error).message : 'drawn'));
    expect(why.at(-1)).toBe('Too many charts are waiting to be drawn.');
    expect(new Set(why.slice(0, 50))).toEqual(new Set(['No more charts are drawn.']));
  });
});

describe('the chart', () => {
  it('goes by time, because a diary has gaps', () => {
    const [first, second, third] = [
      ...chartSvg([...points(4, 5), { at: MONDAY + 10 * DAY, rating: 2 }], words).matchAll(/cx="([\d.]+)"/g),
    ].map(([, x]) => Number(x)) as [number, number, number];
    expect((second - first) / (third - first)).toBeCloseTo(0.1, 2);
  });

  it('says what an empty point is, when it has one', () => {
    const [before, after] = points(6, 3) as [ChartPoint, ChartPoint];
    expect(chartSvg([before, { ...after, at: before.at, after: true }], words)).toContain('>after<');
    expect(chartSvg([before, after], words)).not.toContain('>after<');
  });

  it('stays within its ground, from 0 to 10', () => {
    const ys = [...chartSvg(points(0, 10), words).matchAll(/cy="([\d.]+)"/g)].map(([, y]) => Number(y));
    expect(Math.min(...ys)).toBeGreaterThan(20);
    expect(Math.max(...ys)).toBeLessThan(190);
  });

  it('lets no word be taken for drawing', () => {
    expect(chartSvg(points(1, 2), { ...words, title: '<script>&' })).toContain('&lt;script>&amp;');
  });
});
