import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { CHOICES, type ChoiceId } from '../../dialogs/choices.ts';
import { questionAt } from '../../dialogs/place.ts';
import { QUESTIONS, type QuestionId, questionOf } from '../../dialogs/questions.ts';
import { LOCK_MS, REST_MS } from '../../dialogs/regions.ts';
import { INTENTS, type Intent, type Slots } from '../../dialogs/words.ts';
import { type Decision, decide } from '../../src/turn/decide.ts';
import type { Input } from '../../src/turn/input.ts';
import { newPerson, type Person, type ResultData } from '../../src/turn/person.ts';
import type { Understood } from '../../src/understanding/understood.ts';
import {
  DAY,
  HOUR,
  MINUTE,
  MONDAY,
  meaning,
  NONCE,
  pressOf,
  QUESTION_IDS,
  SECOND,
  told,
  WAYS,
  Walk,
  WITHOUT_WORDS,
} from './walk.ts';

const utc = (time: string) => Date.parse(`${time}Z`);
const choicesOf = ({ messages }: Decision) => messages.at(-1)?.choices ?? [];
const typeOf = (id: ChoiceId): string => CHOICES[id].type;

/** Everything that somebody can say or press, with something in every slot that counts. */
const SLOTS: Partial<Record<Intent, Slots>> = {
  'knot.rating': { rating: 4 },
  'side.set': { side: 'right' },
  'zone.set': { zone: 'Asia/Kolkata' },
  'reminder.set': { time: '10:00' },
  'reminder.snooze': { minutes: 30 },
  'red-flag': { kind: 'nerve' },
};
const EVERY_INPUT: Input[] = [
  ...INTENTS.map((intent): Input => ({ kind: 'understood', understood: meaning(intent, SLOTS[intent]) })),
  ...(['bare', 'emoji'] as const).flatMap((how) =>
    (['yes', 'no'] as const).map((intent): Input => ({ kind: 'understood', understood: meaning(intent, {}, { how }) })),
  ),
  { kind: 'understood', understood: meaning('out-of-scope', {}, { doubt: 'head' }) },
  { kind: 'correction', answer: meaning('side.set', { side: 'right' }) },
  ...WITHOUT_WORDS,
];
const presses = (person: Person): Input[] =>
  (Object.keys(CHOICES) as ChoiceId[]).flatMap((choice): Input[] => [
    pressOf(choice, person),
    ...(choice === 'something-wrong' ? [{ kind: 'press', choice, step: 0 } as const] : []),
  ]);

describe.each(QUESTION_IDS.filter((id) => id !== 'did-you-mean'))('where %s is asked', (question) => {
  it('an answered question leaves the place alone, and leads back to it with its own buttons', () => {
    const walk = WAYS[question]();
    const { frames, step } = walk.person;
    const offered = choicesOf(walk.last).filter((choice) => choice !== 'start-timer' || walk.person.timer === null);
    expect(walk.says('ask.cause')).toEqual(['ask.cause', `${question}? again`]);
    expect(walk.person).toMatchObject({ frames, step });
    expect(choicesOf(walk.last)).toEqual(offered.length > 0 ? offered : QUESTIONS[question].choices);
  });
});

describe.each(QUESTION_IDS)('at %s', (question) => {
  it('a warning sign takes everything off, leaves nothing to go back to, and locks for twelve hours', () => {
    const walk = WAYS[question]();
    const [first, second, ...more] = walk.says('red-flag', { kind: 'chest' });
    expect([first, second?.split('?')[0], more]).toEqual(['get-help.chest', 'get-help', []]);
    expect(walk.last.messages).toMatchObject([{ urgent: true, facts: { kind: 'chest', locked: true } }]);
    expect(walk.person).toMatchObject({ trail: [], timer: null, cleanAt: null });
    expect(walk.person.frames).toHaveLength(1);
    expect(walk.person.lock).toEqual({ until: walk.now + LOCK_MS, reason: 'chest' });
    expect(LOCK_MS).toBe(12 * HOUR);
  });

  it('whatever is said or pressed, the open question comes last, nothing is changed in place, and twice is the same', () => {
    const { person, now } = WAYS[question]();
    frozen(person);
    for (const input of [...EVERY_INPUT, ...presses(person)]) {
      const world = { now: now + MINUTE, nonce: NONCE, earlier: [], told: { zone: 'Europe/Berlin' } };
      const decision = decide(person, input, world);
      // Far quicker than `toEqual`, and this runs some ten thousand times.
      expect([input, isDeepStrictEqual(decide(person, input, world), decision)]).toEqual([input, true]);
      const { messages } = decision;
      const asked = messages.flatMap(({ parts }) => parts).filter(({ kind }) => kind === 'question');
      const last = messages.at(-1)?.parts.at(-1);
      expect(asked).toEqual(last?.kind === 'question' ? [last] : []);
      if (last?.kind === 'question') expect(last.id).toBe(questionAt(decision.person.frames.at(-1) as never));
      for (const { step, choices } of messages) if (choices.length > 0) expect(step).toBe(decision.person.step);
    }
  });
});

/** So that writing to it throws. */
function frozen(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) frozen(inner);
}

describe('two people who ask the same', () => {
  it.each<[place: QuestionId, facts: object]>([
    ['home', { place: 'home', knot: 'unknown', side: 'unknown', region: 'none' }],
    ['pressure', { place: 'pressure', knot: 'unknown', side: 'left', region: 'none', seconds: 20 }],
    ['contracting', { place: 'contracting', knot: 'contracting', seconds: 30, maxSeconds: 90 }],
    ['hold', { place: 'hold', knot: 'overstretched', region: 'lower-back', seconds: 40, spot: 1, left: 6 }],
    ['neck-offer', { place: 'neck-offer', region: 'neck', searched: 'some', seconds: 20, tooSore: 4 }],
    ['get-help', { place: 'get-help', locked: true }],
  ])('at %s are answered from where they are', (place, facts) => {
    const walk = WAYS[place]();
    walk.says('ask.how-to-press');
    expect(walk.last.messages[0]?.facts).toMatchObject(facts);
  });

  it('a second time hear more', () => {
    const walk = WAYS.pressure();
    walk.says('ask.cause');
    expect(walk.says('ask.cause')).toEqual(['ask.cause more', 'pressure? again']);
    expect(walk.says('more')).toEqual(['no-more', 'pressure? again']);
    expect(walk.says('ask.cause')).toEqual(['ask.cause', 'pressure? again']);
    expect(walk.says('more')).toEqual(['ask.cause more', 'pressure? again']);
    expect(walk.says('ask.neck')).toEqual(['ask.neck', 'pressure? again']);
  });
});

describe('a message that holds two things', () => {
  const also = (intent: Intent, slots: Slots = {}): Partial<Understood> => ({ also: [{ intent, slots }] });

  it.each<[fact: string, place: QuestionId, intent: Intent, more: Partial<Understood>, says: string[]]>([
    [
      'an answer with a question: the question is answered, then the next one is asked for the first time',
      'pressure',
      'pressure.does-not-relax',
      also('ask.deep-pressure'),
      ['ask.deep-pressure', 'overstretched.is', 'overstretched?'],
    ],
    ['a greeting with a wish to begin', 'home', 'relief.start', also('greet'), ['greeting', 'consent? again']],
    [
      'nonsense with a question: only the question counts',
      'pressure',
      'out-of-scope',
      also('ask.neck'),
      ['ask.neck', 'pressure? again'],
    ],
    [
      'a warning sign with anything: nothing else is said',
      'pressure',
      'red-flag',
      { also: [{ intent: 'ask.deep-pressure', slots: {} }] },
      ['get-help.other', 'get-help?'],
    ],
  ])('%s', (_fact, place, intent, more, says) => {
    expect(WAYS[place]().says(intent, {}, more)).toEqual(says);
  });
});

