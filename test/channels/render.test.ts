import { describe, expect, it } from '@jest/globals';
import type { Address, Channel } from '../../src/address.ts';
import { hear } from '../../src/channels/hear.ts';
import { escapeMarkdown } from '../../src/channels/markdown.ts';
import { render, renderTyping } from '../../src/channels/render.ts';
import { escapeMrkdwn, renderSlack } from '../../src/channels/renderSlack.ts';
import { renderTeams } from '../../src/channels/renderTeams.ts';
import { renderWebChat } from '../../src/channels/renderWebChat.ts';
import { serviceUrlRule } from '../../src/channels/serviceUrls.ts';
import type { Message } from '../../src/message.ts';
import type { PictureUrl } from '../../src/pictures.ts';
import { aSlackPress, aTeamsPress } from '../support/activities.ts';
import { buttonsOf } from '../support/cardButtons.ts';

const message = (changes: Partial<Message> = {}): Message => ({
  blocks: [
    { kind: 'heading', text: 'The pressure test' },
    { kind: 'paragraph', text: 'Press it gently.' },
    { kind: 'list', items: ['breathe out', 'let go'] },
    { kind: 'paragraph', text: 'Did it relax?' },
  ],
  choices: [
    { id: 'pressure-relaxed', label: 'It relaxed' },
    { id: 'pressure-hard', label: 'It stayed hard' },
  ],
  step: 7,
  orType: 'Or type: It relaxed · It stayed hard',
  summary: 'Unknot has a question.',
  tone: 'plain',
  ...changes,
});

const address = (channel: Channel, changes: Partial<Address> = {}): Address => ({
  channel,
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  conversation: 'a:1',
  scope: 'personal',
  bot: { id: '28:bot', name: 'Unknot' },
  user: { id: '29:ann', name: 'Ann' },
  tenant: 'tenant',
  ...changes,
});

const paragraph = (text: string) => message({ blocks: [{ kind: 'paragraph', text }] });
const many = (count: number) => Array.from({ length: count }, (_, index) => index);
// biome-ignore lint/suspicious/noExplicitAny: the shapes are JSON of three services
const cardOf = (rendered: Message): any => renderTeams(rendered).attachments[0]?.content;
/** What is above the buttons. */
const textsOf = (rendered: Message): { text: string; wrap: boolean }[] =>
  cardOf(rendered).body.filter(({ type }: { type: string }) => type !== 'ActionSet');
// biome-ignore lint/suspicious/noExplicitAny: as above
const blocksOf = (rendered: Message): any[] => renderSlack(rendered).channelData.blocks;

describe('an activity on its way out', () => {
  it.each<Channel>(['msteams', 'slack', 'webchat', 'directline', 'emulator'])(
    'says on %s who talks to whom',
    (channel) => {
      expect(render(address(channel), message())).toMatchObject({
        type: 'message',
        from: { id: '28:bot', role: 'bot' },
        recipient: { id: '29:ann' },
        conversation: { id: 'a:1' },
      });
    },
  );

  it('answers no activity that it was not told of', () => {
    expect(JSON.stringify(render(address('webchat'), message()))).not.toMatch(/replyToId|"id":"undefined"/);
  });

  it('names the tenant on Teams and the group', () => {
    expect(render(address('msteams', { scope: 'group' }), message()).conversation).toEqual({
      id: 'a:1',
      isGroup: true,
      tenantId: 'tenant',
    });
  });

  it('may be dots and nothing else', () => {
    expect(renderTyping(address('msteams'))).toMatchObject({ type: 'typing', conversation: { id: 'a:1' } });
    expect(renderTyping(address('msteams'))).not.toHaveProperty('text');
  });

  it('is never one for a terminal', () => {
    expect(() => render(address('terminal'), message())).toThrow('a connector of its own');
  });
});

