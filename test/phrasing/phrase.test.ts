import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { ChoiceId } from '../../dialogs/choices.ts';
import { plainText } from '../../src/message.ts';
import { type Content, loadContent } from '../../src/phrasing/content.ts';
import { labelOf, phrase } from '../../src/phrasing/phrase.ts';
import type { Wording } from '../../src/phrasing/wording.ts';
import { type Facts, factsOf } from '../../src/turn/facts.ts';
import { newPerson, type ResultData, type Schedule } from '../../src/turn/person.ts';
import type { Meant, Utterance } from '../../src/turn/utterance.ts';

const CONTENT = loadContent(join(import.meta.dirname, '../../content/en'));

/** A Monday, nine in the morning in Berlin. */
const NOW = Date.parse('2026-03-02T08:00:00Z');
const HOUR = 3_600_000;

const facts = (changes: Partial<Facts> = {}): Facts => ({ ...factsOf(newPerson(), 'home', NOW, {}), ...changes });

const schedule = (changes: Partial<Schedule> = {}): Schedule => ({
  time: '09:00',
  days: 'weekdays',
  zone: 'Europe/Berlin',
  since: NOW,
  next: { at: NOW + 24 * HOUR, date: '2026-03-03' },
  pausedUntil: null,
  snoozedTo: null,
  unanswered: 0,
  changes: {},
  ...changes,
});

const meant = (changes: Partial<Meant> = {}): Meant => ({
  kind: 'reply',
  parts: [{ kind: 'saying', id: 'help' }],
  choices: [],
  step: 1,
  urgent: false,
  turn: 0,
  facts: facts(),
  ...changes,
});

/** The words as they are, but for one saying. */
const saying = (wording: Wording): Content => ({ ...CONTENT, sayings: { ...CONTENT.sayings, help: wording } });
const always = (...say: string[]): Wording => [{ when: {}, say }];

/** What one text becomes. */
const filled = (
  text: string,
  changes: Partial<Facts> = {},
  part: Partial<Extract<Utterance, { kind: 'saying' }>> = {},
) =>
  plainText(
    phrase(meant({ facts: facts(changes), parts: [{ kind: 'saying', id: 'help', ...part }] }), saying(always(text))),
  );

describe('a wording', () => {
  const WORDING: Wording = [
    { when: { place: ['search', 'hold'], side: ['left'] }, say: ['left, searching'] },
    { when: { locked: ['true'] }, say: ['locked'] },
    { when: { rated: ['better', 'same'] }, say: ['no worse'] },
    { when: {}, say: ['else'] },
  ];

  it.each<[changes: Partial<Facts>, says: string]>([
    [{ place: 'hold', side: 'left' }, 'left, searching'],
    [{ place: 'hold', side: 'right' }, 'else'],
    [{ place: 'search', side: 'left', locked: true }, 'left, searching'],
    [{ locked: true, rated: 'same' }, 'locked'],
    [{ rated: 'same' }, 'no worse'],
    [{ rated: 'worse' }, 'else'],
  ])('is the first that fits %j', (changes, says) => {
    expect(plainText(phrase(meant({ facts: facts(changes) }), saying(WORDING)))).toBe(says);
  });

  it('has alternatives that take turns, so that none is said twice running', () => {
    const said = [0, 1, 2, 3, 4].map((turn) =>
      plainText(phrase(meant({ turn }), saying(always('one', 'two', 'three')))),
    );
    expect(said).toEqual(['one', 'two', 'three', 'one', 'two']);
  });

  it('is of an answer short first, then more; of a question as it is asked, and why', () => {
    const content: Content = {
      ...CONTENT,
      answers: { ...CONTENT.answers, 'ask.cause': { short: always('short'), more: always('more') } },
      questions: {
        ...CONTENT.questions,
        pressure: { ask: always('ask'), again: always('again'), simpler: always('simpler'), why: always('why') },
      },
    };
    const parts: Utterance[] = [
      { kind: 'answer', ask: 'ask.cause', more: false },
      { kind: 'answer', ask: 'ask.cause', more: true },
      { kind: 'question', id: 'pressure', style: 'ask' },
      { kind: 'question', id: 'pressure', style: 'again' },
      { kind: 'question', id: 'pressure', style: 'simpler' },
      { kind: 'reason', of: 'pressure' },
    ];
    expect(plainText(phrase(meant({ parts }), content)).split('\n\n')).toEqual([
      'short',
      'more',
      'ask',
      'again',
      'simpler',
      'why',
    ]);
  });
});

