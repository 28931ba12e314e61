import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INTENTS, type Intent, REGIONS, type Region, SIDES, type Side } from '../../dialogs/words.ts';
import { KEPT_IN, kept } from '../kept.ts';
import { packLexicon, unpackLexicon } from './packedLexicon.ts';
import { namesIn, type Phrase, PhraseError, parsePhrase, waysToWrite } from './phrase.ts';
import type { PhraseBook } from './phraseBook.ts';
import { type Groups, PhraseTree } from './phraseTree.ts';
import { standardWords, type Writing } from './reading.ts';
import { type Places, placeName } from './slots/zone.ts';
import { NO_REPAIR, type Repair, type Spelling, spellingOf } from './spelling.ts';
import { readWarningSigns, type WarningLexicon } from './warning-signs/warningLexicon.ts';
import { entries, LexiconError, readYaml, type Spot, shape, texts } from './yamlFile.ts';

/** A label a phrase can have. An `exact` one does not change with the question, as a plain yes does. */
export interface Meant {
  intent: Intent;
  exact: boolean;
}

/** What a group of phrases stands for. */
interface Sense {
  /** The labels it can have; the first that the open question takes, or that is valid everywhere, is meant. */
  means: Meant[];
  /** The same for when it is denied. A denied phrase without these says nothing. */
  denied: Meant[];
}

/** One phrase as the reader finds it. */
export type Entry =
  | { is: 'sense'; sense: Sense; alone: boolean }
  | { is: 'side' | 'side-answer'; side: Side }
  | { is: 'region'; region: Region }
  | { is: 'zone'; zone: string }
  | { is: 'language'; code: string }
  | { is: 'harmless' }
  | { is: 'takes-back' };

/** Everything the reader knows about one language, loaded once. */
export interface Lexicon {
  writing: Writing;
  repair: Repair;
  book: PhraseBook<Entry>;
  /** Words that do not count when a phrase has to be the whole message. */
  fillers: ReadonlySet<string>;
  /** Words that are a bare yes, ok or no. */
  bare: ReadonlySet<string>;
  denying: ReadonlySet<string>;
  /** For each language that is not spoken here, its commonest words. */
  foreign: ReadonlyMap<string, ReadonlySet<string>>;
  /** Words of our own, by which a message is known not to be foreign. */
  vocabulary: ReadonlySet<string>;
  ratings: ReadonlyMap<string, number>;
  /** What names a time zone, and the zone. */
  places: Places;
  warnings: WarningLexicon;
}

/** The lexicon as it is packed. */
export interface LexiconParts extends Omit<Lexicon, 'repair'> {
  spelling: Spelling;
}

/** How much a phrase counts, by the heading it stands under. */
const STRENGTHS: Record<string, { strength: number; alone: boolean }> = {
  sure: { strength: 1.6, alone: false },
  phrases: { strength: 1, alone: false },
  weak: { strength: 0.6, alone: false },
  alone: { strength: 1.6, alone: true },
};

const NOT_LABELS = new Set(['groups.yaml', 'writing.yaml', 'negation.yaml', 'slots.yaml', 'foreign.yaml']);

const ENGLISH = join(import.meta.dirname, '../../content/en');

/** Everything that the lexicon is made from: what people edit, and the code that reads it. */
const files = (folder: string) => [
  join(folder, 'phrases'),
  join(folder, 'places.yaml'),
  join(folder, 'warning-signs.yaml'),
  import.meta.dirname,
  join(import.meta.dirname, '../../dialogs/words.ts'),
];

/**
 * Loads the words of a language from its content folder: `phrases/*.yaml`, `places.yaml` and `warning-signs.yaml`. What
 * they come to is kept for the next start, because reading them takes most of a second. Throws a `LexiconError` that
 * names every mistake at once.
 */
export function loadLexicon(
  folder: string = ENGLISH,
  keptIn: string | undefined = folder === ENGLISH ? KEPT_IN : undefined,
): Lexicon {
  const bytes = kept({ name: 'lexicon', from: files(folder), make: () => packLexicon(readLexicon(folder)), keptIn });
  return unpackLexicon(bytes);
}

