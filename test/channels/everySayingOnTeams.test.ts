import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type QuestionId, questionOf } from '../../dialogs/questions.ts';
import { renderTeams } from '../../src/channels/renderTeams.ts';
import { showPicture } from '../../src/channels/showPicture.ts';
import { plainText } from '../../src/message.ts';
import { loadContent } from '../../src/phrasing/content.ts';
import { aBrowser, CHROMIUM } from '../support/browser.ts';
import { buttonsOf } from '../support/cardButtons.ts';
import { everySaying } from '../support/everySaying.ts';

// A browser takes its time to start on a busy machine.
jest.setTimeout(60_000);

// Made for browsers, and reads cards without one.
Object.assign(globalThis, { self: globalThis });
const { AdaptiveCard, SerializationContext, Versions } = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
) as typeof import('adaptivecards');

const EVERYTHING = everySaying(loadContent(join(import.meta.dirname, '../../content/en'))).map((spoken) => {
  const picture = showPicture(
    spoken.message,
    (shown) => `https://unknot.example.com/${'token' in shown ? shown.token : shown.name}.png`,
  );
  const activity = renderTeams(spoken.message, picture, '28:b0a7');
  // biome-ignore lint/suspicious/noExplicitAny: JSON of Teams'
  const card = activity.attachments[0]?.content as any;
  return { ...spoken, picture, activity, card, buttons: buttonsOf(card) };
});
const rowsOf = (card: One['card']) => card.body.filter(({ type }: One['card']) => type === 'ActionSet');
type One = (typeof EVERYTHING)[number];

/** The names of those for which something holds: none, where all is well. */
const those = (holds: (spoken: One) => boolean) => EVERYTHING.filter(holds).map(({ name }) => name);

/** What Microsoft's own reader of cards makes of one, as far as version 1.5 goes: what it does not know is not there. */
function readBack(card: object): { complaints: string[]; card: unknown } {
  const context = new SerializationContext(Versions.v1_5);
  const read = new AdaptiveCard();
  read.parse(card, context);
  const complaints = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  return { complaints, card: read.toJSON() };
}

