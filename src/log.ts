import { destination, pino } from 'pino';

/**
 * What the program says to whoever runs it: a sentence and the facts to it. Never what a person wrote, was sent or
 * is called.
 */
export interface Log {
  info(fields: Record<string, unknown>, sentence: string): void;
  warn(fields: Record<string, unknown>, sentence: string): void;
  error(fields: Record<string, unknown>, sentence: string): void;
}

/** One JSON object a line on standard error; standard output belongs to the commands that answer there. */
export function createLog(level: string): Log {
  return pino({ level, base: null }, destination({ fd: 2, sync: true }));
}
