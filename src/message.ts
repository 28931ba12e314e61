import type { Address, PersonKey } from './address.ts';

/** What a person is sent, before any channel has had a say. */
export interface Message {
  /** The first block says what matters most; the last asks the open question, if there is one. */
  blocks: Block[];
  /** What may be pressed or typed. The first is the main one; never more than six. */
  choices: Choice[];
  /** Which asking of a question the choices belong to. A press that carries another step is late. */
  step: number;
  /** Drawn by chance for that asking. Steps count anew once everything was deleted; by this, a press of before is late. */
  nonce?: string;
  /**
   * The same choices as words to type, in one line: for channels on which presses may be lost, and where people do not
   * know that they may type what is on a button.
   */
  orType?: string;
  /** One line for a notification and for what only reads text. Says nothing about a body. */
  summary: string;
  /** `urgent` when the message is about a warning sign. The words carry it too; never colour alone. */
  tone: 'plain' | 'urgent';
  /** Shows what the words say, just before the open question. Nothing is in it that is not in the words. */
  picture?: Picture;
  file?: MessageFile;
  /** Shows how it has been going, just before the open question. */
  chart?: Chart;
  /** Said where others read along: what is read on the way to a private chat, where a channel knows one. */
  privateChat?: string;
  /** What was chosen, in words: the message was said before, and is shown again now that it is done with. */
  answered?: string;
  /**
   * Comes unprompted, perhaps on a locked screen: a notification shows the summary and not the words. On Teams that is
   * always so; Slack has to choose between a notification and a screen reader.
   */
  discreet?: boolean;
  /** Everything kept about the person is gone: what a channel keeps of the conversation by itself has to go, too. */
  forgets?: true;
}

/**
 * How an earlier message reads from now on: decoration of what is done with. So it is tried once and kept nowhere, and
 * is no loss where it cannot be.
 */
export interface MessageUpdate {
  person: PersonKey;
  /** The outbox row of the earlier message. */
  of: string;
  /** What the channel calls that message, where the row goes with the turn. */
  activityId?: string;
  message: Message;
  /** Without one, the person's newest address. */
  to?: Address;
}

/** A drawing, named but not yet found: where it lies, and whether it can be shown, is the channel's business. */
export interface Picture {
  /** As in `dialogs/pictures.ts`; one that is not there any more is left out. */
  name: string;
  /** The person's own side; null where there is no side to it. */
  side: 'left' | 'right' | null;
  /** What is to be seen, for whoever does not see it. At most 125 characters. */
  alt: string;
}

/** A chart of what a person told, which is drawn when it is fetched. Everything in it is in the alternative, too. */
export interface Chart {
  /** The last part of its address; says nothing to whoever reads it. */
  token: string;
  alt: string;
}

/** A file to keep, on channels that can hand one over; its words are in the message, too. */
export interface MessageFile {
  name: string;
  contentType: string;
  text: string;
}

export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'list'; items: string[] };

/** A button, and the words that do the same when typed. */
export interface Choice {
  /** Names the answer, for example `pressure.relaxes`; see `dialogs/choices.ts`. */
  id: string;
  /** What is read on the button, and understood when typed. At most 40 characters. */
  label: string;
}

/** The words of a message without layout: for terminals, notifications and screen readers. */
export function plainText(message: Message): string {
  return message.blocks
    .map((block) => (block.kind === 'list' ? block.items.map((item) => `- ${item}`).join('\n') : block.text))
    .join('\n\n');
}
