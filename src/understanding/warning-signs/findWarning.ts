import type { WarningKind } from '../../../dialogs/words.ts';
import { deniers, isDenied, REACH } from '../negation.ts';
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
  /** Signs were named, and each of them is denied, another's, long past, only supposed, or a figure of speech. */
  cleared: boolean;
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
  if (!found.some(({ what }) => what.is === 'sign')) return { denied: false, cleared: false };

  const all = (is: WarningEntry['is']) => found.filter(({ what }) => what.is === is);
  const surroundings: Surroundings = {
    reading,
    denies: deniers(reading, denying, all('harmless')),
    others: all('others'),
    signs: all('sign'),
    reported: all('reported'),
    pressed: all('pressed'),
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
    if (verdict === 'certain' && one.what.maybe) doubtful.add(one.what.sign.kind);
    else if (verdict === 'certain') certain.add(one.what.sign.kind);
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
    cleared: !sure && !unsure,
  };
}

interface Surroundings {
  reading: Reading;
  denies: boolean[];
  others: Found<WarningEntry>[];
  signs: Found<WarningEntry>[];
  reported: Found<WarningEntry>[];
  pressed: Found<WarningEntry>[];
  lookAlikes: Found<WarningEntry>[];
  has: (is: WarningEntry['is'], from: number, to: number) => boolean;
  isStill: (from: number, to: number) => boolean;
}

/** Whether a look-alike is what was meant: one of this sign that touches it, or one of another that holds all of it. */
function explains(like: Found<WarningEntry>, found: Found<WarningEntry>, sign: Sign, denies: boolean[]): boolean {
  // "Not the muscle" makes nothing harmless.
  if (like.skipped.some((i) => denies[i])) return false;
  if (like.from <= found.from && like.to >= found.to) return true;
  return like.what.is === 'look-alike' && like.what.of === sign.name && like.from < found.to && like.to > found.from;
}

/** "My arm is blue, the other is normal". */
const NOT_THIS_ONE = new Set(['other', 'others', 'rest', 'otherwise', 'the']);

type Verdict = 'certain' | 'doubtful' | 'denied' | 'not-it';

function judge(found: Found<WarningEntry>, sign: Sign, around: Surroundings): Verdict {
  const { reading, denies, lookAlikes, has } = around;
  const [from, to] = sentenceAround(reading, found.from);
  if (lookAlikes.some((like) => explains(like, found, sign, denies))) {
    // What only sounds like a sign does not last for days.
    return sign.kind !== 'despair' && has('lasting', found.from, to) && isTold(found, around) ? 'doubtful' : 'not-it';
  }
  if (sign.unlessPressed && around.pressed.some((one) => one.from >= from && one.to <= to && !denies.slice(Math.max(from, one.from - 2), one.to).some(Boolean))) return 'not-it';
  if (isDenied(reading, denies, found)) return 'denied';
  // "No fever, pain in my chest": whether the "no" holds for what is told of oneself is asked.
  if (isInDeniedList(found, around)) return isNamedMine(found, reading) ? 'doubtful' : 'denied';
  if (isAnsweredNo(found, from, to, reading)) return 'denied';
  // "my chest is fine" and "the numbness is gone" follow the sign at once.
  const next = reading.words[found.to] ?? '';
  if (
    has('fine', found.to, found.to + 3) &&
    reading.breaths[found.to] === reading.breaths[found.to - 1] &&
    !NOT_THIS_ONE.has(next)
  )
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
  // "Worried that I coughed up blood" tells of it; "worried it is a heart attack" only fears it.
  if (!namesSelf(found, reading) && has('worried', from, found.from)) return 'doubtful';
  if (owner === 'unclear') return 'doubtful';
  if (!present && !sign.evenIfOver && has('over', found.to, reading.words.length)) return 'doubtful';
  if (owner === 'nobody' && (reading.asks[reading.breaths[found.from] ?? 0] ?? false)) return 'doubtful';
  return 'certain';
}

/** "Numbness? Nope." and "numbness no, fever no": asked and answered by the person. */
function isAnsweredNo(found: Found<WarningEntry>, from: number, to: number, reading: Reading): boolean {
  const { words, pauses, questionAfter } = reading;
  let at = found.to;
  let asked = questionAfter.has(at - 1);
  while (at < words.length && at < found.to + 2 && OF_ONESELF.has(words[at] ?? '')) {
    at += 1;
    asked ||= questionAfter.has(at - 1);
  }
  if (!ANSWERS_NO.has(words[at] ?? '')) return false;
  if (asked) return found.to - from <= 4;
  if (at >= to || words.slice(from, found.to).some((word) => FIRST_PERSON.has(word) || ANSWERS_YES.has(word)))
    return false;
  const isLast = at + 1 >= words.length || pauses[at + 1] !== undefined;
  return isLast || (words[to - 1] === 'no' && words[from] !== 'no');
}

