import { WARNING_KINDS, type WarningKind } from '../../../dialogs/words.ts';
import type { Phrase } from '../phrase.ts';
import type { PhraseBook } from '../phraseBook.ts';
import { type Groups, PhraseTree } from '../phraseTree.ts';
import { entries, type Spot, texts } from '../yamlFile.ts';

/** One warning sign of `warning-signs.yaml`. */
export interface Sign {
  name: string;
  kind: WarningKind | 'despair';
  /** A sign that counts even when it has passed, such as words that would not come. */
  evenIfOver: boolean;
  /** A sign that counts for life, such as cancer. */
  evenIfLongAgo: boolean;
  /** An ache that is a muscle's when it is felt only under the pressing finger. */
  unlessPressed: boolean;
}

/** What surrounds a sign and changes whose it is, when it was, or whether it was at all. */
const CIRCUMSTANCES = [
  'harmless',
  'others',
  'reported',
  'long-ago',
  'over',
  'only-if',
  'worried',
  'still',
  'lasting',
  'fine',
  'pressed',
] as const;
type Circumstance = (typeof CIRCUMSTANCES)[number];

export type WarningEntry =
  | { is: 'sign'; sign: Sign; maybe: boolean }
  | { is: 'look-alike'; of: string }
  | { is: Circumstance };

const ABOUT_A_SIGN = ['kind', 'source', 'even-if-over', 'even-if-long-ago', 'unless-pressed'];

/** People put more words between a place and what it does than a phrase of everyday needs. */
const LONGEST_GAP = 6;

export interface WarningLexicon {
  book: PhraseBook<WarningEntry>;
  /** The list of the clinical sources each sign stands on, by name: A1, B7. */
  sources: Map<string, string>;
}

/** Reads `warning-signs.yaml`; its mistakes are added to the problems of the file, and its words to the numbers of words. */
export function readWarningSigns(
  file: Spot,
  groups: Groups,
  phraseOf: (listed: { text: string; spot: Spot }) => Phrase[],
  numbers: Map<string, number>,
): WarningLexicon {
  const tree = new PhraseTree<WarningEntry>(groups);
  const sources = new Map<string, string>();
  function add(entry: WarningEntry, list: Spot) {
    for (const listed of texts(list)) for (const phrase of phraseOf(listed)) tree.add(phrase, entry, 1);
  }

  for (const [key, value, keySpot] of entries(file)) {
    const circumstance = CIRCUMSTANCES.find((one) => one === key);
    if (circumstance) add({ is: circumstance }, value);
    else if (key === 'signs') for (const [name, sign, spot] of entries(value)) addSign(name, sign, spot);
    else keySpot.complain(`'${key}' is none of signs, ${CIRCUMSTANCES.join(', ')}`);
  }
  return { book: tree.book(numbers, LONGEST_GAP), sources };

  function addSign(name: string, value: Spot, nameSpot: Spot) {
    const parts = new Map(entries(value).map(([key, part, spot]) => [key, { part, spot }]));
    const text = (key: string) => {
      const part = parts.get(key)?.part;
      return part ? texts(part)[0]?.text : undefined;
    };
    const kind = text('kind');
    const known = kind === 'despair' ? kind : WARNING_KINDS.find((one) => one === kind);
    if (!known) {
      nameSpot.complain(`'${name}' needs a kind: ${WARNING_KINDS.join(', ')} or despair`);
      return;
    }
    const source = text('source');
    if (!source || !/^(?:[A-CT]\d+[a-z]?|2\.5)(?:, (?:[A-CT]\d+[a-z]?|2\.5))*$/.test(source)) {
      nameSpot.complain(`'${name}' needs the source it stands on, such as A6 or B7`);
    } else sources.set(name, source);
    const sign: Sign = {
      name,
      kind: known,
      evenIfOver: parts.has('even-if-over'),
      evenIfLongAgo: parts.has('even-if-long-ago'),
      unlessPressed: parts.has('unless-pressed'),
    };
    for (const [key, { part, spot }] of parts) {
      if (key === 'phrases' || key === 'maybe') add({ is: 'sign', sign, maybe: key === 'maybe' }, part);
      else if (key === 'look-alikes') add({ is: 'look-alike', of: name }, part);
      else if (!ABOUT_A_SIGN.includes(key)) {
        spot.complain(`'${key}' is none of ${ABOUT_A_SIGN.join(', ')}, phrases, maybe, look-alikes`);
      }
    }
  }
}
