import { describe, expect, it } from '@jest/globals';
import { isoWithOffset } from '../../src/check-ins/localParts.ts';
import { afterNight, isNight, nextNight } from '../../src/check-ins/night.ts';

const ms = (moment: string) => Temporal.Instant.from(moment).epochMilliseconds;

describe('the night', () => {
  it.each<[moment: string, zone: string, night: boolean]>([
    ['2026-03-02T21:59:59+01:00', 'Europe/Berlin', false],
    ['2026-03-02T22:00:00+01:00', 'Europe/Berlin', true],
    ['2026-03-03T06:59:59+01:00', 'Europe/Berlin', true],
    ['2026-03-03T07:00:00+01:00', 'Europe/Berlin', false],
    // The same moment on another clock.
    ['2026-03-03T07:00:00+01:00', 'America/New_York', true],
  ])('%s in %s: %s', (moment, zone, night) => {
    expect(isNight(ms(moment), zone)).toBe(night);
  });

  it.each<[fact: string, moment: string, zone: string, then: string]>([
    ['by day nothing waits', '2026-03-02T15:00:00+01:00', 'Europe/Berlin', '2026-03-02T15:00:00+01:00'],
    ['before midnight it is the next day', '2026-03-02T23:30:00+01:00', 'Europe/Berlin', '2026-03-03T07:00:00+01:00'],
    ['after midnight it is the same day', '2026-03-03T00:30:00+01:00', 'Europe/Berlin', '2026-03-03T07:00:00+01:00'],
    ['a short night, clocks forward', '2026-03-28T22:10:00+01:00', 'Europe/Berlin', '2026-03-29T07:00:00+02:00'],
    ['a long night, clocks back', '2026-10-24T22:10:00+02:00', 'Europe/Berlin', '2026-10-25T07:00:00+01:00'],
  ])('ends at seven: %s', (_fact, moment, zone, then) => {
    expect(isoWithOffset(afterNight(ms(moment), zone), zone)).toBe(then);
  });

  it('begins at ten, seen from the day', () => {
    const zone = 'Australia/Sydney';
    expect(isoWithOffset(nextNight(ms('2026-03-02T20:00:00+11:00'), zone), zone)).toBe('2026-03-02T22:00:00+11:00');
    expect(isoWithOffset(nextNight(ms('2026-03-02T22:00:00+11:00'), zone), zone)).toBe('2026-03-03T22:00:00+11:00');
  });
});
