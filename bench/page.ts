import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { readConfig } from '../src/config.ts';
import { start } from '../src/main.ts';
import { aBrowser, CHROMIUM } from '../test/support/browser.ts';
import { median, table } from './figures.ts';

const ROUNDS = 5;

interface Visit {
  requests: number;
  /** As they came over the wire. */
  bytes: number;
  /** Until the body can be tapped, and from a tap until the answer is there to be read; milliseconds. */
  shown: number;
  answered: number;
}

/** What the local web chat costs a browser that has never seen it. */
export async function page(): Promise<string> {
  if (CHROMIUM === undefined) return 'The page of the local web chat: not measured, as there is no Chromium here.\n';
  const folder = await mkdtemp(join(tmpdir(), 'unknot-bench-'));
  const bot = await start(readConfig({ PORT: '0', DATABASE_PATH: join(folder, 'unknot.db') }), {
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  const browser = await aBrowser();
  const visits: Visit[] = [];
  for (let round = 0; round < ROUNDS; round++) visits.push(await visit(browser, `http://127.0.0.1:${bot.port}/`));
  await browser.close();
  await bot.stop();
  await rm(folder, { recursive: true, force: true });
  const middle = (figure: keyof Visit) => median(visits.map((one) => one[figure])).toFixed(0);
  return `The page of the local web chat in a browser that has never seen it, medians of ${ROUNDS}.\n\n${table(
    ['', 'requests', 'KB over the wire', 'ready to tap, ms', 'first answer after a tap, ms'],
    [
      [
        'page',
        middle('requests'),
        (median(visits.map(({ bytes }) => bytes)) / 1024).toFixed(0),
        middle('shown'),
        middle('answered'),
      ],
    ],
  )}`;
}

async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const wire = await context.newCDPSession(tab);
  let [requests, bytes] = [0, 0];
  wire.on('Network.requestWillBeSent', () => {
    requests += 1;
  });
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await wire.send('Network.enable');
  const began = performance.now();
  await tab.goto(url);
  const place = tab.getByRole('button', { name: 'Left shoulder blade' });
  await place.waitFor();
  const shown = performance.now() - began;
  const loaded = { requests, bytes };
  const tapped = performance.now();
  await place.click();
  await tab.locator('.webchat__bubble').getByText('wellness guide for adults').last().waitFor();
  const answered = performance.now() - tapped;
  await context.close();
  return { ...loaded, shown, answered };
}