/** The same grave question stands in several machines. */
const GRAVE: Record<string, () => Walk> = {
  ...Object.fromEntries(QUESTION_IDS.filter((id) => questionOf(id).grave).map((id) => [id, WAYS[id]] as const)),
  'severe, in a check-in': () => {
    const walk = WAYS['check-in']();
    walk.says('knot.rating', { rating: 8 });
    return walk;
  },
  'anything-new, in a check-in': () => {
    const walk = WAYS['session-offer']();
    walk.press('session-yes');
    return walk;
  },
  'anything-new, after a long break': () => {
    const walk = WAYS.return().wait(13 * HOUR);
    walk.press('go-on');
    return walk;
  },
  'consent, for a check-in': () => {
    const walk = new Walk();
    walk.says('reminder.set', { time: '09:00' });
    return walk;
  },
};

describe('a thin answer to a grave question', () => {
  it.each(Object.keys(GRAVE))('👍 answers nothing: %s', (name) => {
    const walk = (GRAVE[name] as () => Walk)();
    const { asks, person } = walk;
    expect(questionOf(asks).grave).toBe(true);
    expect(walk.says('yes', {}, { how: 'emoji' })).toEqual([expect.stringMatching(/^screen\./), `${asks}? again`]);
    expect(walk.person.frames).toEqual(person.frames);
    expect(walk.person).toMatchObject({ lock: person.lock, consentAt: person.consentAt, cleanAt: person.cleanAt });
  });

  it.each(Object.keys(GRAVE).filter((name) => !/wrong-faded|delete/.test(name)))('nor does 👎: %s', (name) => {
    const walk = (GRAVE[name] as () => Walk)();
    const { asks, person } = walk;
    walk.says('no', {}, { how: 'emoji' });
    expect([walk.asks, walk.person.frames]).toEqual([asks, person.frames]);
  });

  it.each(Object.keys(GRAVE).filter((name) => /^(safety|anything)/.test(name)))(
    'a bare yes to a list asks again, yes in words does not: %s',
    (name) => {
      const walk = (GRAVE[name] as () => Walk)();
      const { asks } = walk;
      expect(walk.says('yes', {}, { how: 'bare' })).toEqual(['screen.bare', `${asks}? again`]);
      walk.says('yes');
      expect(walk.asks).toBe(asks === 'anything-new' ? 'safety-emergency' : 'get-help');
    },
  );

  it('a bare yes is enough where only one thing is asked', () => {
    const walk = WAYS.severe();
    expect(walk.says('yes', {}, { how: 'bare' })).toEqual(['get-help.same-day', 'get-help?']);
  });
});

describe('while the person is locked', () => {
  const FORBIDDEN = ['timer.', 'pressure.', 'region.', 'hold.', 'hurts-too-much', 'cannot-reach'];

  it.each([0, 13 * HOUR])('nothing that presses is reached, %d ms later, but through the whole screen', (later) => {
    const seen = new Map<string, Person>();
    const places: Person[] = [WAYS['get-help']().person];
    const opened = new Set<QuestionId>();
    for (const person of places) {
      for (const input of [...EVERY_INPUT, ...presses(person)]) {
        const decision = decide(person, input, {
          now: MONDAY + later,
          nonce: NONCE,
          earlier: [],
          told: { zone: 'Europe/Berlin' },
        });
        if (decision.forget) continue;
        const here = questionAt(person.frames.at(-1) as never);
        if (decision.person.lock === null) {
          opened.add(here);
          continue;
        }
        const bad = choicesOf(decision).filter((id) => FORBIDDEN.some((type) => typeOf(id).startsWith(type)));
        expect([here, input, bad]).toEqual([here, input, []]);
        expect(questionOf(questionAt(decision.person.frames.at(-1) as never)).pressing).toBeUndefined();
        const key = JSON.stringify(decision.person.frames.map(({ machine, value }) => [machine, value]));
        if (seen.has(key) || decision.person.frames.length > 4) continue;
        seen.set(key, decision.person);
        places.push(decision.person);
      }
    }
    expect([...opened]).toEqual(['safety-doctor']);
    expect(seen.size).toBeGreaterThan(5);
  });

  it('a session is refused until the time is over, and then begins with the whole list', () => {
    const walk = WAYS['get-help']();
    expect(walk.says('relief.start')).toEqual(['locked.still', 'get-help? again']);
    walk.says('stop');
    expect(walk.wait(11 * HOUR).says('go-on')).toEqual(['locked.still', 'get-help? again']);
    expect(walk.wait(HOUR).says('relief.start')).toEqual(['locked.over', 'safety-emergency?']);
    walk.press('signs-none');
    expect(walk.person.lock).not.toBeNull();
    expect(walk.press('signs-none')).toEqual(['screen.clean', 'rating?']);
    expect(walk.person).toMatchObject({ lock: null, cleanAt: walk.now });
  });

  it('a mis-press is answered with the whole list, and the lock stays until it is answered', () => {
    const walk = WAYS['get-help']();
    expect(walk.press('mistake')).toEqual(['screen.again', 'safety-emergency?']);
    expect(walk.person.lock).not.toBeNull();
    expect(walk.says('restart')).toEqual(['locked.still', 'get-help?']);
    expect(walk.says('back')).toEqual(['screen.again', 'safety-emergency?']);
    expect(walk.says('back')).toEqual(['back.nowhere', 'safety-emergency? again']);
  });
});

describe('a doubt', () => {
  const doubting = (place: QuestionId) => {
    const walk = WAYS[place]();
    const { frames } = walk.person;
    walk.says('yes', {}, { doubt: 'nerve' });
    return { walk, frames };
  };

  it.each(QUESTION_IDS.filter((id) => !['doubt', 'get-help', 'did-you-mean'].includes(id)))(
    'over %s is asked about first; cleared, the person is where they were; else everything stops',
    (place) => {
      const { walk, frames } = doubting(place);
      expect(walk.asks).toBe('doubt');
      expect(walk.last.messages.at(-1)?.facts.kind).toBe('nerve');
      const cleared = walk.press('doubt-no');
      expect([cleared[0], cleared.at(-1)?.split('?')[0]]).toEqual(['doubt.ok', place]);
      expect(walk.person.frames).toEqual(frames);
      for (const answer of ['doubt-yes', 'doubt-unsure'] as const) {
        const again = doubting(place).walk;
        expect(again.press(answer)).toEqual(['get-help.nerve', 'get-help?']);
        expect(again.person).toMatchObject({ lock: { reason: 'nerve' }, trail: [] });
      }
    },
  );

  it.each<Intent>([
    'back',
    'mistake',
    'skip',
    'restart',
    'relief.start',
    'go-on',
    'repeat',
    'region.tender',
    'hold.eased',
    'timer.start',
    'something-wrong',
    'reminder.set',
  ])('is not got over by %s', (intent) => {
    const { walk } = doubting('search');
    walk.says(intent, SLOTS[intent]);
    expect(walk.asks).toBe('doubt');
  });

  it('is still open after later, after a break and after another reading', () => {
    const { walk } = doubting('search');
    walk.says('later');
    walk.says('go-on');
    expect(walk.asks).toBe('doubt');
    walk.wait(31 * MINUTE).says('greet');
    walk.press('go-on');
    expect(walk.asks).toBe('doubt');
    walk.says(
      'yes',
      {},
      {
        candidates: [
          { intent: 'ask.cause', slots: {} },
          { intent: 'help', slots: {} },
        ],
      },
    );
    expect(walk.press('meant-first')).toEqual(['ask.cause', 'doubt? again']);
  });
});

