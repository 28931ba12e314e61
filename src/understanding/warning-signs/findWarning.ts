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
  /** What is in doubt is said to be over again. */
  isOver?: true;
  /** A sign was named only to say that it is not there. */
  denied: boolean;
  /** What is there is a condition or a medicine alone, about which a doctor may have said that pressing is fine. */
  isCondition?: boolean;
  /** Signs were named, and each of them is denied, another's, long past, only supposed, or a figure of speech. */
  cleared: boolean;
  /** All of them are somebody else's, and nothing is told of oneself. */
  ofAnother?: boolean;
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

/** Headings of signs that a doctor can allow pressing with. */
const CONDITIONS: ReadonlySet<string> = new Set(['medicines-conditions', 'cancer']);

const FIRST_PERSON = new Set(['i', 'my', 'me', 'mine', 'myself']);

/**
 * Looks for warning signs in a message, before anything else is read in it. A missed sign may cost a life and a false
 * one costs a question, so every sign counts unless the words around it say plainly that it is not there, not now, or
 * not this person's.
 */
export function findWarning(reading: Reading, lexicon: WarningLexicon, denying: ReadonlySet<string>): Warning {
  const found = lexicon.book.find(reading);
  if (!found.some(({ what }) => what.is === 'sign')) return { denied: false, cleared: false };

  const around = surroundings(reading, found, denying);
  const certain = new Set<WarningKind | 'despair'>();
  const doubtful = new Set<WarningKind | 'despair'>();
  let denied = false;
  let isCondition = true;
  let isAnothers = false;
  let isOver = true;
  for (const one of found) {
    if (one.what.is !== 'sign') continue;
    const verdict = judge(one, one.what.sign, around);
    if (verdict === 'certain' || verdict === 'doubtful') isOver = false;
    if (verdict === 'certain' || verdict === 'doubtful' || verdict === 'over')
      isCondition &&= CONDITIONS.has(one.what.sign.name);
    if (verdict === 'certain' && one.what.maybe) doubtful.add(one.what.sign.kind);
    else if (verdict === 'certain') certain.add(one.what.sign.kind);
    if (verdict === 'doubtful' || verdict === 'over') doubtful.add(one.what.sign.kind);
    if (verdict === 'denied') denied = true;
    if (verdict === 'of-another') isAnothers = true;
  }
  const first = (kinds: Set<WarningKind | 'despair'>) => URGENCY.find((kind) => kinds.has(kind));
  const sure = first(certain);
  const unsure = first(doubtful);
  return {
    ...(sure ? { certain: sure } : {}),
    ...(unsure ? { doubt: unsure === 'despair' ? 'other' : unsure } : {}),
    ...(unsure === 'nerve' && isOver && !isJustPassed(reading) && { isOver }),
    ...((sure ?? unsure) && isCondition && { isCondition }),
    denied: denied && !sure && !unsure,
    cleared: !sure && !unsure,
    ...(isAnothers && !sure && !unsure && !denied && !tellsOfSelf(around) && { ofAnother: true }),
  };
}

/** What passed on the same day has only just passed, and what will "not go away" has not. */
function isJustPassed({ words }: Reading): boolean {
  return words.some((word) => NOT_YET.has(word));
}
const NOT_YET = new Set(
  'not never still but today yesterday morning night tonight hour hours minute minutes just earlier ago now'.split(' '),
);

/** What lies around a sign, found by the place of its words: the work grows with the message and not with its square. */
interface Surroundings {
  reading: Reading;
  denies: boolean[];
  /** What of a kind touches the words from here to there. */
  touching: (is: WarningEntry['is'], from: number, to: number) => Found<WarningEntry>[];
  has: (is: WarningEntry['is'], from: number, to: number) => boolean;
}

