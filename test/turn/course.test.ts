import { describe, expect, it } from '@jest/globals';
import { courseOf, type Results, untried } from '../../src/turn/course.ts';
import { newPerson, type Person, type ResultData } from '../../src/turn/person.ts';
import { DAY, MONDAY, Walk } from './walk.ts';

type CheckIn = Extract<ResultData, { kind: 'check-in' }>['answer'] | number;

/** Check-ins of the days before today, the oldest first; null is a day without one. */
function days(...answers: (CheckIn | null)[]): Results {
  return answers
    .map((answer, index) => ({ answer, at: MONDAY - (answers.length - index) * DAY }))
    .flatMap(({ answer, at }) => (answer === null ? [] : [checkIn(answer, at)]))
    .reverse();
}

function checkIn(answer: CheckIn, at: number): Results[number] {
  const date = new Date(at).toISOString().slice(0, 10);
  return {
    at,
    data:
      typeof answer === 'number'
        ? { kind: 'check-in', answer: 'rated', rating: answer, date }
        : { kind: 'check-in', answer, rating: null, date },
  };
}

const since = (at: number, advisedAt: Person['advisedAt'] = {}): Person => ({
  ...newPerson(),
  advisedAt,
  schedule: {
    time: '09:00',
    days: 'daily',
    zone: 'UTC',
    since: at,
    next: { at: MONDAY, date: '2026-03-02' },
    pausedUntil: null,
    snoozedTo: null,
    unanswered: 0,
    changes: {},
  },
});

const course = (results: Results, person = newPerson()) => courseOf(person, results, MONDAY, '2026-03-02');

describe('the course of a knot from check-in to check-in', () => {
  it.each<[fact: string, results: Results, course: object]>([
    ['nothing yet', [], { worseRunning: 0, goneRunning: 0, startedWith: null, ratingBefore: null }],
    ['worse twice', days('worse', 'same', 'worse', 'worse'), { worseRunning: 2, goneRunning: 0 }],
    ['a day without one does not end it', days('worse', null, 'worse'), { worseRunning: 2 }],
    ['next to nothing counts as gone', days(4, 'gone', 1, 0), { goneRunning: 3 }],
    ['it began with the first number', days(4, 5, 6, 7), { startedWith: 4, risenRunning: 2, ratingBefore: 7 }],
    ['one point means little', days(4, 5, 5), { risenRunning: 0 }],
    ['it begins anew once it was gone', days(4, 'gone', 6, 7), { startedWith: 6, risenRunning: 0 }],
    ['and after two weeks of silence', [...days(6), checkIn(2, MONDAY - 20 * DAY)], { startedWith: 6 }],
  ])('%s', (_fact, results, expected) => {
    expect(course(results)).toMatchObject(expected);
  });

  it('the answer of the same day does not count, so that it can be taken back', () => {
    const results = [checkIn('worse', MONDAY), ...days('worse')];
    expect(course(results).worseRunning).toBe(1);
  });

  it.each<[fact: string, results: Results, person: Person, says: 'week' | 'fortnight' | 'told' | null]>([
    ['six days', days('same', 'same'), since(MONDAY - 6 * DAY), null],
    ['a week', days('same', 'same'), since(MONDAY - 7 * DAY), 'week'],
    ['a week, said already', days('same'), since(MONDAY - 9 * DAY, { week: MONDAY - 2 * DAY }), null],
    ['a week, and better on the way', days('better', 'same', 'same'), since(MONDAY - 9 * DAY), null],
    ['two weeks', days('same'), since(MONDAY - 14 * DAY), 'fortnight'],
    ['two weeks, said yesterday', days('same'), since(MONDAY - 15 * DAY, { fortnight: MONDAY - DAY }), 'told'],
    [
      'two weeks, said before it was better',
      days('better', 'same'),
      since(MONDAY - 20 * DAY, { fortnight: MONDAY - 5 * DAY }),
      null,
    ],
    ['a real fall is better', days(6, 4, 4), since(MONDAY - 14 * DAY), null],
    ['a point less is not', days(6, 5, 5), since(MONDAY - 14 * DAY), 'fortnight'],
    ['without check-ins nobody is told', days('same'), newPerson(), null],
  ])('no better: %s', (_fact, results, person, says) => {
    expect(course(results, person).ifNoBetter).toBe(says);
  });

  it('gone and back three times in six weeks is worth a look', () => {
    const back = days('gone', 'same', 'gone', 'same', 'gone');
    expect(course(back).anyway).toBe('back-again');
    expect(course(back, { ...newPerson(), advisedAt: { 'back-again': MONDAY - DAY } }).anyway).toBeNull();
    expect(course(days('gone', 'same', 'gone')).anyway).toBeNull();
  });

  it('so are six weeks in all', () => {
    const weekly = [1, 2, 3, 4, 5, 6].map((week) => checkIn(3, MONDAY - week * 7 * DAY));
    expect(course(weekly).anyway).toBe('six-weeks');
    expect(course(weekly.slice(0, 5)).anyway).toBeNull();
  });
});