describe('what stands in braces', () => {
  it.each<[text: string, changes: Partial<Facts>, says: string]>([
    ['{side} arm, {hand} hand', { side: 'left' }, 'left arm, right hand'],
    ['{side} arm, {hand} hand', { side: 'right' }, 'right arm, left hand'],
    ['{side} arm, {hand} hand', {}, 'sore arm, other hand'],
    ['{seconds} to {maxSeconds} s', { seconds: 40, maxSeconds: 60 }, '40 to 60 s'],
    ['{sorenessFrom} to {sorenessTo}, not {tooSore}', { soreness: [1, 3], tooSore: 4 }, '1 to 3, not 4'],
    ['{left} left, spot {spot}', { left: 4, spot: 2 }, '4 left, spot 2'],
    ['{ratingBefore} then, {rating} now', { ratingBefore: 6, rating: 0 }, '6 then, 0 now'],
    ['we were at {where}', { where: 'hold' }, `we were at ${CONTENT.words.places.hold}`],
    ['{language}', {}, 'that language'],
  ])('%s with %j', (text, changes, says) => {
    expect(filled(text, changes)).toBe(says);
  });

  it.each<[regions: string, changes: Partial<Facts>, names: (Facts['region'] & string)[]]>([
    ['tender', { found: { 'upper-arm': 'tender', neck: 'nothing' } }, ['upper-arm']],
    ['tender', { found: { 'upper-arm': 'tender', 'ribs-side': 'tender' } }, ['upper-arm', 'ribs-side']],
    ['helped', { helped: ['ribs-side', 'upper-arm', 'neck'] }, ['ribs-side', 'upper-arm', 'neck']],
    ['notReached', { found: { 'lower-back': 'not-reached' } }, ['lower-back']],
    ['leftOut', { found: { neck: 'left-out', 'upper-chest': 'left-out' } }, ['neck', 'upper-chest']],
  ])('{%s} is a list of names: %j', (slot, changes, regions) => {
    const names = regions.map((region) => (region === 'none' ? '' : CONTENT.regions[region].name));
    const list = names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
    expect(filled(`{${slot}}`, changes)).toBe(list);
  });

  it('a list of nothing says so', () => {
    expect(filled('{tender}, {helped}')).toBe('none, none');
  });

  it('a region has its own words, which may hold braces themselves', () => {
    const content: Content = {
      ...saying(always('{region}: {regionHow}')),
      regions: { ...CONTENT.regions, neck: { ...CONTENT.regions.neck, name: 'neck', how: 'the {hand} hand' } },
    };
    const said = phrase(meant({ facts: facts({ region: 'neck', side: 'left' }) }), content);
    expect(plainText(said)).toBe('neck: the right hand');
  });

  it('one that is named is not the one at hand', () => {
    expect(filled('{named} {leftOut}', { region: 'neck' }, { named: 'ribs-side' })).toBe(
      `${CONTENT.regions['ribs-side'].name} ${CONTENT.regions['ribs-side'].name}`,
    );
  });

  it('a language is called by its name', () => {
    expect(filled('{language}', {}, { language: 'tr' })).toBe('Turkish');
    expect(filled('{language}', {}, { language: 'xx' })).toBe('that language');
  });
});

