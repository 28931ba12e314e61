import { type Block, type Message, type MessageFile, plainText } from '../message.ts';
import { escapeMarkdown } from './markdown.ts';
import { beforeQuestion, type ShownPicture } from './showPicture.ts';

/**
 * A message as Markdown and suggested actions, for Web Chat and everything else that speaks Direct Line.
 *
 * `imBack` only, its value the label itself: a press is then the same as typing the words, and reads well in the
 * transcript. The same buttons arrive as the title from one client and as the value from another.
 */
export function renderWebChat(message: Message, to: string, picture?: ShownPicture) {
  return {
    text: beforeQuestion(message.blocks.map(blockAsMarkdown), picture && image(picture)).join('\n\n'),
    textFormat: 'markdown',
    speak: plainText(message),
    summary: message.summary,
    // Heard by the local web chat, which keeps what was said for a reload.
    ...(message.file && { attachments: [attachment(message.file)] }),
    ...(message.forgets && { channelData: { unknot: 'forgets' } }),
    ...(message.choices.length > 0 && {
      suggestedActions: {
        to: [to],
        actions: message.choices.map(({ label }) => ({ type: 'imBack', title: label, value: label })),
      },
    }),
  };
}

/** The file itself: it lies at no address that others could open. */
function attachment({ name, contentType, text }: MessageFile) {
  const bytes = Buffer.from(text).toString('base64');
  return { name, contentType, contentUrl: `data:${contentType};charset=utf-8;base64,${bytes}` };
}

function image({ url, alt }: ShownPicture): string {
  return `![${escapeMarkdown(alt)}](${url})`;
}

function blockAsMarkdown(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `**${escapeMarkdown(block.text.replaceAll('\n', ' '))}**`;
    case 'list':
      return block.items.map((item) => `- ${escapeMarkdown(item.replaceAll('\n', ' '))}`).join('\n');
    case 'paragraph':
      // Two spaces at the end keep a line break.
      return escapeMarkdown(block.text).replaceAll('\n', '  \n');
  }
}
