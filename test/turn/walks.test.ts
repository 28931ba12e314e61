import { describe, expect, it } from '@jest/globals';
import type { QuestionId } from '../../dialogs/questions.ts';
import { type Fault, told, walk } from './randomWalk.ts';
import { DAY, HOUR, MONDAY, meaning, QUESTION_IDS, WAYS, Walk } from './walk.ts';

/** `npm run fuzz -- walks` takes as many as are asked for. */
const WALKS = 1_500;
const STEPS = 10;

describe('whatever happens, in whatever order', () => {
  const faults: Fault[] = [];
  const asked = new Set<QuestionId>();

  it('somebody is answered, and nothing that presses comes before what has to be asked first', () => {
    for (let seed = 1; seed <= WALKS && faults.length < 3; seed++) {
      const fault = walk(seed, STEPS, (question) => asked.add(question));
      if (fault) faults.push(fault);
    }
    expect(faults.map(told)).toEqual([]);
  });

  it('the walks come by nearly every question', () => {
    const never = QUESTION_IDS.filter((question) => !asked.has(question));
    expect(never).toEqual([]);
  });
});

describe('what walks have found', () => {
  const said = (walk: Walk) => walk.last.messages.flatMap(({ parts }) => parts);

  it('one message answers one list of signs, however often it says no', () => {
    const person = WAYS['safety-emergency']();
    person.says('no', {}, { also: [{ intent: 'no', slots: {} }] });
    expect(person.asks).toBe('safety-doctor');
  });

  it('a warning sign before any consent does not lead around it', () => {
    const person = new Walk();
    person.says('red-flag', { kind: 'illness' });
    person.press('mistake');
    person.press('signs-none');
    expect(person.press('signs-none')).toEqual(['screen.clean', 'consent?']);
    expect(person.press('consent-accept')).toEqual(['consent.accepted', 'rating?']);
    expect(person.person.consentAt).toBe(MONDAY);
  });

  it.each<[what: string, does: (person: Walk) => void]>([
    ['a button of long ago', (person) => person.press('side-left', 1)],
    ['a button of a card of somebody else', (person) => person.take({ kind: 'foreign-press' })],
    ['an old message that is edited', (person) => person.take({ kind: 'old-edit' })],
    ['an answer that is taken back', (person) => person.take({ kind: 'correction', answer: meaning('unsure') })],
    ['a picture', (person) => person.take({ kind: 'wordless' })],
    [
      'a doubt that is cleared',
      (person) => {
        person.says('out-of-scope', {}, { doubt: 'nerve' });
        person.press('doubt-no');
      },
    ],
    [
      'what felt wrong and is fine now',
      (person) => {
        person.press('something-wrong');
        person.press('wrong-nothing');
      },
    ],
    [
      'what felt wrong and faded',
      (person) => {
        person.press('something-wrong');
        person.press('wrong-sharp');
        person.press('wrong-faded');
      },
    ],
    [
      'deleting everything after all not',
      (person) => {
        person.wait(-13 * HOUR).says('data.delete');
        person.wait(13 * HOUR).press('delete-no');
      },
    ],
  ])('the next day, %s does not lead on into pressing without asking for anything new', (_what, does) => {
    const person = WAYS.search().wait(13 * HOUR);
    does(person);
    expect(person.asks).toBe('return');
    person.press('go-on');
    expect(person.asks).toBe('anything-new');
  });

  it('nothing leads back around a list that has to be answered anew', () => {
    const person = WAYS.side();
    person.says('back');
    expect(person.says('back')).toEqual(['back.safety', 'safety-emergency?']);
    expect(person.says('back')).toEqual(['back.nowhere', 'safety-emergency? again']);
    expect(person.take({ kind: 'correction', answer: meaning('unsure') })[0]).toBe('back.nowhere');
    expect(person.asks).toBe('safety-emergency');
  });

  it('the lists open no session in a time of rest', () => {
    const person = WAYS['session-offer']();
    person.person = { ...person.person, restUntil: person.now + DAY };
    person.press('session-yes');
    person.press('new-something');
    person.press('signs-none');
    expect(person.press('signs-none')).toEqual(['limit.resting']);
  });

  it('nor a third session in a day', () => {
    const person = WAYS['session-offer']();
    person.person = { ...person.person, sessions: [person.now - HOUR, person.now - 2 * HOUR] };
    person.press('session-yes');
    person.press('new-something');
    person.press('signs-none');
    expect(person.press('signs-none')).toEqual(['limit.sessions']);
  });

  it('a hold that is started and answered in one breath does not run', () => {
    const person = WAYS.pressure();
    person.says('timer.start', {}, { also: [meaning('pressure.does-not-relax')] });
    expect(person.asks).toBe('overstretched');
    expect(person.person.timer).toBeNull();
    expect(said(person)).not.toContainEqual({ kind: 'saying', id: 'timer.started.pressure' });
  });

  it('a hold of somebody who cannot be reached has no end to be told of', () => {
    const person = WAYS.pressure();
    person.press('start-timer');
    person.take({ kind: 'unreachable' });
    expect(person.last.wakes.hold).toBeNull();
  });

  it('what feels wrong is not asked about on top of itself', () => {
    const person = WAYS.search();
    const { step } = person.person;
    person.press('something-wrong');
    for (let day = 0; day < 3; day++) person.wait(DAY).press('something-wrong', step);
    expect(person.person.frames.map(({ machine }) => machine)).toEqual(['main', 'wrong', 'return']);
  });

  it('going back into a session that was left is no other session', () => {
    const person = WAYS.contracting();
    person.press('hold-not-eased');
    person.press('hold-not-eased');
    person.press('not-now');
    person.says('back');
    person.press('start-search');
    expect(person.person.sessions).toEqual([MONDAY]);
  });

  it('a session after a warning sign is a new one, with nothing of the one before', () => {
    const person = WAYS.hold().wait(HOUR);
    person.says('red-flag', { kind: 'chest' });
    person.press('mistake');
    expect(person.session).toMatchObject({ startedAt: null, found: {}, plan: [] });
  });
});
