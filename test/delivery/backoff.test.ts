import { describe, expect, it } from '@jest/globals';
import { backoff } from '../../src/delivery/backoff.ts';

describe('the pause after a failure', () => {
  it.each<[failures: number, longest: number]>([
    [0, 1_000],
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [6, 32_000],
    [7, 60_000],
    [8, 60_000],
    [5_000, 60_000],
  ])('after %i failures is at most %i ms, and half of that at least', (failures, longest) => {
    expect(backoff(failures, 0)).toBe(longest);
    expect(backoff(failures, 0.5)).toBe(longest * 0.75);
    expect(backoff(failures, 0.999)).toBeGreaterThanOrEqual(longest / 2);
  });
});
