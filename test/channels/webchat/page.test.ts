import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { createEmbeddedChat } from '../../../src/channels/embedded/embeddedChat.ts';
import { readConfig } from '../../../src/config.ts';
import { start } from '../../../src/main.ts';
import { startServer } from '../../../src/server/server.ts';
import { aBrowser, CHROMIUM, type Look, WatchedPage } from '../../support/browser.ts';
import { aDirectLineServer } from '../../support/directLineServer.ts';
import { aFreePort } from '../../support/freePort.ts';

/** The page in a real browser, with the whole bot behind it. Everybody who comes is a new person to one bot. */
jest.setTimeout(240_000);

const QUIET = { info: () => {}, warn: () => {}, error: () => {} };
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const PHONE: Look = { width: 360, height: 740, colorScheme: 'light' };
const PHONE_AT_NIGHT: Look = { ...PHONE, colorScheme: 'dark' };
const DESK: Look = { width: 1200, height: 800, colorScheme: 'light' };
const DESK_AT_NIGHT: Look = { ...DESK, colorScheme: 'dark' };

/** Pictures of what was seen go here, if anywhere: for whoever changes the page. */
const { SCREENSHOTS } = process.env;

let browser: Browser;
let folder: string;
let bot: Awaited<ReturnType<typeof start>>;
let chat: WatchedPage;
let aheadMs = 0;
/** Whom the page may ask for anything, when that is not the bot beside it. */
let hosts: string[] | undefined;

async function startBot(port = 0): Promise<void> {
  bot = await start(readConfig({ PORT: String(port), DATABASE_PATH: join(folder, 'unknot.db') }), {
    log: QUIET,
    clock: () => Date.now() + aheadMs,
  });
}

/** The process ends and another one begins, so many milliseconds later. */
async function restart(laterMs = 0): Promise<void> {
  const { port } = bot;
  await bot.stop();
  aheadMs += laterMs;
  await startBot(port);
}

async function visit(look: Look): Promise<void> {
  chat = await WatchedPage.open(browser, look);
  await chat.page.goto(`http://127.0.0.1:${bot.port}/`);
  await chat.page.getByRole('heading', { name: 'Where does it hurt?' }).waitFor();
}

