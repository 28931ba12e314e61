import type { Address, Channel, PersonKey } from '../address.ts';

/**
 * What the program keeps, and what it promises about it. SQLite and PostgreSQL keep the same promises, which
 * `test/store/storeContract.ts` holds. Knows no dialog: what belongs to a person is JSON here.
 *
 * All times are milliseconds since 1970, given by the caller. Every method rejects with `StoreDownError` when
 * the database cannot be reached, is locked for too long or is full; nothing was changed then, unless a server was
 * lost in the very moment of a commit, which nobody can know.
 */
export interface Store {
  /** Whether replicas of the program are expected to work on the same people at the same time. */
  readonly shared: boolean;

  /** What is kept about one person, or undefined for somebody new. */
  read(person: PersonKey): Promise<SavedPerson | undefined>;

  /** Saves one turn: all of it or nothing. */
  commit(turn: Turn): Promise<Committed>;

  /** Whether the inbound key was committed before, with the replies stored for `expectReplies`. */
  seen(inboundKey: string): Promise<{ replies: unknown } | undefined>;

  /** Results of one person, newest first. */
  results(person: PersonKey, limit: number): Promise<Result[]>;

  /**
   * The wakes of the given channels that are due at `now`, earliest first. A wake stays until a turn replaces it, but
   * is not found again for `claimMs`, so that replicas share them out and one whose turn fails stands in nobody's way.
   * Without `claimMs` it only looks.
   */
  dueWakes(channels: readonly Channel[], now: number, limit: number, claimMs?: number): Promise<Wake[]>;

  /** Wakes whose turn was not begun: whoever looks next finds them. */
  giveBackWakes(wakes: readonly Wake[]): Promise<void>;

  /**
   * When something of the given channels falls due; undefined when there is nothing. `wakes`: the earliest wake, or
   * the earliest claim that runs out.
   * `outbox`: the earliest row that `lease` would take, or lease that `reclaim` would find run out.
   */
  nextDue(channels: readonly Channel[], of?: 'wakes' | 'outbox'): Promise<number | undefined>;

  /**
   * Takes outbox rows for sending: of each person only the earliest row that is not yet closed, only when its
   * `notBefore` has come, in state `open`. They become `sending` until `now + leaseMs`. Rows past their expiry are
   * closed as `expired` on the way and not returned.
   *
   * Replies come before the ends of holds, and those before check-ins, of which there are no more than `checkIns`.
   */
  lease(
    channels: readonly Channel[],
    now: number,
    leaseMs: number,
    limit: number,
    checkIns?: number,
  ): Promise<OutboxRow[]>;

  /**
   * Rows whose lease ran out while `sending`: a check-in becomes `unknown` and is never resent, anything else is
   * `open` again. Returns how many of each.
   */
  reclaim(now: number): Promise<{ reopened: number; unknown: number }>;

  /**
   * What became of a leased row. Bodies are blanked once a row is closed. Resolves with whether a row of the same
   * person has been waiting for this one to close.
   */
  settle(row: string, outcome: Settled, now: number): Promise<boolean>;

  /**
   * Moves clocks that all replicas share, by their names, each forward by its milliseconds: from where it stands, or
   * from `now` when it has fallen behind. Returns where each began. A clock that nobody has moved stands at `now`.
   * Names are kept as keyed hashes.
   */
  advance(clocks: Readonly<Record<string, number>>, now: number): Promise<Record<string, number>>;

  /** The activity id under which a row was sent, for an update of the message. Undefined when it never was. */
  activityIdOf(row: string): Promise<string | undefined>;

  /** The newest address of a person: where something unprompted goes. */
  address(person: PersonKey): Promise<Address | undefined>;

  /**
   * Removes what is too old: inbound keys past their expiry, outbox rows closed `CLOSED_ROWS_KEPT_MS` ago, results
   * older than `resultsBefore`, clocks that have fallen behind. Open rows past their expiry are closed as `expired`.
   */
  sweep(now: number, resultsBefore: number): Promise<void>;

  /** Outbox rows by state, closed ones too, which there are many of. */
  queueDepth(): Promise<Record<OutboxState, number>>;

  /** Outbox rows that are not closed, by state. Costs as much as there are of them, and nothing for closed ones. */
  waiting(): Promise<{ open: number; sending: number }>;

  close(): Promise<void>;
}

/** For so long a message can be updated after it was sent. Its words are not kept, only the activity id. */
export const CLOSED_ROWS_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

export interface SavedPerson {
  /** Counts the turns. A commit with another revision is a conflict. */
  revision: number;
  state: unknown;
}

export interface Turn {
  person: PersonKey;
  /** As read; 0 for somebody new. */
  revision: number;
  /** Undefined leaves the person's row as it is (revision too). 'forget' removes everything of the person but the outbox rows of this turn. */
  state: unknown;
  forget?: boolean;
  /** Where the person was heard; replaces the address kept. */
  address?: Address;
  /** Stored so that the same activity changes nothing again. */
  inbound?: { key: string; expiresAt: number; replies?: unknown };
  /** Replaced by their id. */
  results: Result[];
  /** The person's wakes from now on, by kind: a time sets or moves it, null removes it, a missing kind leaves it. */
  wakes: Partial<Record<WakeKind, number | null>>;
  outbox: OutboxDraft[];
  now: number;
  /**
   * When given, a new outbox row that nothing stands before is committed as `sending` with a lease of this many
   * milliseconds and returned in `leased`, so that the process that took the turn can send it at once.
   */
  leaseMs?: number;
}

export type Committed =
  | { outcome: 'committed'; leased: OutboxRow[] }
  /** The person was changed by somebody else since `read`. Read, understand and decide again. */
  | { outcome: 'conflict' }
  /** The inbound key was there already. Nothing was changed. */
  | { outcome: 'repeated'; replies: unknown };

export interface Result {
  id: string;
  at: number;
  data: unknown;
}

export type WakeKind = 'hold' | 'check-in' | 'snooze';

export interface Wake {
  person: PersonKey;
  kind: WakeKind;
  dueAt: number;
}

export type OutboxKind = 'reply' | 'hold' | 'check-in';

export interface OutboxDraft {
  /** Made by the caller. */
  id: string;
  kind: OutboxKind;
  /** A channel-neutral message, as JSON. */
  body: unknown;
  expiresAt: number;
  /** Not sent earlier than this; at once when not given. */
  notBefore?: number;
  /** Where it goes; without one, to the person's newest address at the time of sending. */
  to?: Address;
  /** Already delivered in the HTTP response (`expectReplies`): kept closed, for the record only. */
  delivered?: boolean;
}

export interface OutboxRow extends OutboxDraft {
  person: PersonKey;
  /** Per person, 1, 2, 3 … */
  number: number;
  /** How often it was tried before. */
  attempts: number;
}

export type OutboxState = 'open' | 'sending' | 'sent' | 'expired' | 'dropped' | 'unknown';

export type Settled =
  | { state: 'sent'; activityId?: string }
  /** Certainly not delivered: try again no earlier than this. `untried`: it was not even begun, and counts as no try. */
  | { state: 'open'; notBefore: number; untried?: boolean }
  | { state: 'dropped' }
  | { state: 'expired' }
  | { state: 'unknown' };

/** The database did not take it. The same call may work later. */
export class StoreDownError extends Error {
  override readonly name = 'StoreDownError';
}

/** The database was written by a newer version of this program, so that this one must not touch it. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}