describe('going back', () => {
  it('goes ten steps and no further', () => {
    const walk = WAYS['pause-offer']();
    expect(walk.person.trail).toHaveLength(10);
    for (let step = 1; step <= 10; step++) expect([step, walk.says('back')[0]]).toEqual([step, 'back.done']);
    expect(walk.says('back')[0]).toBe('back.nowhere');
  });

  it('goes back over a branch, and the other branch counts', () => {
    const walk = WAYS.contracting();
    expect(walk.says('back')).toEqual(['back.done', 'pressure?']);
    expect(walk.press('pressure-hard')).toEqual(['overstretched.is', 'overstretched?']);
    expect(walk.session.knot).toBe('overstretched');
    expect(walk.says('back')).toEqual(['back.done', 'pressure?']);
  });

  it('out of an aside, and into one', () => {
    const walk = WAYS['check-in-time']();
    walk.says('reminder.set', { time: '10:00' });
    expect(walk.asks).toBe('home');
    expect(walk.says('back').at(-1)).toBe('check-in-time?');
    expect(walk.says('back').at(-1)).toBe('check-in-offer?');
  });

  it('replaces the results of what was undone', () => {
    const walk = WAYS.retest();
    walk.press('knot-better');
    const [better] = walk.last.results;
    expect(better?.data).toMatchObject({ helped: ['lower-back'] });
    walk.says('back');
    walk.press('knot-same');
    const [same] = walk.last.results;
    expect(same).toMatchObject({ id: better?.id, data: { helped: [] } });
  });

  it.each<[place: QuestionId, steps: number]>([
    ['safety-doctor', 1],
    ['rating', 1],
    ['pressure', 3],
  ])('from %s never undoes an answer about safety: all of it is asked again', (place, steps) => {
    const walk = WAYS[place]();
    for (let step = 1; step < steps; step++) walk.says('back');
    expect(walk.says('back')).toEqual(['back.safety', 'safety-emergency?']);
    expect(walk.person.cleanAt).toBeNull();
  });

  it('leaves schedule and consent as they are', () => {
    const walk = WAYS['check-in-offer']();
    walk.says('reminder.set', { time: '10:00' });
    const { schedule, consentAt } = walk.person;
    walk.says('back');
    walk.says('back');
    expect(walk.person).toMatchObject({ schedule, consentAt });
    const consented = WAYS['safety-emergency']();
    expect(consented.says('back').at(-1)).toBe('consent?');
    expect(consented.person.consentAt).toBe(MONDAY);
  });

  it('does not lead into a session of yesterday', () => {
    const walk = WAYS['check-in-offer']();
    walk.press('check-in-no');
    walk.wait(13 * HOUR);
    expect(walk.says('back')).toEqual(['back.nowhere', 'home? again']);
  });

  it('over a long break asks for anything new, as going on does', () => {
    const walk = WAYS.search().wait(13 * HOUR);
    walk.says('greet');
    expect(walk.says('back')).toEqual(['anything-new?']);
  });
});

describe('taking the last answer back', () => {
  const corrects = (walk: Walk, intent: Intent, slots: Slots = {}, more: Partial<Understood> = {}) =>
    walk.take({ kind: 'correction', answer: meaning(intent, slots, more) });

  it('gives the other one in its place', () => {
    const walk = WAYS.pressure();
    expect(corrects(walk, 'side.set', { side: 'right' })).toEqual(['correction', 'skin-and-pressure', 'pressure?']);
    expect(walk.session.side).toBe('right');
  });

  it('twice corrects the same answer, and back leads to its question', () => {
    const walk = WAYS.contracting();
    corrects(walk, 'pressure.does-not-relax');
    expect(corrects(walk, 'pressure.relaxes')).toEqual(['correction', 'contracting.is', 'contracting?']);
    expect(walk.says('back')).toEqual(['back.done', 'pressure?']);
  });

  it.each<[fact: string, place: QuestionId, answer: [Intent, Slots?, Partial<Understood>?], says: string[]]>([
    ['of an answer about safety asks all of it again', 'rating', ['yes'], ['back.safety', 'safety-emergency?']],
    ['with nothing that answers goes back', 'contracting', ['out-of-scope'], ['back.done', 'pressure?']],
    ['for a warning sign stops everything', 'rating', ['red-flag', { kind: 'head' }], ['get-help.head', 'get-help?']],
    ['for a perhaps asks about it', 'contracting', ['no', {}, { doubt: 'nerve' }], ['doubt?']],
    ['where there is none', 'home', ['yes'], ['back.nowhere', 'home? again']],
  ])('%s', (_fact, place, answer, says) => {
    expect(corrects(WAYS[place](), ...answer)).toEqual(says);
  });
});

describe('a button', () => {
  it.each<[fact: string, press: (walk: Walk) => string[], says: string[]]>([
    [
      'pressed twice is told so',
      (walk) => {
        const { step } = walk.person;
        walk.press('pressure-hard');
        return walk.press('pressure-hard', step);
      },
      ['too-late.answered', 'overstretched? again'],
    ],
    [
      'of an older message changes nothing',
      (walk) => walk.press('side-right', walk.person.step - 1),
      ['too-late.older', 'pressure? again'],
    ],
    [
      'of another question changes nothing, whatever step it claims',
      (walk) => walk.take(pressOf('knot-gone', walk.person)),
      ['too-late.older', 'pressure? again'],
    ],
    [
      'of an earlier life, or of what a backup does not know, changes nothing, though its step is that of now',
      (walk) => walk.take({ ...pressOf('pressure-hard', walk.person), nonce: '271828182' }),
      ['too-late.older', 'pressure? again'],
    ],
    [
      'without a nonce changes nothing, once what is asked has one',
      (walk) => walk.take({ kind: 'press', choice: 'pressure-hard', step: walk.person.step }),
      ['too-late.older', 'pressure? again'],
    ],
    [
      'without a nonce counts where a release without them has asked, until something else is asked',
      (walk) => {
        walk.person = { ...walk.person, nonce: null };
        return walk.take({ kind: 'press', choice: 'pressure-hard', step: walk.person.step });
      },
      ['overstretched.is', 'overstretched?'],
    ],
    [
      'that nobody knows changes nothing',
      (walk) => walk.take(pressOf('constructor', walk.person)),
      ['foreign-press', 'pressure? again'],
    ],
    [
      'of another program changes nothing',
      (walk) => walk.take({ kind: 'foreign-press' }),
      ['foreign-press', 'pressure? again'],
    ],
    [
      '"something feels wrong" is heard from however old a message',
      (walk) => walk.press('something-wrong', 1),
      ['wrong?'],
    ],
  ])('%s', (_fact, press, says) => {
    const walk = WAYS.pressure();
    expect(press(walk)).toEqual(says);
  });

  it.each<QuestionId>(['home', 'care', 'overstretched', 'outcome', 'return', 'later', 'check-in', 'check-in-time'])(
    '"something feels wrong" of an old message is heard at %s',
    (place) => {
      const walk = WAYS[place]();
      expect(
        walk
          .wait(31 * MINUTE)
          .press('something-wrong', 0)
          .at(-1),
      ).toBe('wrong?');
      walk.press('wrong-faint');
      expect(walk.asks).toBe('get-help');
    },
  );

  it('"something feels wrong" has nothing to add to a lock', () => {
    expect(WAYS['get-help']().press('something-wrong', 1)).toEqual(['too-late.older', 'get-help? again']);
  });
});

describe('something feels wrong', () => {
  it.each<[answers: ChoiceId[], says: string[]]>([
    [['wrong-nothing'], ['wrong.nothing', 'search?']],
    [['wrong-sore'], ['wrong.sore', 'search?']],
    [['wrong-sharp'], ['wrong-faded?']],
    [
      ['wrong-sharp', 'wrong-faded'],
      ['wrong.faded', 'care?'],
    ],
    [
      ['wrong-sharp', 'wrong-stays'],
      ['wrong.stays', 'get-help.nerve', 'get-help?'],
    ],
    [['wrong-faint'], ['get-help.head', 'get-help?']],
  ])('answered with %j', (answers, says) => {
    const walk = WAYS.search();
    let said = walk.press('something-wrong');
    for (const answer of answers) said = walk.press(answer);
    expect(said).toEqual(says);
  });
});