/** The same, read from the files. */
function readLexicon(folder: string): LexiconParts {
  const problems: string[] = [];
  const file = (name: string) => readYaml(join(folder, 'phrases', name), problems);

  const writingFile = new Map(entries(file('writing.yaml')).map(([key, value]) => [key, value]));
  const part = (name: string): Spot => writingFile.get(name) ?? { node: null, complain: () => {} };
  const writing: Writing = {
    chat: new Map(),
    signs: new Map(),
    turns: new Set(words(part('turns'))),
    whole: new Map(),
  };
  for (const [from, to] of entries(part('whole')))
    for (const { text } of texts(to)) writing.whole.set(from, text.split(' '));
  for (const [from, to] of entries(part('chat')))
    for (const { text } of texts(to)) writing.chat.set(from, text.split(' '));
  for (const [sign, to] of entries(part('signs')))
    for (const { text } of texts(to)) writing.signs.set(sign, text.split(' '));

  const vocabulary = new Set<string>([...writing.chat.values(), ...writing.signs.values()].flat());
  const standard = (word: string) => standardWords(word, writing, NO_REPAIR);
  const groups = readGroups(file('groups.yaml'), standard);

  /** A phrase as it is searched for, or a complaint. */
  function phraseOf({ text, spot }: { text: string; spot: Spot }): Phrase[] {
    try {
      const phrase = parsePhrase(text, standard);
      const names = namesIn(phrase);
      for (const group of names.groups) {
        if (!groups.has(group)) throw new PhraseError(`there is no group {${group}} in groups.yaml`);
      }
      for (const word of names.words) vocabulary.add(word);
      return [phrase];
    } catch (error) {
      if (!(error instanceof PhraseError)) throw error;
      spot.complain(error.message);
      return [];
    }
  }

  const tree = new PhraseTree<Entry>(groups);
  for (const options of groups.values()) for (const word of options.flat()) vocabulary.add(word);
  function add(entry: Entry, list: Spot, strength = 1) {
    for (const listed of texts(list)) for (const phrase of phraseOf(listed)) tree.add(phrase, entry, strength);
  }

  for (const name of readdirSync(join(folder, 'phrases')).toSorted()) {
    if (!name.endsWith('.yaml') || NOT_LABELS.has(name)) continue;
    for (const [key, value, keySpot] of entries(file(name))) addSense(key, value, keySpot, add);
  }

  const negation = new Map(entries(file('negation.yaml')).map(([key, value]) => [key, value]));
  const nowhere: Spot = { node: null, complain: () => {} };
  const denying = new Set(words(negation.get('denying') ?? nowhere).flatMap(standard));
  add({ is: 'harmless' }, negation.get('harmless') ?? nowhere);

  const slots = new Map(entries(file('slots.yaml')).map(([key, value]) => [key, value]));
  for (const is of ['side', 'side-answer'] as const) {
    for (const [side, list, spot] of entries(slots.get(is) ?? nowhere)) {
      if (isOneOf(SIDES, side)) add({ is, side }, list);
      else spot.complain(`there is no side '${side}'; there are ${SIDES.join(', ')}`);
    }
  }
  for (const [region, list, spot] of entries(slots.get('region') ?? nowhere)) {
    if (isOneOf(REGIONS, region)) add({ is: 'region', region }, list);
    else spot.complain(`there is no region '${region}'; there are ${REGIONS.join(', ')}`);
  }
  for (const [zone, list, spot] of entries(slots.get('zone') ?? nowhere)) {
    if (isZone(zone)) add({ is: 'zone', zone }, list);
    else spot.complain(`'${zone}' is no time zone; they are written like Europe/Berlin`);
  }
  for (const zone of ZONES) {
    const city = zone.split('/').at(-1)?.replaceAll('_', ' ').toLowerCase() ?? '';
    if (zone.includes('/') && /^[a-z -]+$/.test(city)) {
      tree.add(
        city.split(/[ -]/).map((word) => ({ word })),
        { is: 'zone', zone },
        1,
      );
    }
  }
  const places = readPlaces(readYaml(join(folder, 'places.yaml'), problems));
  for (const [code, list] of entries(slots.get('language') ?? nowhere)) add({ is: 'language', code }, list);
  add({ is: 'takes-back' }, slots.get('takes-back') ?? nowhere);
  const ratings = new Map<string, number>();
  for (const [number, list] of entries(slots.get('rating') ?? nowhere)) {
    for (const { text } of texts(list)) ratings.set(text, Number(number));
  }

  const numbers = new Map<string, number>();
  const warnings = readWarningSigns(readYaml(join(folder, 'warning-signs.yaml'), problems), groups, phraseOf, numbers);
  if (problems.length > 0) throw new LexiconError(problems);

  const ordinary = readFileSync(join(folder, 'phrases', 'ordinary-words.txt'), 'utf8').split(/\s+/);
  const foreign = new Map(
    entries(file('foreign.yaml')).map(([code, list]) => [
      code,
      new Set(texts(list).flatMap(({ text }) => text.split(/\s+/))),
    ]),
  );
  if (problems.length > 0) throw new LexiconError(problems);

  return {
    writing,
    spelling: spellingOf(vocabulary, ordinary),
    book: tree.book(numbers),
    fillers: new Set(words(part('fillers'))),
    bare: new Set(words(part('bare'))),
    denying,
    foreign,
    vocabulary: new Set([...vocabulary, ...writing.chat.keys()]),
    ratings,
    places,
    warnings,
  };
}