describe('a moment', () => {
  it.each<[at: string, zone: string, says: string]>([
    ['2026-03-02T13:30Z', 'Europe/Berlin', 'today at 14:30'],
    ['2026-03-02T22:59Z', 'Europe/Berlin', 'today at 23:59'],
    ['2026-03-02T23:00Z', 'Europe/Berlin', 'tomorrow at 00:00'],
    ['2026-03-03T23:00Z', 'Europe/Berlin', 'Wed 4 Mar at 00:00'],
    ['2026-03-02T20:00Z', 'Asia/Kolkata', 'tomorrow at 01:30'],
    ['2026-03-02T20:00Z', 'America/New_York', 'today at 15:00'],
    ['2026-03-30T08:00Z', 'Europe/Berlin', 'Mon 30 Mar at 10:00'],
  ])('%s in %s is %s', (at, zone, says) => {
    const lockedUntil = Date.parse(at.replace('Z', ':00Z'));
    expect(filled('{lockedUntil}', { lockedUntil, zone })).toBe(says);
  });

  it('each kind of it has its own braces', () => {
    const changes = {
      restUntil: NOW + HOUR,
      sessionsAgainAt: NOW + 2 * HOUR,
      schedule: schedule({ snoozedTo: NOW + 3 * HOUR }),
    };
    expect(filled('{restUntil}, {sessionsAgainAt}, {snoozeAt}', { ...changes, zone: 'UTC' })).toBe(
      'today at 09:00, today at 10:00, today at 11:00',
    );
  });
});

describe('a schedule', () => {
  it.each<[days: Schedule['days'], says: string]>([
    ['weekdays', 'weekdays at 09:00'],
    ['daily', 'every day at 09:00'],
    [['mon'], 'Mon at 09:00'],
    [['mon', 'thu'], 'Mon and Thu at 09:00'],
    [['mon', 'wed', 'sun'], 'Mon, Wed and Sun at 09:00'],
  ])('on %j', (days, says) => {
    expect(filled('{schedule}', { schedule: schedule({ days }) })).toBe(says);
  });

  it('that is none says so', () => {
    expect(filled('{schedule}')).toBe('no check-ins');
  });

  it('is told in its own zone, with the next three dates', () => {
    const dates = ['2026-03-27T08:00Z', '2026-03-30T07:00Z', '2026-03-31T07:00Z'].map((at) => Date.parse(at));
    const told = phrase(
      meant({ facts: facts({ dates, schedule: schedule(), zone: 'Asia/Kolkata' }) }),
      saying(always('In {zone}:\n\n{dates}')),
    );
    expect(told.blocks).toEqual([
      { kind: 'paragraph', text: 'In Berlin time (Europe/Berlin):' },
      { kind: 'list', items: ['Fri 27 Mar at 09:00', 'Mon 30 Mar at 09:00', 'Tue 31 Mar at 09:00'] },
    ]);
  });

  it('that is paused says when it goes on', () => {
    const paused = schedule({ pausedUntil: '2026-03-09', next: { at: NOW + 7 * 24 * HOUR, date: '2026-03-09' } });
    expect(filled('{pausedUntil}', { schedule: paused })).toBe('Mon 9 Mar at 09:00');
  });

  it.each([
    ['America/New_York', 'New York time (America/New_York)'],
    ['America/Argentina/Buenos_Aires', 'Buenos Aires time (America/Argentina/Buenos_Aires)'],
    ['UTC', 'UTC time (UTC)'],
  ])('in %s', (zone, says) => {
    expect(filled('{zone}', { zone })).toBe(says);
  });
});

describe('the emergency number', () => {
  const GENERAL = CONTENT.emergency.general;

  it.each<[country: string | null, zone: string, says: string]>([
    ['DE', 'UTC', '112'],
    ['US', 'America/Chicago', '911'],
    ['US', 'UTC', '911'],
    [null, 'Europe/London', '999'],
    [null, 'Pacific/Auckland', '111'],
    [null, 'America/Indiana/Knox', '911'],
    [null, 'Asia/Kolkata', GENERAL],
    [null, 'UTC', GENERAL],
    ['JP', 'UTC', GENERAL],
    // A menu in American English does not make Berlin a place where 911 works.
    ['US', 'Europe/Berlin', GENERAL],
    ['JP', 'Europe/Berlin', GENERAL],
  ])('in %s, with a clock in %s', (country, zone, says) => {
    expect(filled('call {number}', { country, zone })).toBe(`call ${says}`);
  });

  it('that is general names several', () => {
    expect(GENERAL).toMatch(/112.*911.*999/);
  });
});