/** What is on the page is in order, in each of these looks, the last of which stays. */
async function inOrder(what: string, ...looks: Look[]): Promise<void> {
  for (const look of looks) {
    await chat.look(look);
    if (SCREENSHOTS) {
      // Web Chat scrolls in a smooth way of its own.
      await chat.page.waitForTimeout(1_000);
      await chat.page.screenshot({ path: join(SCREENSHOTS, `${what}-${look.width}-${look.colorScheme}.png`) });
    }
    expect([what, look, await chat.violations(AXE)]).toEqual([what, look, []]);
    expect(await chat.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  }
}

const presses = async (...labels: string[]) => {
  for (const label of labels) await chat.press(label);
};

if (CHROMIUM === undefined) {
  // An own line, because a skipped test does not say why.
  process.stderr.write(
    'The web chat is not tried in a browser: set CHROMIUM to the path of one, or install chromium.\n',
  );
}

(CHROMIUM === undefined ? describe.skip : describe)('the local web chat in a browser', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unknot-page-'));
    [browser] = await Promise.all([aBrowser(), startBot()]);
  });
  afterAll(async () => {
    await browser.close();
    await bot.stop();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    expect([...chat.hosts]).toEqual(hosts ?? [`127.0.0.1:${bot.port}`]);
    hosts = undefined;
    await chat.context.close();
  });

  it('leads through a knot that stays hard by taps alone, over a reload, and then forgets it all', async () => {
    await visit(PHONE);
    await inOrder('1-start', DESK_AT_NIGHT, DESK, PHONE_AT_NIGHT, PHONE);
    await presses('Left shoulder blade');
    await chat.button("I'm 18 or over: go on").waitFor();
    await inOrder('2-consent', DESK_AT_NIGHT);
    await presses("I'm 18 or over: go on");
    await chat.reads('Do you have any of these right now?');
    await inOrder('3-signs', PHONE);

    await chat.page.reload();
    await chat.reads('There is a knot beside my left shoulder blade');
    await chat.reads('Do you have any of these right now?');
    await presses('I have none of these');
    await chat.reads('Now the signs that a doctor looks at first');
    await presses('I have none of these', 'Medium: 4 to 6', 'Left side');
    await chat.button('Start 20 seconds').waitFor();
    expect(await chat.picture()).toEqual({
      alt: 'Person seen from behind, two fingers of the right hand over the shoulder, on a knot beside the left shoulder blade.',
      pixels: 600,
      shown: 300,
    });
    await inOrder('4-pressure', DESK_AT_NIGHT, DESK, PHONE_AT_NIGHT, PHONE);

    await presses('Start 20 seconds');
    await chat.reads(/The timer runs|20 seconds start now/);
    aheadMs += 21_000;
    await chat.type('can i just dig my elbow in?');
    await chat.reads(/Time is up, let go|hands away now/);
    await inOrder('5-time-is-up', PHONE_AT_NIGHT);
    await presses('It stayed hard', 'Start first place');
    await chat.button('I found a tender spot').waitFor();
    expect(await chat.picture()).toMatchObject({ alt: expect.stringContaining('behind the left armpit'), pixels: 600 });
    await inOrder('6-first-place', DESK);
    await presses('I feel nothing here', 'None apply to me', 'I found a tender spot', 'It eased', 'No more spots here');
    await presses('Knot is gone');
    await chat.button('No check-ins').waitFor();
    await inOrder('7-gone', PHONE);

    const token = await chat.page.evaluate("localStorage.getItem('unknot.token')");
    await chat.type('delete everything');
    await presses('Delete everything');
    await chat.page.getByRole('status').getByText('Everything I kept about you is deleted').waitFor();
    await chat.page.getByRole('heading', { name: 'Where does it hurt?' }).waitFor();
    await inOrder('8-deleted', PHONE_AT_NIGHT);
    expect(await chat.page.evaluate("localStorage.getItem('unknot.token')")).not.toBe(token);
    await chat.type('what do you know about me?');
    await chat.reads('Hello, I am Unknot.');
    await chat.reads('I keep nothing about you.');
    expect(await chat.page.locator('.webchat__bubble').getByText('elbow').count()).toBe(0);
    expect(chat.errors).toEqual([]);
  });

  it('leads through an ordinary contraction by keyboard and typed words, over two restarts', async () => {
    const focus = () => chat.page.evaluate('document.activeElement.textContent || document.activeElement.dataset.id');
    await visit(DESK_AT_NIGHT);
    const { keyboard } = chat.page;
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    expect(await focus()).toBe('Right shoulder blade');
    expect(await chat.page.locator('.pointed').textContent()).toBe('Right shoulder blade');
    await inOrder('k1-pointed', DESK_AT_NIGHT);
    await keyboard.press('Enter');
    await chat.button("I'm 18 or over: go on").waitFor();
    expect(await focus()).toBe('webchat-sendbox-input');
    await keyboard.press('Shift+Tab');
    expect(await focus()).toBe("I'm 18 or over: go on");
    await keyboard.press('Enter');
    await chat.reads('Do you have any of these right now?');
    await chat.type('none of these');
    await chat.reads('Now the signs that a doctor looks at first');
    await chat.type('none of them');
    await chat.reads('How sore is the knot now');
    await chat.type('4');
    await chat.type('right');
    await chat.button('Start 20 seconds').waitFor();
    await chat.type('where must I not press?');
    await chat.reads('Never on the spine or any other bone');
    expect((await chat.picture()).alt).toMatch(/^Body, front and back\./);
    await inOrder('k2-where-not', PHONE);
    await chat.type('it relaxed');
    await chat.button('Start 30 seconds').waitFor();
    expect((await chat.picture()).alt).toMatch(/right arm hanging loose/);
    await chat.type('back');
    await chat.button('Start 20 seconds').waitFor();
    await chat.type('it let go');
    await chat.type('start');
    await chat.reads(/The timer runs|30 seconds start now/);

    // The page stays open, and finds the new process by itself; it would wait up to 15 s.
    await chat.page.clock.install();
    await restart(31_000);
    await chat.page.clock.fastForward(15_000);
    await chat.reads(/Time is up, let go|hands away now/);
    await chat.type('it eased');
    await chat.button('Knot is gone').waitFor();
    await inOrder('k3-eased', DESK_AT_NIGHT);

    await restart();
    await chat.page.reload();
    await chat.page.getByRole('heading', { name: 'Good to see you again' }).waitFor();
    await inOrder('k4-again', PHONE_AT_NIGHT);
    await presses('Go on where we were');
    await chat.type('it is gone');
    await chat.button('No check-ins').waitFor();
  });

  it('stands in a named page of an intranet, over a Direct Line elsewhere, and in no other', async () => {
    await using after = new AsyncDisposableStack();
    const directLine = after.use(await aDirectLineServer('secret'));
    directLine.bot = (activity) =>
      fetch(`http://127.0.0.1:${bot.port}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(activity),
      });
    const [intranet, port] = [createServer((_, page) => page.end(around)), await aFreePort()];
    await once(intranet.listen(0, '127.0.0.1'), 'listening');
    after.defer(() => void intranet.close());
    const { port: intranetPort } = intranet.address() as AddressInfo;
    const publicUrl = `http://127.0.0.1:${port}`;
    const around = `<!doctype html><title>Intranet</title><iframe src="${publicUrl}/" title="Unknot" width="400" height="600"></iframe>`;
    const embedded = await startServer({
      port,
      loopbackOnly: true,
      listen: async () => ({ status: 404 }),
      notReady: async () => undefined,
      routes: createEmbeddedChat({
        directLineSecret: 'secret',
        directLineUrl: directLine.url,
        publicUrl,
        embedOrigins: [`http://127.0.0.1:${intranetPort}`],
        linkSecret: 'a secret of thirty-two characters',
        log: QUIET,
      }) as NonNullable<ReturnType<typeof createEmbeddedChat>>,
    });
    after.defer(() => embedded.close());
    hosts = [`127.0.0.1:${intranetPort}`, `127.0.0.1:${port}`, new URL(directLine.url).host];

    chat = await WatchedPage.open(browser, DESK);
    const frame = chat.page.frameLocator('iframe');
    await chat.page.goto(`http://127.0.0.1:${intranetPort}/`);
    await frame.getByRole('button', { name: 'Left shoulder blade', exact: true }).click();
    await frame.getByRole('toolbar').getByRole('button', { name: "I'm 18 or over: go on" }).waitFor();
    expect(chat.errors).toEqual([]);
    // As if the computer had slept longer than a token lives: the page begins anew by itself.
    await chat.page.clock.install();
    await chat.page.clock.fastForward(61_000);
    directLine.expire();
    const again = frame.getByRole('button', { name: 'Go on where we were' });
    // It looks for the conversation a few seconds after it has noticed.
    while (!(await again.isVisible())) await chat.page.clock.fastForward(5_000);
    expect(new Set(directLine.asked.map(({ body }) => body.user.id)).size).toBe(1);

    // The same page, but its address is not on the list.
    const asked = directLine.asked.length;
    await chat.page.goto(`http://localhost:${intranetPort}/`);
    await expect(frame.locator('body').getByText('Unknot').count()).resolves.toBe(0);
    expect(chat.errors.join()).toContain('frame-ancestors');
    expect(directLine.asked).toHaveLength(asked);
    hosts.push(`localhost:${intranetPort}`);
  });
});