function addSense(key: string, value: Spot, keySpot: Spot, add: (entry: Entry, list: Spot, strength?: number) => void) {
  if (shape(value) !== 'mapping') {
    if (!isOneOf(INTENTS, key)) keySpot.complain(`there is no label '${key}'`);
    else add({ is: 'sense', sense: { means: [{ intent: key, exact: false }], denied: [] }, alone: false }, value);
    return;
  }
  const parts = new Map(entries(value).map(([name, list, spot]) => [name, { list, spot }]));
  const labels = (name: string): Meant[] =>
    texts(parts.get(name)?.list ?? { node: null, complain: () => {} }).flatMap(({ text, spot }) => {
      const intent = text.replace(/^=/, '');
      if (isOneOf(INTENTS, intent)) return [{ intent, exact: text !== intent }];
      spot.complain(`there is no label '${text}'`);
      return [];
    });
  const named = parts.has('means') ? labels('means') : isOneOf(INTENTS, key) ? [{ intent: key, exact: false }] : [];
  if (named.length === 0 && !parts.has('means'))
    keySpot.complain(`there is no label '${key}', and no 'means' to say which labels it stands for`);
  const sense: Sense = { means: named, denied: labels('denied') };
  for (const [name, { list, spot }] of parts) {
    if (name === 'means' || name === 'denied') continue;
    const heading = STRENGTHS[name];
    if (heading) add({ is: 'sense', sense, alone: heading.alone }, list, heading.strength);
    else spot.complain(`'${name}' is none of means, denied, ${Object.keys(STRENGTHS).join(', ')}`);
  }
}

/** Places by zone, and the zones by their own names and by the city in them. */
function readPlaces(file: Spot): Places {
  const places = new Map<string, string>();
  for (const zone of ZONES) {
    if (!zone.includes('/')) continue;
    places.set(zone.toLowerCase(), zone);
    places.set(placeName(zone.split('/').at(-1) ?? zone), zone);
  }
  for (const [zone, list, spot] of entries(file)) {
    if (!isZone(zone)) spot.complain(`'${zone}' is no time zone; they are written like Europe/Berlin`);
    places.set(placeName(zone.split('/').at(-1) ?? zone), zone);
    for (const { text } of texts(list)) places.set(placeName(text), zone);
  }
  return places;
}

/** Named groups of words. A group may use the groups above it. */
function readGroups(file: Spot, standard: (word: string) => string[]): Groups {
  const groups = new Map<string, string[][]>();
  for (const [name, list, nameSpot] of entries(file)) {
    if (!/^[a-z-]+$/.test(name)) nameSpot.complain(`a group is named with small letters and hyphens, not '${name}'`);
    const options: string[][] = [];
    for (const { text, spot } of texts(list)) {
      try {
        options.push(...waysToWrite(parsePhrase(text, standard), groups));
      } catch (error) {
        if (!(error instanceof PhraseError)) throw error;
        spot.complain(error.message);
      }
    }
    groups.set(name, options);
  }
  return groups;
}

function words(list: Spot): string[] {
  return texts(list).flatMap(({ text }) => text.split(/\s+/));
}

function isOneOf<T extends string>(all: readonly T[], one: string): one is T {
  return (all as readonly string[]).includes(one);
}

const ZONES = new Set(Intl.supportedValuesOf('timeZone'));

/** Other names of a zone, such as Europe/Kyiv, are not in the list but known all the same. */
function isZone(zone: string): boolean {
  if (ZONES.has(zone)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
