import { describe, expect, it } from '@jest/globals';
import { zoneByClock } from '../../src/check-ins/zoneByClock.ts';

const NOON = Temporal.Instant.from('2026-07-01T12:00:00Z').epochMilliseconds;

describe('the zone of whoever reads the clock', () => {
  it.each<[time: string, zone: string | undefined]>([
    ['13:00', 'Europe/London'],
    ['14:04', 'Europe/Berlin'],
    ['13:55', 'Europe/Berlin'],
    ['17:30', 'Asia/Kolkata'],
    ['08:00', 'America/New_York'],
    ['05:00', 'America/Los_Angeles'],
    ['00:00', 'Pacific/Auckland'],
    ['23:58', 'Pacific/Auckland'],
    ['13:20', undefined],
    ['25:00', undefined],
  ])('%s at noon in July is %s', (time, zone) => {
    expect(zoneByClock(time, NOON)).toBe(zone);
  });

  it('in winter the same clock is another zone', () => {
    const winter = Temporal.Instant.from('2026-01-01T12:00:00Z').epochMilliseconds;
    expect([zoneByClock('12:00', winter), zoneByClock('13:00', winter)]).toEqual(['Europe/London', 'Europe/Berlin']);
  });
});
