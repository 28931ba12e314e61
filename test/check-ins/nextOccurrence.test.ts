import { describe, expect, it } from '@jest/globals';
import type { Days } from '../../dialogs/words.ts';
import { isoWithOffset } from '../../src/check-ins/localParts.ts';
import { isTime, isZone, nextOccurrence, type Rule, upcoming } from '../../src/check-ins/nextOccurrence.ts';

type Row = [fact: string, time: string, days: Days, zone: string, after: string, due: string[]];

/** Each row asks for as many occurrences as it expects, and expects them in the words of the command. */
function holds(rows: Row[]) {
  it.each(rows)('%s', (_fact, time, days, zone, after, due) => {
    const found = upcoming({ time, days, zone }, ms(after), due.length);
    expect(found.map(({ at }) => isoWithOffset(at, zone))).toEqual(due);
  });
}

function ms(moment: string): number {
  return Temporal.Instant.from(moment).epochMilliseconds;
}

describe('09:00 across a change of the clocks', () => {
  holds([
    [
      'Berlin forward, on weekdays: an hour earlier in UTC from Monday on',
      '09:00',
      'weekdays',
      'Europe/Berlin',
      '2026-03-27T00:00:00Z',
      ['2026-03-27T09:00:00+01:00', '2026-03-30T09:00:00+02:00', '2026-03-31T09:00:00+02:00'],
    ],
    [
      'Berlin forward, daily: 09:00 on the Sunday itself',
      '09:00',
      'daily',
      'Europe/Berlin',
      '2026-03-28T00:00:00Z',
      ['2026-03-28T09:00:00+01:00', '2026-03-29T09:00:00+02:00', '2026-03-30T09:00:00+02:00'],
    ],
    [
      'Berlin back',
      '09:00',
      'daily',
      'Europe/Berlin',
      '2026-10-24T00:00:00Z',
      ['2026-10-24T09:00:00+02:00', '2026-10-25T09:00:00+01:00', '2026-10-26T09:00:00+01:00'],
    ],
    [
      'Dublin, where the winter is the exception in law',
      '09:00',
      'daily',
      'Europe/Dublin',
      '2026-10-24T00:00:00Z',
      ['2026-10-24T09:00:00+01:00', '2026-10-25T09:00:00+00:00'],
    ],
    [
      'New York forward, three weeks before Europe',
      '09:00',
      'daily',
      'America/New_York',
      '2026-03-07T00:00:00Z',
      ['2026-03-07T09:00:00-05:00', '2026-03-08T09:00:00-04:00'],
    ],
    [
      'New York back',
      '09:00',
      'daily',
      'America/New_York',
      '2026-10-31T00:00:00Z',
      ['2026-10-31T09:00:00-04:00', '2026-11-01T09:00:00-05:00'],
    ],
    [
      'Sydney back, in April',
      '09:00',
      'daily',
      'Australia/Sydney',
      '2026-04-03T20:00:00Z',
      ['2026-04-04T09:00:00+11:00', '2026-04-05T09:00:00+10:00', '2026-04-06T09:00:00+10:00'],
    ],
    [
      'Sydney forward, in October',
      '09:00',
      'daily',
      'Australia/Sydney',
      '2026-10-02T20:00:00Z',
      ['2026-10-03T09:00:00+10:00', '2026-10-04T09:00:00+11:00', '2026-10-05T09:00:00+11:00'],
    ],
    [
      'Auckland forward: the local day is ahead of UTC',
      '09:00',
      'daily',
      'Pacific/Auckland',
      '2026-09-25T12:00:00Z',
      ['2026-09-26T09:00:00+12:00', '2026-09-27T09:00:00+13:00'],
    ],
    [
      'Auckland back',
      '09:00',
      'daily',
      'Pacific/Auckland',
      '2026-04-03T12:00:00Z',
      ['2026-04-04T09:00:00+13:00', '2026-04-05T09:00:00+12:00'],
    ],
    [
      'Chatham, three quarters of an hour off',
      '09:00',
      'daily',
      'Pacific/Chatham',
      '2026-09-25T12:00:00Z',
      ['2026-09-26T09:00:00+12:45', '2026-09-27T09:00:00+13:45'],
    ],
    [
      'Lord Howe back by half an hour',
      '09:00',
      'daily',
      'Australia/Lord_Howe',
      '2026-04-03T20:00:00Z',
      ['2026-04-04T09:00:00+11:00', '2026-04-05T09:00:00+10:30'],
    ],
    [
      'Casablanca, back for Ramadan',
      '09:00',
      'daily',
      'Africa/Casablanca',
      '2025-02-22T00:00:00Z',
      ['2025-02-22T09:00:00+01:00', '2025-02-23T09:00:00+00:00'],
    ],
    [
      'Casablanca, forward after Ramadan',
      '09:00',
      'daily',
      'Africa/Casablanca',
      '2025-04-05T00:00:00Z',
      ['2025-04-05T09:00:00+00:00', '2025-04-06T09:00:00+01:00'],
    ],
    [
      'Kolkata, where nothing changes',
      '09:00',
      'daily',
      'Asia/Kolkata',
      '2026-03-28T00:00:00Z',
      ['2026-03-28T09:00:00+05:30', '2026-03-29T09:00:00+05:30'],
    ],
    [
      'UTC',
      '09:00',
      'daily',
      'UTC',
      '2026-03-28T10:00:00Z',
      ['2026-03-29T09:00:00+00:00', '2026-03-30T09:00:00+00:00'],
    ],
  ]);
});