describe('on Teams', () => {
  it('a message is one card and no text', () => {
    const rendered = renderTeams(message());
    expect(rendered).not.toHaveProperty('text');
    expect(rendered.attachments).toHaveLength(1);
    expect(rendered.summary).toBe('Unknot has a question.');
    expect(cardOf(message())).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
    expect(textsOf(message()).map(({ text }) => text)).toEqual([
      'The pressure test',
      'Press it gently.',
      '• breathe out',
      '• let go',
      'Did it relax?',
    ]);
  });

  it('the words are there in full for what shows no cards and for what reads aloud', () => {
    for (const field of ['fallbackText', 'speak']) expect(cardOf(message())[field]).toContain('Did it relax?');
  });

  it('every text wraps and a heading says that it is one', () => {
    const texts = textsOf(message());
    expect(texts.every(({ wrap }) => wrap)).toBe(true);
    expect(texts[0]).toMatchObject({ style: 'heading' });
  });

  it('a button carries the choice and its step, and nothing that trips a client over', () => {
    expect(buttonsOf(cardOf(message()))).toEqual([
      { type: 'Action.Submit', title: 'It relaxed', data: { unknot: 'pressure-relaxed', step: 7 } },
      { type: 'Action.Submit', title: 'It stayed hard', data: { unknot: 'pressure-hard', step: 7 } },
    ]);
  });

  it('each button has a row of its own, below everything else', () => {
    const rows = cardOf(message()).body.slice(-2);
    expect(rows).toMatchObject([
      { type: 'ActionSet', spacing: 'Medium', actions: [{ title: 'It relaxed' }] },
      { type: 'ActionSet', spacing: 'Small', actions: [{ title: 'It stayed hard' }] },
    ]);
    expect(cardOf(message())).not.toHaveProperty('actions');
  });

  it('a button carries the nonce of its asking, if it has one', () => {
    const [first] = buttonsOf(cardOf(message({ nonce: '314159265' })));
    expect(first?.data).toEqual({ unknot: 'pressure-relaxed', step: 7, nonce: '314159265' });
  });

  it('there are never more than six buttons', () => {
    const choices = many(9).map((index) => ({ id: `c${index}`, label: `${index}` }));
    expect(buttonsOf(cardOf(message({ choices })))).toHaveLength(6);
  });

  it('a pressed button is heard as the choice that it was', () => {
    const [, button] = buttonsOf(cardOf(message()));
    expect(hear(aTeamsPress(button?.data), { serviceUrls: serviceUrlRule({}) })).toMatchObject({
      heard: { happening: { kind: 'press', choice: 'pressure-hard', step: 7 } },
    });
  });

  it('a message that is done with keeps its words, shows what was chosen, and has no button', () => {
    const done = cardOf(message({ choices: [], answered: 'You chose: It relaxed' }));
    expect(done.body.slice(0, -1)).toEqual(textsOf(message()));
    expect(done.body.at(-1)).toMatchObject({ type: 'TextBlock', text: '✓ You chose: It relaxed', wrap: true });
    expect(buttonsOf(done)).toEqual([]);
    for (const field of ['fallbackText', 'speak'])
      expect(done[field]).toMatch(/Did it relax\?\n\nYou chose: It relaxed$/);
  });

  it('what was chosen is shown below an urgent message, outside of its frame', () => {
    const { body } = cardOf(message({ tone: 'urgent', choices: [], answered: 'You chose: That was a mistake' }));
    expect(body.map(({ type }: { type: string }) => type)).toEqual(['Container', 'TextBlock']);
  });

  it('what is said to a group offers a chat with the bot alone, by a link that stays in Teams', () => {
    const said = message({ choices: [], privateChat: 'Open a private chat' });
    const { attachments } = render(address('msteams', { scope: 'group', bot: { id: '28:b0a7-c0de' } }), said) as never;
    expect(buttonsOf((attachments as { content: object }[])[0]?.content)).toEqual([
      {
        type: 'Action.OpenUrl',
        title: 'Open a private chat',
        url: 'https://teams.microsoft.com/l/chat/0/0?users=28:b0a7-c0de',
      },
    ]);
    expect(JSON.stringify(render(address('slack', { scope: 'group' }), said))).not.toMatch(/teams\.microsoft|Open a/);
  });

  it('an urgent message looks it, in one frame', () => {
    expect(cardOf(message({ tone: 'urgent', choices: [] })).body).toMatchObject([
      { type: 'Container', style: 'attention' },
    ]);
  });

  it('line breaks become blocks, because cards swallow them', () => {
    expect(textsOf(paragraph('one\ntwo\n\nthree'))).toHaveLength(3);
  });

  it('a message of any length stays far below 80 KB and keeps its question', () => {
    const long = message({
      blocks: [
        ...many(200).map(() => ({ kind: 'paragraph' as const, text: 'x'.repeat(1_000) })),
        { kind: 'paragraph', text: 'Go on?' },
      ],
    });
    expect(JSON.stringify(renderTeams(long)).length * 2).toBeLessThan(80_000);
    expect(textsOf(long).at(-1)?.text).toBe('Go on?');
    expect(JSON.stringify(renderTeams(paragraph('*'.repeat(100_000)))).length * 2).toBeLessThan(80_000);
  });
});

