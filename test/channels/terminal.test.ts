import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import {
  runTerminal,
  TERMINAL_ADDRESS,
  TERMINAL_PERSON,
  terminalConnector,
  terminalScreen,
} from '../../src/channels/terminal.ts';
import type { Happening, Heard, Taken } from '../../src/heard.ts';
import type { Message } from '../../src/message.ts';

const saying = (text: string, changes: Partial<Message> = {}): Message => ({
  blocks: [{ kind: 'paragraph', text }],
  choices: [
    { id: 'left', label: 'Left' },
    { id: 'right', label: 'Right' },
  ],
  step: 3,
  summary: 'A question.',
  tone: 'plain',
  ...changes,
});

function aTerminal({ tty = false, env = {}, number = false } = {}) {
  const input = Object.assign(new PassThrough(), { isTTY: tty });
  const output = Object.assign(new PassThrough(), { isTTY: tty, columns: 120 });
  output.setEncoding('utf8');
  const screen = terminalScreen({ output, env, takesNumber: () => number });
  return { input, output, screen, printed: () => (output.read() as string | null) ?? '' };
}

/** Types the lines, ends the input, and waits for the goodbye. */
async function talk(lines: string[], answer: (heard: Heard) => Promise<Taken> | Taken, options = {}) {
  const terminal = aTerminal(options);
  const heard: Happening[] = [];
  const done = runTerminal({
    ...terminal,
    notKept: saying('Not kept.'),
    goodbye: 'Goodbye.',
    takeTurn: async (what) => {
      heard.push(what.happening);
      return answer(what);
    },
  });
  terminal.input.end(lines.map((line) => `${line}\n`).join(''));
  await done;
  return { heard, printed: terminal.printed() };
}

const repeat = ({ happening }: Heard): Taken => ({
  outcome: 'saved',
  replies: [saying(happening.kind === 'words' ? `You said ${happening.words}.` : `That was ${happening.kind}.`)],
});

describe('talking in a terminal', () => {
  it('answers piped lines in order and says goodbye', async () => {
    const slowFirst = async (heard: Heard) => {
      if (heard.happening.kind === 'words' && heard.happening.words === 'one') await new Promise(setImmediate);
      return repeat(heard);
    };
    const { printed } = await talk(['one', '', 'two'], slowFirst);
    expect(printed.match(/You said \w+|Goodbye/g)).toEqual(['You said one', 'You said two', 'Goodbye']);
  });

  it('begins like an installation, as one person on this machine', async () => {
    const { heard } = await talk([], (what) => {
      expect(what).toMatchObject({ person: 'terminal//local-user', address: TERMINAL_ADDRESS, expectReplies: true });
      expect(what.zone).toMatch(/^\w/);
      return repeat(what);
    });
    expect(heard).toEqual([{ kind: 'installed' }]);
    expect(TERMINAL_PERSON).toBe('terminal//local-user');
  });

  it('takes a number for the choice of the latest answer', async () => {
    const { heard } = await talk(['2', '9', ' 1 ', 'left'], repeat);
    expect(heard.slice(1)).toEqual([
      { kind: 'press', choice: 'right', step: 3 },
      { kind: 'words', words: '9' },
      { kind: 'press', choice: 'left', step: 3 },
      { kind: 'words', words: 'left' },
    ]);
  });

  it('leaves numbers alone where one is asked for', async () => {
    const { heard, printed } = await talk(['2'], repeat, { number: true });
    expect(heard[1]).toEqual({ kind: 'words', words: '2' });
    expect(printed).toContain('[Left] [Right]');
  });

  it('says when a message was not kept, and nothing when there is nothing to say', async () => {
    expect((await talk(['hi'], () => ({ outcome: 'not-kept' }))).printed).toContain('Not kept.');
    expect((await talk(['hi'], () => ({ outcome: 'ignored' }))).printed.trim()).toMatch(/^Goodbye/);
  });

  it('shows what comes unprompted', async () => {
    const terminal = aTerminal();
    const connector = terminalConnector(terminal.screen);
    expect(await connector.send(TERMINAL_ADDRESS, saying('Let go now.'))).toEqual({ outcome: 'sent' });
    expect(await connector.update(TERMINAL_ADDRESS, '1', saying('x'))).toMatchObject({ outcome: 'rejected' });
    expect(terminal.printed()).toBe('\nLet go now.\n\n  1  Left\n  2  Right\n\n');
  });
});

describe('what a terminal shows', () => {
  const shown = (message: Message, options = {}) => {
    const terminal = aTerminal(options);
    terminal.screen.show(message);
    return terminal.printed();
  };

  it('is wrapped at 80', () => {
    const printed = shown(
      saying('', {
        blocks: [
          { kind: 'paragraph', text: 'word '.repeat(60) },
          { kind: 'list', items: ['item '.repeat(40)] },
        ],
      }),
    );
    const lines = printed.split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines.filter((line) => line.startsWith('  • '))).toHaveLength(1);
  });

  it('has colours only on a terminal that wants them', () => {
    const heading = saying('', { blocks: [{ kind: 'heading', text: 'Hello' }] });
    expect(shown(heading, { tty: true })).toContain('\u001B[1mHello');
    expect(shown(heading, { tty: true, env: { NO_COLOR: '1' } })).not.toContain('\u001B');
    expect(shown(heading)).not.toContain('\u001B');
  });

  it('cannot be steered by what is said', () => {
    expect(shown(saying('a\u001B[2Jb'))).toContain('a [2Jb');
  });
});