const OF_ONESELF = new Set('me i my mine any have anything'.split(' '));
const ANSWERS_NO = new Set(['no', 'none', 'not', 'never', 'neither', 'negative', 'nil']);
const ANSWERS_YES = new Set(['is', 'am', 'have', 'got', 'has', 'feel', 'feels', 'yes']);

function isNamedMine({ from, to }: Found<WarningEntry>, { words }: Reading): boolean {
  return words.slice(Math.max(0, from - 1), to).includes('my');
}

/** Whether a sign is told of rather than asked about, and not of somebody else. */
function isTold(found: Found<WarningEntry>, around: Surroundings): boolean {
  const { reading } = around;
  const [from, to] = sentenceAround(reading, found.from);
  return !reading.asks[reading.breaths[found.from] ?? 0] && ownerOf(found, from, to, around) === 'self';
}

function namesSelf({ from, to }: { from: number; to: number }, { words }: Reading): boolean {
  return words.slice(Math.max(0, from - 2), to).some((word) => FIRST_PERSON.has(word));
}

/** "No fever, rash or lumps": one "no" holds for the whole list, as long as only a few words stand between. */
function isInDeniedList(found: Found<WarningEntry>, { reading, denies, signs }: Surroundings): boolean {
  const { words, pauses, breaths } = reading;
  const LIST_WORDS = 8;
  for (let i = found.from - 1; i >= 0 && found.from - i <= LIST_WORDS; i -= 1) {
    if (pauses[i + 1] === 'sentence') return false;
    if (!denies[i]) continue;
    // What is said in the same breath has been weighed before.
    if (breaths[i] === breaths[found.from] && found.from - i <= REACH) return false;
    // "It will not click, the finger is weak" denies no list; "not dizzy, sick or feverish" does.
    const first = DENIES_WITH.has(words[i + 1] ?? '') ? i + 2 : i + 1;
    if (!DENIES_LISTS.has(words[i] ?? '') && !(words[i] === 'not' && !IS_ABLE.has(words[i - 1] ?? '') && signs.some((one) => one.from <= first + 1 && one.to > first))) return false;
    const between = words.slice(first, found.from);
    return !between.some((word) => CHANGES_OF_MIND.has(word) || FIRST_PERSON.has(word) || IS_VERB.has(word));
  }
  return false;
}

const DENIES_LISTS = new Set('no without neither nor never none zero'.split(' '));
const IS_ABLE = new Set('can could will would'.split(' '));
const DENIES_WITH = new Set('have had got feel am any'.split(' '));
const CHANGES_OF_MIND = new Set(
  'but however though although except just only yet still because well some apart besides now'.split(' '),
);
const IS_VERB = new Set(
  'is are was were am has have had feels feel felt gets got getting went goes hurts hurt started there'.split(' '),
);

type Owner = 'self' | 'other' | 'nobody' | 'unclear';

/** Whose sign it is: the last person named before it, or within it. */
function ownerOf(found: Found<WarningEntry>, from: number, to: number, around: Surroundings): Owner {
  const { reading, others, reported } = around;
  const { words } = reading;
  const inOther = (i: number) => others.some((one) => i >= one.from && i < one.to);
  // "My wife says my face hangs": she only tells of it.
  const onlyTells = (i: number) => reported.some((one) => i >= one.from && i < one.to);
  for (let i = found.from; i < to - 1; i += 1) {
    if (words[i] === 'not' && (words[i + 1] === 'me' || words[i + 1] === 'mine')) return 'other';
  }
  for (let i = found.from; i < found.to; i += 1) {
    if (words[i] !== 'my' && FIRST_PERSON.has(words[i] ?? '') && !inOther(i)) return 'self';
  }
  // "My boss collapsed …, it is all in my shoulders": the one named just before is who it happened to.
  if (found.from > from && inOther(found.from - 1) && !onlyTells(found.from - 1)) return 'other';
  for (let i = found.from; i < found.to; i += 1) if (words[i] === 'my' && !inOther(i)) return 'self';
  for (let i = found.from - 1; i >= from; i -= 1) {
    if (onlyTells(i)) continue;
    if (inOther(i)) return 'other';
    if (FIRST_PERSON.has(words[i] ?? '')) return 'self';
  }
  if (others.some((one) => one.from >= found.to && one.from < to && !onlyTells(one.from))) return 'unclear';
  for (let i = found.to; i < to; i += 1) if (FIRST_PERSON.has(words[i] ?? '')) return 'self';
  return 'nobody';
}

function sentenceAround({ words, pauses }: Reading, at: number): [from: number, to: number] {
  let from = at;
  while (from > 0 && pauses[from] !== 'sentence') from -= 1;
  let to = at + 1;
  while (to < words.length && pauses[to] !== 'sentence') to += 1;
  return [from, to];
}