function surroundings(reading: Reading, found: Found<WarningEntry>[], denying: ReadonlySet<string>): Surroundings {
  const starting = new Map<WarningEntry['is'], Found<WarningEntry>[][]>();
  for (const one of found) {
    const at = starting.get(one.what.is) ?? [];
    starting.set(one.what.is, at);
    const here = at[one.from];
    if (here) here.push(one);
    else at[one.from] = [one];
  }
  const touching = (is: WarningEntry['is'], from: number, to: number) => {
    const at = starting.get(is);
    if (!at) return [];
    const all: Found<WarningEntry>[] = [];
    for (let i = Math.max(0, from - LONGEST_PHRASE); i < to; i += 1) {
      for (const one of at[i] ?? []) if (one.to > from) all.push(one);
    }
    return all;
  };
  const harmless = found.filter(({ what }) => what.is === 'harmless');
  return {
    reading,
    denies: deniers(reading, denying, harmless),
    touching,
    has: (is, from, to) => touching(is, from, to).length > 0,
  };
}

/** No phrase reaches over more words than this. */
const LONGEST_PHRASE = 30;
/** A sentence without a stop is looked at no further than this to either side of a sign. */
const FAR = 60;

/** The "now" of "gone now" says that it is over. */
function isStill({ touching, has }: Surroundings, from: number, to: number): boolean {
  return touching('still', from, to).some((one) => !has('over', one.from, one.to));
}

const BEGAN = new Set(['started', 'starting', 'began', 'begun', 'begins', 'since']);

