import { z } from 'zod';

/**
 * A message with blocks as Slack takes it, with the limits of docs.slack.dev/reference/block-kit (pages on the header,
 * section, image, actions and context block, the button, and text objects) and of `chat.postMessage`. Strict: Slack
 * refuses a message with a field that it does not know, and so does this.
 */
const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(max), emoji: z.boolean().optional() });

const FORMATS = /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|^&gt;/mu;

/** Entities are the only use of `&`, `<` and `>`: nothing can become a link, a mention or a call to everybody. */
const mrkdwn = z.strictObject({
  type: z.literal('mrkdwn'),
  text: z
    .string()
    .min(1)
    .max(3_000)
    .regex(/^(?:[^&<>]|&amp;|&lt;|&gt;)*$/)
    .refine((text) => !FORMATS.test(text), { error: 'It would become bold, slanted, struck out, code or a quote.' }),
  verbatim: z.boolean().optional(),
});

const button = z.strictObject({
  type: z.literal('button'),
  text: plain(75),
  value: z.string().min(1).max(2_000),
  action_id: z.string().min(1).max(255),
});

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: plain(150) }),
  z.strictObject({ type: z.literal('section'), text: mrkdwn }),
  z.strictObject({
    type: z.literal('image'),
    image_url: z.url({ protocol: /^https$/ }).max(3_000),
    alt_text: z.string().min(1).max(2_000),
  }),
  z.strictObject({
    type: z.literal('actions'),
    elements: z
      .array(button)
      .min(1)
      .max(25)
      .refine((buttons) => new Set(buttons.map(({ action_id }) => action_id)).size === buttons.length, {
        error: 'Two buttons of one block have the same action_id.',
      }),
  }),
  z.strictObject({ type: z.literal('context'), elements: z.array(mrkdwn).min(1).max(10) }),
]);

export const slackMessage = z.strictObject({
  text: z.string().min(1).max(40_000),
  blocks: z.array(block).min(1).max(50),
  thread_ts: z.string().optional(),
});
