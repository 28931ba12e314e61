import type { Chart } from '../message.ts';
import type { Content } from '../phrasing/content.ts';
import { dayOn } from '../phrasing/times.ts';
import type { Store } from '../store/store.ts';
import { ratingsOf } from '../turn/course.ts';
import type { ResultData } from '../turn/person.ts';
import { RESULTS } from '../turn/takeTurn.ts';
import { type ChartOf, chartLinks } from './chartLink.ts';
import { chartSvg } from './chartSvg.ts';
import { Drawing } from './drawing.ts';

export interface Charts {
  /** The last part of the address of a chart. */
  seal(chart: ChartOf): string;
  /** Where a chart is found, under an address like `https://unknot.example.com`; nothing is shown without one. */
  urlsUnder(address: () => string | undefined): (chart: Chart) => string | undefined;
  /** Draws what a link stands for, for whoever fetches it. */
  route: {
    method: 'get';
    path: string;
    answer(request: { params: Record<string, string> }): Promise<{
      status: number;
      body: unknown;
      headers?: Record<string, string>;
    }>;
  };
  close(): Promise<void>;
}

export interface ChartsOptions {
  results: Store['results'];
  words: Content['words'];
  /** Shared by replicas. */
  secret: string;
  /** Milliseconds since 1970. */
  clock?: () => number;
  draw?: Pick<Drawing, 'draw' | 'close'>;
}

/** A channel often fetches a picture twice, for itself and for the person. */
const KEPT_MS = 5 * 60_000;
const KEPT_MAX = 32;

const NOTHING = { status: 404, body: { error: 'There is no such chart, or no longer.' } };

/**
 * Charts are drawn when they are fetched, from the results as they are then: one lives as long as the results it shows,
 * and is gone with the person. Only the drawing is kept for a few minutes, and only found again by what it shows.
 */
export function createCharts(options: ChartsOptions): Charts {
  const { results, words, secret, clock = Date.now, draw = new Drawing() } = options;
  const links = chartLinks(secret);
  const kept = new Map<string, { until: number; png: Promise<Uint8Array> }>();

  function drawn(svg: string): Promise<Uint8Array> {
    const now = clock();
    for (const [key, { until }] of kept) if (until <= now) kept.delete(key);
    const known = kept.get(svg);
    if (known) return known.png;
    if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value as string);
    const png = draw.draw(svg);
    kept.set(svg, { until: now + KEPT_MS, png });
    png.catch(() => kept.delete(svg));
    return png;
  }

  return {
    seal: (chart) => links.seal(chart),
    urlsUnder:
      (address) =>
      ({ token }) => {
        const base = address();
        return base === undefined ? undefined : `${base.replace(/\/+$/, '')}/charts/${token}`;
      },
    route: {
      method: 'get',
      // A wildcard, because the router refuses longer names.
      path: '/charts/*',
      async answer({ params }) {
        const chart = links.open(params['*'] ?? '');
        if (!chart) return NOTHING;
        const { person, from, until, zone } = chart;
        const all = (await results(person, RESULTS)).map(({ at, data }) => ({ at, data: data as ResultData }));
        const points = ratingsOf(all).filter(({ at }) => at >= from && at <= until);
        // Without its ends it is another chart than the one that was described.
        if (points[0]?.at !== from || points.at(-1)?.at !== until) return NOTHING;
        const { title = '', after = '' } = words.chart;
        const [first, last] = [from, until].map((at) => dayOn(at, zone, words)) as [string, string];
        const png = await drawn(chartSvg(points, { title, after, first, last }));
        // Not to be stored on the way: what a person deletes is gone.
        return { status: 200, body: Buffer.from(png), headers: { 'content-type': 'image/png' } };
      },
    },
    close: () => draw.close(),
  };
}
