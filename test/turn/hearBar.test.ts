import { describe, expect, it } from '@jest/globals';
import type { Bar } from '../../src/understanding/bars.ts';
import { DAY, HOUR, QUESTION_IDS, WAYS, type Walk } from './walk.ts';

const tells = (walk: Walk, bar: Bar) => walk.says('out-of-scope', {}, { bar });

describe.each(QUESTION_IDS.filter((id) => id !== 'get-help'))('where %s is asked', (question) => {
  it('somebody who is not of age is told so, and nothing goes on or is gone back to', () => {
    const walk = WAYS[question]();
    expect(tells(walk, 'age')[0]).toBe('under-age');
    expect(walk.asks).toBe('home');
    expect(walk.person).toMatchObject({ cleanAt: null, trail: [], timer: null });
  });
});

describe('what bars the way', () => {
  it('is not spoken of beside a warning sign', () => {
    for (const bar of ['age', 'dulled', 'skin', 'unread'] as const) {
      const walk = WAYS['get-help']();
      expect(tells(walk, bar)).not.toContain('under-age');
      expect(walk.asks).toBe('get-help');
      expect(walk.person.lock).not.toBeNull();
    }
  });

  it('makes whoever begins again read both lists again', () => {
    const walk = WAYS.hold();
    tells(walk, 'age');
    walk.press('find-out');
    expect(walk.asks).toBe('safety-emergency');
  });

  it('comes before anything is gone back to after a long break', () => {
    const walk = WAYS.hold().wait(2 * DAY);
    expect(tells(walk, 'age')).toEqual(['under-age']);
    const other = WAYS.hold().wait(2 * DAY);
    expect(tells(other, 'dulled')).toEqual(['dulled']);
  });

  it('ends the pressing for drink, and only says so at rest', () => {
    const walk = WAYS.hold();
    expect(tells(walk, 'dulled')).toEqual(['dulled']);
    expect(walk.asks).toBe('home');
    expect(walk.person.timer).toBeNull();
    expect(tells(walk, 'dulled')).toEqual(['dulled.at-rest']);
    expect(walk.asks).toBe('home');
  });

  it('is the road, which leaves the place as it was, and takes up nothing but when to ask again', () => {
    const walk = WAYS.hold();
    expect(walk.says('later', {}, { bar: 'driving' })).toEqual(['driving']);
    expect(walk.asks).toBe('later');
    expect(walk.press('go-on').at(-1)).toMatch(/^hold\?/);
    const home = WAYS.home();
    expect(home.says('later', {}, { bar: 'driving' })).toEqual(['driving']);
    expect(home.asks).toBe('home');
  });

  it('leaves a marked spot alone and goes on beside it', () => {
    const search = WAYS.search();
    expect(tells(search, 'skin')).toEqual(['search.skin', 'search? again']);
    const hold = WAYS.hold();
    expect(tells(hold, 'skin')[0]).toBe('search.skin');
    expect(hold.asks).toBe('search');
    const knot = WAYS.pressure();
    expect(tells(knot, 'skin')[0]).toBe('pressure.skin');
    expect(knot.asks).toBe('search');
  });

  it('says why a list is long and asks it again, in full', () => {
    const walk = WAYS['safety-doctor']();
    expect(tells(walk, 'unread')).toEqual(['screen.unread', 'safety-doctor? again']);
  });

  it('lets a list that was not read be no matter where none is open', () => {
    const walk = WAYS.search();
    expect(tells(walk, 'unread')).not.toContain('screen.unread');
    expect(walk.asks).toBe('search');
  });
});

describe('beside a list', () => {
  it('one sign denied asks for the others, by buttons alone', () => {
    const walk = WAYS['safety-emergency']();
    expect(walk.says('no', {}, { half: 'one-line' })).toEqual(['screen.one-only']);
    expect(walk.asks).toBe('safety-emergency');
    expect(walk.last.messages.at(-1)?.choices).toEqual(['signs-none', 'signs-some', 'signs-unsure']);
  });

  it('a doctor who allows pressing leads from an illness or a medicine to both lists, and no further', () => {
    for (const reason of ['doctor', 'illness', 'other'] as const) {
      const walk = WAYS['get-help']();
      walk.person = { ...walk.person, lock: { until: walk.now + 12 * HOUR, reason } };
      expect(walk.says('out-of-scope', {}, { doctorAllows: true })).toEqual([
        'screen.doctor-knows',
        'safety-emergency?',
      ]);
      expect(walk.person.cleanAt).toBeNull();
    }
  });

  it('a doctor who allows pressing does not shorten the twelve hours after an emergency', () => {
    for (const kind of ['chest', 'breathing', 'head', 'bladder-bowel', 'injury'] as const) {
      const walk = WAYS.search();
      walk.says('red-flag', { kind });
      expect(walk.says('out-of-scope', {}, { doctorAllows: true })[0]).toBe('locked.still');
      expect(walk.asks).toBe('get-help');
    }
  });
});
