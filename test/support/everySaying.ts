import { QUESTIONS, type QuestionId } from '../../dialogs/questions.ts';
import { CARES } from '../../dialogs/regions.ts';
import { SAYINGS, type SayingId } from '../../dialogs/sayings.ts';
import { TOPIC_NAMES } from '../../dialogs/topics.ts';
import { ASKS, REGIONS } from '../../dialogs/words.ts';
import type { Message } from '../../src/message.ts';
import { chartInWords } from '../../src/phrasing/chartInWords.ts';
import type { Content } from '../../src/phrasing/content.ts';
import { phrase } from '../../src/phrasing/phrase.ts';
import type { Variant, Wording } from '../../src/phrasing/wording.ts';
import type { Facts } from '../../src/turn/facts.ts';
import { pictureFor } from '../../src/turn/picture.ts';
import type { Meant, Utterance } from '../../src/turn/utterance.ts';
import { DAY, HOUR, MONDAY, WAYS } from '../turn/walk.ts';

export interface Spoken {
  /** What is said, for example `hold.eased` or `search? again`; with its variant and which of its alternatives. */
  name: string;
  /** This name is the first of its variant: the others differ in a few words. */
  first: boolean;
  message: Message;
}

/**
 * Everything that the bot can say, as the message that would bring it: each saying, answer and question in each of
 * its wordings, with facts of somebody in the middle of things, the buttons of the place where it is said, and its
 * picture or chart. For a look at what a channel makes of it.
 */
export function everySaying(content: Content): Spoken[] {
  return [...sayings(content), ...answers(content), ...topics(content), ...reasons(content), ...questions(content)];
}

