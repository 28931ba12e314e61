import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type QuestionId, questionOf } from '../../dialogs/questions.ts';
import { renderTeams } from '../../src/channels/renderTeams.ts';
import { showPicture } from '../../src/channels/showPicture.ts';
import { plainText } from '../../src/message.ts';
import { loadContent } from '../../src/phrasing/content.ts';
import { everySaying } from '../support/everySaying.ts';

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
  return { ...spoken, picture, activity, card };
});
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
      const { actions, ...rest } = card;
      expect({ name, ...readBack(card) }).toEqual({
        name,
        complaints: [],
        card: actions.length > 0 ? card : rest,
      });
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

  it('has at most six buttons, each choice on one, the main one first', () => {
    const titles = ({ card }: One) =>
      card.actions
        .filter(({ type }: { type: string }) => type === 'Action.Submit')
        .map(({ title }: One['card']) => title);
    expect(those(({ card }) => card.actions.length > 6)).toEqual([]);
    expect(those((one) => titles(one).join() !== one.message.choices.map(({ label }) => label).join())).toEqual([]);
  });

  it('has "something feels wrong" among them wherever hands are on a sore place', () => {
    const pressing = ({ name, message }: One) =>
      message.choices.length > 0 && /^[\w-]+\?/.test(name) && questionOf(name.split('?')[0] as QuestionId).pressing;
    const wrong = ({ card }: One) => card.actions.some(({ data }: One['card']) => data.unknot === 'something-wrong');
    expect(EVERYTHING.filter(pressing).length).toBeGreaterThan(20);
    expect(those((one) => pressing(one) === true && !wrong(one))).toEqual([]);
  });

  it('tells what is on each picture, and has its question below it', () => {
    const images = ({ card }: One) => card.body.filter(({ type }: { type: string }) => type === 'Image');
    expect(those((one) => images(one).length !== (one.picture === undefined ? 0 : 1))).toEqual([]);
    expect(those((one) => images(one).some(({ altText = '' }) => altText.length < 10))).toEqual([]);
    expect(those(({ card }) => card.body.at(-1).type === 'Image')).toEqual([]);
  });

  it('has words for a notification, for what shows no cards, and for what reads aloud', () => {
    expect(those(({ activity }) => activity.summary.length < 5)).toEqual([]);
    expect(those(({ card, message }) => card.fallbackText !== plainText(message))).toEqual([]);
    expect(those(({ card }) => card.speak !== card.fallbackText)).toEqual([]);
  });

  // Grouped by form, because the words themselves are in the content and change more often.
  it('has this form', () => {
    const forms = Map.groupBy(EVERYTHING, ({ card }) =>
      [...card.body.map(formOf), `[${card.actions.map(({ data, url }: One['card']) => data?.unknot ?? url).join('|')}]`]
        .join(' ')
        .replaceAll(/(words|items)( \1)*/g, '$1'),
    );
    const names = (all: typeof EVERYTHING) => new Set(all.map(({ name }) => name.replace(/ [(#].*/, '')));
    const lines = [...forms].map(([form, all]) => `${form}: ${[...names(all)].join(', ')}`);
    expect(lines.sort().join('\n')).toMatchSnapshot();
  });
});

function formOf({ type, style, text, items }: One['card']): string {
  if (type === 'Container') return `${style}(${items.map(formOf).join(' ')})`;
  if (type !== 'TextBlock') return type;
  return style ?? (text.startsWith('• ') ? 'items' : 'words');
}
