import type { WarningKind } from '../../../dialogs/words.ts';
import { deniers, isDenied } from '../negation.ts';
import type { Found } from '../phraseBook.ts';
import type { Reading } from '../reading.ts';
import type { Sign, WarningEntry, WarningLexicon } from './warningLexicon.ts';

/** What a message says about warning signs. */
export interface Warning {
  /** A sign of the person's own, present. `despair` is answered differently from all others. */
  certain?: WarningKind | 'despair';
  /** A sign whose owner or time is not clear. */
  doubt?: WarningKind;
  /** A sign was named only to say that it is not there. */
  denied: boolean;
}

/** Which sign is spoken of first when there are several. */
const URGENCY: (WarningKind | 'despair')[] = [
  'chest',
  'breathing',
  'head',
  'bladder-bowel',
  'despair',
  'nerve',
  'injury',
  'illness',
  'other',
];

const FIRST_PERSON = new Set(['i', 'my', 'me', 'mine', 'myself']);

/**
 * Looks for warning signs in a message, before anything else is read in it. A missed sign may cost a life and a false
 * one costs a question, so every sign counts unless the words around it say plainly that it is not there, not now, or
 * not this person's.
 */
export function findWarning(reading: Reading, lexicon: WarningLexicon, denying: ReadonlySet<string>): Warning {
  const found = lexicon.book.find(reading);
  if (!found.some(({ what }) => what.is === 'sign')) return { denied: false };

  const all = (is: WarningEntry['is']) => found.filter(({ what }) => what.is === is);
  const surroundings: Surroundings = {
    reading,
    denies: deniers(reading, denying, all('harmless')),
    others: all('others'),
    lookAlikes: all('look-alike'),
    has: (is, from, to) => all(is).some((one) => one.from < to && one.to > from),
    isStill: (from, to) => {
      const over = all('over');
      // The "now" of "gone now" says that it is over.
      const within = all('still').filter((one) => one.from < to && one.to > from);
      return within.some((one) => !over.some((gone) => one.from < gone.to && gone.from < one.to));
    },
  };

  const certain = new Set<WarningKind | 'despair'>();
  const doubtful = new Set<WarningKind | 'despair'>();
  let denied = false;
  for (const one of found) {
    if (one.what.is !== 'sign') continue;
    const verdict = judge(one, one.what.sign, surroundings);
    if (verdict === 'certain') certain.add(one.what.sign.kind);
    if (verdict === 'doubtful') doubtful.add(one.what.sign.kind);
    if (verdict === 'denied') denied = true;
  }
  const first = (kinds: Set<WarningKind | 'despair'>) => URGENCY.find((kind) => kinds.has(kind));
  const sure = first(certain);
  const unsure = first(doubtful);
  return {
    ...(sure ? { certain: sure } : {}),
    ...(unsure ? { doubt: unsure === 'despair' ? 'other' : unsure } : {}),
    denied: denied && !sure && !unsure,
  };
}

interface Surroundings {
  reading: Reading;
  denies: boolean[];
  others: Found<WarningEntry>[];
  lookAlikes: Found<WarningEntry>[];
  has: (is: WarningEntry['is'], from: number, to: number) => boolean;
  isStill: (from: number, to: number) => boolean;
}

type Verdict = 'certain' | 'doubtful' | 'denied' | 'not-it';