describe('what is not tried yet', () => {
  const session = (found: Record<string, string>): Results[number] => ({
    at: MONDAY,
    data: {
      kind: 'session',
      knot: 'overstretched',
      side: 'left',
      found,
      helped: [],
      rating: null,
      ratingAfter: null,
      outcome: null,
      ended: true,
    },
  });

  it('is where nothing was felt for, and nothing is left out for safety', () => {
    const results = [session({ 'lower-back': 'tender', 'upper-arm': 'skipped' }), session({ neck: 'nothing' })];
    expect(untried(results, (region) => region === 'ribs-front')).toEqual(['upper-arm', 'upper-chest', 'ribs-side']);
  });
});

describe('when nothing has been better for a week', () => {
  /** Somebody whom the first place has helped once, and who is told after a week that it is no better. */
  function aWeekLater(): Walk {
    const walk = Walk.through(
      ...(['find-out', 'consent-accept', 'signs-none', 'signs-none', 'rating-medium', 'side-left'] as const),
      ...(['pressure-hard', 'start-search', 'region-tender', 'hold-eased', 'no-more-spot', 'knot-gone'] as const),
      ...(['check-in-yes', 'time-daily'] as const),
    );
    walk.wait(3 * 3_600_000);
    for (let day = 1; day <= 7; day++) {
      walk.wake('check-in');
      walk.press('knot-same');
      if (day < 7) walk.press('session-no');
    }
    return walk;
  }

  it('the places not tried yet come first, until one of them was', () => {
    const walk = aWeekLater();
    expect(walk.person.tryFirst).toEqual(['upper-arm', 'upper-chest', 'ribs-side', 'ribs-front', 'neck']);
    for (const choice of ['session-yes', 'signs-none', 'signs-none', 'rating-skip', 'side-left'] as const)
      walk.press(choice);
    for (const choice of ['pressure-hard', 'start-search', 'care-none', 'region-nothing'] as const) walk.press(choice);
    walk.says('stop');
    expect(walk.session.found).toEqual({ 'upper-arm': 'nothing' });
    expect(walk.person.tryFirst).toEqual(['upper-chest', 'ribs-side', 'ribs-front', 'neck']);
  });

  it('they do not, once it is better', () => {
    const walk = aWeekLater();
    walk.press('session-no');
    walk.wake('check-in');
    walk.press('knot-better');
    expect(walk.person.tryFirst).toEqual([]);
  });

  it('after two weeks no session is offered any more, until it is better', () => {
    const walk = aWeekLater();
    walk.press('session-no');
    for (let day = 8; day < 14; day++) {
      walk.wake('check-in');
      walk.press('knot-same');
      walk.press('session-no');
    }
    walk.wake('check-in');
    expect(walk.press('knot-same')).toEqual(['check-in.same', 'check-in.no-better']);
    walk.wake('check-in');
    expect(walk.press('knot-same')).toEqual(['check-in.same', 'check-in.no-session']);
    walk.wake('check-in');
    expect(walk.says('knot.rating', { rating: 5 })).toEqual(['check-in.rated', 'check-in.no-session']);
    walk.wake('check-in');
    expect(walk.press('knot-better')).toEqual(['check-in.better', 'session-offer?']);
  });
});

describe('taking back an answer that asked for rest', () => {
  const worseTwice = () => {
    const walk = Walk.through(
      ...(['find-out', 'consent-accept', 'signs-none', 'signs-none', 'rating-medium', 'side-left'] as const),
      ...(['pressure-relaxed', 'hold-eased', 'knot-better', 'check-in-yes', 'time-daily'] as const),
    );
    walk.wake('check-in');
    walk.press('knot-worse');
    walk.wake('check-in');
    walk.press('knot-worse');
    return walk;
  };

  it('ends the rest that a check-in asked for, and counts once', () => {
    const walk = worseTwice();
    expect(walk.person.restUntil).not.toBeNull();
    walk.says('back');
    expect(walk.asks).toBe('check-in');
    expect(walk.press('knot-better')).toEqual(['check-in.better', 'session-offer?']);
    expect(walk.person.restUntil).toBeNull();
    expect(walk.last.results.map(({ id }) => id)).toContain('check-in-2026-03-04');
  });

  it('keeps it when the answer is the same', () => {
    const walk = worseTwice();
    walk.says('back');
    walk.press('knot-worse');
    expect(walk.person.restUntil).not.toBeNull();
  });

  it('ends the rest that a session asked for', () => {
    const walk = Walk.through(
      ...(['find-out', 'consent-accept', 'signs-none', 'signs-none', 'rating-medium', 'side-left'] as const),
      ...(['pressure-relaxed', 'hold-eased', 'knot-worse'] as const),
    );
    expect(walk.person.restUntil).not.toBeNull();
    walk.says('back');
    expect([walk.asks, walk.person.restUntil]).toEqual(['outcome', null]);
  });

  it('soreness that was told is kept: it is no slip of the finger that pressing would mend', () => {
    const walk = worseTwice();
    walk.person.restUntil = null;
    walk.wake('check-in');
    for (const choice of ['knot-same', 'session-yes', 'new-sore'] as const) walk.press(choice);
    expect(walk.person.restUntil).not.toBeNull();
    walk.says('back');
    expect(walk.person.restUntil).not.toBeNull();
  });
});
