import { describe, expect, it, jest } from '@jest/globals';
import { WallClock } from './wallClock.ts';
import { simulateYears } from './years.ts';

/** A seeded slice of `npm run simulate`; that of `npm run simulate -- --kill` is among the crashes. */
jest.setTimeout(120_000);

const DAY = 86_400_000;
const local = (zone: string, time: string, from: string, days: number[] = [0, 1, 2, 3, 4, 5, 6]) =>
  new WallClock(zone, Date.parse(from) - 2 * DAY, Date.parse(from) + 5 * DAY)
    .occurrences({ time, days }, Date.parse(from), Date.parse(from) + 3 * DAY)
    .map((at) => new Date(at).toISOString().slice(5, 16));

describe('the other calculation', () => {
  it.each<[fact: string, found: string[], expected: string[]]>([
    [
      'a time that is skipped: the first moment after the gap',
      local('Europe/Berlin', '02:30', '2026-03-28T00:00Z'),
      ['03-28T01:30', '03-29T01:00', '03-30T00:30'],
    ],
    [
      'a time that happens twice: the first',
      local('Europe/Berlin', '02:30', '2026-10-24T00:00Z'),
      ['10-24T00:30', '10-25T00:30', '10-26T01:30'],
    ],
    [
      'a midnight that is skipped',
      local('Africa/Cairo', '00:00', '2026-04-23T00:00Z'),
      ['04-23T22:00', '04-24T21:00', '04-25T21:00'],
    ],
    ['days of the week', local('Asia/Tokyo', '09:00', '2026-03-06T00:00Z', [1]), []],
    [
      'days of the week, by the local calendar',
      local('Asia/Tokyo', '08:00', '2026-03-08T00:00Z', [1]),
      ['03-08T23:00'],
    ],
  ])('%s', (_fact, found, expected) => {
    expect(found).toEqual(expected);
  });
});

it('forty people in forty zones are each asked at their time while clocks change, and once', async () => {
  // Europe, Beirut and Nuuk change in these days, and Australia, New Zealand and Chile.
  const from = Date.parse('2026-03-27T00:00Z');
  const outcome = await simulateYears({ people: 40, from, until: from + 10 * DAY, seed: 3, downEveryDays: 3 });
  expect(outcome).toMatchObject({ zones: 40, early: [], late: [], lost: [], doubled: [] });
  expect(outcome.sent).toBe(outcome.expected);
  expect(outcome.sent).toBeGreaterThan(200);
  expect(outcome.madeUp).toBeGreaterThan(0);
  expect(outcome.skipped).toBeGreaterThan(0);
});
