import { describe, expect, it } from '@jest/globals';
import { type Frame, newFrame, questionAt, VERSIONS } from '../../dialogs/place.ts';
import type { QuestionId } from '../../dialogs/questions.ts';
import { decide } from '../../src/turn/decide.ts';
import { moved } from '../../src/turn/moved.ts';
import { newPerson, type Person } from '../../src/turn/person.ts';
import { NewerPlaceError, restore } from '../../src/turn/restore.ts';
import { HOUR, MONDAY, meaning, NONCE, QUESTION_IDS, told, WAYS } from './walk.ts';

/** As it comes back from a database. */
const saved = (person: unknown) => JSON.parse(JSON.stringify(person));
const asks = ({ frames }: Person): QuestionId => questionAt(frames.at(-1) ?? frames[0]);

describe('a person who is read back', () => {
  it.each(QUESTION_IDS)('is as saved: at %s', (question) => {
    const { person } = WAYS[question]();
    expect(restore(saved(person))).toEqual({ person, lostPlace: false });
  });

  it.each([undefined, null])('and was never saved is new: %s', (nothing) => {
    expect(restore(nothing)).toEqual({ person: newPerson(), lostPlace: false });
  });
});

/** Somebody in the middle of a search, with something in every field. */
const ann = (): Person => {
  const walk = WAYS.search();
  walk.says('ask.cause');
  walk.says('reminder.set', { time: '09:00' });
  walk.says('out-of-scope');
  return {
    ...walk.person,
    timer: { dueAt: MONDAY, seconds: 20 },
    lock: { until: MONDAY, reason: 'chest' },
    care: { arm: true },
    helped: ['ribs-side'],
    tryFirst: ['upper-arm'],
    country: 'DE',
    advisedAt: { week: MONDAY },
    restUntil: MONDAY,
    restFor: 'session-1',
    answeredBy: 'a1',
    heardBy: 'a2',
    quiet: true,
  };
};

it('the message with the open question is read back, and left as it is when it says what is not said any more', () => {
  const walk = WAYS.search();
  walk.take({ kind: 'understood', understood: meaning('help') }, { turn: 'turn-1' });
  const { person } = walk;
  expect(person.card).toMatchObject({ row: 'turn-1', parts: [{ id: 'help-on-the-way' }, { id: 'search' }] });
  expect(restore(saved(person)).person).toEqual(person);
  const parts = [{ kind: 'saying', id: 'from-an-older-release' }];
  expect(restore(saved({ ...person, card: { ...person.card, parts } })).person).toEqual({ ...person, card: null });
});

describe('a piece that cannot be read', () => {
  it.each<[field: keyof Person, broken: unknown, instead?: unknown]>([
    ['step', 'three'],
    ['turns', 1.5],
    ['nonce', 5],
    ['asked', null],
    ['misses', {}],
    ['lastAsk', 'ask.the-moon'],
    ['lastTopic', 'the-moon'],
    ['timer', { dueAt: 'soon' }],
    ['heardAt', null],
    ['answeredBy', 5],
    ['heardBy', {}],
    ['pressed', 'a button'],
    ['welcomed', 'yes', true],
    ['quiet', 0],
    ['consentAt', '2026'],
    ['lock', { until: null }],
    ['cleanAt', 'yesterday'],
    ['restUntil', []],
    ['sessions', [MONDAY, 'noon']],
    ['care', { knee: true }],
    ['helped', ['knee']],
    ['tryFirst', 'all'],
    ['schedule', { ...ann().schedule, time: '25:00' }],
    ['schedule', { ...ann().schedule, zone: 'Europe/Atlantis' }],
    ['schedule', { ...ann().schedule, days: [] }],
    ['schedule', { ...ann().schedule, next: null }],
    ['zone', { said: 'Europe/Atlantis', told: null }],
    ['country', 49],
    ['advisedAt', { never: MONDAY }],
    ['restFor', 5],
  ])('%s is as for somebody new, and everything else stays: %j', (field, broken, instead = newPerson()[field]) => {
    const whole = ann();
    const { person, lostPlace } = restore({ ...saved(whole), [field]: broken });
    expect(person).toEqual({ ...whole, [field]: instead });
    expect(lostPlace).toBe(false);
    // Nothing of it throws out of a turn.
    for (const wake of ['check-in', 'snooze', 'hold'] as const)
      decide(person, { kind: 'wake', wake }, { now: MONDAY + 100 * HOUR, nonce: NONCE, earlier: [] });
  });

  it.each(['text', 7, true, [], {}])('all of it: %j', (nonsense) => {
    expect(restore(nonsense)).toEqual({ person: { ...newPerson(), welcomed: true }, lostPlace: true });
  });

  it('one lost place of the trail takes the older ones with it', () => {
    const person = ann();
    expect(person.trail.length).toBeGreaterThan(3);
    const trail: unknown[] = saved(person.trail);
    trail[1] = [{ machine: 'main', version: 1, value: 'gone', context: {} }];
    expect(restore({ ...saved(person), trail }).person.trail).toEqual(person.trail.slice(2));
    expect(restore({ ...saved(person), trail: 'none' }).person.trail).toEqual([]);
  });
});

