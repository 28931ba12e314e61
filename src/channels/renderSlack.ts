import { type Block, type Choice, type Message, plainText } from '../message.ts';
import { pressText } from './press.ts';
import { beforeQuestion, type ShownPicture } from './showPicture.ts';
import { shorten, withinBudget } from './withinBudget.ts';

/** Slack rejects the whole message when one of these is exceeded. */
const BLOCKS_MAX = 50;
const SECTION_MAX = 3_000;
const HEADER_MAX = 150;
const BUTTON_LABEL_MAX = 75;
const BUTTONS_MAX = 25;
const CONTEXT_MAX = 2_000;
const ALT_MAX = 2_000;

/** All blocks together: Slack says nothing of it, but has refused messages of 13,200 characters. */
const ALL_BLOCKS_MAX = 12_000;

/** Slack cuts longer ones, and advises this. */
const TEXT_MAX = 4_000;

interface SlackOptions {
  picture?: ShownPicture | undefined;
  thread?: string | undefined;
}

/**
 * A message as Slack blocks. `text` repeats the words, and what may be typed, because screen readers read it in place of
 * the blocks. Phones show it in notifications, too, so a message that comes unprompted shows its summary there and no
 * word about a body.
 */
export function renderSlack(message: Message, { picture, thread }: SlackOptions = {}) {
  const orType = message.orType === undefined ? '' : `\n\n${shorten(message.orType, CONTEXT_MAX)}`;
  const words = escapeMrkdwn(shorten(plainText(message), TEXT_MAX - orType.length) + orType);
  return {
    text: words,
    summary: message.summary,
    channelData: {
      text: message.discreet ? escapeMrkdwn(message.summary) : words,
      blocks: [...beforeQuestion(wordBlocks(message), picture && image(picture)), ...choiceBlocks(message)],
      ...(thread !== undefined && { thread_ts: thread }),
    },
  };
}

/**
 * Slack has no escape for its formatting characters, so those that would format are replaced by their look-alikes.
 * Only `&`, `<` and `>` are escaped as Slack wants it, which also keeps `<!channel>` from calling everybody.
 */
export function escapeMrkdwn(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('*', '∗')
    .replaceAll('~', '∼')
    .replaceAll('`', 'ˋ')
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, 'ˍ')
    .replaceAll(/^&gt;/gm, '\u2060&gt;'); // An escaped > still quotes at the start of a line.
}

function wordBlocks(message: Message): SlackWords[] {
  // Three places belong to the picture, to the buttons and to what may be typed.
  const all = message.blocks.flatMap(blockAsSlack);
  const few = all.length <= BLOCKS_MAX - 3 ? all : [...all.slice(0, BLOCKS_MAX - 4), ...all.slice(-1)];
  return withinBudget(few, (block) => block.text.text.length, ALL_BLOCKS_MAX);
}

interface SlackWords {
  type: 'header' | 'section';
  text: object & { text: string };
}

function blockAsSlack(block: Block): SlackWords[] {
  switch (block.kind) {
    case 'heading':
      return [{ type: 'header', text: plain(block.text, HEADER_MAX) }];
    case 'list':
      return sections(block.items.map((item) => `• ${escapeMrkdwn(item)}`).join('\n'));
    case 'paragraph':
      return sections(escapeMrkdwn(block.text));
  }
}

/** Slack fetches it from its own servers, and refuses the whole message when it may not: so only over https. */
function image({ url, alt }: ShownPicture) {
  return url.startsWith('https:') ? { type: 'image', image_url: url, alt_text: shorten(alt, ALT_MAX) } : undefined;
}

function sections(mrkdwn: string): SlackWords[] {
  return inPieces(mrkdwn, SECTION_MAX).map((text) => ({
    type: 'section',
    text: { type: 'mrkdwn', text, verbatim: true }, // verbatim: no links or mentions made of plain words
  }));
}

function choiceBlocks(message: Message): object[] {
  const choices = message.choices.slice(0, BUTTONS_MAX);
  if (choices.length === 0) return [];
  return [
    { type: 'actions', elements: choices.map((choice, index) => button(choice, message, index)) },
    // Quietly, for a press that gets lost between Slack and the bot.
    ...(message.orType === undefined ? [] : [{ type: 'context', elements: [context(message.orType)] }]),
  ];
}

function context(text: string) {
  return { type: 'mrkdwn', text: escapeMrkdwn(shorten(text, CONTEXT_MAX)), verbatim: true };
}

function button(choice: Choice, message: Message, index: number) {
  const value = pressText(choice.id, message);
  // Slack refuses two buttons of one action id.
  return { type: 'button', text: plain(choice.label, BUTTON_LABEL_MAX), value, action_id: `${value}#${index}` };
}

function plain(text: string, max: number) {
  return { type: 'plain_text', text: shorten(text.replaceAll('\n', ' '), max), emoji: false };
}

/** Broken at the last line or word that still fits; Slack rejects empty texts. */
function inPieces(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > max) {
    const end = Math.max(rest.lastIndexOf('\n', max), rest.lastIndexOf(' ', max));
    pieces.push(rest.slice(0, end > 0 ? end : max).trimEnd());
    rest = rest.slice(end > 0 ? end : max).trimStart();
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}