describe('the trend of the ratings', () => {
  const checkIn = (rating: number | null): { at: number; data: ResultData } => ({
    at: NOW,
    data: { kind: 'check-in', answer: 'rated', rating, date: '2026-03-02' },
  });
  const session = (rating: number | null, ratingAfter: number | null): { at: number; data: ResultData } => ({
    at: NOW,
    data: {
      kind: 'session',
      knot: 'contracting',
      side: 'left',
      found: {},
      helped: [],
      rating,
      ratingAfter,
      outcome: null,
      ended: true,
    },
  });

  // Newest first, as they come.
  it.each<[fact: string, results: Facts['results'], trend: string, numbers: string[]]>([
    ['none', [checkIn(null)], 'none', []],
    ['one', [checkIn(4), checkIn(null)], 'one', ['4']],
    ['down', [checkIn(3), session(6, 5)], 'down', ['6', '3']],
    ['up', [session(null, 7), checkIn(4)], 'up', ['4', '7']],
    ['the same', [checkIn(4), checkIn(9), checkIn(4)], 'same', ['4', '4']],
  ])('%s', (_fact, results, trend, numbers) => {
    const said = filled('{trend}', { results });
    expect(said.replaceAll(/\d+/g, '#')).toBe(
      CONTENT.words.trends[trend]?.replaceAll(/\{\w+\}/g, '#').replaceAll(/\d+/g, '#'),
    );
    expect(numbers.filter((number) => !said.includes(number))).toEqual([]);
  });
});

describe('what is kept of a person', () => {
  it('is a line each, and what there is nothing of is left out', () => {
    const labels = (changes: Partial<Facts>) =>
      phrase(meant({ facts: facts(changes) }), saying(always('{data}'))).blocks.flatMap((block) =>
        block.kind === 'list' ? block.items.map((item) => item.split(':')[0]) : [],
      );
    const words = CONTENT.words.data;
    expect(labels({})).toEqual([words.place, words.zone]);
    expect(
      labels({
        consentAt: NOW,
        side: 'left',
        knot: 'overstretched',
        found: { neck: 'tender' },
        helped: ['neck'],
        careAnswers: { arm: true, chest: false },
        cleanAt: NOW,
        lockedUntil: NOW,
        restUntil: NOW,
        schedule: schedule({ pausedUntil: '2026-03-09' }),
        results: [{ at: NOW, data: { kind: 'check-in', answer: 'rated', rating: 4, date: '2026-03-02' } }],
      }),
    ).toEqual(
      [
        'consent',
        'place',
        'side',
        'knot',
        'regions',
        'helped',
        'ratings',
        'check-ins',
        'care',
        'screen',
        'locked',
        'rest',
        'schedule',
        'paused',
        'zone',
      ].map((label) => words[label]),
    );
  });
});

describe('a text', () => {
  it.each<[fact: string, text: string, blocks: object[]]>([
    [
      'with a blank line is two paragraphs',
      'one\n\ntwo',
      [
        { kind: 'paragraph', text: 'one' },
        { kind: 'paragraph', text: 'two' },
      ],
    ],
    ['broken over lines is one paragraph', 'one\ntwo', [{ kind: 'paragraph', text: 'one two' }]],
    ['with dashes is a list', '- one\n- two', [{ kind: 'list', items: ['one', 'two'] }]],
    [
      'with dashes under a line is both',
      'first:\n- one\n- two',
      [
        { kind: 'paragraph', text: 'first:' },
        { kind: 'list', items: ['one', 'two'] },
      ],
    ],
    [
      'with a # has a heading',
      '# Head\n\nbody',
      [
        { kind: 'heading', text: 'Head' },
        { kind: 'paragraph', text: 'body' },
      ],
    ],
    [
      'with a dash inside is a paragraph',
      'well-known - and so on',
      [{ kind: 'paragraph', text: 'well-known - and so on' }],
    ],
    ['of nothing is nothing', ' \n\n ', []],
  ])('%s', (_fact, text, blocks) => {
    expect(phrase(meant(), saying(always(text))).blocks).toEqual(blocks);
  });
});