describe('a timed hold', () => {
  const timed = (place: QuestionId = 'pressure') => {
    const walk = WAYS[place]();
    const said = walk.press('start-timer');
    return { walk, said };
  };

  it.each<[place: QuestionId, saying: string, seconds: number]>([
    ['pressure', 'timer.started.pressure', 20],
    ['pressure-other-way', 'timer.started.pressure', 20],
    ['contracting', 'timer.started.hold', 30],
    ['hold', 'timer.started.hold', 40],
  ])('at %s says all of it before it starts, and shows the answers without asking', (place, saying, seconds) => {
    const { walk, said } = timed(place);
    expect(said).toEqual([saying]);
    expect(walk.last.wakes.hold).toBe(walk.now + seconds * SECOND);
    expect(walk.last.messages[0]?.facts.seconds).toBe(seconds);
    expect(choicesOf(walk.last)).toEqual(QUESTIONS[place].choices.filter((id) => id !== 'start-timer'));
  });

  it.each<[intent: Intent, says: string[]]>([
    ['ask.deep-pressure', ['ask.deep-pressure', 'pressure? again']],
    ['help', ['help-on-the-way', 'pressure? again']],
    ['repeat', ['pressure? simpler']],
    ['thanks', ['thanks', 'pressure? again']],
    ['timer.start', ['timer.running']],
    ['out-of-scope', ['not-understood.first', 'pressure? again']],
  ])('runs on over %s', (intent, says) => {
    const { walk } = timed();
    const { hold } = walk.last.wakes;
    expect(walk.wait(5 * SECOND).says(intent)).toEqual(says);
    expect(walk.last.wakes.hold).toBe(hold);
    expect(walk.wake('hold')).toEqual(['timer.over']);
  });

  it.each<[intent: Intent, says: string[]]>([
    ['pressure.does-not-relax', ['timer.stopped', 'overstretched.is', 'overstretched?']],
    ['pressure.unsure', ['timer.stopped', 'pressure.unsure', 'pressure? again']],
    ['hurts-too-much', ['timer.stopped', 'pressure.lighter', 'pressure? again']],
    ['something-wrong', ['timer.stopped', 'wrong?']],
    ['back', ['timer.stopped', 'back.done', 'side?']],
    ['stop', ['timer.stopped', 'stopped']],
    ['later', ['timer.stopped', 'later']],
    ['timer.stop', ['timer.stopped', 'pressure? again']],
    ['red-flag', ['get-help.nerve', 'get-help?']],
    ['despair', ['despair']],
  ])('is stopped by %s', (intent, says) => {
    const { walk } = timed();
    expect(walk.says(intent, SLOTS[intent])).toEqual(says);
    expect([walk.person.timer, walk.last.wakes.hold]).toEqual([null, null]);
  });

  it.each<[late: number, says: string]>([
    [0, 'timer.over'],
    [30 * SECOND, 'timer.over'],
    [30 * SECOND + 1, 'timer.over-late'],
    [3 * HOUR, 'timer.over-late'],
  ])('that is over since %d ms', (late, says) => {
    const { walk } = timed();
    expect(walk.wake('hold', late)).toEqual([says]);
    expect(walk.last.messages).toMatchObject([{ kind: 'hold', choices: expect.arrayContaining(['pressure-hard']) }]);
    expect(walk.last.wakes.hold).toBeNull();
    expect(walk.take({ kind: 'wake', wake: 'hold' })).toEqual([]);
  });

  it('that is not over is left alone', () => {
    const { walk } = timed();
    expect(walk.wait(19 * SECOND).take({ kind: 'wake', wake: 'hold' })).toEqual([]);
    expect(walk.last.wakes.hold).toBe(MONDAY + 20 * SECOND);
  });

  it('is not there where nothing is held', () => {
    expect(WAYS.rating().says('timer.start')).toEqual(['timer.none', 'rating? again']);
    expect(WAYS.rating().says('timer.stop')).toEqual(['timer.none', 'rating? again']);
  });
});

describe('what is not understood', () => {
  const LADDER = [
    ['not-understood.first', 'pressure? again'],
    ['not-understood.second', 'pressure? simpler'],
    ['not-understood.third', 'pressure? again'],
    ['not-understood.third', 'pressure? simpler'],
  ];

  it('is asked in other words, then as choices, then as a menu', () => {
    const walk = WAYS.pressure();
    expect(LADDER.map(() => walk.says('out-of-scope'))).toEqual(LADDER);
  });

  it.each<[what: string, does: (walk: Walk) => void]>([
    ['a question', (walk) => walk.says('ask.cause')],
    ['a command', (walk) => walk.says('repeat')],
    ['an answer', (walk) => walk.says('pressure.unsure')],
    ['a button', (walk) => walk.press('pressure-unsure')],
    ['something said beside it', (walk) => walk.says('out-of-scope', {}, { also: [{ intent: 'thanks', slots: {} }] })],
  ])('is counted anew after %s', (_what, does) => {
    const walk = WAYS.pressure();
    walk.says('out-of-scope');
    walk.says('out-of-scope');
    does(walk);
    expect(walk.says('out-of-scope')).toEqual(LADDER[0]);
  });

  it.each<[fact: string, place: QuestionId, intent: Intent, more: Partial<Understood>, saying: string]>([
    ['at home it is outside what the bot knows', 'home', 'out-of-scope', {}, 'outside'],
    ['at home an answer has no question', 'home', 'region.tender', {}, 'nothing-to-answer'],
    ['a language that is not spoken is told so', 'safety-doctor', 'out-of-scope', { foreign: 'de' }, 'foreign'],
    ['an answer to something else', 'rating', 'region.tender', {}, 'not-understood.first'],
  ])('%s', (_fact, place, intent, more, saying) => {
    expect(WAYS[place]().says(intent, {}, more)).toEqual([saying, `${place}? again`]);
  });

  it('two likely readings are asked about, and the one that was meant counts', () => {
    const walk = WAYS['did-you-mean']();
    expect(walk.last.messages.at(-1)?.candidates).toMatchObject([
      { intent: 'region.tender' },
      { intent: 'ask.how-to-press' },
    ]);
    expect(walk.press('meant-first')).toEqual(['search.tender', 'hold?']);
    expect(WAYS['did-you-mean']().press('meant-second')).toEqual(['ask.how-to-press', 'search? again']);
    expect(WAYS['did-you-mean']().press('meant-neither').at(-1)).toBe('search?');
  });

  it('whatever else is said then lets go of the two readings, and is heard where the person was', () => {
    expect(WAYS['did-you-mean']().says('region.not-tender')[0]).toBe('search.nothing');
    expect(WAYS['did-you-mean']().says('ask.cause')).toEqual(['ask.cause', 'search? again']);
    expect(WAYS['did-you-mean']().says('out-of-scope')).toEqual(['not-understood.first', 'search? again']);
    expect(WAYS['did-you-mean']().says('repeat')).toEqual(['did-you-mean? simpler']);
  });

  it.each<QuestionId>(['safety-emergency', 'safety-doctor', 'anything-new', 'severe', 'doubt', 'confirm-delete'])(
    'half an answer to %s is no answer, and nothing else is asked before it',
    (place) => {
      const walk = WAYS[place]();
      const candidates: Understood['candidates'] = [
        { intent: 'later', slots: {} },
        { intent: 'yes', slots: {} },
      ];
      // A list that has just been asked is pointed to, and then said in other words.
      const first = questionOf(place).list ? ['screen.list-above'] : ['not-understood.first', `${place}? again`];
      expect(walk.says('later', {}, { candidates })).toEqual(first);
      expect(walk.says('later', {}, { candidates })).toEqual(['not-understood.second', `${place}? simpler`]);
    },
  );

  it('two readings over an aside leave the aside where it is', () => {
    const walk = WAYS['check-in-time']();
    walk.says(
      'ask.cause',
      {},
      {
        candidates: [
          { intent: 'ask.cause', slots: {} },
          { intent: 'help', slots: {} },
        ],
      },
    );
    expect(walk.press('meant-first')).toEqual(['ask.cause', 'check-in-time? again']);
  });
});