describe('a time that the clocks skip is the first moment after the gap', () => {
  holds([
    [
      '02:30 in Berlin is 03:00, and 02:30 again the next day',
      '02:30',
      'daily',
      'Europe/Berlin',
      '2026-03-28T00:00:00Z',
      ['2026-03-28T02:30:00+01:00', '2026-03-29T03:00:00+02:00', '2026-03-30T02:30:00+02:00'],
    ],
    [
      'the first minute of the gap is skipped too',
      '02:00',
      'daily',
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      ['2026-03-29T03:00:00+02:00'],
    ],
    ['so is the last', '02:59', 'daily', 'Europe/Berlin', '2026-03-28T12:00:00Z', ['2026-03-29T03:00:00+02:00']],
    [
      'the minute before the gap happens',
      '01:59',
      'daily',
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      ['2026-03-29T01:59:00+01:00'],
    ],
    [
      'the end of the gap happens',
      '03:00',
      'daily',
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      ['2026-03-29T03:00:00+02:00'],
    ],
    ['02:30 in New York', '02:30', 'daily', 'America/New_York', '2026-03-08T05:00:00Z', ['2026-03-08T03:00:00-04:00']],
    ['02:30 in Sydney', '02:30', 'daily', 'Australia/Sydney', '2026-10-03T12:00:00Z', ['2026-10-04T03:00:00+11:00']],
    [
      '02:15 on Lord Howe is 02:30',
      '02:15',
      'daily',
      'Australia/Lord_Howe',
      '2026-10-03T10:00:00Z',
      ['2026-10-04T02:30:00+11:00', '2026-10-05T02:15:00+11:00'],
    ],
    [
      '02:30 on Lord Howe happens',
      '02:30',
      'daily',
      'Australia/Lord_Howe',
      '2026-10-03T10:00:00Z',
      ['2026-10-04T02:30:00+11:00'],
    ],
    [
      '03:15 on Chatham is 03:45',
      '03:15',
      'daily',
      'Pacific/Chatham',
      '2026-09-26T06:00:00Z',
      ['2026-09-27T03:45:00+13:45'],
    ],
    [
      '01:30 at Troll, which jumps two hours',
      '01:30',
      'daily',
      'Antarctica/Troll',
      '2026-03-28T12:00:00Z',
      ['2026-03-29T03:00:00+02:00'],
    ],
    [
      '00:30 in Santiago, which skips midnight',
      '00:30',
      'daily',
      'America/Santiago',
      '2026-09-05T12:00:00Z',
      ['2026-09-06T01:00:00-03:00', '2026-09-07T00:30:00-03:00'],
    ],
    [
      'midnight itself in Beirut',
      '00:00',
      'daily',
      'Asia/Beirut',
      '2026-03-27T23:00:00Z',
      ['2026-03-29T01:00:00+03:00', '2026-03-30T00:00:00+03:00'],
    ],
    [
      '00:45 in Cairo, on a Friday',
      '00:45',
      ['fri'],
      'Africa/Cairo',
      '2026-04-20T00:00:00Z',
      ['2026-04-24T01:00:00+03:00', '2026-05-01T00:45:00+03:00'],
    ],
    [
      '00:30 in Havana',
      '00:30',
      'daily',
      'America/Havana',
      '2026-03-07T12:00:00Z',
      ['2026-03-08T01:00:00-04:00', '2026-03-09T00:30:00-04:00'],
    ],
    [
      '00:30 in the Azores, while Lisbon skips 01:30',
      '00:30',
      'daily',
      'Atlantic/Azores',
      '2026-03-28T12:00:00Z',
      ['2026-03-29T01:00:00+00:00'],
    ],
    [
      '00:30 in Newfoundland, which changed its clocks at 00:01',
      '00:30',
      'daily',
      'America/St_Johns',
      '2006-04-01T12:00:00Z',
      ['2006-04-02T01:01:00-02:30'],
    ],
    [
      '23:30 in Nuuk, where the gap ends at midnight: the first moment of Sunday, and 23:30 on Sunday too',
      '23:30',
      'daily',
      'America/Nuuk',
      '2026-03-28T12:00:00Z',
      ['2026-03-29T00:00:00-01:00', '2026-03-29T23:30:00-01:00'],
    ],
    [
      '23:30 in Nuuk on Saturdays only: still due, although it is Sunday by then',
      '23:30',
      ['sat'],
      'America/Nuuk',
      '2026-03-22T12:00:00Z',
      ['2026-03-29T00:00:00-01:00', '2026-04-04T23:30:00-01:00'],
    ],
    [
      '23:30 in Nuuk on Sundays only: the skipped Saturday adds nothing',
      '23:30',
      ['sun'],
      'America/Nuuk',
      '2026-03-28T12:00:00Z',
      ['2026-03-29T23:30:00-01:00', '2026-04-05T23:30:00-01:00'],
    ],
    [
      '23:45 in Toronto in 1919, in a gap from 23:30 to 00:30',
      '23:45',
      'daily',
      'America/Toronto',
      '1919-03-30T12:00:00Z',
      ['1919-03-31T00:30:00-04:00', '1919-03-31T23:45:00-04:00'],
    ],
    [
      '00:15 in Toronto in 1919, in the other half of that gap',
      '00:15',
      'daily',
      'America/Toronto',
      '1919-03-30T12:00:00Z',
      ['1919-03-31T00:30:00-04:00', '1919-04-01T00:15:00-04:00'],
    ],
    [
      'a whole day that Apia skipped: the first moment of the next, and then that day in its own right',
      '09:00',
      'daily',
      'Pacific/Apia',
      '2011-12-29T00:00:00Z',
      ['2011-12-29T09:00:00-10:00', '2011-12-31T00:00:00+14:00', '2011-12-31T09:00:00+14:00'],
    ],
    [
      'midnight of the day that Apia skipped is midnight of the next, and is due once',
      '00:00',
      'daily',
      'Pacific/Apia',
      '2011-12-29T09:00:00Z',
      ['2011-12-29T00:00:00-10:00', '2011-12-31T00:00:00+14:00', '2012-01-01T00:00:00+14:00'],
    ],
    [
      'a day that Kwajalein skipped',
      '18:00',
      ['sat'],
      'Pacific/Kwajalein',
      '1993-08-20T00:00:00Z',
      ['1993-08-22T00:00:00+12:00', '1993-08-28T18:00:00+12:00'],
    ],
    [
      'a gap that starts and ends at odd seconds, in Monrovia',
      '00:20',
      'daily',
      'Africa/Monrovia',
      '1972-01-05T12:00:00Z',
      ['1972-01-06T00:20:00-00:44:30', '1972-01-07T00:44:30+00:00', '1972-01-08T00:20:00+00:00'],
    ],
  ]);
});