describe('everything that the bot can say, as a card on Teams', () => {
  it('is an Adaptive Card of version 1.5, with nothing in it that its reader does not know', () => {
    for (const { name, card } of EVERYTHING) {
      expect({ name, ...readBack(card) }).toEqual({ name, complaints: [], card });
    }
  });

  it('would be found out if it were not', () => {
    const body = [{ type: 'TextBlock', text: 'x', weight: 'Fat', colour: 'red' }, { type: 'Chart' }];
    const read = readBack({ type: 'AdaptiveCard', version: '1.5', body });
    expect(read.complaints).toHaveLength(2);
    expect(read.card).toMatchObject({ body: [{ type: 'TextBlock', text: 'x' }] });
    expect(JSON.stringify(read.card)).not.toContain('colour');
  });

  it('is far below what Teams takes', () => {
    expect(those(({ activity }) => JSON.stringify(activity).length > 28_000)).toEqual([]);
  });

  it('has at most six buttons, each choice on one, the main one first, and each in a row of its own', () => {
    const titles = ({ buttons }: One) =>
      buttons.filter(({ type }) => type === 'Action.Submit').map(({ title }) => title);
    expect(those(({ buttons }) => buttons.length > 6)).toEqual([]);
    expect(those(({ card, buttons }) => rowsOf(card).length !== buttons.length)).toEqual([]);
    expect(those((one) => titles(one).join() !== one.message.choices.map(({ label }) => label).join())).toEqual([]);
  });

  it('has "something feels wrong" among them wherever hands are on a sore place', () => {
    const pressing = ({ name, message }: One) =>
      message.choices.length > 0 && /^[\w-]+\?/.test(name) && questionOf(name.split('?')[0] as QuestionId).pressing;
    const wrong = ({ buttons }: One) => buttons.some(({ data }) => data.unknot === 'something-wrong');
    expect(EVERYTHING.filter(pressing).length).toBeGreaterThan(20);
    expect(those((one) => pressing(one) === true && !wrong(one))).toEqual([]);
  });

  it('tells what is on each picture, and has its question below it', () => {
    const images = ({ card }: One) => card.body.filter(({ type }: { type: string }) => type === 'Image');
    expect(those((one) => images(one).length !== (one.picture === undefined ? 0 : 1))).toEqual([]);
    expect(those((one) => images(one).some(({ altText = '' }) => altText.length < 10))).toEqual([]);
    const above = ({ card }: One) => card.body.filter(({ type }: One['card']) => type !== 'ActionSet');
    expect(those((one) => above(one).at(-1).type === 'Image')).toEqual([]);
  });

  it('has words for a notification, for what shows no cards, and for what reads aloud', () => {
    expect(those(({ activity }) => activity.summary.length < 5)).toEqual([]);
    expect(those(({ card, message }) => card.fallbackText !== plainText(message))).toEqual([]);
    expect(those(({ card }) => card.speak !== card.fallbackText)).toEqual([]);
  });

  // Grouped by form, because the words themselves are in the content and change more often.
  it('has this form', () => {
    const forms = Map.groupBy(EVERYTHING, ({ card, buttons }) =>
      [
        ...card.body.filter(({ type }: One['card']) => type !== 'ActionSet').map(formOf),
        `[${buttons.map(({ data, url }) => data?.unknot ?? url).join('|')}]`,
      ]
        .join(' ')
        .replaceAll(/(words|items)( \1)*/g, '$1'),
    );
    const names = (all: typeof EVERYTHING) => new Set(all.map(({ name }) => name.replace(/ [(#].*/, '')));
    const lines = [...forms].map(([form, all]) => `${form}: ${[...names(all)].join(', ')}`);
    expect(lines.sort().join('\n')).toMatchSnapshot();
  });
});

/** As Teams shows a card, but for its fonts and colours. */
const TEAMS = {
  actions: { actionsOrientation: 'horizontal', actionAlignment: 'left', maxActions: 6, buttonSpacing: 8 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, padding: 16 },
};
const STYLE = '.ac-pushButton { font: 600 14px sans-serif; padding: 5px 12px; white-space: nowrap; overflow: hidden; }';

(CHROMIUM === undefined ? describe.skip : describe)('everything that the bot can say, as a card on a screen', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await aBrowser();
    // Pictures have their width whether they are there or not.
    page = await (await browser.newContext({ offline: true })).newPage();
    await page.setContent(`<style>${STYLE}</style>`);
    await page.addScriptTag({ path: createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.js') });
  });
  afterAll(() => browser.close());

  /** The cards of which something stands out over the side, or is cut there, at one of these widths in pixels. */
  const cutAt = (widths: readonly number[], cards: readonly { name: string; card: object }[]): Promise<string[]> =>
    page.evaluate(`(() => {
      const host = new AdaptiveCards.HostConfig(${JSON.stringify(TEAMS)});
      const all = ${JSON.stringify(cards)}.map(({ name, card }) => {
        const read = new AdaptiveCards.AdaptiveCard();
        read.hostConfig = host;
        read.parse(card);
        const shown = document.createElement('div');
        shown.append(read.render());
        return { name, shown };
      });
      document.body.replaceChildren(...all.map(({ shown }) => shown));
      document.body.style.margin = 0;
      return ${JSON.stringify(widths)}.flatMap((width) => {
        document.body.style.width = width + 'px';
        const isCut = (part) =>
          (part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1) || part.getBoundingClientRect().right > width;
        const cut = all.filter(({ shown }) => [...shown.querySelectorAll('*')].some(isCut));
        return cut.map(({ name }) => name + ' at ' + width);
      });
    })()`);

  it('is cut nowhere, on a phone and on a desk', async () => {
    // The others differ in a few words.
    const cards = EVERYTHING.filter(({ first }) => first).map(({ name, card }) => ({ name, card }));
    expect(cards.length).toBeGreaterThan(300);
    expect(await cutAt([320, 560], cards)).toEqual([]);
  });

  it('would be, with its buttons in one row', async () => {
    const { card, buttons } = EVERYTHING.find(({ buttons }) => buttons.length === 6) as One;
    const oneRow = { ...card, body: [{ type: 'ActionSet', actions: buttons }] };
    expect(await cutAt([320, 560], [{ name: 'six', card: oneRow }])).toEqual(['six at 320', 'six at 560']);
  });
});

function formOf({ type, style, text, items }: One['card']): string {
  if (type === 'Container') return `${style}(${items.map(formOf).join(' ')})`;
  if (type !== 'TextBlock') return type;
  return style ?? (text.startsWith('• ') ? 'items' : 'words');
}