describe('after a break', () => {
  it('of 29 minutes the answer counts', () => {
    expect(
      WAYS.search()
        .wait(29 * MINUTE)
        .says('region.tender'),
    ).toEqual(['search.tender', 'hold?']);
  });

  it.each<[what: string, does: (walk: Walk) => string[], says: string[]]>([
    ['an answer', (walk) => walk.says('region.tender'), ['returned', 'return?']],
    ['a button', (walk) => walk.press('region-tender'), ['returned', 'return?']],
    ['a picture', (walk) => walk.take({ kind: 'wordless' }), ['returned', 'wordless', 'return? again']],
    ['a question', (walk) => walk.says('ask.cause'), ['ask.cause', 'returned', 'return?']],
    ['"go on"', (walk) => walk.says('go-on'), ['returned.go-on', 'search? again']],
    ['"start over"', (walk) => walk.says('restart'), ['restarted', 'anything-new?']],
    ['"stop"', (walk) => walk.says('stop'), ['stopped']],
    ['a warning sign', (walk) => walk.says('red-flag'), ['get-help.other', 'get-help?']],
    ['a doubt', (walk) => walk.says('no', {}, { doubt: 'chest' }), ['doubt?']],
  ])('of 31 minutes: %s', (_what, does, says) => {
    expect(does(WAYS.search().wait(31 * MINUTE))).toEqual(says);
  });

  it('says where the person was, and goes on there', () => {
    const walk = WAYS.hold();
    const { frames } = walk.person;
    walk.wait(31 * MINUTE).says('greet');
    expect(walk.last.messages[0]?.facts).toMatchObject({ where: 'hold', region: 'lower-back' });
    expect(walk.press('go-on')).toEqual(['returned.go-on', 'hold?']);
    expect(walk.person.frames).toEqual(frames);
  });

  it.each<QuestionId>(['home', 'consent', 'get-help', 'check-in', 'confirm-delete', 'later'])(
    'nobody is welcomed back to %s',
    (place) => {
      expect(
        WAYS[place]()
          .wait(31 * MINUTE)
          .says('ask.cause'),
      ).toEqual(['ask.cause', `${place}? again`]);
    },
  );

  it.each<[place: QuestionId, choice: ChoiceId, says: string]>([
    ['safety-emergency', 'signs-some', 'get-help.emergency'],
    ['safety-emergency', 'signs-unsure', 'get-help.unsure'],
    ['safety-doctor', 'signs-some', 'get-help.doctor'],
    ['severe', 'severe-yes', 'get-help.same-day'],
    ['doubt', 'doubt-yes', 'get-help.chest'],
    ['wrong', 'wrong-faint', 'get-help.head'],
    ['wrong-faded', 'wrong-stays', 'wrong.stays'],
  ])('at %s, %s is help needed now, however long it took', (place, choice, says) => {
    const pressed = WAYS[place]().wait(31 * MINUTE);
    expect(pressed.press(choice)[0]).toBe(says);
    expect(pressed.asks).toBe('get-help');
  });

  it.each<[answer: ChoiceId, says: string[]]>([
    ['new-nothing', ['returned.go-on', 'search?']],
    ['new-sore', ['rest.sore', 'stopped']],
    ['new-something', ['screen.something-new', 'safety-emergency?']],
    ['signs-unsure', ['screen.something-new', 'safety-emergency?']],
  ])('of 13 hours in an exercise it asks for anything new: %s', (answer, says) => {
    const walk = WAYS.search().wait(13 * HOUR);
    walk.says('greet');
    expect(walk.press('go-on')).toEqual(['anything-new?']);
    expect(walk.press(answer)).toEqual(says);
  });

  it('of 13 hours with nothing pressed yet it just goes on', () => {
    const walk = WAYS['safety-emergency']().wait(13 * HOUR);
    walk.says('greet');
    expect(walk.press('go-on')).toEqual(['returned.go-on', 'safety-emergency?']);
  });

  it('of eight days the whole screen comes first', () => {
    const walk = WAYS.search().wait(8 * DAY);
    walk.says('greet');
    expect(walk.press('go-on').at(-1)).toBe('safety-emergency?');
  });
});

describe('later', () => {
  it.each<[what: string, does: (walk: Walk) => string[], says: string[]]>([
    ['go on', (walk) => walk.says('go-on'), ['returned.go-on', 'search?']],
    ['yes', (walk) => walk.says('yes'), ['returned.go-on', 'search?']],
    ['any word', (walk) => walk.says('out-of-scope'), ['returned', 'return?']],
    ['an answer', (walk) => walk.says('region.tender'), ['returned', 'return?']],
    ['a question', (walk) => walk.says('ask.cause'), ['ask.cause', 'later? again']],
    ['start over', (walk) => walk.says('restart'), ['restarted', 'anything-new?']],
    ['go on, after thirteen hours', (walk) => walk.wait(13 * HOUR).says('go-on'), ['anything-new?']],
  ])('keeps the place: %s', (_what, does, says) => {
    const walk = WAYS.search();
    expect(walk.says('later')).toEqual(['later']);
    expect(choicesOf(walk.last)).toEqual([]);
    expect(does(walk.wait(5 * MINUTE))).toEqual(says);
  });

  it('at home there is nothing to keep', () => {
    const walk = new Walk();
    expect(walk.says('later')).toEqual(['not-now']);
    expect(walk.asks).toBe('home');
  });
});

describe('limits', () => {
  /** A whole session, from home to home. */
  const session = (walk: Walk, how: ChoiceId = 'knot-better') => {
    walk.press('find-out');
    if (walk.asks === 'consent') walk.press('consent-accept');
    if (walk.asks === 'anything-new') walk.press('new-nothing');
    while (walk.asks.startsWith('safety')) walk.press('signs-none');
    for (const choice of ['rating-medium', 'side-left', 'pressure-relaxed', 'hold-eased', how] as const)
      walk.press(choice);
    if (walk.asks === 'check-in-offer') walk.press('check-in-no');
  };

  it('two sessions in 24 hours are enough', () => {
    const walk = new Walk();
    session(walk);
    session(walk.wait(HOUR));
    expect(walk.wait(HOUR).press('find-out')).toEqual(['limit.sessions']);
    expect(walk.last.messages[0]?.facts.sessionsAgainAt).toBe(MONDAY + DAY);
    expect(walk.wait(21 * HOUR).says('relief.start')).toEqual(['limit.sessions']);
    expect(walk.wait(HOUR).says('relief.start')).toEqual(['anything-new?']);
  });

  it('a session that was gone back in and done again counts once', () => {
    const walk = WAYS.contracting();
    walk.says('back');
    walk.press('pressure-hard');
    walk.press('start-search');
    expect(walk.person.sessions).toEqual([MONDAY]);
  });

  it.each<[what: string, place: QuestionId, choice: ChoiceId]>([
    ['worse at the end', 'outcome', 'knot-worse'],
    ['worse in between', 'retest', 'knot-worse'],
    ['sore from last time', 'anything-new', 'new-sore'],
  ])('%s: 48 hours of rest', (_what, place, choice) => {
    const walk = WAYS[place]();
    walk.press(choice);
    expect(walk.person.restUntil).toBe(MONDAY + REST_MS);
    if (walk.asks === 'check-in-offer') walk.press('check-in-no');
    expect(walk.wait(47 * HOUR).says('relief.start')).toEqual(['limit.resting']);
    expect(walk.wait(HOUR).says('relief.start')).toEqual(['anything-new?']);
  });

  it.each<[after: number, asks: QuestionId]>([
    [6 * DAY, 'anything-new'],
    [8 * DAY, 'safety-emergency'],
  ])('%d ms after a clean screen', (after, asks) => {
    const walk = new Walk();
    session(walk);
    expect(walk.wait(after).says('relief.start').at(-1)).toBe(`${asks}?`);
  });

  it('after a warning sign there is no short path', () => {
    const walk = new Walk();
    session(walk);
    walk.says('red-flag');
    expect(walk.wait(13 * HOUR).says('relief.start')).toEqual(['locked.over', 'safety-emergency?']);
  });

  it('the search begins with what helped before', () => {
    const walk = WAYS.care();
    for (const choice of ['care-none', 'region-tender', 'hold-eased', 'no-more-spot', 'knot-better'] as const)
      walk.press(choice);
    expect(walk.person.helped).toEqual(['upper-arm']);
    walk.says('stop');
    walk.wait(DAY).says('relief.start');
    for (const choice of ['new-nothing', 'rating-skip', 'side-right', 'pressure-hard', 'start-search'] as const)
      walk.press(choice);
    expect(walk.session.plan).toEqual(['upper-arm', 'lower-back', 'upper-chest', 'ribs-side', 'ribs-front', 'neck']);
    // The areas to leave out were asked about for good.
    expect(walk.asks).toBe('search');
  });

  it('an area to leave out is asked about once, and left out with a line', () => {
    const walk = WAYS.care();
    expect(walk.press('care-some')).toEqual(['care.left-out', 'search.left-out upper-chest', 'care?']);
    expect(walk.person.care).toEqual({ arm: true });
    expect(walk.session.found).toEqual({ 'lower-back': 'nothing', 'upper-arm': 'left-out', 'upper-chest': 'left-out' });
  });

  it('after eight minutes it proposes to stop', () => {
    const walk = WAYS.retest().wait(8 * MINUTE);
    expect(walk.press('knot-same')).toEqual(['retest.same', 'pause-offer?']);
    expect(walk.press('pause-go-on')).toEqual(['care?']);
  });
});

