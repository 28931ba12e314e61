import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { type Address, personKey } from '../address.ts';
import type { Connector } from '../delivery/connector.ts';
import type { Happening, TakeTurn } from '../heard.ts';
import type { Choice, Message } from '../message.ts';
import { cleanWords } from './cleanWords.ts';

/** What the terminal shows, and which buttons were shown last. Shared by what answers and what comes unprompted. */
export interface TerminalScreen {
  show(message: Message): void;
  say(text: string): void;
  /** The words, or the numbered choice that a line picks. */
  read(line: string): Happening;
  /** Called before and after something is printed, so that a half-typed line is not torn apart. */
  around: { before(): void; after(): void };
}

export interface ScreenOptions {
  output: Writable & { isTTY?: boolean; columns?: number };
  env?: Record<string, string | undefined>;
  /** Whether the open question is answered with a number. Its choices are not numbered then. */
  takesNumber(message: Message): boolean;
}

export const TERMINAL_PERSON = personKey('terminal', undefined, 'local-user');

export const TERMINAL_ADDRESS: Address = {
  channel: 'terminal',
  serviceUrl: 'terminal:',
  conversation: 'terminal',
  scope: 'personal',
  bot: { id: 'unknot', name: 'Unknot' },
  user: { id: 'local-user' },
};

const WIDTH_MAX = 80;

export function terminalScreen({ output, env = process.env, takesNumber }: ScreenOptions): TerminalScreen {
  const paint = output.isTTY && !env.NO_COLOR ? COLOURS : PLAIN;
  const width = Math.min(WIDTH_MAX, output.columns || WIDTH_MAX);
  let numbered: Message | undefined;
  const screen: TerminalScreen = {
    around: { before: () => {}, after: () => {} },
    say(text) {
      screen.around.before();
      output.write(`${text}\n`);
      screen.around.after();
    },
    show(message) {
      const counts = !takesNumber(message);
      numbered = counts ? message : undefined;
      screen.say(
        `\n${[...wordLines(message, width, paint), ...choiceLines(message.choices, counts, width, paint)].join('\n')}\n`,
      );
    },
    read(line) {
      const picked = /^\s*\d{1,2}\s*$/.test(line) ? numbered?.choices[Number(line) - 1] : undefined;
      if (picked && numbered) {
        const { step, nonce } = numbered;
        return { kind: 'press', choice: picked.id, step, ...(nonce !== undefined && { nonce }) };
      }
      const words = cleanWords(line);
      return words === '' ? { kind: 'wordless' } : { kind: 'words', words };
    },
  };
  return screen;
}

/** For what comes unprompted: check-ins, the end of a hold. What was printed cannot be changed, so updates are let go. */
export function terminalConnector(screen: TerminalScreen): Connector {
  return {
    send: async (_to, message) => {
      screen.show(message);
      return { outcome: 'sent' };
    },
    update: async () => ({ outcome: 'rejected', why: 'A terminal cannot change what it has printed.' }),
  };
}

export interface TerminalOptions {
  takeTurn: TakeTurn;
  screen: TerminalScreen;
  input: Readable & { isTTY?: boolean };
  output: Writable & { isTTY?: boolean };
  notKept: Message;
  /** Said when the talk has ended. */
  goodbye: string;
  /** The zone of this machine unless a test says otherwise. */
  zone?: string;
}

/**
 * Talks until the input ends or Ctrl-C is pressed, one turn after the other. Answers come with the turn rather than
 * through the outbox, so that lines piped in are all answered, in order, before the program ends.
 */
export async function runTerminal(options: TerminalOptions): Promise<void> {
  const { takeTurn, screen, input, output, notKept, goodbye } = options;
  const isTTY = Boolean(input.isTTY && output.isTTY);
  const lines = createInterface({ input, output, terminal: isTTY, prompt: isTTY ? '› ' : '' });
  if (isTTY) {
    screen.around = {
      before: () => output.write('\r\u001B[K'), // back over the prompt and what is half typed
      after: () => prompt(),
    };
  }
  let open = true;
  const prompt = () => open && lines.prompt(true);
  lines.on('SIGINT', () => lines.close());
  const closed = new Promise<void>((resolve) =>
    lines.once('close', () => {
      open = false;
      resolve();
    }),
  );

  let turns = hear({ kind: 'installed' });
  lines.on('line', (line) => {
    // Read at its turn and not before: which choice a number picks depends on the answer to the line before it.
    turns = turns.then(async () => {
      if (line.trim() === '') prompt();
      else await hear(screen.read(line));
    });
  });
  async function hear(happening: Happening): Promise<void> {
    const taken = await takeTurn({
      person: TERMINAL_PERSON,
      address: TERMINAL_ADDRESS,
      happening,
      zone: options.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      expectReplies: true,
    });
    const replies = taken.outcome === 'saved' ? taken.replies : taken.outcome === 'not-kept' ? [notKept] : [];
    for (const reply of replies) screen.show(reply);
  }

  await closed;
  await turns;
  screen.around = { before: () => {}, after: () => {} };
  screen.say(`\n${goodbye}`);
}

interface Paint {
  bold(text: string): string;
  quiet(text: string): string;
  urgent(text: string): string;
}
const PLAIN: Paint = { bold: (text) => text, quiet: (text) => text, urgent: (text) => text };
const COLOURS: Paint = {
  bold: (text) => `\u001B[1m${text}\u001B[22m`,
  quiet: (text) => `\u001B[36m${text}\u001B[39m`,
  urgent: (text) => `\u001B[1;31m${text}\u001B[0m`,
};

function wordLines(message: Message, width: number, paint: Paint): string[] {
  const blocks = message.blocks.map((block) => {
    if (block.kind === 'list') return block.items.flatMap((item) => wrap(item, width, '  • ', '    '));
    const lines = block.text.split('\n').flatMap((line) => wrap(line, width));
    if (message.tone === 'urgent') return lines.map(paint.urgent);
    return block.kind === 'heading' ? lines.map(paint.bold) : lines;
  });
  return blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function choiceLines(choices: Choice[], numbered: boolean, width: number, paint: Paint): string[] {
  if (choices.length === 0) return [];
  if (!numbered)
    return ['', ...wrap(choices.map(({ label }) => `[${label}]`).join(' '), width, '  ', '  ').map(paint.quiet)];
  return ['', ...choices.map(({ label }, index) => paint.quiet(`  ${index + 1}  ${label}`))];
}

/** Between words; a word longer than a line keeps its own. What could steer the terminal is taken out. */
function wrap(text: string, width: number, first = '', next = ''): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.replaceAll(/[\p{Cc}]/gu, ' ').split(' ')) {
    if (word === '') continue;
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      [line, empty] = [next, true];
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}
