import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';

/** A Chromium of this machine: nothing is downloaded for a test. */
export const CHROMIUM = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

/** Without a sandbox, because it may run as root; the rest keeps it from looking anything up by itself. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

export function aBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM as string, args: ARGUMENTS });
}

export interface Look {
  width: number;
  height: number;
  colorScheme: 'light' | 'dark';
}

/** A page that remembers what went wrong in it, and whom it asked for anything. */
export class WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly errors: string[] = [];
  readonly hosts = new Set<string>();

  static async open(browser: Browser, { width, height, colorScheme }: Look): Promise<WatchedPage> {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme,
      timezoneId: 'Asia/Kolkata',
      reducedMotion: 'reduce',
    });
    return new WatchedPage(context, await context.newPage());
  }

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    page.on('console', (line) => line.type() === 'error' && this.errors.push(line.text()));
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('request', (request) => this.#asked(request.url()));
    page.on('websocket', (socket) => this.#asked(socket.url()));
  }

  #asked(url: string): void {
    const { protocol, host } = new URL(url);
    if (protocol !== 'data:' && protocol !== 'blob:') this.hosts.add(host);
  }

  async type(words: string): Promise<void> {
    const line = this.page.getByRole('textbox');
    await line.fill(words);
    await line.press('Enter');
  }

  async press(label: string): Promise<void> {
    await this.button(label).click();
  }

  /** How it looks from here on. */
  async look({ width, height, colorScheme }: Look): Promise<void> {
    await this.page.setViewportSize({ width, height });
    await this.page.emulateMedia({ colorScheme });
  }

  /** What can be pressed. For screen readers Web Chat has each choice a second time, which nobody sees. */
  button(label: string): Locator {
    const places = this.page.getByRole('toolbar').or(this.page.locator('.starters, .places'));
    return places.getByRole('button', { name: label, exact: true });
  }

  /** Waits until it is there to be read. */
  async reads(words: string | RegExp): Promise<void> {
    await this.page.locator('.webchat__bubble').getByText(words).last().waitFor();
  }

  /** The newest picture, once it is there: what is said of it, and how many pixels it has. */
  async picture(): Promise<{ alt: string | null; pixels: number; shown: number }> {
    await this.page.locator('.webchat__bubble img').first().waitFor();
    return this.page.evaluate(`(async () => {
      const image = [...document.querySelectorAll('.webchat__bubble img')].at(-1);
      await image.decode();
      return { alt: image.getAttribute('alt'), pixels: image.naturalWidth, shown: image.width };
    })()`);
  }

  /** What axe finds wrong, a line each. */
  async violations(axe: string): Promise<string[]> {
    // Not as a script element: the page's own policy lets none in. Once a page is enough.
    await this.page.evaluate(`globalThis.axe ??= (() => { ${axe}; return axe; })(); undefined`);
    const found = (await this.page.evaluate('axe.run()')) as {
      violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
    };
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('; ')}`,
    );
  }
}
