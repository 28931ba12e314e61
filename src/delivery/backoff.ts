const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/**
 * How long to wait after the nth failure: 1 s, 2 s, 4 s … up to a minute, of which up to half is left to chance, so
 * that many messages refused in the same moment do not all come back in the same moment.
 *
 * Pure; `random` is at least 0 and below 1.
 */
export function backoff(failures: number, random: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** (Math.max(1, failures) - 1));
  return Math.round(whole * (1 - random / 2));
}
