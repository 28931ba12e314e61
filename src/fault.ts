export interface Fault {
  /** The name of the error. */
  fault: string;
  /** The code that systems and databases give. */
  code?: string;
  at: string[];
  cause?: Fault;
}

/** The name alone, of an error that was to be expected: its message may quote what a person wrote. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** Enough to find the place. */
const FRAMES = 12;
const CAUSES = 3;

/**
 * What a log may hold of an error that nobody expected: its name and where it came from. Not its message, which may
 * quote what a person wrote.
 */
export function faultOf(error: unknown, causes = CAUSES): Fault {
  if (!(error instanceof Error)) return { fault: typeof error, at: [] };
  const { name, message, stack = '', cause } = error;
  const { code } = error as { code?: unknown };
  // The stack begins with the message, which may look like frames itself.
  const frames = stack.slice(Math.max(0, stack.indexOf(message)) + message.length).split('\n');
  return {
    fault: name,
    ...(typeof code === 'string' && { code }),
    at: frames.flatMap((line) => /^\s+at (.*)/.exec(line)?.[1] ?? []).slice(0, FRAMES),
    ...(cause !== undefined && causes > 0 && { cause: faultOf(cause, causes - 1) }),
  };
}
