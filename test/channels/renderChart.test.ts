import { describe, expect, it } from '@jest/globals';
import type { Channel } from '../../src/address.ts';
import { render } from '../../src/channels/render.ts';
import type { Message } from '../../src/message.ts';

const to = (channel: Channel) => ({
  channel,
  serviceUrl: 'https://smba.example.com/',
  conversation: 'c',
  scope: 'personal' as const,
  bot: { id: 'bot' },
  user: { id: 'ann' },
});

const message: Message = {
  blocks: [
    { kind: 'paragraph', text: 'Your ratings went down, from 6 to 3.' },
    { kind: 'paragraph', text: 'What would you like next?' },
  ],
  choices: [],
  step: 1,
  summary: 'Unknot has answered',
  tone: 'plain',
  chart: { token: 'abc', alt: 'How sore the knot was. Mon 2 Mar: 6. Tue 3 Mar: 3.' },
};
const urlOf = (shown: object) => ('token' in shown ? `https://unknot.example.com/charts/${shown.token}` : undefined);

describe('a chart', () => {
  it('stands before the open question, with everything that is on it in words', () => {
    const card = JSON.parse(JSON.stringify(render(to('msteams'), message, urlOf))).attachments[0].content;
    expect(card.body.map(({ type }: { type: string }) => type)).toEqual(['TextBlock', 'Image', 'TextBlock']);
    expect(card.body[1]).toMatchObject({ url: 'https://unknot.example.com/charts/abc', altText: message.chart?.alt });

    const slack = JSON.parse(JSON.stringify(render(to('slack'), message, urlOf))).channelData.blocks;
    expect(slack[1]).toEqual({
      type: 'image',
      image_url: 'https://unknot.example.com/charts/abc',
      alt_text: message.chart?.alt,
    });

    expect(render(to('webchat'), message, urlOf)).toMatchObject({
      text: expect.stringContaining('](https://unknot.example.com/charts/abc)'),
    });
  });

  it('is left out where there is no address for it', () => {
    expect(JSON.stringify(render(to('msteams'), message))).not.toContain('Image');
  });
});

describe('a file', () => {
  const file = { name: 'unknot.json', contentType: 'application/json', text: '{"rating":6,"said":"ümlaut"}' };

  it('is in the message itself where it can be handed over, at no address that others could open', () => {
    const { attachments } = render(to('webchat'), { ...message, file }) as unknown as {
      attachments: { name: string; contentUrl: string }[];
    };
    expect(attachments).toHaveLength(1);
    expect(attachments[0]?.name).toBe('unknot.json');
    const [kind, bytes = ''] = attachments[0]?.contentUrl.split(',') ?? [];
    expect(kind).toBe('data:application/json;charset=utf-8;base64');
    expect(Buffer.from(bytes, 'base64').toString()).toBe(file.text);
  });
});
