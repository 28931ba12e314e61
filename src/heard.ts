import type { Address, PersonKey } from './address.ts';
import type { Message } from './message.ts';

/** Something that happened on a channel, after everything that belongs to the channel was taken off it. */
export interface Heard {
  person: PersonKey;
  /** Where it was heard, and where the answer goes. */
  address: Address;
  happening: Happening;
  /**
   * Names this one happening, so that the same activity twice changes nothing: activity type, conversation and id,
   * on Slack the event id. Undefined when the channel gave nothing to go by.
   */
  key?: string;
  /** The person's IANA zone, when the channel tells. Checked to be one that exists. */
  zone?: string;
  /** ISO 3166 country, when the channel tells: for emergency numbers. */
  country?: string;
  /** The answer is wanted in the HTTP response. */
  expectReplies: boolean;
  /** The card that was pressed is wanted there, as it is to be shown from now on. */
  expectCard?: boolean;
}

export type Happening =
  | { kind: 'words'; words: string; activityId?: string }
  /** A button of ours, by its choice id and the asking it belonged to. */
  | { kind: 'press'; choice: string; step: number; nonce?: string; activityId?: string }
  /** The person changed an earlier message of theirs into these words. */
  | { kind: 'edit'; words: string; activityId: string }
  /** 👍 and the like on a message of ours. `sign` is the channel's own name for it. */
  | { kind: 'reaction'; sign: string }
  /** A picture, a file, a voice message: something without words. */
  | { kind: 'wordless' }
  /** A button that is not ours or not readable. */
  | { kind: 'foreign-press' }
  | { kind: 'installed' }
  | { kind: 'uninstalled' };

/** What comes of taking a happening through a turn. */
export type Taken =
  /**
   * Saved. `replies` are the messages of the turn, for a channel that wants them in the response; `card` is the one
   * that was pressed, for a channel that wants that.
   */
  | { outcome: 'saved'; replies: Message[]; card?: Message }
  /** Nothing to do: a repeat whose replies are long gone, or something that needs no answer. */
  | { outcome: 'ignored' }
  /** The database did not take it. The person has to be told that the message was not kept. */
  | { outcome: 'not-kept' };

/** The whole turn, as the channels see it. Never rejects for anything a person did. */
export type TakeTurn = (heard: Heard) => Promise<Taken>;
