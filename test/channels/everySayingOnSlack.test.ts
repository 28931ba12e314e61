import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { escapeMrkdwn, renderSlack } from '../../src/channels/renderSlack.ts';
import { renderWebChat } from '../../src/channels/renderWebChat.ts';
import { showPicture } from '../../src/channels/showPicture.ts';
import { plainText } from '../../src/message.ts';
import { loadContent } from '../../src/phrasing/content.ts';
import { slackMessage } from '../support/blockKit.ts';
import { everySaying } from '../support/everySaying.ts';

const EVERYTHING = everySaying(loadContent(join(import.meta.dirname, '../../content/en'))).map((spoken) => {
  const picture = showPicture(
    spoken.message,
    (shown) => `https://unknot.example.com/${'token' in shown ? shown.token : shown.name}.png`,
  );
  const { channelData } = renderSlack(spoken.message, { picture });
  // biome-ignore lint/suspicious/noExplicitAny: JSON of Slack's
  const blocks = channelData.blocks as any[];
  return { ...spoken, picture, channelData, blocks, webChat: renderWebChat(spoken.message, 'ann', picture) };
});

/** The names of those for which something holds: none, where all is well. */
const those = (holds: (spoken: (typeof EVERYTHING)[number]) => boolean) =>
  EVERYTHING.filter(holds).map(({ name }) => name);

describe('everything that the bot can say, on Slack', () => {
  it('is what Slack takes', () => {
    const refused = EVERYTHING.flatMap(({ name, channelData }) => {
      const { error } = slackMessage.safeParse(channelData);
      return error
        ? [`${name}: ${error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`]
        : [];
    });
    expect(refused).toEqual([]);
  });

  it('is far below the length at which Slack has refused all blocks together', () => {
    expect(those(({ blocks }) => JSON.stringify(blocks).length > 12_000)).toEqual([]);
  });

  it('has all its words as text, too, and what may be typed; one that comes unprompted its summary alone', () => {
    const whole = ({ message }: (typeof EVERYTHING)[number]) =>
      escapeMrkdwn([plainText(message), ...(message.orType === undefined ? [] : [message.orType])].join('\n\n'));
    expect(those((one) => one.channelData.text !== (one.message.discreet ? one.message.summary : whole(one)))).toEqual(
      [],
    );
  });

  it('has every choice on a button and says in a last quiet line that it may be typed', () => {
    const labels = ({ blocks }: (typeof EVERYTHING)[number]) =>
      blocks
        .find(({ type }) => type === 'actions')
        ?.elements.map(({ text }: { text: { text: string } }) => text.text) ?? [];
    expect(those((one) => labels(one).join() !== one.message.choices.map(({ label }) => label).join())).toEqual([]);
    const quiet = ({ blocks }: (typeof EVERYTHING)[number]) =>
      blocks.at(-1)?.type === 'context' ? blocks.at(-1).elements[0].text : undefined;
    const wanted = ({ message: { choices } }: (typeof EVERYTHING)[number]) =>
      choices.length > 0 ? `Or type: ${choices.map(({ label }) => escapeMrkdwn(label)).join(' · ')}` : undefined;
    expect(those((one) => quiet(one) !== wanted(one))).toEqual([]);
  });

  it('has its question right above the buttons, and its picture above the question', () => {
    const types = ({ blocks }: (typeof EVERYTHING)[number]) => blocks.map(({ type }) => type);
    expect(
      those((one) => one.message.choices.length > 0 && types(one).at(types(one).indexOf('actions') - 1) === 'image'),
    ).toEqual([]);
    expect(those((one) => types(one).includes('image') !== (one.picture !== undefined))).toEqual([]);
  });

  // Grouped by form, because the words themselves are in the content and change more often.
  it('has this form', () => {
    const forms = Map.groupBy(EVERYTHING, ({ blocks }) =>
      blocks
        .map((block) =>
          block.type === 'actions'
            ? `[${block.elements.map(({ value }: { value: string }) => value.split(':')[1]).join('|')}]`
            : block.type,
        )
        .join(' ')
        .replaceAll(/section( section)*/g, 'words'),
    );
    const names = (all: typeof EVERYTHING) => new Set(all.map(({ name }) => name.replace(/ [(#].*/, '')));
    const lines = [...forms].map(([form, all]) => `${form}: ${[...names(all)].join(', ')}`);
    expect(lines.sort().join('\n')).toMatchSnapshot();
  });
});

describe('everything that the bot can say, in Web Chat', () => {
  it('has every choice as words to send, each once', () => {
    const titles = ({ webChat }: (typeof EVERYTHING)[number]) =>
      webChat.suggestedActions?.actions.map(({ value }) => value) ?? [];
    expect(those((one) => titles(one).join() !== one.message.choices.map(({ label }) => label).join())).toEqual([]);
    expect(those((one) => new Set(titles(one)).size !== titles(one).length)).toEqual([]);
  });

  it('is small beside the 256 KB that Direct Line takes, says itself aloud, and tells what is on a picture', () => {
    expect(those(({ webChat }) => JSON.stringify(webChat).length > 16_000)).toEqual([]);
    expect(those(({ webChat, message }) => webChat.speak !== plainText(message))).toEqual([]);
    expect(those(({ webChat, picture }) => picture !== undefined && !webChat.text.includes('!['))).toEqual([]);
  });
});