/** Which question follows a saying, by how the saying's name begins; null where it stands alone. */
const FOLLOWED_BY: readonly [begins: string, place: QuestionId | null][] = [
  ['under-age', null],
  ['driving', null],
  ['dulled', null],
  ['welcome', 'home'],
  ['under-way', 'search'],
  ['report.found', 'hold'],
  ['report.under-way', 'hold'],
  ['report.sharp', 'wrong-faded'],
  ['greeting-on-the-way', 'search'],
  ['greeting', 'home'],
  ['thanks', null],
  ['at-ease', null],
  ['no-more', 'search'],
  ['sign-unclear', 'search'],
  ['goodbye', null],
  ['help-on-the-way', 'search'],
  ['help', 'home'],
  ['ask-else', null],
  ['start', 'consent'],
  ['consent.details', 'consent'],
  ['consent.accepted', 'safety-emergency'],
  ['consent.declined', null],
  ['screen.clean', 'rating'],
  ['screen.something-new', 'safety-emergency'],
  ['screen.', 'safety-doctor'],
  ['sign-of-another', 'safety-doctor'],
  ['get-help.', 'get-help'],
  ['locked.over', 'safety-emergency'],
  ['locked.', 'get-help'],
  ['despair', null],
  ['doubt.ok', 'search'],
  ['limit.', null],
  ['rest.', null],
  ['skin-and-pressure', 'pressure'],
  ['rating.which', 'rating'],
  ['rating.', 'side'],
  ['severe.', 'side'],
  ['side.spine', 'side'],
  ['side.elsewhere', 'side'],
  ['side.', 'side-first'],
  ['pressure.cannot-reach', 'pressure-other-way'],
  ['pressure.still-unsure', 'overstretched'],
  ['pressure.given-up', 'overstretched'],
  ['pressure.', 'pressure'],
  ['contracting.eased', 'outcome'],
  ['contracting.not-eased', 'overstretched'],
  ['contracting.', 'contracting'],
  ['overstretched.', 'overstretched'],
  ['not-now', null],
  ['search.tender', 'hold'],
  ['search.lighter', 'hold'],
  ['search.left-out', 'search'],
  ['search.', 'search'],
  ['care.', 'search'],
  ['hold.eased', 'more-spots'],
  ['hold.not-eased-once', 'hold'],
  ['hold.lighter', 'hold'],
  ['hold.worse', 'hold'],
  ['hold.', 'more-spots'],
  ['retest.nothing-felt', 'retest'],
  ['retest.look-first', 'retest'],
  ['retest.worse', 'check-in-offer'],
  ['retest.sore', 'check-in-offer'],
  ['retest.gone', 'check-in-offer'],
  ['retest.', 'search'],
  ['pause.', 'outcome'],
  ['all-searched', 'outcome'],
  ['neck.left', 'outcome'],
  ['wrong.stays', 'get-help'],
  ['wrong.faded', 'search'],
  ['wrong.', 'search'],
  ['outcome.which', 'outcome'],
  ['outcome.', 'check-in-offer'],
  ['found.', 'check-in-offer'],
  ['keep.', 'check-in-offer'],
  ['after-session', null],
  ['stopped', null],
  ['card', null],
  ['timer.started.pressure', 'pressure'],
  ['timer.', 'hold'],
  ['back.safety', 'safety-emergency'],
  ['back.', 'search'],
  ['correction', 'hold'],
  ['skip.after-going-on', 'return'],
  ['skip.not-here', 'rating'],
  ['restarted', 'home'],
  ['later', null],
  ['returned.go-on', 'search'],
  ['returned', 'return'],
  ['moved-by-release', 'home'],
  ['not-understood.', 'search'],
  ['sign-unclear', 'search'],
  ['outside', 'search'],
  ['scolded', 'check-in'],
  ['foreign-press', 'search'],
  ['foreign', 'safety-emergency'],
  ['wordless', 'search'],
  ['too-late.', 'search'],
  ['too-fast', null],
  ['edited', 'search'],
  ['nothing-to-answer', 'home'],
  ['check-in.declined', null],
  ['check-in.time-unclear', 'check-in-time'],
  ['check-in.pause-until-when', null],
  ['check-in.zone-', 'check-in-zone'],
  ['check-in.shown', 'check-ins'],
  ['check-in.hello', 'check-in'],
  ['check-in.last', 'check-in'],
  ['check-in.pause-over', 'check-in'],
  ['check-in.soft', 'check-in'],
  ['check-in.unsure', 'check-in'],
  ['check-in.best-guess', 'check-in'],
  ['check-in.excused', 'check-in'],
  ['check-in.knot-only', 'home'],
  ['check-in.news-beside', 'check-in-offer'],
  ['check-in.better', 'session-offer'],
  ['check-in.same', 'session-offer'],
  ['check-in.rated', 'session-offer'],
  ['check-in.week', 'session-offer'],
  ['check-in.six-weeks', 'session-offer'],
  ['check-in.', null],
  ['zone.', null],
  ['session.not-now', null],
  ['progress', 'home'],
  ['data.', null],
  ['language.', 'search'],
  ['group.', null],
  ['not-kept', null],
  ['at-ease', null],
  ['no-more', 'search'],
];

/** What interrupts: said without a picture, and shown as what it is. */
const isUrgent = (id: SayingId) => id.startsWith('get-help.') || id === 'despair' || id === 'wrong.stays';
/** Asks for the answer itself, so that only the buttons follow. */
const isTimed = (id: SayingId) => id.startsWith('timer.started.') || id.startsWith('timer.over');
const UNASKED: readonly SayingId[] = ['check-in.hello', 'check-in.last', 'check-in.pause-over', 'check-in.soft'];

function sayings(content: Content): Spoken[] {
  return SAYINGS.flatMap((id) => {
    const place = placeAfter(id);
    const base = meantAt(place ?? 'home');
    const part: Utterance = { kind: 'saying', id, named: 'upper-chest', language: 'de' };
    const question: Utterance[] = place === null || isTimed(id) ? [] : [{ kind: 'question', id: place, style: 'ask' }];
    const meant: Meant = {
      ...base,
      kind: UNASKED.includes(id) ? 'check-in' : id.startsWith('timer.over') ? 'hold' : 'reply',
      parts: [part, ...question],
      choices: place === null ? [] : base.choices.filter((choice) => !isTimed(id) || choice !== 'start-timer'),
      urgent: isUrgent(id),
    };
    return worded(id, content.sayings[id], meant, (wording) => ({
      ...content,
      sayings: { ...content.sayings, [id]: wording },
    })).map((spoken) => (id === 'progress' ? withChart(spoken, meant.facts, content) : spoken));
  });
}

