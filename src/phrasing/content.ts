import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHOICES, type ChoiceId } from '../../dialogs/choices.ts';
import { PICTURES, type PictureName, SIDELESS } from '../../dialogs/pictures.ts';
import { QUESTIONS, type QuestionId } from '../../dialogs/questions.ts';
import { CARES, type Care } from '../../dialogs/regions.ts';
import { SAYINGS, type SayingId } from '../../dialogs/sayings.ts';
import { FINDINGS, KNOTS } from '../../dialogs/session.ts';
import { TOPIC_NAMES, type Topic } from '../../dialogs/topics.ts';
import { ASKS, type Ask, INTENTS, REGIONS, type Region, WARNING_KINDS, WEEKDAYS } from '../../dialogs/words.ts';
import { kept } from '../kept.ts';
import { type Node, ProofReader } from './proofReader.ts';
import { SLOTS } from './slots.ts';
import { CONDITIONS, type Condition, type Variant, type Wording } from './wording.ts';

/** Everything the bot can say in one language, read from `content/<language>`. */
export interface Content {
  /** `why` is why it is asked, for who wonders. */
  questions: Record<QuestionId, { ask: Wording; again: Wording; simpler: Wording; why: Wording }>;
  choices: Record<ChoiceId, { label: string; typed: readonly string[] }>;
  sayings: Record<SayingId, Wording>;
  answers: Record<Ask, { short: Wording; more: Wording }>;
  topics: Record<Topic, TopicWords>;
  regions: Record<Region, Record<(typeof REGION_WORDS)[number], string>>;
  cares: Record<Care, { question: string; list: readonly string[] }>;
  /** What is to be seen on each picture. */
  pictures: Record<PictureName, string>;
  emergency: { general: string; countries: Record<string, string>; zones: [prefix: string, country: string][] };
  words: Words;
}

/** What is said of a topic, and the words that name it. */
interface TopicWords {
  /** Words that name it anywhere in a question. */
  said: readonly string[];
  /** Whole messages that ask about it, as phrases. */
  alone: readonly string[];
  /** The open questions at which it is meant; everywhere where there are none. */
  at: readonly string[];
  say: Wording;
  /** For who asks the same once more. */
  more?: Wording;
  /** For who asks why. */
  why?: Wording;
}

const REGION_WORDS = ['name', 'where', 'how', 'otherWay', 'feel', 'caution', 'why'] as const;

export interface Words {
  sides: Record<string, string>;
  hands: Record<string, string>;
  lists: Record<string, string>;
  places: Record<string, string>;
  trends: Record<string, string>;
  chart: Record<string, string>;
  findings: Record<string, string>;
  knots: Record<string, string>;
  days: Record<string, string>;
  weekdays: Record<string, string>;
  months: readonly string[];
  schedule: Record<string, string>;
  checkIns: Record<string, string>;
  readings: Record<string, string>;
  languages: Record<string, string>;
  asking: Record<string, string>;
  declining: Record<string, string>;
  data: Record<string, string>;
  answered: Record<string, string>;
  summaries: Record<string, string>;
  channels: Record<string, string>;
}

const WORD_KEYS: Record<Exclude<keyof Words, 'months' | 'languages'>, readonly string[]> = {
  sides: ['left', 'right', 'unknown'],
  hands: ['left', 'right', 'unknown'],
  lists: ['item', 'comma', 'and', 'none', 'knot'],
  places: Object.keys(QUESTIONS),
  chart: ['title', 'after', 'alt', 'point', 'pointAfter'],
  trends: ['none', 'one', 'down', 'same', 'up'],
  findings: FINDINGS,
  knots: KNOTS,
  days: ['daily', 'weekdays'],
  weekdays: WEEKDAYS,
  schedule: ['at', 'none', 'paused', 'zone', 'date', 'moment', 'today', 'tomorrow', 'dayAt', 'leftOut', 'daysLeftOut'],
  checkIns: ['gone', 'better', 'same', 'worse'],
  readings: INTENTS,
  asking: ['begins'],
  declining: ['alone'],
  data: [
    'consent',
    'place',
    'side',
    'knot',
    'ratings',
    'regions',
    'helped',
    'care',
    'sessions',
    'screen',
    'locked',
    'rest',
    'schedule',
    'once',
    'changes',
    'paused',
    'zone',
    'country',
    'check-ins',
    'language',
    'kept',
  ],
  answered: ['chosen', 'words'],
  summaries: ['reply', 'hold', 'check-in', 'urgent'],
  channels: ['orType', 'between', 'goodbye', 'privateChat'],
};