describe('on Slack', () => {
  it('a message is blocks, with the same words as text', () => {
    const { text, channelData } = renderSlack(message());
    expect(text).toContain('• breathe out'.slice(2));
    expect(text).toContain('Did it relax?');
    expect(channelData.text).toBe(text);
    expect(blocksOf(message()).map(({ type }) => type)).toEqual([
      'header',
      'section',
      'section',
      'section',
      'actions',
      'context',
    ]);
  });

  it('a message that comes unprompted shows its summary alone in a notification', () => {
    const { text, channelData } = renderSlack(message({ discreet: true }));
    expect(channelData.text).toBe('Unknot has a question.');
    expect(text).toContain('Press it gently.');
  });

  it('buttons carry the choice as text, under ids of their own', () => {
    const { elements } = blocksOf(message())[4];
    expect(elements.map(({ value }: { value: string }) => value)).toEqual([
      'unknot:pressure-relaxed:7',
      'unknot:pressure-hard:7',
    ]);
    const twice = message({
      choices: [
        { id: 'yes', label: 'Yes' },
        { id: 'yes', label: 'Sure' },
      ],
    });
    const ids = blocksOf(twice)[4].elements.map(({ action_id }: { action_id: string }) => action_id);
    expect(new Set(ids).size).toBe(2);
  });

  it('buttons carry the nonce of their asking, and a replica that knows of none reads them all the same', () => {
    const { elements } = blocksOf(message({ nonce: '314159265' }))[4];
    expect(elements[1]).toMatchObject({
      value: 'unknot:pressure-hard:7#314159265',
      action_id: 'unknot:pressure-hard:7#314159265#1',
    });
    expect(elements[1].value).toMatch(/^unknot:([^:]+):(\d+)(?:#\d+)?$/);
  });

  it('a pressed button is heard as the choice that it was', () => {
    const [, button] = blocksOf(message())[4].elements;
    for (const value of [button.value, button.action_id]) {
      expect(hear(aSlackPress(value), { serviceUrls: serviceUrlRule({}) })).toMatchObject({
        heard: { happening: { kind: 'press', choice: 'pressure-hard', step: 7 } },
      });
    }
  });

  it('what may be typed is said, since presses may not arrive', () => {
    expect(blocksOf(message()).at(-1)).toMatchObject({
      type: 'context',
      elements: [{ text: 'Or type: It relaxed · It stayed hard' }],
    });
  });

  it('nothing is said about typing when there is nothing to choose', () => {
    const { orType: _, ...nothing } = message({ choices: [] });
    expect(blocksOf(nothing).map(({ type }) => type)).not.toContain('context');
  });

  it('a thread is named only when there is one', () => {
    expect(renderSlack(message(), { thread: '17.5' }).channelData).toMatchObject({ thread_ts: '17.5' });
    expect(renderSlack(message()).channelData).not.toHaveProperty('thread_ts');
    expect(render(address('slack', { thread: '17.5' }), message())).toMatchObject({
      channelData: { thread_ts: '17.5' },
    });
  });

  it.each<[what: string, rendered: Message]>([
    ['a long paragraph', paragraph('word '.repeat(2_000))],
    ['a paragraph without a space', paragraph('x'.repeat(9_000))],
    ['many paragraphs', message({ blocks: many(80).map((index) => ({ kind: 'paragraph', text: `number ${index}` })) })],
    ['a long heading', message({ blocks: [{ kind: 'heading', text: 'h'.repeat(400) }] })],
    ['long labels', message({ choices: [{ id: 'a', label: 'l'.repeat(200) }] })],
    ['an empty paragraph', paragraph('')],
    [
      'more than Slack takes in all',
      message({ blocks: many(40).map(() => ({ kind: 'paragraph', text: 'x'.repeat(1_000) })) }),
    ],
  ])('%s stays within the limits', (_what, rendered) => {
    const blocks = blocksOf(rendered);
    expect(blocks.length).toBeLessThanOrEqual(50);
    for (const block of blocks) {
      const text: string = block.text?.text ?? 'none';
      expect(text).not.toBe('');
      expect(text.length).toBeLessThanOrEqual(block.type === 'header' ? 150 : 3_000);
      for (const button of block.elements ?? [])
        if (button.type === 'button') expect(button.text.text.length).toBeLessThanOrEqual(75);
    }
    expect(JSON.stringify(blocks).length).toBeLessThan(15_000);
    expect(renderSlack(rendered).text.length).toBeLessThanOrEqual(4_000);
  });

  it('the question stays when there is too much before it', () => {
    const long = message({
      blocks: [
        ...many(80).map(() => ({ kind: 'paragraph' as const, text: 'x'.repeat(500) })),
        { kind: 'paragraph', text: 'Go on?' },
      ],
    });
    expect(blocksOf(long).at(-3).text.text).toBe('Go on?');
  });

  it.each([
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@U0BOB> & <https://x.org|here>', '&lt;@U0BOB&gt; &amp; &lt;https://x.org|here&gt;'],
    ['*bold* ~gone~ `code`', '∗bold∗ ∼gone∼ ˋcodeˋ'],
    ['_so_ but snake_case', 'ˍsoˍ but snake_case'],
    ['> quoted', '\u2060&gt; quoted'],
  ])('%s is shown as it is', (text, mrkdwn) => {
    expect(escapeMrkdwn(text)).toBe(mrkdwn);
    expect(JSON.stringify(renderSlack(paragraph(text)))).not.toContain('<');
  });
});

describe('in Web Chat', () => {
  it('a message is Markdown', () => {
    expect(renderWebChat(message(), 'ann').text).toBe(
      '**The pressure test**\n\nPress it gently.\n\n- breathe out\n- let go\n\nDid it relax?',
    );
  });

  it('buttons say their own label, so that a press and typed words are the same', () => {
    expect(renderWebChat(message(), 'ann').suggestedActions).toEqual({
      to: ['ann'],
      actions: [
        { type: 'imBack', title: 'It relaxed', value: 'It relaxed' },
        { type: 'imBack', title: 'It stayed hard', value: 'It stayed hard' },
      ],
    });
  });

  it('no buttons are no field', () => {
    expect(renderWebChat(message({ choices: [] }), 'ann')).not.toHaveProperty('suggestedActions');
  });

  it('a line break stays one', () => {
    expect(renderWebChat(paragraph('one\ntwo'), 'ann').text).toBe('one  \ntwo');
  });
});

describe('a picture', () => {
  const url = 'https://unknot.example.com/pictures/neck-left.0123456789abcdef.png';
  const alt = 'Seated person [from behind], left fingers on the right shoulder.';
  const pictured = message({ picture: { name: 'neck', side: 'left', alt } });
  // biome-ignore lint/suspicious/noExplicitAny: the shapes are JSON of three services
  const on = (channel: Channel, urlOf: PictureUrl, shown = pictured): any => render(address(channel), shown, urlOf);

  it('stands on Teams in the card, between the words of the step and the question', () => {
    const body = on('msteams', () => url).attachments[0].content.body.slice(0, -2);
    expect(body.map(({ type }: { type: string }) => type)).toEqual([
      'TextBlock',
      'TextBlock',
      'TextBlock',
      'TextBlock',
      'Image',
      'TextBlock',
    ]);
    expect(body.at(-2)).toMatchObject({ url, altText: alt, width: '300px' });
    expect(body.at(-1).text).toBe('Did it relax?');
  });

  it('stands on Slack in a block of its own, before the question', () => {
    const { blocks } = on('slack', () => url).channelData;
    expect(blocks.at(-4)).toEqual({ type: 'image', image_url: url, alt_text: alt });
    expect(blocks.at(-3).text.text).toBe('Did it relax?');
  });

  it('is left out on Slack where Slack could not fetch it, which would lose the whole message', () => {
    const { blocks } = on('slack', () => 'http://127.0.0.1:3978/pictures/x.png').channelData;
    expect(JSON.stringify(blocks)).not.toMatch(/image|null/);
  });

  it('leaves a long message on Slack within its fifty blocks', () => {
    const long = { ...pictured, blocks: many(80).map((at) => ({ kind: 'paragraph' as const, text: `number ${at}` })) };
    expect(on('slack', () => url, long).channelData.blocks).toHaveLength(50);
  });

  it.each<Channel>(['webchat', 'directline', 'emulator'])('stands on %s in the Markdown, with its words', (channel) => {
    expect(on(channel, () => url).text).toBe(
      `**The pressure test**\n\nPress it gently.\n\n- breathe out\n- let go\n\n![Seated person \\[from behind\\], left fingers on the right shoulder.](${url})\n\nDid it relax?`,
    );
    expect(on(channel, () => url).speak).not.toContain('Seated');
  });

  it.each<Channel>(['msteams', 'slack', 'webchat', 'directline', 'emulator'])(
    'without an address changes nothing on %s, and neither does a message of before there were any',
    (channel) => {
      const { picture: _, ...plain } = pictured;
      expect(on(channel, () => undefined)).toEqual(render(address(channel), plain));
      expect(on(channel, () => url, plain)).toEqual(render(address(channel), plain));
    },
  );
});

it('a message that forgets the person says so to the local web chat alone', () => {
  const forgets = message({ forgets: true });
  expect(render(address('webchat'), forgets)).toMatchObject({ channelData: { unknot: 'forgets' } });
  expect(render(address('msteams'), forgets)).toEqual(render(address('msteams'), message()));
  expect(render(address('slack'), forgets)).toEqual(render(address('slack'), message()));
});

describe('Markdown shows as it is', () => {
  it.each([
    ['plain words, (even) these: 0-10!', 'plain words, (even) these: 0-10!'],
    ['*bold* and _so_', '\\*bold\\* and \\_so\\_'],
    ['[here](https://x.org)', '\\[here\\](https://x.org)'],
    ['![x](https://x.org/y.png)', '!\\[x\\](https://x.org/y.png)'],
    ['# big', '\\# big'],
    ['- a list', '\\- a list'],
    ['+ a list', '\\+ a list'],
    ['> quoted', '\\> quoted'],
    ['1. first', '1\\. first'],
    ['7) seventh', '7\\) seventh'],
    ['1.5 hours', '1.5 hours'],
    ['===', '\\==='],
    ['<b>bold</b>', '\\<b>bold\\</b>'],
    ['2 < 3', '2 < 3'],
    ['&lt;', '\\&lt;'],
    ['`code`', '\\`code\\`'],
    ['{{DATE(2017-02-14T06:00Z)}}', '{\\{DATE(2017-02-14T06:00Z)}}'],
    ['    indented', 'indented'],
    ['back\\slash', 'back\\\\slash'],
    ['one\n# two', 'one\n\\# two'],
  ])('%j', (text, markdown) => {
    expect(escapeMarkdown(text)).toBe(markdown);
  });
});
