import { describe, expect, it } from '@jest/globals';
import { onCalendar } from '../../src/check-ins/namedDay.ts';

describe('a day that was named', () => {
  it.each<[named: string, today: string, meant: string]>([
    ['today', '2026-03-02', '2026-03-02'],
    ['tomorrow', '2026-12-31', '2027-01-01'],
    ['mon', '2026-03-02', '2026-03-09'],
    ['tue', '2026-03-02', '2026-03-03'],
    ['sun', '2026-03-02', '2026-03-08'],
    ['mon+7', '2026-03-02', '2026-03-16'],
    ['mon+7', '2026-03-04', '2026-03-16'],
    ['+14', '2026-02-20', '2026-03-06'],
    ['12', '2026-03-02', '2026-03-12'],
    ['02', '2026-03-02', '2026-04-02'],
    ['31', '2026-02-10', '2026-03-31'],
    ['31', '2026-01-31', '2026-03-31'],
    ['30', '2026-12-31', '2027-01-30'],
    ['05-03', '2026-03-02', '2026-05-03'],
    ['03-02', '2026-03-02', '2027-03-02'],
    ['01-15', '2026-03-02', '2027-01-15'],
    ['02-29', '2026-03-02', '2027-02-28'],
    ['2028-02-29', '2026-03-02', '2028-02-29'],
  ])("'%s', said on %s, is %s", (named, today, meant) => {
    expect(onCalendar(named, Temporal.PlainDate.from(today))?.toString()).toBe(meant);
  });

  it.each(['02-30', '13-01', '2026-02-29', 'next', 'someday', '00', '32', 'mon+8', '+', ''])(
    "'%s' is on no calendar",
    (named) => {
      expect(onCalendar(named, Temporal.PlainDate.from('2026-03-02'))).toBeUndefined();
    },
  );
});