/** What each condition of a `when:` may be. */
const CONDITION_VALUES: Record<Condition, readonly string[]> = {
  place: Object.keys(QUESTIONS),
  knot: KNOTS,
  side: ['left', 'right', 'unknown'],
  region: [...REGIONS, 'none'],
  searched: ['none', 'some', 'all'],
  locked: ['true', 'false'],
  hasSchedule: ['true', 'false'],
  reached: ['true', 'false'],
  kind: [...WARNING_KINDS, 'none'],
  rated: ['better', 'same', 'worse', 'none'],
  change: ['fell', 'rose', 'little', 'none'],
  last: ['helped', 'session', 'gone', 'better', 'same', 'worse', 'rated', 'none'],
  untried: ['some', 'none'],
  helpful: ['some', 'none'],
  order: ['helped', 'untried', 'easiest'],
  gently: ['true', 'false'],
};

/** What a screen reader can say of a picture without being in the way of the words. */
const ALT_MAX = 125;
/** The screen reader has said so already. */
const SAYS_PICTURE = /^(an? )?(image|picture|drawing|photo|illustration|graphic|figure)\b/i;

/** At most so many characters fit on a button of a narrow phone, on every channel. */
const LABEL_MAX = 30;

/**
 * The content cannot be used as it is. The message lists every problem as `file:line: sentence`, for the person who
 * edited the words.
 */
export class ContentError extends Error {
  override readonly name = 'ContentError';
}

/**
 * Reads and proof-reads the words of one language. Throws `ContentError` with everything that is wrong: a missing or
 * unknown entry, a brace nobody fills, a condition that can never hold, a label that is too long. With `keptIn`, what
 * the words come to is kept for the next start, because reading them takes a tenth of it.
 */
export function loadContent(folder: string, keptIn?: string): Content {
  const from = [...FILES.map((file) => join(folder, file)), import.meta.dirname, DIALOGS];
  const make = () => Buffer.from(JSON.stringify(readContent(folder)));
  return JSON.parse(kept({ name: 'content.json', from, make, keptIn }).toString()) as Content;
}

/** Everything that words are checked against is there. */
const DIALOGS = join(import.meta.dirname, '../../dialogs');

const FILES = [
  'questions.yaml',
  'choices.yaml',
  'sayings.yaml',
  'answers.yaml',
  'topics.yaml',
  'regions.yaml',
  'cares.yaml',
  'emergency.yaml',
  'words.yaml',
  'pictures.yaml',
] as const;

/** The same, read from the files. */
function readContent(folder: string): Content {
  const reader = new ProofReader((file) => readFileSync(join(folder, file), 'utf8'));
  const file = (name: (typeof FILES)[number]) => reader.open(name);

  const questions = file('questions.yaml').record(Object.keys(QUESTIONS), (entry) => ({
    ask: wording(entry.at('ask')),
    again: atLeastTwo(wording(entry.at('again')), entry),
    simpler: wording(entry.at('simpler')),
    why: wording(entry.at('why')),
  }));
  const choices = file('choices.yaml').record(Object.keys(CHOICES), (entry) => {
    const label = entry.at('label').text();
    if (label.length > LABEL_MAX) {
      entry.at('label').complain(`The label '${label}' has ${label.length} characters; a button takes ${LABEL_MAX}.`);
    }
    slotsOf(label, entry);
    return { label, typed: entry.optional('typed')?.texts() ?? [] };
  });
  const sayings = file('sayings.yaml').record(SAYINGS, wording);
  const answers = file('answers.yaml').record(ASKS, (entry) => ({
    short: wording(entry.at('short')),
    more: wording(entry.at('more')),
  }));
  const topics = file('topics.yaml').record(TOPIC_NAMES, topic);
  const regions = file('regions.yaml').record(REGIONS, (entry) =>
    entry.record(REGION_WORDS, (node) => {
      const text = node.text();
      slotsOf(text, node);
      return text;
    }),
  );
  const cares = file('cares.yaml').record(CARES, (entry) => ({
    question: entry.at('question').text(),
    list: entry.at('list').texts(),
  }));
  const emergencyFile = file('emergency.yaml');
  const emergency = {
    general: emergencyFile.at('general').at('say').text(),
    countries: emergencyFile.at('countries').map((entry) => entry.at('say').text()),
    // The longest prefix first, so that the first one that fits is the right one.
    zones: Object.entries(emergencyFile.at('zones').map((entry) => entry.text())).sort(
      ([a], [b]) => b.length - a.length,
    ),
  };
  const wordsFile = file('words.yaml');
  const words = {
    ...Object.fromEntries(
      Object.entries(WORD_KEYS).map(([name, keys]) => [name, wordsFile.at(name).record(keys, (entry) => entry.text())]),
    ),
    months: wordsFile.at('months').texts(),
    languages: wordsFile.at('languages').map((entry) => entry.text()),
  } as unknown as Words;
  if (!words.channels.orType?.includes('{choices}')) {
    const line = wordsFile.at('channels').at('orType');
    line.complain('Without {choices} it does not say what may be typed.');
  }
  const pictures = file('pictures.yaml').record(PICTURES, (entry, name) => altText(entry, name, words));

  if (reader.problems.length > 0) {
    throw new ContentError(
      `The words in ${folder} cannot be used as they are. Mend these places and start again:\n${reader.problems.join('\n')}`,
    );
  }
  return { questions, choices, sayings, answers, topics, regions, cares, pictures, emergency, words } as Content;
}

