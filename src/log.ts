import { type DestinationStream, destination, pino } from 'pino';

/**
 * What the program says to whoever runs it: a sentence and the facts to it. Never what a person wrote, was sent or
 * is called.
 */
export interface Log {
  /** For whoever sets it up and wonders. */
  debug?(fields: Record<string, unknown>, sentence: string): void;
  info(fields: Record<string, unknown>, sentence: string): void;
  warn(fields: Record<string, unknown>, sentence: string): void;
  error(fields: Record<string, unknown>, sentence: string): void;
}

/** One JSON object a line on standard error; standard output belongs to the commands that answer there. */
export function createLog(level: string, to: DestinationStream = destination({ fd: 2, sync: true })): Log {
  return pino({ level, base: null }, to);
}