describe('check-ins', () => {
  /** Somebody with a check-in at nine in Berlin every day, at home, on Monday at noon. */
  const daily = () => {
    const walk = WAYS['check-in-time']();
    walk.press('time-daily');
    walk.wait(3 * HOUR);
    return walk;
  };
  const at = (day: number, time = '08:00') => utc(`2026-03-${String(day).padStart(2, '0')}T${time}`);
  const nexts = (walk: Walk) => walk.last.messages.at(-1)?.facts.dates;

  describe('being set', () => {
    it('are confirmed with the next three dates, from tomorrow where today had its session', () => {
      const walk = WAYS['check-in-time']();
      expect(walk.says('reminder.set', { time: '10:30', days: ['mon', 'thu'] })).toEqual(['check-in.set']);
      expect(nexts(walk)).toEqual([at(5, '09:30'), at(9, '09:30'), at(12, '09:30')]);
      expect(walk.last.wakes).toEqual({ hold: null, 'check-in': at(5, '09:30'), snooze: null });
    });

    it('days that were not said are Monday to Friday', () => {
      const walk = WAYS['check-in-offer']();
      expect(walk.says('reminder.set', { time: '10:00' })).toEqual(['after-session', 'check-in.set']);
      expect(walk.person.schedule).toMatchObject({ time: '10:00', days: 'weekdays', zone: 'Europe/Berlin' });
    });

    it('ask for the zone that the channel does not tell, and keep one that is said', () => {
      const walk = WAYS['check-in-zone']();
      expect(walk.says('zone.set', {})).toEqual(['check-in.zone-unclear', 'check-in-zone? again']);
      expect(walk.says('zone.set', { zone: 'Asia/Kolkata' })).toEqual(['check-in.set']);
      expect(walk.person).toMatchObject({
        schedule: { zone: 'Asia/Kolkata' },
        zone: { said: 'Asia/Kolkata', told: null },
      });
      walk.zone = 'Europe/Berlin';
      walk.says('reminder.set', { time: '11:00' });
      expect(walk.person.schedule).toMatchObject({ time: '11:00', zone: 'Asia/Kolkata' });
    });

    it('need consent first, and nothing that was said is lost over it', () => {
      const walk = new Walk();
      expect(walk.says('reminder.set', { time: '10:00', days: 'daily' })).toEqual(['consent?']);
      expect(walk.person.schedule).toBeNull();
      expect(walk.press('consent-accept')).toEqual(['check-in.set']);
      expect(walk.person).toMatchObject({ consentAt: MONDAY, schedule: { time: '10:00', days: 'daily' } });
    });

    it('wait for a time, and may be left', () => {
      const walk = WAYS['check-in-time']();
      expect(walk.says('reminder.set', { days: 'daily' })).toEqual(['check-in.time-unclear', 'check-in-time? again']);
      expect(walk.says('reminder.set', { time: '07:15' })).toEqual(['check-in.set']);
      expect(walk.person.schedule).toMatchObject({ time: '07:15', days: 'daily' });
      expect(WAYS['check-in-time']().press('time-none')).toEqual(['check-in.declined']);
    });
  });

  describe('being changed', () => {
    it.each<[fact: string, intent: Intent, slots: Slots, says: string[], schedule: object | null, wakes: object]>([
      [
        'another time keeps the days',
        'reminder.set',
        { time: '14:00' },
        ['check-in.set'],
        { time: '14:00', days: 'daily' },
        { 'check-in': at(3, '13:00') },
      ],
      [
        'other days keep the time',
        'reminder.set',
        { days: ['wed'] },
        ['check-in.set'],
        { time: '09:00', days: ['wed'] },
        { 'check-in': at(4) },
      ],
      [
        'a pause has its end',
        'reminder.pause',
        { until: '2026-03-09' },
        ['check-in.paused'],
        { pausedUntil: '2026-03-09' },
        { 'check-in': at(9) },
      ],
      [
        'a pause without an end is a week',
        'reminder.pause',
        {},
        ['check-in.paused'],
        { pausedUntil: '2026-03-09' },
        { 'check-in': at(9) },
      ],
      [
        'a pause until yesterday is none',
        'reminder.pause',
        { until: '2026-03-01' },
        ['check-in.pause-until-when', 'home? again'],
        { pausedUntil: null },
        { 'check-in': at(3) },
      ],
      [
        'a snooze is one more, and the series stays',
        'reminder.snooze',
        { minutes: 45 },
        ['check-in.snoozed'],
        { snoozedTo: MONDAY + 3 * HOUR + 45 * MINUTE },
        { 'check-in': at(3), snooze: MONDAY + 3 * HOUR + 45 * MINUTE },
      ],
      [
        'a snooze without a time is an hour',
        'reminder.snooze',
        {},
        ['check-in.snoozed'],
        { snoozedTo: MONDAY + 4 * HOUR },
        { snooze: MONDAY + 4 * HOUR },
      ],
      [
        'skipping leaves out the next',
        'reminder.skip',
        {},
        ['check-in.skipped'],
        { next: { at: at(4), date: '2026-03-04' } },
        { 'check-in': at(4) },
      ],
      ['stopping ends them', 'reminder.stop', {}, ['check-in.stopped'], null, { 'check-in': null, snooze: null }],
      [
        'another zone moves them',
        'zone.set',
        { zone: 'Asia/Kolkata' },
        ['zone.moved', 'check-in.set'],
        { zone: 'Asia/Kolkata' },
        { 'check-in': at(3, '03:30') },
      ],
      ['showing changes nothing', 'reminder.show', {}, ['check-in.shown', 'check-ins?'], {}, { 'check-in': at(3) }],
    ])('%s', (_fact, intent, slots, says, schedule, wakes) => {
      const walk = daily();
      expect(walk.says(intent, slots)).toEqual(says);
      if (schedule === null) expect(walk.person.schedule).toBeNull();
      else expect(walk.person.schedule).toMatchObject(schedule);
      expect(walk.last.wakes).toMatchObject(wakes);
    });

    it.each<[how: string, moves: (walk: Walk) => unknown]>([
      ['is said', (walk) => walk.says('zone.set', { zone: 'America/New_York' })],
      [
        'is told by the channel',
        (walk) => {
          walk.zone = 'America/New_York';
          walk.says('greet');
          walk.press('zone-move');
        },
      ],
    ])('a day that was asked about is not asked about again further west, where the zone %s', (_how, moves) => {
      const walk = daily();
      walk.wake('check-in');
      walk.says('knot.same');
      walk.press('session-no');
      moves(walk);
      expect(walk.person.schedule).toMatchObject({ zone: 'America/New_York', next: { date: '2026-03-04' } });
      expect(walk.last.wakes['check-in']).toBe(at(4, '14:00'));
    });

    it('a pause is shown as one, is taken back by resuming, and else ends by itself', () => {
      const walk = daily();
      walk.says('reminder.pause', {});
      expect(walk.says('reminder.show')[0]).toBe('check-in.shown-paused');
      expect(walk.says('reminder.resume')[0]).toBe('check-in.resumed');
      expect([walk.person.schedule?.pausedUntil, walk.last.wakes['check-in']]).toEqual([null, at(3)]);
      walk.says('reminder.pause', {});
      expect(walk.wake('check-in')).toEqual(['check-in.pause-over', 'check-in.hello', 'check-in.last', 'check-in?']);
      expect(walk.now).toBe(at(9));
      expect([walk.person.schedule?.pausedUntil, walk.last.wakes['check-in']]).toEqual([null, at(10)]);
    });

    it.each<Intent>(['reminder.stop', 'reminder.pause', 'reminder.resume', 'reminder.skip', 'reminder.show'])(
      '%s, where there are none, says so',
      (intent) => {
        expect(new Walk().says(intent)).toEqual(['check-in.none', 'home? again']);
      },
    );

    it.each<Intent>(['reminder.snooze', 'reminder.stop', 'reminder.pause', 'later'])(
      '%s under a check-in puts it off',
      (intent) => {
        const walk = WAYS['check-in']();
        walk.says(intent);
        expect(walk.asks).toBe('home');
      },
    );

    it('a bare stop under a check-in stops check-ins', () => {
      const walk = WAYS['check-in']();
      expect(walk.says('stop')).toEqual(['check-in.stopped']);
      expect(walk.person.schedule).toBeNull();
    });
  });

  describe('being due', () => {
    it.each<[fact: string, lateMs: number, says: string[]]>([
      ['on time', 0, ['check-in.hello', 'check-in.last', 'check-in?']],
      ['1:59 late', 119 * MINUTE, ['check-in.hello', 'check-in.last', 'check-in?']],
      ['2:01 late: that one is left out', 121 * MINUTE, []],
    ])('%s', (_fact, lateMs, says) => {
      const walk = daily();
      expect(walk.wake('check-in', lateMs)).toEqual(says);
      expect(walk.last.wakes['check-in']).toBe(at(4));
      if (says.length > 0) expect(walk.last.messages).toMatchObject([{ kind: 'check-in' }]);
      // Woken twice for one is asked once.
      expect(walk.take({ kind: 'wake', wake: 'check-in' })).toEqual([]);
    });

    it.each<[fact: string, lateMs: number, says: string[]]>([
      ['nor are the days in between made up for', 5 * DAY + 3 * HOUR, []],
      [
        'but the latest one counts when it is in time',
        5 * DAY + HOUR,
        ['check-in.hello', 'check-in.last', 'check-in?'],
      ],
    ])('days late, there is no pile-up, %s', (_fact, lateMs, says) => {
      const walk = daily();
      expect(walk.wake('check-in', lateMs)).toEqual(says);
      expect(walk.last.wakes['check-in']).toBe(at(9));
    });

    /** Up to the given question of a session that begins ten minutes before a check-in. */
    const inSession = (...choices: ChoiceId[]) => {
      const walk = daily();
      walk.now = at(3, '07:50');
      walk.says('relief.start');
      for (const choice of ['new-nothing', 'rating-skip', 'side-left', ...choices] as const) walk.press(choice);
      return walk;
    };

    it('in a session, it waits until half an hour after the last word, then comes over the session', () => {
      const walk = inSession('pressure-hard');
      walk.now = at(3);
      expect(walk.take({ kind: 'wake', wake: 'check-in' })).toEqual([]);
      expect(walk.last.wakes['check-in']).toBe(at(3, '08:20'));
      walk.press('start-search');
      expect(walk.last.wakes['check-in']).toBe(at(3, '08:30'));
      expect(walk.wake('check-in')).toEqual(['check-in.hello', 'check-in.last', 'check-in?']);
      walk.press('knot-same');
      expect(walk.press('session-no')).toEqual(['session.not-now']);
      expect(walk.asks).toBe('return');
      expect(walk.says('go-on').at(-1)).toBe('search?');
    });

    it('a snoozed one comes at its time to whoever is silent until then', () => {
      const walk = inSession();
      walk.says('reminder.snooze', { minutes: 5 });
      expect(walk.last.wakes.snooze).toBe(at(3, '07:55'));
      expect(walk.wake('snooze')).toEqual(['check-in.hello', 'check-in.last', 'check-in?']);
    });

    it('a snoozed one waits in the same way, where more was said since', () => {
      const walk = inSession();
      walk.says('reminder.snooze', { minutes: 5 });
      walk.wait(MINUTE);
      walk.says('repeat');
      expect(walk.last.wakes.snooze).toBe(at(3, '08:21'));
      expect(walk.wake('snooze')).toEqual(['check-in.hello', 'check-in.last', 'check-in?']);
      expect(walk.last.wakes.snooze).toBeNull();
    });

    it('a finished session counts as that day’s check-in', () => {
      const walk = inSession('pressure-relaxed', 'hold-eased', 'knot-better');
      expect(walk.asks).toBe('home');
      expect(walk.wake('check-in')).toEqual([]);
      expect(walk.wake('check-in')).toEqual(['check-in.hello', 'check-in.last', 'check-in?']);
      expect(walk.now).toBe(at(4));
    });

    it('one of no series is asked once and leaves none', () => {
      const walk = WAYS['check-in-time']();
      expect(walk.says('reminder.set', { on: 'tomorrow', time: '10:30' })).toEqual(['check-in.once-set']);
      expect([walk.person.schedule, walk.last.wakes.snooze]).toEqual([null, at(3, '09:30')]);
      expect(walk.wake('snooze')).toEqual(['check-in.hello-once', 'check-in?']);
      expect([walk.person.once, walk.last.wakes.snooze]).toEqual([null, null]);
    });

    it('one of no series for a time that is over today comes tomorrow', () => {
      const walk = WAYS['check-in-time']();
      walk.says('reminder.set', { on: 'today', time: '08:00' });
      expect(walk.last.wakes.snooze).toBe(at(2, '19:00'));
      walk.says('reminder.set', { on: 'today', time: '01:00' });
      expect(walk.last.wakes.snooze).toBe(at(2, '12:00'));
    });

    it.each<[fact: string, does: (walk: Walk) => void]>([
      ['blocked', (walk) => walk.take({ kind: 'unreachable' })],
      ['uninstalled', (walk) => walk.take({ kind: 'uninstalled' })],
    ])('%s: nobody is woken, until the person writes', (_fact, does) => {
      const walk = daily();
      does(walk);
      expect([walk.last.messages, walk.last.wakes['check-in']]).toEqual([[], null]);
      walk.now = at(3);
      expect(walk.take({ kind: 'wake', wake: 'check-in' })).toEqual([]);
      walk.wait(2 * DAY).says('greet');
      expect(walk.wake('check-in').at(-1)).toBe('check-in?');
    });

    it('while locked, nothing is asked about the knot', () => {
      const walk = daily();
      walk.says('red-flag');
      expect(walk.wake('check-in')).toEqual([]);
      expect(walk.last.wakes['check-in']).toBe(at(4));
    });

    it('unanswered twice, one soft line, then silence until the person writes', () => {
      const walk = daily();
      expect(walk.wake('check-in')).toEqual(['check-in.hello', 'check-in.last', 'check-in?']);
      expect(walk.wake('check-in')).toEqual(['check-in.hello', 'check-in? again']);
      expect(walk.person.frames).toHaveLength(2);
      expect(walk.wake('check-in')).toEqual(['check-in.soft']);
      expect(walk.wake('check-in')).toEqual([]);
      expect(walk.wake('check-in')).toEqual([]);
      walk.says('thanks');
      expect(walk.wake('check-in').at(-1)).toBe('check-in? again');
    });

    it('a reaction is a sign of life and no answer', () => {
      const walk = WAYS['check-in']();
      expect(walk.take({ kind: 'reaction' })).toEqual([]);
      expect([walk.asks, walk.person.schedule?.unanswered]).toEqual(['check-in', 0]);
    });

    it('without a schedule nobody is asked', () => {
      expect(new Walk().take({ kind: 'wake', wake: 'check-in' })).toEqual([]);
    });
  });

  describe('being answered', () => {
    const answered = (walk: Walk) =>
      walk.last.results.map(({ data }) => data as ResultData).filter(({ kind }) => kind === 'check-in');

    it.each<[choice: ChoiceId, says: string[]]>([
      ['knot-gone', ['check-in.gone']],
      ['knot-better', ['check-in.better', 'session-offer?']],
      ['knot-same', ['check-in.same', 'session-offer?']],
      ['knot-worse', ['check-in.worse']],
    ])('%s', (choice, says) => {
      const walk = WAYS['check-in']();
      expect(walk.press(choice)).toEqual(says);
      expect(answered(walk)).toMatchObject([{ date: '2026-03-03' }]);
    });

    it('the answer to an old one belongs to its day', () => {
      const walk = WAYS['check-in']().wait(22 * HOUR);
      walk.press('knot-better');
      expect(answered(walk)).toMatchObject([{ answer: 'better', date: '2026-03-03' }]);
      walk.press('session-no');
      walk.says('knot.gone');
      expect(answered(walk)).toMatchObject([{ answer: 'gone', date: '2026-03-04' }]);
    });

    it('worse twice running, it suggests a professional and rest', () => {
      const walk = WAYS['check-in']();
      walk.press('knot-worse');
      walk.wake('check-in');
      expect(walk.press('knot-worse')).toEqual(['check-in.worse-again']);
      expect(walk.person.restUntil).toBe(walk.now + REST_MS);
    });

    it('no better in fourteen days, it suggests a professional', () => {
      const walk = WAYS['check-in']();
      for (let day = 2; day <= 14; day++) {
        expect([day, walk.press('knot-same')[0]]).toEqual([day, 'check-in.same']);
        walk.press('session-no');
        walk.wake('check-in');
      }
      expect(walk.press('knot-same')).toEqual(['check-in.same', 'check-in.no-better']);
    });

    it('a number is compared with the one before', () => {
      const walk = WAYS['check-in']();
      walk.says('knot.rating', { rating: 6 });
      walk.press('session-no');
      walk.wake('check-in');
      expect(walk.says('knot.rating', { rating: 4 })).toEqual(['check-in.rated', 'session-offer?']);
      expect(walk.last.messages[0]?.facts).toMatchObject({ rating: 4, ratingBefore: 6, rated: 'better' });
    });

    it('seven or more asks how strong it is, and yes locks', () => {
      const walk = WAYS['check-in']();
      expect(walk.says('knot.rating', { rating: 7 })).toEqual(['severe?']);
      expect(walk.press('severe-yes')).toEqual(['get-help.same-day', 'get-help?']);
      expect(walk.person).toMatchObject({ lock: { reason: 'same-day' }, trail: [] });
      expect(walk.person.frames).toHaveLength(1);
    });

    it('a session after it has asked for anything new already', () => {
      const walk = WAYS['session-offer']();
      expect(walk.press('session-yes')).toEqual(['anything-new?']);
      expect(walk.press('new-nothing')).toEqual(['side?']);
    });
  });
});

