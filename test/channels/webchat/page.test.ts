import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { readConfig } from '../../../src/config.ts';
import { start } from '../../../src/main.ts';
import { aBrowser, CHROMIUM, WatchedPage } from '../../support/browser.ts';

/** The page in a real browser, with the whole bot behind it. */
jest.setTimeout(90_000);

const QUIET = { info: () => {}, warn: () => {}, error: () => {} };
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Pictures of what was seen go here, if anywhere: for whoever changes the page. */
const { SCREENSHOTS } = process.env;

let browser: Browser;
let folder: string;
let bot: Awaited<ReturnType<typeof start>>;
let aheadMs = 0;

const aBot = (port = 0) =>
  start(readConfig({ PORT: String(port), DATABASE_PATH: join(folder, 'unknot.db') }), {
    log: QUIET,
    clock: () => Date.now() + aheadMs,
  });
const home = () => `http://127.0.0.1:${bot.port}/`;

if (CHROMIUM === undefined) {
  // An own line, because a skipped test does not say why.
  process.stderr.write(
    'The web chat is not tried in a browser: set CHROMIUM to the path of one, or install chromium.\n',
  );
}

(CHROMIUM === undefined ? describe.skip : describe)('the local web chat in a browser', () => {
  beforeAll(async () => {
    browser = await aBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    aheadMs = 0;
    folder = await mkdtemp(join(tmpdir(), 'unknot-page-'));
    bot = await aBot();
  });
  afterEach(async () => {
    await bot.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    { width: 360, height: 740, colorScheme: 'light' },
    { width: 360, height: 740, colorScheme: 'dark' },
    { width: 1200, height: 800, colorScheme: 'light' },
    { width: 1200, height: 800, colorScheme: 'dark' },
  ] as const)(
    'leads from a typed question to the pressure test at $width px in $colorScheme, over a reload',
    async (look) => {
      const chat = await WatchedPage.open(browser, look);
      const { page } = chat;
      const seen = async (what: string) => {
        // Web Chat scrolls in a smooth way of its own.
        if (SCREENSHOTS) await page.waitForTimeout(1_000);
        if (SCREENSHOTS)
          await page.screenshot({ path: join(SCREENSHOTS, `${look.width}-${look.colorScheme}-${what}.png`) });
        expect([what, await chat.violations(AXE)]).toEqual([what, []]);
      };

      await page.goto(home());
      await page.getByRole('heading', { name: 'Where does it hurt?' }).waitFor();
      await seen('1-start');

      await chat.type("why won't my knot relax?");
      await chat.press('Find out my kind');
      await chat.button("I'm 18 or over: go on").waitFor();
      await seen('2-consent');
      await chat.press("I'm 18 or over: go on");
      await chat.reads('Do you have any of these right now?');
      await seen('3-signs');

      await page.reload();
      await chat.reads('Do you have any of these right now?');
      await chat.reads("why won't my knot relax?");
      await seen('3-signs-reloaded');
      await chat.press('I have none of these');
      await chat.reads('Now the signs that a doctor looks at first');
      await chat.type('none of these');
      await chat.button('Skip number').waitFor();
      await chat.type('4');
      await chat.press('Left side');
      await chat.button('Start 20 seconds').waitFor();
      await seen('4-pressure');

      expect(chat.errors).toEqual([]);
      expect([...chat.hosts]).toEqual([new URL(home()).host]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await chat.context.close();
    },
  );

  it('shows the end of a hold to a page that was open while the bot was restarted', async () => {
    const chat = await WatchedPage.open(browser, { width: 800, height: 700, colorScheme: 'light' });
    await chat.page.goto(home());
    await chat.press('Beside my shoulder blade');
    for (const label of ["I'm 18 or over: go on", 'I have none of these']) await chat.press(label);
    await chat.reads('Now the signs that a doctor looks at first');
    await chat.press('I have none of these');
    for (const label of ['Skip number', 'Left side', 'Start 20 seconds']) await chat.press(label);
    await chat.reads(/The timer runs|20 seconds start now/);

    const { port } = bot;
    await bot.stop();
    aheadMs = 25_000;
    bot = await aBot(port);
    // Web Chat waits up to 15 s before it comes back.
    await chat.reads(/Time is up, let go|hands away now/);
    await chat.type('it stayed hard');
    await chat.press('Start first place');
    await chat.context.close();
  });

  it('knows who is back after a restart, though nothing of what was said is left', async () => {
    const chat = await WatchedPage.open(browser, { width: 360, height: 740, colorScheme: 'light' });
    await chat.page.goto(home());
    await chat.press('Beside my shoulder blade');
    await chat.press("I'm 18 or over: go on");
    await chat.reads('Do you have any of these right now?');

    const { port } = bot;
    await bot.stop();
    bot = await aBot(port);
    await chat.page.reload();
    await chat.page.getByRole('heading', { name: 'Good to see you again' }).waitFor();
    expect(await chat.violations(AXE)).toEqual([]);
    await chat.press('Go on where we were');
    await chat.button('I have none of these').waitFor();
    await chat.context.close();
  });

  it('is used with the keyboard alone', async () => {
    const chat = await WatchedPage.open(browser, { width: 1200, height: 800, colorScheme: 'light' });
    const { keyboard } = chat.page;
    const focus = () => chat.page.evaluate('document.activeElement.textContent || document.activeElement.dataset.id');
    await chat.page.goto(home());
    await chat.page.getByRole('heading', { name: 'Where does it hurt?' }).waitFor();
    await keyboard.press('Tab');
    expect(await focus()).toBe('Beside my shoulder blade');
    await keyboard.press('Enter');
    await chat.button("I'm 18 or over: go on").waitFor();
    expect(await focus()).toBe('webchat-sendbox-input');
    await keyboard.press('Shift+Tab');
    expect(await focus()).toBe("I'm 18 or over: go on");
    await keyboard.press('Enter');
    await chat.button('I have none of these').waitFor();
    expect(chat.errors).toEqual([]);
    await chat.context.close();
  });
});