describe('a message', () => {
  it('numbers its buttons by the asking, in order', () => {
    const message = phrase(meant({ choices: ['signs-none', 'signs-some'], step: 7 }), CONTENT);
    expect(message.step).toBe(7);
    expect(message.choices).toEqual(
      (['signs-none', 'signs-some'] as const).map((id) => ({ id, label: CONTENT.choices[id].label })),
    );
  });

  it('says in one line what may be typed in place of pressing, where there is something to press', () => {
    const { choices, orType } = phrase(meant({ choices: ['signs-none', 'signs-some'] }), CONTENT);
    expect(orType).toBe(`Or type: ${choices.map(({ label }) => label).join(' · ')}`);
    expect(phrase(meant({ choices: [] }), CONTENT)).not.toHaveProperty('orType');
  });

  it('of a warning sign is urgent, and its notification says so without a word about a body', () => {
    expect(phrase(meant({ urgent: true }), CONTENT)).toMatchObject({
      tone: 'urgent',
      summary: CONTENT.words.summaries.urgent,
    });
    expect(phrase(meant(), CONTENT)).toMatchObject({ tone: 'plain', summary: CONTENT.words.summaries.reply });
  });

  it('that comes unasked is discreet', () => {
    expect(phrase(meant({ kind: 'check-in' }), CONTENT)).toMatchObject({
      discreet: true,
      summary: 'Your check-in is ready',
    });
    expect(phrase(meant(), CONTENT)).not.toHaveProperty('discreet');
    expect(phrase(meant({ kind: 'hold' }), CONTENT)).not.toHaveProperty('discreet');
  });
});

describe('a label', () => {
  const CANDIDATES = [
    { intent: 'hold.eased', slots: {} },
    { intent: 'ask.neck', slots: {} },
  ] as const;

  it.each<[id: ChoiceId, changes: Partial<Facts>, label: string]>([
    ['start-timer', { seconds: 20 }, 'Start 20 seconds'],
    ['start-timer', { seconds: 40 }, 'Start 40 seconds'],
  ])('%s with %j', (id, changes, label) => {
    expect(labelOf(id, facts(changes), CONTENT)).toBe(label);
  });

  it('of "did you mean" is the reading itself, as in the question', () => {
    const message = phrase(
      meant({
        parts: [{ kind: 'question', id: 'did-you-mean', style: 'ask' }],
        choices: ['meant-first', 'meant-second', 'meant-neither'],
        candidates: [...CANDIDATES],
      }),
      CONTENT,
    );
    const { readings } = CONTENT.words;
    expect(message.choices.map(({ label }) => label.toLowerCase())).toEqual([
      readings['hold.eased'],
      readings['ask.neck'],
      CONTENT.choices['meant-neither'].label.toLowerCase(),
    ]);
    expect(message.choices[0]?.label).toMatch(/^[A-Z]/);
    expect(plainText(message)).toContain(readings['hold.eased']);
    expect(plainText(message)).toContain(readings['ask.neck']);
  });

  it('no label is longer than a button, whatever is filled in', () => {
    const all = [...(Object.keys(CONTENT.choices) as ChoiceId[])].map((id) =>
      labelOf(id, facts({ seconds: 120 }), CONTENT),
    );
    const readings = Object.values(CONTENT.words.readings);
    expect([...all, ...readings].filter((label) => label.length > 40)).toEqual([]);
  });
});
