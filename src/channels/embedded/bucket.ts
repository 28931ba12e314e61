/**
 * So many at once, then one every so many milliseconds. Each call says how long to wait, in milliseconds; at 0 it may
 * go, and is counted. `now` gives milliseconds since 1970.
 */
export function bucket({ atOnce, everyMs }: { atOnce: number; everyMs: number }, now: () => number): () => number {
  /** What was taken reaches until then. */
  let taken = 0;
  return () => {
    const time = now();
    const next = Math.max(taken, time) + everyMs;
    const wait = next - time - atOnce * everyMs;
    if (wait > 0) return wait;
    taken = next;
    return 0;
  };
}
