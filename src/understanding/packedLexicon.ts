import { pack, type Unpacked, unpack } from './classifier/packedFile.ts';
import type { Entry, Lexicon, LexiconParts } from './lexicon.ts';
import { type Kind, PhraseBook, type PhraseBookParts, WAYS, type Ways } from './phraseBook.ts';
import { type Spelling, spellingRepair } from './spelling.ts';
import type { WarningEntry } from './warning-signs/warningLexicon.ts';

const MAGIC = 'unknot lexicon';

/** Maps and sets as lists, and books without their rows of numbers. */
interface About {
  words: readonly string[];
  writing: { chat: [string, string[]][]; signs: [string, string[]][]; turns: string[]; whole: [string, string[]][] };
  spelling: Omit<Spelling, 'gaps'>;
  book: AboutBook<Entry>;
  fillers: string[];
  bare: string[];
  denying: string[];
  foreign: [string, string[]][];
  vocabulary: string[];
  ratings: [string, number][];
  places: [string, string][];
  warnings: { book: AboutBook<WarningEntry>; sources: [string, string][] };
}

interface AboutBook<T> {
  longestGap: number;
  kinds: readonly Kind<T>[];
}

/** A lexicon as one file. */
export function packLexicon(lexicon: LexiconParts): Buffer {
  const { writing, spelling, book, foreign, warnings } = lexicon;
  const about: About = {
    words: [...book.parts.words.keys()],
    writing: {
      chat: [...writing.chat],
      signs: [...writing.signs],
      turns: [...writing.turns],
      whole: [...writing.whole],
    },
    spelling: { words: spelling.words, ordinary: spelling.ordinary },
    book: aboutBook(book),
    fillers: [...lexicon.fillers],
    bare: [...lexicon.bare],
    denying: [...lexicon.denying],
    foreign: [...foreign].map(([code, common]) => [code, [...common]]),
    vocabulary: [...lexicon.vocabulary],
    ratings: [...lexicon.ratings],
    places: [...lexicon.places],
    warnings: { book: aboutBook(warnings.book), sources: [...warnings.sources] },
  };
  return pack(MAGIC, about, { gaps: spelling.gaps, ...rows('book', book), ...rows('warnings', warnings.book) });
}

/** Reads what `packLexicon` made. */
export function unpackLexicon(bytes: Buffer): Lexicon {
  const file = unpack<About>(MAGIC, bytes);
  if (!file) throw new Error('The kept lexicon is none. Remove node_modules/.cache/unknot and start again.');
  const { about, int32 } = file;
  const { writing, warnings } = about;
  const words = new Map(about.words.map((word, number) => [word, number]));
  return {
    writing: {
      chat: new Map(writing.chat),
      signs: new Map(writing.signs),
      turns: new Set(writing.turns),
      whole: new Map(writing.whole),
    },
    repair: spellingRepair({ ...about.spelling, gaps: int32('gaps') }),
    book: bookOf('book', about.book, words, file),
    fillers: new Set(about.fillers),
    bare: new Set(about.bare),
    denying: new Set(about.denying),
    foreign: new Map(about.foreign.map(([code, common]) => [code, new Set(common)])),
    vocabulary: new Set(about.vocabulary),
    ratings: new Map(about.ratings),
    places: new Map(about.places),
    warnings: { book: bookOf('warnings', warnings.book, words, file), sources: new Map(warnings.sources) },
  };
}

function aboutBook<T>({ parts: { longestGap, kinds } }: PhraseBook<T>): AboutBook<T> {
  return { longestGap, kinds };
}

function rows<T>(name: string, { parts }: PhraseBook<T>): Record<string, Int32Array> {
  return Object.fromEntries(
    (['groups', 'phrases'] as const).flatMap((tree) => WAYS.map((row) => [`${name} ${tree} ${row}`, parts[tree][row]])),
  );
}

function bookOf<T>(
  name: string,
  about: AboutBook<T>,
  words: PhraseBookParts<T>['words'],
  { int32 }: Unpacked<About>,
): PhraseBook<T> {
  const tree = (which: string) =>
    Object.fromEntries(WAYS.map((row) => [row, int32(`${name} ${which} ${row}`)])) as unknown as Ways;
  return new PhraseBook({ ...about, words, groups: tree('groups'), phrases: tree('phrases') });
}
