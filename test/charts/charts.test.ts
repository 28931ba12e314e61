import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { personKey } from '../../src/address.ts';
import { createCharts } from '../../src/charts/charts.ts';
import { loadContent } from '../../src/phrasing/content.ts';
import { openSqliteStore, type SqliteStore } from '../../src/store/sqlite.ts';
import type { ResultData } from '../../src/turn/person.ts';

const { words } = loadContent(join(import.meta.dirname, '../../content/en'));
const ann = personKey('msteams', 'tenant', 'ann');
const ben = personKey('msteams', 'tenant', 'ben');
const DAY = 86_400_000;
const MONDAY = Date.parse('2026-03-02T08:00:00Z');
const SECRET = 'a secret of thirty-two characters';

let folder: string;
let store: SqliteStore;
let drawn: string[];
let now: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unknot-charts-'));
  store = await openSqliteStore(join(folder, 'unknot.db'));
  drawn = [];
  now = MONDAY;
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** Check-ins on days in a row, from Monday on. */
async function rated(person: typeof ann, ...ratings: number[]): Promise<void> {
  const saved = await store.read(person);
  await store.commit({
    person,
    revision: saved?.revision ?? 0,
    state: {},
    results: ratings.map((rating, day) => ({
      id: `check-in-${day}`,
      at: MONDAY + day * DAY,
      data: { kind: 'check-in', answer: 'rated', rating, date: `2026-03-0${day + 2}` } satisfies ResultData,
    })),
    wakes: {},
    outbox: [],
    now: MONDAY,
  });
}

/** Notes what is drawn, in place of the thread that draws it. */
const charts = () =>
  createCharts({
    results: (person, limit) => store.results(person, limit),
    words,
    secret: SECRET,
    clock: () => now,
    draw: {
      draw: async (svg) => {
        drawn.push(svg);
        return Buffer.from(`png ${drawn.length}`);
      },
      close: async () => {},
    },
  });

const chart = { person: ann, from: MONDAY, until: MONDAY + 2 * DAY, zone: 'Europe/Berlin' };

describe('a chart that is fetched', () => {
  it('shows the numbers that it was made for, and no later ones', async () => {
    await rated(ann, 6, 5, 3, 9);
    const { route, seal } = charts();
    const answer = await route.answer({ params: { '*': seal(chart) } });
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'image/png' } });
    expect(drawn).toHaveLength(1);
    expect(drawn[0]?.match(/<circle/g)).toHaveLength(3);
    expect([...(drawn[0]?.matchAll(/>([^<]+)<\/text>/g) ?? [])].map(([, text]) => text)).toEqual([
      'How sore, from 0 to 10',
      ...['0', '5', '10'],
      ...['6', '3'],
      ...['Mon 2 Mar', 'Wed 4 Mar'],
    ]);
  });

  it('is drawn once for some minutes, however often it is fetched', async () => {
    await rated(ann, 6, 5, 3);
    const { route, seal } = charts();
    const fetched = () => route.answer({ params: { '*': seal(chart) } });
    const [one, other] = await Promise.all([fetched(), fetched()]);
    expect(other).toEqual(one);
    expect(drawn).toHaveLength(1);
    now += 5 * 60_000;
    await fetched();
    expect(drawn).toHaveLength(2);
  });

  it('is gone with the person, also while the drawing is still kept', async () => {
    await rated(ann, 6, 5, 3);
    const { route, seal } = charts();
    const token = seal(chart);
    expect((await route.answer({ params: { '*': token } })).status).toBe(200);
    const { revision } = (await store.read(ann)) ?? { revision: 0 };
    await store.commit({
      person: ann,
      revision,
      state: undefined,
      forget: true,
      results: [],
      wakes: {},
      outbox: [],
      now,
    });
    expect((await route.answer({ params: { '*': token } })).status).toBe(404);
    // Whoever begins anew has a new chart, and the old one shows nothing of it.
    await rated(ann, 1, 2);
    expect((await route.answer({ params: { '*': token } })).status).toBe(404);
  });

  it('is gone with the first result that it shows', async () => {
    await rated(ann, 6, 5, 3);
    const { route, seal } = charts();
    await store.sweep(now, MONDAY + DAY / 2);
    expect((await route.answer({ params: { '*': seal(chart) } })).status).toBe(404);
    expect((await route.answer({ params: { '*': seal({ ...chart, from: MONDAY + DAY }) } })).status).toBe(200);
  });

  it.each([
    ['nothing', undefined],
    ['a made-up one', 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5eg'],
    ['one of a stranger’s bot', createCharts({ results: async () => [], words, secret: 'x'.repeat(32) }).seal(chart)],
    [
      'one of somebody without results',
      createCharts({ results: async () => [], words, secret: SECRET }).seal({ ...chart, person: ben }),
    ],
  ])('is not found by a forged token: %s', async (_fact, token) => {
    await rated(ann, 6, 5, 3);
    expect(await charts().route.answer({ params: token === undefined ? {} : { '*': token } })).toMatchObject({
      status: 404,
    });
    expect(drawn).toEqual([]);
  });
});
