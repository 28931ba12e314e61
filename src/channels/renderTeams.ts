import { type Message, plainText } from '../message.ts';
import { escapeMarkdown } from './markdown.ts';
import { pressData } from './press.ts';
import { beforeQuestion, PICTURE_WIDTH, type ShownPicture } from './showPicture.ts';
import { shorten, withinBudget } from './withinBudget.ts';

/** Teams fails a store review, and crowds small screens, beyond this. */
const ACTIONS_MAX = 6;

/** Teams refuses messages above 100 KB and advises less; what is beyond this is cut, which only an export can reach. */
const WORDS_MAX = 12_000;
const LINE_MAX = 4_000;

/**
 * A message as one Adaptive Card. No text beside it: Teams would make two messages of it, without an id to update,
 * and count them double. `summary` is what a notification shows.
 */
export function renderTeams(message: Message, picture?: ShownPicture, bot = '') {
  const { answered } = message;
  const text = shorten([plainText(message), ...(answered === undefined ? [] : [answered])].join('\n\n'), WORDS_MAX);
  const words = body(message);
  const shown = message.tone === 'urgent' ? [urgent(words)] : beforeQuestion(words, picture && image(picture));
  return {
    summary: message.summary,
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          type: 'AdaptiveCard',
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          version: '1.5',
          fallbackText: text,
          speak: text,
          body: [...shown, ...(answered === undefined ? [] : [mark(answered)]), ...buttons(message, bot)],
        },
      },
    ],
  };
}

/**
 * Each button in a row of its own, the main one first. Several in one row are squeezed until nobody can read them, and
 * on phones those that do not fit are out of reach.
 */
function buttons(message: Message, bot: string) {
  const choices = message.choices.slice(0, ACTIONS_MAX);
  const presses = choices.map(({ id, label }) => ({
    type: 'Action.Submit',
    title: label,
    data: pressData(id, message),
  }));
  return [...presses, ...privateChat(message, bot)].map((action, row) => ({
    type: 'ActionSet',
    spacing: row === 0 ? 'Medium' : 'Small',
    actions: [action],
  }));
}

/** Teams knows a bot by `28:` and its app id, and opens a chat with it by that. It stays inside of Teams. */
function privateChat({ privateChat: title }: Message, bot: string) {
  if (title === undefined || !/^28:[\w-]+$/.test(bot)) return [];
  return [{ type: 'Action.OpenUrl', title, url: `https://teams.microsoft.com/l/chat/0/0?users=${bot}` }];
}

interface TextBlock {
  type: 'TextBlock';
  text: string;
  wrap: true;
  [style: string]: unknown;
}

function body(message: Message): TextBlock[] {
  return withinBudget(message.blocks.flatMap(blockAsTextBlocks), (block) => block.text.length, WORDS_MAX);
}

function blockAsTextBlocks(block: Message['blocks'][number]): TextBlock[] {
  switch (block.kind) {
    case 'heading':
      return [textBlock(block.text.replaceAll('\n', ' '), { style: 'heading', size: 'Medium', weight: 'Bolder' })];
    case 'list':
      // A block for each item, because clients disagree about lists in Markdown.
      return block.items.map((item, index) => ({
        ...textBlock(item.replaceAll('\n', ' '), index === 0 ? {} : { spacing: 'Small' }, '• '),
      }));
    case 'paragraph':
      // Cards swallow single line breaks.
      return block.text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line, index) => textBlock(line, index === 0 ? {} : { spacing: 'Small' }));
  }
}

function textBlock(text: string, style: Record<string, unknown>, before = ''): TextBlock {
  return { type: 'TextBlock', text: before + escapeMarkdown(shorten(text, LINE_MAX)), wrap: true, ...style };
}

function image({ url, alt }: ShownPicture) {
  return { type: 'Image', url, altText: alt, width: `${PICTURE_WIDTH}px`, spacing: 'Medium' };
}

/** Where the buttons were. The sign says the same as the words. */
function mark(answered: string): TextBlock {
  return textBlock(answered, { weight: 'Bolder', spacing: 'Medium' }, '✓ ');
}

function urgent(items: TextBlock[]) {
  return { type: 'Container', style: 'attention', bleed: true, items };
}