describe('a time that happens twice is the first of the two', () => {
  holds([
    [
      '02:30 in Berlin, seen from the day before',
      '02:30',
      'daily',
      'Europe/Berlin',
      '2026-10-24T12:00:00Z',
      ['2026-10-25T02:30:00+02:00', '2026-10-26T02:30:00+01:00'],
    ],
    [
      'the first minute of the doubled hour',
      '02:00',
      'daily',
      'Europe/Berlin',
      '2026-10-24T12:00:00Z',
      ['2026-10-25T02:00:00+02:00', '2026-10-26T02:00:00+01:00'],
    ],
    [
      'the minute after the doubled hour happens once',
      '03:00',
      'daily',
      'Europe/Berlin',
      '2026-10-24T12:00:00Z',
      ['2026-10-25T03:00:00+01:00', '2026-10-26T03:00:00+01:00'],
    ],
    [
      'still ahead at 02:29 of the first pass',
      '02:30',
      'daily',
      'Europe/Berlin',
      '2026-10-25T02:29:00+02:00',
      ['2026-10-25T02:30:00+02:00'],
    ],
    [
      'over at 02:45 of the first pass',
      '02:30',
      'daily',
      'Europe/Berlin',
      '2026-10-25T02:45:00+02:00',
      ['2026-10-26T02:30:00+01:00'],
    ],
    [
      'over at 02:00 of the second pass, before the clock reads it again',
      '02:30',
      'daily',
      'Europe/Berlin',
      '2026-10-25T02:00:00+01:00',
      ['2026-10-26T02:30:00+01:00'],
    ],
    [
      'over at 02:30 of the second pass',
      '02:30',
      'daily',
      'Europe/Berlin',
      '2026-10-25T02:30:00+01:00',
      ['2026-10-26T02:30:00+01:00'],
    ],
    [
      '03:30, asked for in the second pass, is the same night',
      '03:30',
      'daily',
      'Europe/Berlin',
      '2026-10-25T02:30:00+01:00',
      ['2026-10-25T03:30:00+01:00'],
    ],
    [
      '01:30 in New York',
      '01:30',
      'daily',
      'America/New_York',
      '2026-11-01T00:00:00Z',
      ['2026-11-01T01:30:00-04:00', '2026-11-02T01:30:00-05:00'],
    ],
    [
      '02:30 in Sydney',
      '02:30',
      'daily',
      'Australia/Sydney',
      '2026-04-04T12:00:00Z',
      ['2026-04-05T02:30:00+11:00', '2026-04-06T02:30:00+10:00'],
    ],
    [
      '01:45 on Lord Howe, in a doubled half hour',
      '01:45',
      'daily',
      'Australia/Lord_Howe',
      '2026-04-04T10:00:00Z',
      ['2026-04-05T01:45:00+11:00', '2026-04-06T01:45:00+10:30'],
    ],
    [
      '23:30 in Santiago, in the last hour of a Saturday: the second pass is a Saturday too',
      '23:30',
      'daily',
      'America/Santiago',
      '2026-04-04T12:00:00Z',
      ['2026-04-04T23:30:00-03:00', '2026-04-05T23:30:00-04:00'],
    ],
    [
      '23:30 in Beirut',
      '23:30',
      ['sat'],
      'Asia/Beirut',
      '2026-10-24T12:00:00Z',
      ['2026-10-24T23:30:00+03:00', '2026-10-31T23:30:00+02:00'],
    ],
    [
      '23:30 in Cairo',
      '23:30',
      ['thu'],
      'Africa/Cairo',
      '2026-10-29T12:00:00Z',
      ['2026-10-29T23:30:00+03:00', '2026-11-05T23:30:00+02:00'],
    ],
    [
      'midnight in Havana, which goes back to it at 01:00',
      '00:00',
      'daily',
      'America/Havana',
      '2026-10-31T12:00:00Z',
      ['2026-11-01T00:00:00-04:00', '2026-11-02T00:00:00-05:00'],
    ],
    [
      'midnight in Newfoundland, where one minute of Sunday came before the last hour of Saturday again',
      '00:00',
      'daily',
      'America/St_Johns',
      '2006-10-28T12:00:00Z',
      ['2006-10-29T00:00:00-02:30', '2006-10-30T00:00:00-03:30'],
    ],
    [
      'midnight in Newfoundland, asked for in that last hour again, is over',
      '00:00',
      'daily',
      'America/St_Johns',
      '2006-10-28T23:30:00-03:30',
      ['2006-10-30T00:00:00-03:30'],
    ],
    [
      'a whole day that Alaska had twice',
      '12:00',
      'daily',
      'America/Juneau',
      '1867-10-18T00:00:00Z',
      ['1867-10-19T12:00:00+15:02:19', '1867-10-20T12:00:00-08:57:41'],
    ],
  ]);
});