describe('what each person owns', () => {
  it.each<[how: string, does: (walk: Walk) => string[]]>([
    ['confirmed', (walk) => walk.press('delete-yes')],
    ['said twice', (walk) => walk.says('data.delete')],
    ['confirmed with a bare yes', (walk) => walk.says('yes', {}, { how: 'bare' })],
  ])('is removed, all of it, once %s', (_how, does) => {
    const walk = WAYS['check-in']();
    walk.says('reminder.snooze', { minutes: 60 });
    walk.says('data.delete');
    expect(does(walk)).toEqual(['data.deleted']);
    expect(walk.last).toMatchObject({
      forget: true,
      results: [],
      wakes: { hold: null, 'check-in': null, snooze: null },
    });
    expect(walk.last.person).toEqual(newPerson());
    expect(walk.last.messages[0]?.facts).toMatchObject({ schedule: null, consentAt: null });
  });

  it.each<[choice: Intent]>([['no'], ['unsure'], ['stop']])(
    'is kept on %s, and the person is where they were',
    (intent) => {
      const walk = WAYS['confirm-delete']();
      expect(walk.says(intent)).toEqual(['data.kept', 'search?']);
      expect(walk.last.forget).toBe(false);
    },
  );

  it.each<[place: QuestionId, intent: Intent, says: string[]]>([
    ['home', 'data.show', ['data.nothing', 'home? again']],
    ['home', 'data.export', ['data.nothing', 'home? again']],
    ['search', 'data.show', ['data.shown', 'search? again']],
    ['search', 'data.export', ['data.export', '---', 'search? again']],
    ['home', 'progress.show', ['progress.none', 'home? again']],
    ['search', 'progress.show', ['progress', 'search? again']],
  ])('at %s, %s', (place, intent, says) => {
    expect(WAYS[place]().says(intent)).toEqual(says);
  });

  it('the card for a therapist stands alone', () => {
    expect(WAYS['check-in-offer']().press('therapist-card')).toEqual(['card.empty', '---', 'check-in-offer? again']);
    const walk = WAYS.retest();
    walk.press('knot-gone');
    expect(walk.press('therapist-card')).toEqual(['card', '---', 'check-in-offer? again']);
  });
});

