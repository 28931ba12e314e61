import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

function checkInDates(...args: string[]) {
  // Far from UTC, so that a date read in the zone of the process shows.
  const env = { ...process.env, TZ: 'Pacific/Kiritimati' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/check-ins/checkInDates.ts', ...args], {
    encoding: 'utf8',
    env,
  });
  return { status, lines: stdout.split('\n').slice(0, -1), problems: stderr.split('\n').slice(0, -1) };
}

const berlin = ['--time', '09:00', '--zone', 'Europe/Berlin', '--from', '2026-03-27T00:00:00Z'];

describe('the command check-in-dates', () => {
  it('prints one moment with its offset a line', () => {
    expect(checkInDates(...berlin, '--days', 'weekdays', '--count', '5')).toEqual({
      status: 0,
      lines: [
        '2026-03-27T09:00:00+01:00',
        '2026-03-30T09:00:00+02:00',
        '2026-03-31T09:00:00+02:00',
        '2026-04-01T09:00:00+02:00',
        '2026-04-02T09:00:00+02:00',
      ],
      problems: [],
    });
  });

  it.each<[fact: string, args: string[], lines: string[]]>([
    [
      'takes daily',
      ['--days', 'daily', '--count', '3'],
      ['2026-03-27T09:00:00+01:00', '2026-03-28T09:00:00+01:00', '2026-03-29T09:00:00+02:00'],
    ],
    [
      'takes a list of days, in any case and with spaces',
      ['--days', 'Mon, thu', '--count=2'],
      ['2026-03-30T09:00:00+02:00', '2026-04-02T09:00:00+02:00'],
    ],
    [
      'prints five weekdays unless told otherwise',
      [],
      [
        '2026-03-27T09:00:00+01:00',
        '2026-03-30T09:00:00+02:00',
        '2026-03-31T09:00:00+02:00',
        '2026-04-01T09:00:00+02:00',
        '2026-04-02T09:00:00+02:00',
      ],
    ],
  ])('%s', (_fact, args, lines) => {
    expect(checkInDates(...berlin, ...args)).toEqual({ status: 0, lines, problems: [] });
  });

  it('leaves out the moment of --from itself, however its offset is written', () => {
    const from = '2026-03-27T13:30:00+05:30';
    const { lines } = checkInDates('--time', '09:00', '--zone', 'Europe/Berlin', '--from', from, '--count', '1');
    expect(lines).toEqual(['2026-03-30T09:00:00+02:00']);
  });

  it('starts now without --from', () => {
    const before = Date.now();
    const { lines } = checkInDates('--time', '09:00', '--zone', 'UTC', '--days', 'daily', '--count', '1');
    const due = Date.parse(lines[0] ?? '');
    expect(due).toBeGreaterThan(before);
    // A day, and what it takes to start a process: nothing here depends on the hour of the day.
    expect(due).toBeLessThanOrEqual(Date.now() + 86_400_000);
  });

  it('explains itself', () => {
    const { status, lines, problems } = checkInDates('--help');
    expect({ status, problems }).toEqual({ status: 0, problems: [] });
    for (const option of ['--time', '--zone', '--days', '--from', '--count']) {
      expect(lines.some((line) => line.startsWith(`  ${option} `))).toBe(true);
    }
  });

  it.each<[fact: string, args: string[], problems: string[]]>([
    [
      'nothing at all',
      [],
      [
        '--time is missing: write hours and minutes, from 00:00 to 23:59.',
        '--zone is missing: write an IANA time zone, for example Europe/Berlin.',
      ],
    ],
    [
      'everything at once',
      ['--time', '9', '--zone', '+01:00', '--days', 'mon,funday', '--from', '2026-03-27T00:00', '--count', '0'],
      [
        "--time is '9': write hours and minutes, from 00:00 to 23:59.",
        "--zone is '+01:00': write an IANA time zone, for example Europe/Berlin.",
        "--days is 'mon,funday': write daily, weekdays or a list of mon,tue,wed,thu,fri,sat,sun.",
        "--from is '2026-03-27T00:00': write a moment with its offset, for example 2026-03-27T00:00:00Z.",
        "--count is '0': write a whole number from 1 to 10000.",
      ],
    ],
    [
      '24:00',
      [...berlin.slice(2), '--time', '24:00'],
      ["--time is '24:00': write hours and minutes, from 00:00 to 23:59."],
    ],
    [
      'a moment past the end of all calendars',
      [...berlin.slice(0, 4), '--from', '+275760-09-12T23:00:00Z'],
      ["--from is '+275760-09-12T23:00:00Z': write a moment with its offset, for example 2026-03-27T00:00:00Z."],
    ],
    [
      'what it does not know',
      [...berlin, '--colour', 'tomorrow'],
      ['There is no option --colour; --help shows those there are.', "'tomorrow' belongs to no option."],
    ],
    ['an option twice', [...berlin, '--time', '10:00'], ['--time is given twice.']],
    ['options without their values', [...berlin, '--days', '--count'], ['--days has no value.']],
    ['a last option without its value', [...berlin, '--count'], ['--count has no value.']],
  ])('refuses %s', (_fact, args, problems) => {
    expect(checkInDates(...args)).toEqual({ status: 2, lines: [], problems });
  });
});
