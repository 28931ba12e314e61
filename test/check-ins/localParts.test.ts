import { describe, expect, it } from '@jest/globals';
import { isoWithOffset, type LocalParts, localParts } from '../../src/check-ins/localParts.ts';

describe('a moment as it is read in a zone', () => {
  it.each<[zone: string, moment: string, iso: string, parts: LocalParts]>([
    [
      'Europe/Berlin',
      '2026-03-29T00:59:59Z',
      '2026-03-29T01:59:59+01:00',
      { weekday: 'sun', day: 29, month: 3, year: 2026, hour: 1, minute: 59, offset: '+01:00' },
    ],
    [
      'Europe/Berlin',
      '2026-03-29T01:00:00Z',
      '2026-03-29T03:00:00+02:00',
      { weekday: 'sun', day: 29, month: 3, year: 2026, hour: 3, minute: 0, offset: '+02:00' },
    ],
    [
      'Pacific/Kiritimati',
      '2026-12-31T10:00:00Z',
      '2027-01-01T00:00:00+14:00',
      { weekday: 'fri', day: 1, month: 1, year: 2027, hour: 0, minute: 0, offset: '+14:00' },
    ],
    [
      'America/St_Johns',
      '2028-03-01T00:15:00Z',
      '2028-02-29T20:45:00-03:30',
      { weekday: 'tue', day: 29, month: 2, year: 2028, hour: 20, minute: 45, offset: '-03:30' },
    ],
    [
      'Africa/Monrovia',
      '1972-01-06T00:44:30Z',
      '1972-01-06T00:00:00-00:44:30',
      { weekday: 'thu', day: 6, month: 1, year: 1972, hour: 0, minute: 0, offset: '-00:44:30' },
    ],
  ])('%s at %s is %s', (zone, moment, iso, parts) => {
    const ms = Temporal.Instant.from(moment).epochMilliseconds;
    expect(localParts(ms, zone)).toEqual(parts);
    expect(isoWithOffset(ms, zone)).toBe(iso);
    expect(Temporal.Instant.from(iso).epochMilliseconds).toBe(ms);
  });
});