describe('what comes from the channel', () => {
  it.each<[fact: string, place: QuestionId, input: Input, says: string[]]>([
    ['one in the middle says nothing', 'search', { kind: 'installed' }, []],
    ['a picture cannot be read', 'search', { kind: 'wordless' }, ['wordless', 'search? again']],
    ['the edit of an old message changes nothing', 'search', { kind: 'old-edit' }, ['edited', 'search? again']],
    ['a reaction is no answer', 'safety-doctor', { kind: 'reaction' }, []],
  ])('%s', (_fact, place, input, says) => {
    const walk = WAYS[place]();
    const { frames } = walk.person;
    expect(walk.take(input)).toEqual(says);
    expect(walk.person.frames).toEqual(frames);
  });

  it('a welcome is said once, with the installation or with the first word', () => {
    const installed = new Walk();
    installed.person = newPerson();
    expect(installed.take({ kind: 'installed' })).toEqual(['welcome', 'home?']);
    expect(installed.take({ kind: 'installed' })).toEqual([]);
    expect(installed.says('greet')).toEqual(['greeting', 'home? again']);
    installed.take({ kind: 'uninstalled' });
    expect(installed.take({ kind: 'installed' })).toEqual(['greeting', 'home? again']);
    const speaking = new Walk();
    speaking.person = newPerson();
    expect(speaking.says('greet')).toEqual(['welcome', 'home? again']);
    const hurting = new Walk();
    hurting.person = newPerson();
    expect(hurting.says('red-flag')).toEqual(['get-help.other', 'get-help?']);
  });

  it('whoever took it out and adds it again days later is asked how to go on, not led back into pressing', () => {
    const walk = WAYS.search();
    walk.take({ kind: 'uninstalled' });
    expect(walk.wait(3 * DAY).take({ kind: 'installed' })).toEqual(['returned', 'return?']);
    expect(walk.press('go-on')).toEqual(['anything-new?']);
  });

  it('only the message that gave the latest answer is noted', () => {
    const walk = WAYS.pressure();
    walk.take({ kind: 'understood', understood: meaning('pressure.relaxes'), activityId: 'a1' });
    walk.take({ kind: 'understood', understood: meaning('ask.cause'), activityId: 'a2' });
    expect(walk.person.answeredBy).toBe('a1');
    expect(walk.person.heardBy).toBe('a2');
    walk.take({ kind: 'old-edit' });
    expect(walk.person).toMatchObject({ answeredBy: 'a1', heardBy: 'a2' });
    walk.press('hold-eased');
    expect(walk.person).toMatchObject({ answeredBy: null, heardBy: null });
  });

  it('a place that was lost is told, and what was answered there is not taken for anything else', () => {
    const walk = new Walk();
    const input: Input = { kind: 'understood', understood: meaning('yes') };
    expect(walk.take(input, { lostPlace: true })).toEqual(['moved-by-release', 'home?']);
    const grave: Input = { kind: 'understood', understood: meaning('red-flag', { kind: 'chest' }) };
    expect(new Walk().take(grave, { lostPlace: true })).toEqual(['get-help.chest', 'get-help?']);
    const perhaps: Input = { kind: 'understood', understood: meaning('no', {}, { doubt: 'chest' }) };
    expect(new Walk().take(perhaps, { lostPlace: true })).toEqual(['doubt?']);
  });

  it('despair is answered kindly, and nothing else is asked', () => {
    const walk = WAYS.search();
    expect(walk.says('despair')).toEqual(['despair']);
    expect(walk.last.messages).toMatchObject([{ urgent: true, choices: [] }]);
    expect(walk.asks).toBe('home');
    expect(told(walk.last.messages)).toHaveLength(1);
  });
});