function answers(content: Content): Spoken[] {
  return ASKS.flatMap((ask) =>
    (['short', 'more'] as const).flatMap((length) => {
      const base = meantAt('search');
      const meant: Meant = {
        ...base,
        parts: [
          { kind: 'answer', ask, more: length === 'more' },
          { kind: 'question', id: 'search', style: 'again' },
        ],
      };
      return worded(`${ask} ${length}`, content.answers[ask][length], meant, (wording) => ({
        ...content,
        answers: { ...content.answers, [ask]: { ...content.answers[ask], [length]: wording } },
      }));
    }),
  );
}

function topics(content: Content): Spoken[] {
  return TOPIC_NAMES.flatMap((topic) =>
    (['say', 'more', 'why'] as const).flatMap((which) => {
      const words = content.topics[topic][which];
      if (!words) return [];
      const parts: Utterance[] = [
        { kind: 'topic', id: topic, ...(which !== 'say' && { part: which }) },
        { kind: 'question', id: 'search', style: 'again' },
      ];
      const name = which === 'say' ? `topic ${topic}` : `topic ${topic}, ${which}`;
      return worded(name, words, { ...meantAt('search'), parts }, (one) => ({
        ...content,
        topics: { ...content.topics, [topic]: { ...content.topics[topic], [which]: one } },
      }));
    }),
  );
}

function reasons(content: Content): Spoken[] {
  return (Object.keys(QUESTIONS) as QuestionId[]).flatMap((id) => {
    const parts: Utterance[] = [
      { kind: 'reason', of: id },
      { kind: 'question', id, style: 'again' },
    ];
    return worded(`why ${id}?`, content.questions[id].why, { ...meantAt(id), parts }, (why) => ({
      ...content,
      questions: { ...content.questions, [id]: { ...content.questions[id], why } },
    }));
  });
}

function questions(content: Content): Spoken[] {
  return (Object.keys(QUESTIONS) as QuestionId[]).flatMap((id) =>
    (['ask', 'again', 'simpler'] as const).flatMap((style) => {
      const base = meantAt(id);
      const meant: Meant = { ...base, parts: [{ kind: 'question', id, style }] };
      const name = style === 'ask' ? `${id}?` : `${id}? ${style}`;
      return each(meant, id).flatMap(([of, one]) =>
        worded(name + of, content.questions[id][style], one, (wording) => ({
          ...content,
          questions: { ...content.questions, [id]: { ...content.questions[id], [style]: wording } },
        })),
      );
    }),
  );
}

const OF_A_REGION: readonly QuestionId[] = ['search', 'search-other-way', 'hold', 'more-spots'];

/** A question of a place on the body, once for each of the places; one about areas to leave out, once for each. */
function each(meant: Meant, id: QuestionId): [of: string, meant: Meant][] {
  if (id === 'care') return CARES.map((care) => [` ${care}`, { ...meant, facts: { ...meant.facts, care } }]);
  if (!OF_A_REGION.includes(id)) return [['', meant]];
  return REGIONS.map((region) => [` ${region}`, { ...meant, facts: { ...meant.facts, region } }]);
}

