import type { Channel } from './address.ts';

/**
 * What the program tells of its work to whoever runs it, as data: metrics and traces are made of it. Never who, and
 * never a word of anybody's. Times are milliseconds since 1970, durations milliseconds.
 */
export interface Telemetry {
  turn(report: TurnReport): void;
  delivery(report: DeliveryReport): void;
}

/** One turn, also one that came to nothing. */
export interface TurnReport {
  /** The id of the outbox row that the turn wrote, if it wrote one; further ones have `.1`, `.2` … after it. */
  id: string;
  channel: Channel;
  /** The kind of what happened: `words`, `press`, `check-in`, `hold` …, `group` for anything said in a group, `too-fast` for telling so. */
  cause: string;
  outcome: 'saved' | 'ignored' | 'not-kept' | 'failed';
  startedAt: number;
  tookMs: number;
  /** In order, one after the other. Steps of attempts that met a conflict are among them. */
  steps: readonly TurnStep[];
  /** How often the person had been changed by another process in between. */
  conflicts: number;
  /** Where words were not understood, and the best guess at what they meant. */
  notUnderstood?: { at: string; guess: string };
  /** How long after it was due a check-in may go out: the turn was late, or the channel had no room. */
  latenessMs?: number;
}

export interface TurnStep {
  name: 'read' | 'understand' | 'decide' | 'phrase' | 'commit';
  tookMs: number;
}

/** One try at sending an outbox row or at changing what was sent, or what closed it without one. */
export interface DeliveryReport {
  /** The row that is sent, or whose message is changed. */
  row: string;
  kind: string;
  operation: 'send' | 'update';
  channel: Channel;
  /** What the channel answered (`Sent`), or `expired`, or `dropped` when nothing could be sent. */
  outcome: string;
  /** From when it might go until it was begun. */
  waitedMs: number;
  startedAt: number;
  /** How long the channel took to answer. */
  tookMs: number;
}

/** For programs that nobody watches. */
export const UNWATCHED: Telemetry = { turn: () => {}, delivery: () => {} };

/** Tells several. */
export function telemetryOf(all: readonly Telemetry[]): Telemetry {
  const [only] = all;
  if (only === undefined) return UNWATCHED;
  if (all.length === 1) return only;
  return {
    turn: (report) => {
      for (const one of all) one.turn(report);
    },
    delivery: (report) => {
      for (const one of all) one.delivery(report);
    },
  };
}
