import { describe, expect, it } from '@jest/globals';
import { isoWithOffset } from '../../src/check-ins/localParts.ts';
import { nextOccurrence } from '../../src/check-ins/nextOccurrence.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/**
 * Somebody sits in front of a wall clock and writes down for every date and time, "2026-03-29 02:30", the first minute
 * at which the clock shows it or has just jumped past it. The clock is `Intl.DateTimeFormat` and the arithmetic is
 * counting, so nothing is shared with Temporal.
 */
function watchTheClock(zone: string, from: number, until: number): Map<string, number> {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const diary = new Map<string, number>();
  let furthest = Date.parse(`${clock.format(from)}Z`);
  for (let at = from + MINUTE; at < until; at += MINUTE) {
    const reads = Date.parse(`${clock.format(at)}Z`);
    while (furthest < reads) {
      furthest += MINUTE;
      diary.set(new Date(furthest).toISOString().slice(0, 16).replace('T', ' '), at);
    }
  }
  return diary;
}

/** The quarters of an hour, where clocks change, and the minute before each. */
const TIMES = Array.from({ length: 96 }, (_, quarter) => [quarter * 15, quarter * 15 + 14])
  .flat()
  .map((minute) => new Date(minute * MINUTE).toISOString().slice(11, 16));

describe('somebody who watches the clock minute by minute agrees', () => {
  it.each([
    ['Europe/Berlin', '2026-03-29'],
    ['Europe/Berlin', '2026-10-25'],
    ['America/New_York', '2026-03-08'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-10-04'],
    ['America/Santiago', '2026-04-05'],
    ['America/Santiago', '2026-09-06'],
    ['America/Nuuk', '2026-03-29'],
    ['Africa/Cairo', '2026-10-30'],
    ['Asia/Beirut', '2026-03-29'],
    ['Antarctica/Troll', '2026-10-25'],
    ['America/St_Johns', '2006-10-29'],
    ['Asia/Pyongyang', '2018-05-05'],
    ['Pacific/Apia', '2011-12-30'],
  ])('%s around %s', (zone, date) => {
    const noon = Date.parse(`${date}T12:00Z`);
    const diary = [...watchTheClock(zone, noon - 2 * DAY, noon + 2 * DAY)];
    const disagreements: string[] = [];
    let asked = 0;
    for (const time of TIMES) {
      const due = diary.filter(([wall]) => wall.endsWith(time)).map(([, at]) => at);
      const moments = due.flatMap((at) => [at - 1, at, at + 1, at + 59 * MINUTE, at + 13 * 60 * MINUTE]);
      for (const after of moments) {
        const seen = due.find((at) => at > after);
        if (seen === undefined) continue;
        asked += 1;
        const told = nextOccurrence({ time, days: 'daily', zone }, after).at;
        if (told !== seen) {
          const [said, saw] = [told, seen].map((at) => isoWithOffset(at, zone));
          disagreements.push(`${time} after ${isoWithOffset(after, zone)}: told ${said}, seen ${saw}`);
        }
      }
    }
    expect(disagreements).toEqual([]);
    expect(asked).toBeGreaterThan(2000);
  });
});