describe('a zone that changed its rules', () => {
  holds([
    [
      'Mexico City gave up summer time in 2022',
      '09:00',
      'daily',
      'America/Mexico_City',
      '2023-04-01T12:00:00Z',
      ['2023-04-01T09:00:00-06:00', '2023-04-02T09:00:00-06:00'],
    ],
    [
      'Mexico City had it a year before',
      '09:00',
      'daily',
      'America/Mexico_City',
      '2022-04-02T12:00:00Z',
      ['2022-04-02T09:00:00-06:00', '2022-04-03T09:00:00-05:00'],
    ],
    [
      'Istanbul stayed in summer in 2016',
      '09:00',
      'daily',
      'Europe/Istanbul',
      '2016-10-29T00:00:00Z',
      ['2016-10-29T09:00:00+03:00', '2016-10-30T09:00:00+03:00'],
    ],
    [
      'Moscow left its permanent summer in 2014',
      '09:00',
      'daily',
      'Europe/Moscow',
      '2014-10-25T00:00:00Z',
      ['2014-10-25T09:00:00+04:00', '2014-10-26T09:00:00+03:00'],
    ],
    [
      'Caracas skipped half an hour in 2016',
      '02:45',
      'daily',
      'America/Caracas',
      '2016-04-30T12:00:00Z',
      ['2016-05-01T03:00:00-04:00', '2016-05-02T02:45:00-04:00'],
    ],
    [
      'Pyongyang skipped the last half hour of a Friday in 2018',
      '23:45',
      'weekdays',
      'Asia/Pyongyang',
      '2018-05-04T00:00:00Z',
      ['2018-05-05T00:00:00+09:00', '2018-05-07T23:45:00+09:00'],
    ],
    [
      'Kathmandu skipped a quarter of an hour at the new year of 1986',
      '00:05',
      'daily',
      'Asia/Kathmandu',
      '1985-12-31T12:00:00Z',
      ['1986-01-01T00:15:00+05:45', '1986-01-02T00:05:00+05:45'],
    ],
    [
      'Almaty had the last hour of a leap day twice',
      '23:30',
      'daily',
      'Asia/Almaty',
      '2024-02-29T00:00:00Z',
      ['2024-02-29T23:30:00+06:00', '2024-03-01T23:30:00+05:00'],
    ],
    [
      'London kept summer time through the winter of 1968',
      '09:00',
      'daily',
      'Europe/London',
      '1968-10-26T00:00:00Z',
      ['1968-10-26T09:00:00+01:00', '1968-10-27T09:00:00+01:00'],
    ],
    [
      'London had double summer time in 1941',
      '02:30',
      'daily',
      'Europe/London',
      '1941-05-03T12:00:00Z',
      ['1941-05-04T03:00:00+02:00', '1941-05-05T02:30:00+02:00'],
    ],
    [
      'New York changed its clocks in April until 2006',
      '09:00',
      'daily',
      'America/New_York',
      '2006-04-01T12:00:00Z',
      ['2006-04-01T09:00:00-05:00', '2006-04-02T09:00:00-04:00'],
    ],
    [
      'an old name of a zone still works',
      '09:00',
      'daily',
      'Asia/Calcutta',
      '2026-01-01T00:00:00Z',
      ['2026-01-01T09:00:00+05:30'],
    ],
  ]);
});

