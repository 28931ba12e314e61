import { describe, expect, it } from '@jest/globals';
import { isoWithOffset } from '../../src/check-ins/localParts.ts';
import { changesFrom, type Series, upcomingInSeries } from '../../src/check-ins/series.ts';

const zone = 'Europe/Berlin';
const FRIDAY = Temporal.Instant.from('2026-03-27T12:00:00+01:00').epochMilliseconds;

describe('a series with single days that are otherwise', () => {
  it.each<[fact: string, changes: Series['changes'], due: string[]]>([
    ['none are', {}, ['2026-03-30T09:00:00+02:00', '2026-03-31T09:00:00+02:00', '2026-04-01T09:00:00+02:00']],
    [
      'one is later',
      { '2026-03-30': '17:00' },
      ['2026-03-30T17:00:00+02:00', '2026-03-31T09:00:00+02:00', '2026-04-01T09:00:00+02:00'],
    ],
    [
      'two are left out',
      { '2026-03-30': null, '2026-03-31': null },
      ['2026-04-01T09:00:00+02:00', '2026-04-02T09:00:00+02:00', '2026-04-03T09:00:00+02:00'],
    ],
    [
      'one is on a day that the rule does not have, at a time that the clocks skip',
      { '2026-03-29': '02:30' },
      ['2026-03-29T03:00:00+02:00', '2026-03-30T09:00:00+02:00', '2026-03-31T09:00:00+02:00'],
    ],
    [
      'one is over',
      { '2026-03-27': '10:00' },
      ['2026-03-30T09:00:00+02:00', '2026-03-31T09:00:00+02:00', '2026-04-01T09:00:00+02:00'],
    ],
    [
      'one is still to come today',
      { '2026-03-27': '18:00' },
      ['2026-03-27T18:00:00+01:00', '2026-03-30T09:00:00+02:00', '2026-03-31T09:00:00+02:00'],
    ],
  ])('%s', (_fact, changes, due) => {
    const series: Series = { time: '09:00', days: 'weekdays', zone, changes };
    expect(upcomingInSeries(series, FRIDAY, 3).map(({ at }) => isoWithOffset(at, zone))).toEqual(due);
  });

  it('forgets what lies behind', () => {
    const changes = { '2026-03-26': null, '2026-03-27': '10:00', '2026-04-01': null };
    expect(changesFrom(changes, '2026-03-27')).toEqual({ '2026-03-27': '10:00', '2026-04-01': null });
  });
});
