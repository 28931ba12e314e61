import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Message } from '../../src/message.ts';
import { Talk } from './talk.ts';

/**
 * A whole conversation as plain text, written to be read and edited by people who do not read code:
 *
 *     // what this conversation shows
 *     after: consented.txt          what has happened before, told by another conversation
 *     > words                       the person types
 *     > [It relaxed]                the person presses a button, of the newest message that has it
 *     > [It relaxed] old            the same button of an older message
 *     > edit: words                 the person changes their latest message
 *     ! 20 seconds                  time passes (seconds, minutes, hours, days); what falls due comes
 *     ! down for 3 hours            time passes with the bot switched off
 *     ! restart                     the bot is restarted
 *     ! zone Asia/Kolkata | ! no zone       what the channel tells from here on
 *     ! installed | uninstalled | wordless | reaction
 *     What the bot says, a line a paragraph, exactly.
 *     - an item of a list
 *     # a heading
 *     [A button] [Another]          the buttons of a message, in order
 *     ---                           between two messages of one turn
 *     {emergency signs}             lines that stand in lists.txt under that name
 *
 * Whatever the bot says must be there, and nothing else may be.
 */
export interface Transcript {
  about: string;
  after: string | undefined;
  steps: Step[];
}

interface Step {
  line: number;
  does: string;
  says: string[];
}

export function readTranscript(file: string): Transcript {
  const lists = readLists(join(dirname(file), 'lists.txt'));
  const transcript: Transcript = { about: '', after: undefined, steps: [] };
  for (const [at, raw] of readFileSync(file, 'utf8').split('\n').entries()) {
    const line = raw.trim();
    if (line === '') continue;
    if (line.startsWith('//')) transcript.about ||= line.slice(2).trim();
    else if (line.startsWith('after:')) transcript.after = line.slice('after:'.length).trim();
    else if (line.startsWith('>') || line.startsWith('!'))
      transcript.steps.push({ line: at + 1, does: line, says: [] });
    else {
      const list = /^\{(.+)\}$/.exec(line)?.[1];
      const lines = list === undefined ? [line] : lists.get(list);
      if (!lines) throw new Error(`${file}:${at + 1}: lists.txt has no {${list}}.`);
      const step = transcript.steps.at(-1);
      if (!step) throw new Error(`${file}:${at + 1}: The bot speaks before anything happens.`);
      step.says.push(...lines);
    }
  }
  return transcript;
}

/** The steps of what happened before, then its own, all in one conversation; the talk that it was, which is over. */
export async function playTranscript(file: string, check: (step: Step, said: string[]) => void): Promise<Talk> {
  const talk = await Talk.begin();
  try {
    const before = readTranscript(file).after;
    if (before) await play(talk, join(dirname(file), before), () => {});
    await play(talk, file, check);
    return talk;
  } finally {
    await talk.end();
  }
}

async function play(talk: Talk, file: string, check: (step: Step, said: string[]) => void): Promise<void> {
  const { after, steps } = readTranscript(file);
  if (after && talk.shown.length === 0) await play(talk, join(dirname(file), after), () => {});
  for (const step of steps) {
    let messages: Message[];
    try {
      messages = await act(talk, step.does);
    } catch (error) {
      throw new Error(`${file}:${step.line}: ${(error as Error).message}`, { cause: error });
    }
    check(
      step,
      messages.flatMap((message, at) => [...(at > 0 ? ['---'] : []), ...linesOf(message)]),
    );
  }
}

const UNITS: Record<string, number> = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

async function act(talk: Talk, does: string): Promise<Message[]> {
  const what = does.slice(1).trim();
  if (does.startsWith('>')) {
    const press = /^\[(.+)\]( old)?$/.exec(what);
    if (press?.[1]) return talk.press(press[1], press[2] ? 'older' : 'newest');
    if (what.startsWith('edit:')) return talk.edit(what.slice('edit:'.length).trim());
    return talk.say(what);
  }
  const span = /^(down for )?(\d+) (second|minute|hour|day)s?$/.exec(what);
  if (span) {
    const ms = Number(span[2]) * (UNITS[span[3] as string] as number);
    if (!span[1]) return talk.wait(ms);
    talk.sleep(ms);
    return talk.wait(0);
  }
  const zone = /^zone (\S+)$/.exec(what)?.[1];
  if (zone || what === 'no zone') {
    talk.zone = zone;
    return [];
  }
  switch (what) {
    case 'restart':
      await talk.restart();
      return talk.wait(0);
    case 'installed':
    case 'uninstalled':
    case 'wordless':
      return talk.happens({ kind: what });
    case 'reaction':
      return talk.happens({ kind: 'reaction', sign: 'like' });
    default:
      throw new Error(`Nobody knows how to do '${does}'.`);
  }
}

/** A message as a transcript shows it. */
function linesOf({ blocks, choices }: Message): string[] {
  return [
    ...blocks.flatMap((block) => {
      if (block.kind === 'list') return block.items.map((item) => `- ${item}`);
      return block.kind === 'heading' ? [`# ${block.text}`] : [block.text];
    }),
    ...(choices.length > 0 ? [choices.map(({ label }) => `[${label}]`).join(' ')] : []),
  ];
}

function readLists(file: string): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of readFileSync(file, 'utf8')
    .split('\n')
    .map((raw) => raw.trim())) {
    const name = /^\{(.+)\}$/.exec(line)?.[1];
    if (name !== undefined) {
      current = [];
      lists.set(name, current);
    } else if (line !== '' && !line.startsWith('//')) current.push(line);
  }
  return lists;
}
