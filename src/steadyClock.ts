/** So fast it goes on, compared with real time, while the machine's clock is behind. */
const WHILE_BEHIND = 0.9;

/**
 * The time of day, in milliseconds since 1970, that never goes back. When somebody sets the machine's clock back, what
 * is under way would otherwise wait for all that time anew: the end of a hold, the next try of a message, a lease. So
 * it goes on, a tenth slower, until the machine has caught up. When the machine's clock jumps forward, it jumps too.
 *
 * `wall` is the machine's time of day, `passed` milliseconds since any moment, which nobody can set.
 */
export function steadyClock(
  wall: () => number = Date.now,
  passed: () => number = () => performance.now(),
): () => number {
  let time = wall();
  let at = passed();
  return () => {
    const now = passed();
    time = Math.max(wall(), time + (now - at) * WHILE_BEHIND);
    at = now;
    return Math.floor(time);
  };
}