function topic(entry: Node): TopicWords {
  const [more, why] = [entry.optional('more'), entry.optional('why')];
  const places = entry.optional('at');
  const at = places?.texts() ?? [];
  for (const place of at) {
    if (!(place in QUESTIONS)) places?.complain(`There is no question '${place}'.`);
  }
  return {
    said: entry.optional('said')?.texts() ?? [],
    alone: entry.optional('alone')?.texts() ?? [],
    at,
    say: wording(entry.at('say')),
    ...(more && { more: wording(more) }),
    ...(why && { why: wording(why) }),
  };
}

function wording(node: Node): Wording {
  const variants: Variant[] =
    node.isList() && node.items().every((item) => item.isRecord())
      ? node.items().map((item) => ({ when: conditions(item.optional('when')), say: item.at('say').textOrTexts() }))
      : [{ when: {}, say: node.textOrTexts() }];
  for (const { say } of variants) for (const text of say) slotsOf(text, node);
  const last = variants.at(-1);
  if (last && Object.keys(last.when).length > 0) {
    node.complain('The last variant has a `when`, so that nothing is said where it does not hold. Add one without.');
  }
  return variants;
}

function atLeastTwo(words: Wording, node: Node): Wording {
  if (words.some(({ say }) => say.length < 2)) {
    node.complain('`again` needs at least two alternatives, or the same sentence is said twice running.');
  }
  return words;
}

function conditions(node: Node | undefined): Variant['when'] {
  if (!node) return {};
  const when: Variant['when'] = {};
  for (const [key, value] of node.entries()) {
    const condition = CONDITIONS.find((name) => name === key);
    if (!condition) {
      value.complain(`'${key}' is not known here; a \`when\` can ask for ${CONDITIONS.join(', ')}.`);
      continue;
    }
    const values = value.scalarOrScalars();
    for (const one of values) {
      if (!CONDITION_VALUES[condition].includes(one)) {
        value.complain(`'${key}' is never '${one}'; it is one of ${CONDITION_VALUES[condition].join(', ')}.`);
      }
    }
    when[condition] = values;
  }
  return when;
}

function slotsOf(text: string, node: Node): void {
  for (const [, slot] of text.matchAll(/\{(\w*)\}/g)) {
    if (!SLOTS.some((known) => known === slot)) {
      node.complain(`Nobody fills {${slot}}; the braces that are filled are ${SLOTS.join(', ')}.`);
    }
  }
}

/** One or two sentences that say what is to be seen, and on which side of the person. */
function altText(node: Node, name: string, { sides, hands }: Words): string {
  const text = node.text();
  for (const [brace, slot] of text.matchAll(/\{(\w*)\}/g)) {
    if (slot !== 'side' && slot !== 'hand') node.complain(`A picture can name {side} and {hand}, and not ${brace}.`);
  }
  const hasSide = !SIDELESS.some((one) => one === name);
  if (hasSide !== text.includes('{side}')) {
    node.complain(
      hasSide
        ? `'${name}' is there for the left and for the right side: say which it is with {side}.`
        : `'${name}' shows both sides, so {side} has no meaning there.`,
    );
  }
  const spoken = (side: string) => text.replaceAll('{side}', sides[side] ?? '').replaceAll('{hand}', hands[side] ?? '');
  const length = Math.max(spoken('left').length, spoken('right').length);
  if (length > ALT_MAX) {
    node.complain(`What is said of '${name}' has ${length} characters; a screen reader is given ${ALT_MAX} at most.`);
  }
  if (SAYS_PICTURE.test(text)) {
    node.complain(`A screen reader says by itself that '${name}' is a picture. Begin with what is to be seen.`);
  }
  return text;
}