describe('a place that is lost', () => {
  const main = newFrame('main');
  const search = WAYS.search().person.frames[0];
  const lost: [fact: string, frames: unknown][] = [
    ['a state that is gone', [{ ...main, value: 'warmingUp' }]],
    ['a state inside one that is gone', [{ ...main, value: { search: 'guessing' } }]],
    ['a state that is only passed through', [{ ...main, value: 'closing' }]],
    ['a value that is none', [{ ...main, value: 7 }]],
    ['a machine that is gone', [main, { ...main, machine: 'quiz' }]],
    ['a context of another shape', [{ ...search, context: { ...search.context, plan: ['knee'] } }]],
    ['a context with something missing', [{ ...search, context: { side: 'left' } }]],
    ['a doubt of a kind that is gone', [search, newFrame('doubt', { kind: 'hiccups' })]],
    ['no main dialog below', [newFrame('doubt', { kind: 'chest' })]],
    ['no frame at all', []],
    ['nothing', undefined],
  ];

  it.each(lost)('%s: the person begins at home, and keeps the rest', (_fact, frames) => {
    const whole = { ...ann(), lock: null };
    const { person, lostPlace } = restore({ ...saved(whole), frames });
    expect(lostPlace).toBe(true);
    expect(person).toEqual({ ...whole, frames: [main] });
  });

  it.each(lost)('%s: a lock outlives it', (_fact, frames) => {
    const { person, lostPlace } = restore({ ...saved(ann()), frames });
    expect([lostPlace, asks(person), person.lock]).toEqual([true, 'get-help', ann().lock]);
  });

  it.each<[fact: string, frames: unknown[]]>([
    ['a check-in being set for a zone that is gone', [search, newFrame('schedule', { zone: 'Europe/Atlantis' })]],
    [
      'two readings of which one is gone',
      [search, newFrame('did-you-mean', { candidates: [meaning('help'), { intent: 'dance', slots: {} }] })],
    ],
    ['and what stood on it', [search, newFrame('schedule', { zone: 'Europe/Atlantis' }), newFrame('confirm-delete')]],
  ])('an aside alone leaves what is below it: %s', (_fact, frames) => {
    const whole = { ...ann(), lock: null };
    expect(restore({ ...saved(whole), frames })).toEqual({ person: { ...whole, frames: [search] }, lostPlace: true });
    expect(asks(restore({ ...saved(ann()), frames }).person)).toBe('get-help');
  });

  it.each<[fact: string, frames: unknown[]]>([
    ['a doubt', [search, newFrame('doubt', { kind: 'hiccups' })]],
    ['a doubt under a check-in', [search, newFrame('doubt', { kind: 'hiccups' }), newFrame('check-in')]],
    ['a long break', [search, newFrame('return', { awaySince: 'Monday' })]],
    ['something that felt wrong', [search, { ...newFrame('wrong'), value: 'gone' }]],
  ])('no exercise goes on without the aside that asked about safety: %s', (_fact, frames) => {
    expect(asks(restore({ ...saved(ann()), lock: null, frames }).person)).toBe('home');
  });

  it('says so at the next word, and once', () => {
    const { person, lostPlace } = restore({ ...saved(ann()), lock: null, frames: [] });
    const world = { now: MONDAY, nonce: NONCE, earlier: [], lostPlace };
    const answer = decide(person, { kind: 'understood', understood: meaning('region.tender') }, world);
    expect(told(answer.messages)[0]).toBe('moved-by-release');
    expect(asks(answer.person)).toBe('home');
    expect(restore(saved(answer.person)).lostPlace).toBe(false);
  });
});

describe('a place that a newer version saved', () => {
  const newer = (frame: Frame): Frame => ({ ...frame, version: VERSIONS[frame.machine] + 1, value: 'not known here' });

  it.each<[where: string, changes: Partial<Record<keyof Person, unknown>>]>([
    ['below', { frames: [newer(newFrame('main'))] }],
    ['on top', { frames: [newFrame('main'), newer(newFrame('schedule'))] }],
    ['in the trail', { trail: [[newer(newFrame('main'))]] }],
  ])('is left alone: %s', (_where, changes) => {
    expect(() => restore({ ...saved(ann()), ...changes })).toThrow(NewerPlaceError);
    expect(() => restore({ ...saved(ann()), ...changes })).toThrow(/version \d .* knows version \d/);
  });
});

describe('a frame of an older version', () => {
  const old = (version: number, value: string): Frame => ({ machine: 'main', version, value, context: {} });
  const to = (version: number, names: Record<string, string>) => (frame: Frame) => {
    const value = names[String(frame.value)];
    return value === undefined ? undefined : { ...frame, version, value };
  };
  const STEPS = {
    main: { 1: to(2, { pressing: 'testing', locating: 'searching' }), 2: to(3, { testing: 'knot' }) },
    wrong: { 1: (frame: Frame): Frame => ({ ...frame, machine: 'doubt', version: 4 }) },
  };

  it.each<[fact: string, old: Frame, becomes: Frame | undefined]>([
    ['goes through every step in between', old(1, 'pressing'), old(3, 'knot')],
    ['starts with its own version', old(2, 'testing'), old(3, 'knot')],
    ['is given up where a step knows no way', old(1, 'locating'), undefined],
    ['is given up at once where the first does not', old(1, 'humming'), undefined],
    ['of this version stays as it is', old(3, 'knot'), old(3, 'knot')],
    [
      'may go to another machine',
      { ...old(1, 'telling'), machine: 'wrong' },
      { ...old(4, 'telling'), machine: 'doubt' },
    ],
    [
      'of a machine without steps stays as it is',
      { ...old(1, 'time'), machine: 'schedule' },
      { ...old(1, 'time'), machine: 'schedule' },
    ],
  ])('%s', (_fact, frame, becomes) => {
    expect(moved(frame, STEPS)).toEqual(becomes);
  });

  it('that nobody renamed stays as it is', () => {
    const frame = newFrame('check-in');
    expect(moved(frame)).toEqual(frame);
  });
});