describe('the calendar', () => {
  holds([
    [
      'a leap day is a day',
      '09:00',
      'daily',
      'Europe/Paris',
      '2028-02-28T00:00:00Z',
      ['2028-02-28T09:00:00+01:00', '2028-02-29T09:00:00+01:00', '2028-03-01T09:00:00+01:00'],
    ],
    [
      'a year without one has none',
      '09:00',
      'daily',
      'Europe/Paris',
      '2027-02-28T00:00:00Z',
      ['2027-02-28T09:00:00+01:00', '2027-03-01T09:00:00+01:00'],
    ],
    [
      '2100 has none either',
      '09:00',
      'daily',
      'UTC',
      '2100-02-28T00:00:00Z',
      ['2100-02-28T09:00:00+00:00', '2100-03-01T09:00:00+00:00'],
    ],
    [
      'the year ends between two check-ins',
      '09:00',
      'daily',
      'America/Los_Angeles',
      '2026-12-31T00:00:00Z',
      ['2026-12-31T09:00:00-08:00', '2027-01-01T09:00:00-08:00'],
    ],
    [
      'the year ends in the person’s zone, not in UTC',
      '00:00',
      'daily',
      'Pacific/Kiritimati',
      '2026-12-31T09:00:00Z',
      ['2027-01-01T00:00:00+14:00'],
    ],
    [
      'weekdays leave out Saturday and Sunday',
      '09:00',
      'weekdays',
      'Asia/Tokyo',
      '2026-06-05T00:00:00Z',
      ['2026-06-08T09:00:00+09:00', '2026-06-09T09:00:00+09:00'],
    ],
    [
      'weekdays are those of the person: Monday in Auckland is still Sunday in UTC',
      '09:00',
      'weekdays',
      'Pacific/Auckland',
      '2026-06-06T00:00:00Z',
      ['2026-06-08T09:00:00+12:00'],
    ],
    [
      'weekdays go on over New Year, for the bot knows no holidays',
      '09:00',
      'weekdays',
      'Europe/Vienna',
      '2026-12-31T12:00:00Z',
      ['2027-01-01T09:00:00+01:00', '2027-01-04T09:00:00+01:00'],
    ],
    [
      'Monday and Thursday',
      '18:15',
      ['mon', 'thu'],
      'Europe/Berlin',
      '2026-06-01T12:00:00Z',
      ['2026-06-01T18:15:00+02:00', '2026-06-04T18:15:00+02:00', '2026-06-08T18:15:00+02:00'],
    ],
    [
      'the order and repetition of the days are nothing',
      '18:15',
      ['thu', 'mon', 'thu'],
      'Europe/Berlin',
      '2026-06-01T18:15:00+02:00',
      ['2026-06-04T18:15:00+02:00', '2026-06-08T18:15:00+02:00'],
    ],
    [
      'one day a week, over a change of the clocks',
      '09:00',
      ['sun'],
      'America/Chicago',
      '2026-03-01T09:00:00-06:00',
      ['2026-03-08T09:00:00-05:00', '2026-03-15T09:00:00-05:00'],
    ],
    [
      'a work week from Sunday to Thursday',
      '08:30',
      ['sun', 'mon', 'tue', 'wed', 'thu'],
      'Asia/Riyadh',
      '2026-06-04T12:00:00Z',
      ['2026-06-07T08:30:00+03:00', '2026-06-08T08:30:00+03:00'],
    ],
  ]);
});