/** The breath with the sign says when it was, and any "now" or "today" stands in another. */
function isPutInThePast({ from, to }: Found<WarningEntry>, around: Surroundings): boolean {
  const { breaths } = around.reading;
  let first = from;
  let last = to;
  while (first > 0 && breaths[first - 1] === breaths[from]) first -= 1;
  while (last < breaths.length && breaths[last] === breaths[to - 1]) last += 1;
  // "The pain started last month" goes on.
  if (around.reading.words.slice(first, last).some((word) => BEGAN.has(word))) return false;
  return (around.has('long-ago', first, last) || around.has('over', first, last)) && !isStill(around, first, last);
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

type Verdict = 'certain' | 'doubtful' | 'over' | 'denied' | 'not-it' | 'of-another';

function judge(found: Found<WarningEntry>, sign: Sign, around: Surroundings): Verdict {
  const { reading, denies, touching, has } = around;
  const [from, to] = sentenceAround(reading, found.from);
  if (touching('look-alike', found.from, found.to).some((like) => explains(like, found, sign, denies))) {
    // What only sounds like a sign does not last for days.
    return sign.kind !== 'despair' && has('lasting', found.from, to) && isTold(found, around) ? 'doubtful' : 'not-it';
  }
  if (
    sign.unlessPressed &&
    touching('pressed', from, to).some(
      (one) => one.from >= from && one.to <= to && !denies.slice(Math.max(from, one.from - 2), one.to).some(Boolean),
    )
  )
    return 'not-it';
  if (isDenied(reading, denies, found)) return 'denied';
  // "No fever, pain in my chest": whether the "no" holds for what is told of oneself is asked.
  if (isInDeniedList(found, around)) return isNamedMine(found, reading) ? 'doubtful' : 'denied';
  if (isAnsweredNo(found, from, to, around)) return 'denied';
  if (reading.questionAfter.has(found.to - 1) && reading.words[found.to] === 'only') return 'doubtful';
  // "my chest is fine" and "the numbness is gone" follow the sign at once.
  const next = reading.words[found.to] ?? '';
  if (
    has('fine', found.to, found.to + 3) &&
    reading.breaths[found.to] === reading.breaths[found.to - 1] &&
    !NOT_THIS_ONE.has(next)
  )
    return 'denied';

  const owner = ownerOf(found, from, to, around);
  if (owner === 'other') return 'of-another';
  // Nobody despairs as a figure of speech so plainly that it may be passed over.
  if (sign.kind === 'despair') return 'certain';
  const present = isStill(around, from, to);
  if (!present && !sign.evenIfLongAgo && has('long-ago', from, to)) return 'not-it';
  // "Last year I could hardly breathe, today it is a small pull": whether it is still there is asked.
  if (present && !sign.evenIfLongAgo && !sign.evenIfOver && isPutInThePast(found, around)) return 'doubtful';
  // "If I had …" supposes it; "is it bad if my arm is numb" may well tell of it.
  let breath = found.from;
  while (breath > from && reading.breaths[breath - 1] === reading.breaths[found.from]) breath -= 1;
  if (has('only-if', breath, found.from)) return isNamedMine(found, reading) ? 'doubtful' : 'not-it';
  // "Worried that I coughed up blood" tells of it; "worried it is a heart attack" only fears it.
  if (!namesSelf(found, reading) && has('worried', from, found.from)) return 'doubtful';
  if (owner === 'unclear') return 'doubtful';
  if (!present && !sign.evenIfOver && has('over', found.to, found.to + FAR)) return 'over';
  if (owner === 'nobody' && (reading.asks[reading.breaths[found.from] ?? 0] ?? false)) return 'doubtful';
  return 'certain';
}

/** "Numbness? Nope." and "numbness no, fever no": asked and answered by the person. */
function isAnsweredNo(found: Found<WarningEntry>, from: number, to: number, around: Surroundings): boolean {
  const { words, pauses, questionAfter } = around.reading;
  // The sign may go on beyond what this phrase holds of it.
  let at = found.to;
  for (const one of around.touching('sign', found.from, found.to)) at = Math.max(at, one.to);
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
  return (
    !reading.asks[reading.breaths[found.from] ?? 0] && ['self', 'nobody'].includes(ownerOf(found, from, to, around))
  );
}

function namesSelf({ from, to }: { from: number; to: number }, { words }: Reading): boolean {
  return words.slice(Math.max(0, from - 2), to).some((word) => FIRST_PERSON.has(word));
}

/** "No fever, rash or lumps": one "no" holds for the whole list, as long as only a few words stand between. */
function isInDeniedList(found: Found<WarningEntry>, { reading, denies, has }: Surroundings): boolean {
  const { words, pauses, breaths } = reading;
  const LIST_WORDS = 8;
  for (let i = found.from - 1; i >= 0 && found.from - i <= LIST_WORDS; i -= 1) {
    if (pauses[i + 1] === 'sentence') return false;
    if (!denies[i]) continue;
    // What is said in the same breath has been weighed before.
    if (breaths[i] === breaths[found.from] && found.from - i <= REACH) return false;
    // "It will not click, the finger is weak" denies no list; "not dizzy, sick or feverish" does.
    const first = DENIES_WITH.has(words[i + 1] ?? '') ? i + 2 : i + 1;
    if (
      !DENIES_LISTS.has(words[i] ?? '') &&
      !(words[i] === 'not' && !IS_ABLE.has(words[i - 1] ?? '') && has('sign', first, first + 2))
    )
      return false;
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

/** Whether the person is spoken of anywhere, other than as "my" of somebody: "my aunt has it, and I". */
function tellsOfSelf({ reading, has }: Surroundings): boolean {
  return reading.words.some((word, i) => FIRST_PERSON.has(word) && !has('others', i, i + 1));
}

type Owner = 'self' | 'other' | 'nobody' | 'unclear';

/** Whose sign it is: the last person named before it, or within it. */
function ownerOf(found: Found<WarningEntry>, from: number, to: number, around: Surroundings): Owner {
  const { reading, has } = around;
  const { words } = reading;
  // "I pant like a dog" compares, and nobody else has it.
  const inOther = (i: number) => has('others', i, i + 1) && words[i - 1] !== 'like' && words[i - 2] !== 'like';
  // "My wife says my face hangs": she only tells of it.
  const onlyTells = (i: number) => has('reported', i, i + 1);
  for (let i = found.from; i < to - 1 && has('others', from, to); i += 1) {
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
  const after = around.touching('others', found.to, to);
  if (after.some((one) => one.from >= found.to && !onlyTells(one.from))) return 'unclear';
  for (let i = found.to; i < to; i += 1) if (FIRST_PERSON.has(words[i] ?? '')) return 'self';
  return 'nobody';
}

function sentenceAround({ words, pauses }: Reading, at: number): [from: number, to: number] {
  let from = at;
  while (from > 0 && at - from < FAR && pauses[from] !== 'sentence') from -= 1;
  let to = at + 1;
  while (to < words.length && to - at < FAR && pauses[to] !== 'sentence') to += 1;
  return [from, to];
}