function judge(found: Found<WarningEntry>, sign: Sign, around: Surroundings): Verdict {
  const { reading, denies, lookAlikes, has } = around;
  if (lookAlikes.some((like) => like.from < found.to && like.to > found.from)) return 'not-it';
  if (isDenied(reading, denies, found) || isInDeniedList(found, around)) return 'denied';
  const [from, to] = sentenceAround(reading, found.from);
  // "my chest is fine" and "the numbness is gone" follow the sign at once.
  if (has('fine', found.to, found.to + 3) && reading.breaths[found.to] === reading.breaths[found.to - 1])
    return 'denied';

  const owner = ownerOf(found, from, to, around);
  if (owner === 'other') return 'not-it';
  // Nobody despairs as a figure of speech so plainly that it may be passed over.
  if (sign.kind === 'despair') return 'certain';
  const present = around.isStill(from, to);
  if (!present && !sign.evenIfLongAgo && has('long-ago', from, to)) return 'not-it';
  // "If I had …" supposes it; "is it bad if my arm is numb" may well tell of it.
  const breath = reading.breaths.indexOf(reading.breaths[found.from] ?? 0);
  if (has('only-if', breath, found.from)) return isNamedMine(found, reading) ? 'doubtful' : 'not-it';
  if (isAnsweredNo(found, reading)) return 'denied';
  // "Worried that I coughed up blood" tells of it; "worried it is a heart attack" only fears it.
  if (!namesSelf(found, reading) && has('worried', from, found.from)) return 'doubtful';
  if (owner === 'unclear') return 'doubtful';
  if (!present && !sign.evenIfOver && has('over', found.to, reading.words.length)) return 'doubtful';
  if (owner === 'nobody' && (reading.asks[reading.breaths[found.from] ?? 0] ?? false)) return 'doubtful';
  return 'certain';
}

/** "Numbness? Nope.": asked and answered by the person. */
function isAnsweredNo({ from, to }: Found<WarningEntry>, { words, pauses, questionAfter }: Reading): boolean {
  let first = from;
  while (first > 0 && pauses[first] !== 'sentence') first -= 1;
  return questionAfter.has(to - 1) && to - first <= 4 && ANSWERS_NO.has(words[to] ?? '');
}

const ANSWERS_NO = new Set(['no', 'none', 'not', 'never', 'neither', 'also', 'negative']);

function isNamedMine({ from, to }: Found<WarningEntry>, { words }: Reading): boolean {
  return words.slice(Math.max(0, from - 1), to).includes('my');
}

function namesSelf({ from, to }: { from: number; to: number }, { words }: Reading): boolean {
  return words.slice(Math.max(0, from - 2), to).some((word) => FIRST_PERSON.has(word));
}

/** "No fever, rash or lumps": one "no" holds for the whole list, as long as only a few words stand between. */
function isInDeniedList(found: Found<WarningEntry>, { reading, denies }: Surroundings): boolean {
  const { words, pauses } = reading;
  const LIST_WORDS = 8;
  for (let i = found.from - 1; i >= 0 && found.from - i <= LIST_WORDS; i -= 1) {
    if (denies[i]) {
      const between = words.slice(i + 1, found.from);
      return !between.some((word) => CHANGES_OF_MIND.has(word) || FIRST_PERSON.has(word) || IS_VERB.has(word));
    }
    if (pauses[i + 1] === 'sentence') return false;
  }
  return false;
}

const CHANGES_OF_MIND = new Set(
  'but however though although except just only yet still because well some apart besides'.split(' '),
);
const IS_VERB = new Set(
  'is are was were am has have had feels feel felt gets got getting went goes hurts hurt started there'.split(' '),
);

type Owner = 'self' | 'other' | 'nobody' | 'unclear';

/** Whose sign it is: the last person named before it, or within it. */
function ownerOf(found: Found<WarningEntry>, from: number, to: number, { reading, others }: Surroundings): Owner {
  const inOther = (i: number) => others.some((one) => i >= one.from && i < one.to);
  for (let i = found.from; i < found.to; i += 1) {
    if (FIRST_PERSON.has(reading.words[i] ?? '') && !inOther(i)) return 'self';
  }
  for (let i = found.from - 1; i >= from; i -= 1) {
    if (inOther(i)) return 'other';
    if (FIRST_PERSON.has(reading.words[i] ?? '')) return 'self';
  }
  if (others.some((one) => one.from >= found.to && one.from < to)) return 'unclear';
  for (let i = found.to; i < to; i += 1) if (FIRST_PERSON.has(reading.words[i] ?? '')) return 'self';
  return 'nobody';
}

function sentenceAround({ words, pauses }: Reading, at: number): [from: number, to: number] {
  let from = at;
  while (from > 0 && pauses[from] !== 'sentence') from -= 1;
  let to = at + 1;
  while (to < words.length && pauses[to] !== 'sentence') to += 1;
  return [from, to];
}