describe('strictly after', () => {
  holds([
    [
      'a millisecond before is before',
      '09:00',
      'daily',
      'Europe/Berlin',
      '2026-06-01T06:59:59.999Z',
      ['2026-06-01T09:00:00+02:00'],
    ],
    [
      'at the moment itself it is the next one',
      '09:00',
      'daily',
      'Europe/Berlin',
      '2026-06-01T07:00:00Z',
      ['2026-06-02T09:00:00+02:00'],
    ],
    [
      'a millisecond later too',
      '09:00',
      'daily',
      'Europe/Berlin',
      '2026-06-01T07:00:00.001Z',
      ['2026-06-02T09:00:00+02:00'],
    ],
    [
      'a single day a week is a week away',
      '09:00',
      ['mon'],
      'Europe/Berlin',
      '2026-06-01T07:00:00Z',
      ['2026-06-08T09:00:00+02:00'],
    ],
    [
      'at the end of the gap the skipped time is over',
      '02:30',
      'daily',
      'Europe/Berlin',
      '2026-03-29T01:00:00Z',
      ['2026-03-30T02:30:00+02:00'],
    ],
    [
      'a millisecond before the gap it is not',
      '02:30',
      'daily',
      'Europe/Berlin',
      '2026-03-29T00:59:59.999Z',
      ['2026-03-29T03:00:00+02:00'],
    ],
    [
      'after a skipped day, that day is over',
      '09:00',
      ['fri'],
      'Pacific/Apia',
      '2011-12-30T10:00:00Z',
      ['2012-01-06T09:00:00+14:00'],
    ],
  ]);
});

