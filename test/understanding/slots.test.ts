import { describe, expect, it } from '@jest/globals';
import type { Days } from '../../dialogs/words.ts';
import { readDays } from '../../src/understanding/slots/days.ts';
import { readMinutes } from '../../src/understanding/slots/duration.ts';
import { withDigits } from '../../src/understanding/slots/numbers.ts';
import { readRating } from '../../src/understanding/slots/rating.ts';
import { readTime } from '../../src/understanding/slots/time.ts';

describe('a time, where one is asked for', () => {
  it.each<[said: string, time: string | undefined]>([
    ['9', '09:00'],
    ['9am', '09:00'],
    ['9 a.m.', '09:00'],
    ['9 pm', '21:00'],
    ['9:30', '09:30'],
    ['9.15', '09:15'],
    ['at 9ish', '09:00'],
    ["nine o'clock", '09:00'],
    ['half past eight', '08:30'],
    ['half 8', '08:30'],
    ['quarter to nine', '08:45'],
    ['a quarter past seven', '07:15'],
    ['ten to ten', '09:50'],
    ['twenty past 7', '07:20'],
    ['nine thirty', '09:30'],
    ['8 oh 5', '08:05'],
    ['14h', '14:00'],
    ['18h30', '18:30'],
    ['0830', '08:30'],
    ['1830', '18:30'],
    ['17:45 please', '17:45'],
    ['noon', '12:00'],
    ['midday works', '12:00'],
    ['midnight', '00:00'],
    ['12 am', '00:00'],
    ['12 pm', '12:00'],
    ['12', '12:00'],
    ['1', '13:00'],
    ['3', '15:00'],
    ['six', '18:00'],
    ['7', '07:00'],
    ['04:30', '04:30'],
    ['4:30', '16:30'],
    ['6.15 pm', '18:15'],
    ['eleven in the morning on workdays', '11:00'],
    ['8 in the evening', '20:00'],
    ['in the evening at 7', '19:00'],
    ['tonight at 8', '20:00'],
    ['every day at 8:30', '08:30'],
    ['first thing, say 8', '08:00'],
    ['8 instead of 9', '08:00'],
    ['not 9 but 10', '10:00'],
    ['from 9 to 10', '10:00'],
    ['9 or 10', '09:00'],
    ['after lunch around 1', '13:00'],
    ['mon wed fri at 10', '10:00'],
    ['at 9, no, 10', '10:00'],
    ['in 5 minutes', undefined],
    ['every 2 days', undefined],
    ['whenever', undefined],
    ['25', undefined],
  ])('%s', (said, time) => {
    expect(readTime(said, true)).toBe(time);
  });
});

describe('a time, where none is asked for', () => {
  it.each<[said: string, time: string | undefined]>([
    ['remind me at 9', '09:00'],
    ['change it to 7', '07:00'],
    ['make it 8:30', '08:30'],
    ['ping me 9am', '09:00'],
    ['my knot is a 7', undefined],
    ['I pressed 3 spots', undefined],
    ['7/10', undefined],
  ])('%s', (said, time) => {
    expect(readTime(said, false)).toBe(time);
  });
});

describe('days', () => {
  it.each<[said: string, days: Days | undefined]>([
    ['every day at 8', 'daily'],
    ['daily', 'daily'],
    ['every morning', 'daily'],
    ['seven days a week', 'daily'],
    ['weekdays', 'weekdays'],
    ['on workdays please', 'weekdays'],
    ['monday to friday', 'weekdays'],
    ['mon-fri', 'weekdays'],
    ['10am but not on weekends', 'weekdays'],
    ['every day except saturday and sunday', 'weekdays'],
    ['mondays only', ['mon']],
    ['mon wed fri', ['mon', 'wed', 'fri']],
    ['MWF'.toLowerCase(), ['mon', 'wed', 'fri']],
    ['tuesdays and thursdays', ['tue', 'thu']],
    ['tues/thurs', ['tue', 'thu']],
    ['weekends', ['sat', 'sun']],
    ['monday till thursday', ['mon', 'tue', 'wed', 'thu']],
    ['weekdays except friday', ['mon', 'tue', 'wed', 'thu']],
    ['not on mondays', ['tue', 'wed', 'thu', 'fri', 'sat', 'sun']],
    ['every day but sunday', ['mon', 'tue', 'wed', 'thu', 'fri', 'sat']],
    ['sat', ['sat']],
    ['at 9', undefined],
    ['tomorrow', undefined],
  ])('%s', (said, days) => {
    expect(readDays(said, true)).toEqual(days);
  });

  it('is not heard in "I sat in the sun" when none is asked for', () => {
    expect(readDays('i sat in the garden', false)).toBeUndefined();
  });
});

describe('how long to snooze', () => {
  it.each<[said: string, minutes: number | undefined]>([
    ['in 39 minutes', 39],
    ['2 hours', 120],
    ['in two hours', 120],
    ['half an hour', 30],
    ['an hour', 60],
    ['an hour and a half', 90],
    ['in 1 hour 20 minutes', 80],
    ['a quarter of an hour', 15],
    ['20 min', 20],
    ['90m', 90],
    ['1.5 hours', 90],
    ['a couple of hours', 120],
    ['a hundred and twenty minutes', 120],
    ['later', undefined],
    ['at 9', undefined],
  ])('%s', (said, minutes) => {
    expect(readMinutes(said)).toBe(minutes);
  });
});

describe('how sore it is', () => {
  it.each<[said: string, rating: number | undefined]>([
    ['7', 7],
    ['7/10', 7],
    ['seven out of ten', 7],
    ['a 4', 4],
    ['zero', 0],
    ['0', 0],
    ['10', 10],
    ['ten out of ten', 10],
    ['six or seven', 7],
    ['between 4 and 6', 5],
    ['3-4', 4],
    ['a four, was a seven', 4],
    ['was a 7, now a 4', 4],
    ['from 7 to 3', 3],
    ['down to a 2', 2],
    ['4, it was 6 yesterday', 4],
    ['6.5', 7],
    ['about a five i guess', 5],
    ['it is at eight today', 8],
    ['four point five', 5],
    ['11', undefined],
    ['i pressed 2 spots', undefined],
    ['it took 3 minutes', undefined],
    ['this one is better', undefined],
    ['on day 4', undefined],
    ['at 9 am', undefined],
  ])('%s', (said, rating) => {
    expect(readRating(said)).toBe(rating);
  });
});

describe('numbers in words', () => {
  it.each([
    ['half past eight', 'half past 8'],
    ['twenty five past nine', '25 past 9'],
    ['nine thirty', '9 30'],
    ['this one and no one', 'this one and no one'],
    ['at one', 'at 1'],
    ['one', '1'],
  ])('%s is %s', (said, digits) => {
    expect(withDigits(said)).toBe(digits);
  });
});