/** A message for every variant of a wording and every alternative in it. */
function worded(name: string, wording: Wording, meant: Meant, content: (wording: Wording) => Content): Spoken[] {
  return wording.flatMap(({ when, say }) =>
    say.map((text, at) => {
      const facts = fitting(meant.facts, when);
      const picture = meant.urgent ? undefined : pictureFor(meant.parts, facts, null);
      const variant = Object.entries(when).map(([condition, values]) => `${condition} ${values.join('/')}`);
      const which = [...(variant.length > 0 ? [`(${variant.join(', ')})`] : []), ...(at > 0 ? [`#${at + 1}`] : [])];
      return {
        name: [name, ...which].join(' '),
        first: at === 0,
        message: phrase({ ...meant, facts, ...(picture && { picture }) }, content([{ when: {}, say: [text] }])),
      };
    }),
  );
}

/** The same facts, but such that the condition holds. */
function fitting(facts: Facts, when: Variant['when']): Facts {
  const changes = Object.entries(when).map(([condition, [value]]) => [
    condition,
    value === 'true' ? true : value === 'false' ? false : value,
  ]);
  return { ...facts, ...Object.fromEntries(changes) };
}

function withChart(spoken: Spoken, facts: Facts, { words }: Content): Spoken {
  const [from, until] = [facts.results.at(-1)?.at ?? 0, facts.results[0]?.at ?? 0];
  const chart = { token: 'a-chart', alt: chartInWords(facts, { from, until }, words) };
  return { ...spoken, message: { ...spoken.message, chart } };
}

function placeAfter(id: SayingId): QuestionId | null {
  const found = FOLLOWED_BY.find(([begins]) => id.startsWith(begins));
  if (!found) throw new Error(`Say in FOLLOWED_BY where '${id}' is said.`);
  return found[1];
}

const places = new Map<QuestionId, Meant>();

/** The message with the open question of a place, as somebody gets it who has been through everything. */
function meantAt(place: QuestionId): Meant {
  const known = places.get(place);
  if (known) return known;
  const meant = WAYS[place]().last.messages.at(-1) ?? HOME;
  const full = { ...meant, facts: { ...meant.facts, ...lived(meant.facts) } };
  places.set(place, full);
  return full;
}

/** Nobody is brought home: that is where one begins. */
const HOME: Meant = (() => {
  const walk = WAYS.home();
  walk.says('greet');
  return walk.last.messages.at(-1) as Meant;
})();

/** What somebody can tell of who has used the bot for a while. */
function lived({ side, place }: Facts): Partial<Facts> {
  const date = (day: number) => `2026-03-${String(day).padStart(2, '0')}`;
  const rated = (at: number, rating: number) => ({
    at,
    data: { kind: 'check-in' as const, answer: 'rated' as const, rating, date: date(2) },
  });
  return {
    side: side === 'unknown' ? 'left' : side,
    found: { 'lower-back': 'tender', 'upper-arm': 'nothing', 'ribs-side': 'left-out', 'ribs-front': 'not-reached' },
    helped: ['lower-back', 'upper-chest'],
    rating: 4,
    ratingBefore: 6,
    where: place === 'return' ? 'hold' : place,
    country: 'DE',
    newZone: 'Asia/Tokyo',
    lockedUntil: MONDAY + 12 * HOUR,
    restUntil: MONDAY + 2 * DAY,
    sessionsAgainAt: MONDAY + 5 * HOUR,
    schedule: {
      time: '09:00',
      days: 'weekdays',
      zone: 'Europe/Berlin',
      since: MONDAY - 3 * DAY,
      next: { at: MONDAY + DAY, date: date(3) },
      pausedUntil: null,
      snoozedTo: MONDAY + HOUR,
      unanswered: 0,
      changes: { [date(5)]: '15:30' },
    },
    changedAt: MONDAY + 3 * DAY,
    dates: [MONDAY + DAY, MONDAY + 2 * DAY, MONDAY + 3 * DAY],
    consentAt: MONDAY - 3 * DAY,
    cleanAt: MONDAY - HOUR,
    careAnswers: { arm: false, chest: true },
    results: [rated(MONDAY - DAY, 4), rated(MONDAY - 2 * DAY, 6), rated(MONDAY - 3 * DAY, 7)],
  };
}