describe('a person who flies keeps the rule and changes the zone', () => {
  const after = '2026-06-10T12:00:00Z';
  holds([
    ['Berlin', '09:00', 'weekdays', 'Europe/Berlin', after, ['2026-06-11T09:00:00+02:00']],
    [
      'west to New York: the same day, 09:00 once more',
      '09:00',
      'weekdays',
      'America/New_York',
      after,
      ['2026-06-10T09:00:00-04:00'],
    ],
    [
      'east to Auckland: tomorrow is already today',
      '09:00',
      'weekdays',
      'Pacific/Auckland',
      after,
      ['2026-06-11T09:00:00+12:00'],
    ],
    ['over the date line to Honolulu', '09:00', 'weekdays', 'Pacific/Honolulu', after, ['2026-06-10T09:00:00-10:00']],
  ]);
});

describe('the date of an occurrence', () => {
  it.each<[fact: string, rule: Rule, after: string, dates: string[]]>([
    [
      'is the local day, not the day in UTC',
      { time: '09:00', days: 'daily', zone: 'Pacific/Auckland' },
      '2026-06-10T12:00:00Z',
      ['2026-06-11', '2026-06-12'],
    ],
    [
      'is the day it was meant for when the gap pushes it over midnight',
      { time: '23:30', days: 'daily', zone: 'America/Nuuk' },
      '2026-03-28T12:00:00Z',
      ['2026-03-28', '2026-03-29', '2026-03-30'],
    ],
    [
      'is the skipped day where a whole day was skipped, so that no two have the same',
      { time: '09:00', days: 'daily', zone: 'Pacific/Apia' },
      '2011-12-29T00:00:00Z',
      ['2011-12-29', '2011-12-30', '2011-12-31'],
    ],
    [
      'is not repeated with the hour that is',
      { time: '23:30', days: 'daily', zone: 'America/Santiago' },
      '2026-04-04T12:00:00Z',
      ['2026-04-04', '2026-04-05', '2026-04-06'],
    ],
  ])('%s', (_fact, rule, after, dates) => {
    expect(upcoming(rule, ms(after), dates.length).map(({ date }) => date)).toEqual(dates);
  });
});

describe('a rule that no clock can follow is refused', () => {
  it.each<[fact: string, rule: Rule, says: RegExp]>([
    ['no days', { time: '09:00', days: [], zone: 'UTC' }, /without days/],
    ['days that are none', { time: '09:00', days: ['someday' as 'mon'], zone: 'UTC' }, /without days/],
    ['25 o’clock', { time: '25:00', days: 'daily', zone: 'UTC' }, /'25:00' is no time of day/],
    ['a zone that is none', { time: '09:00', days: 'daily', zone: 'Mars/Olympus' }, /'Mars\/Olympus' is no time zone/],
  ])('%s', (_fact, rule, says) => {
    expect(() => nextOccurrence(rule, 0)).toThrow(RangeError);
    expect(() => nextOccurrence(rule, 0)).toThrow(says);
  });
});

describe('a time', () => {
  it.each(['00:00', '09:00', '19:59', '23:59'])('%s is one', (text) => {
    expect(isTime(text)).toBe(true);
  });

  it.each(['', '9:00', '24:00', '12:60', '0900', '09:00:30', '09:00 '])("'%s' is none", (text) => {
    expect(isTime(text)).toBe(false);
  });
});

describe('a zone', () => {
  it.each([
    'Europe/Berlin',
    'europe/berlin',
    'America/Argentina/Buenos_Aires',
    'America/Port-au-Prince',
    'Asia/Calcutta',
    'US/Pacific',
    'Etc/GMT-2',
    'UTC',
  ])('%s is one', (text) => {
    expect(isZone(text)).toBe(true);
  });

  it.each([
    '',
    ' ',
    'Berlin',
    'Europe/Berlin ',
    'Mars/Olympus',
    'W. Europe Standard Time',
    'PST',
    '+02:00',
    '-0500',
    'GMT+2',
    '2026-01-01T00:00Z',
    '2026-01-01T00:00[Europe/Berlin]',
  ])("'%s' is none", (text) => {
    expect(isZone(text)).toBe(false);
  });
});
