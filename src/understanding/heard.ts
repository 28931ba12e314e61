import type { Expecting, Intent, Meaning, Slots, WarningKind } from '../../dialogs/words.ts';
import { namesSuch } from './alarmWords.ts';
import { isOfOtherThings, mayPause, mayStop, mayWish } from './checkInWishes.ts';
import { see } from './classifier/features.ts';
import type { Guess, Model } from './classifier/model.ts';
import type { Entry, Lexicon } from './lexicon.ts';
import { isNoSign } from './noSign.ts';
import type { Found } from './phraseBook.ts';
import { nothing, RATING_ASKED, readByPhrases, TIME_ASKED } from './readByPhrases.ts';
import { type Reading, readMessage } from './reading.ts';
import { tellsOfTheKnot } from './slots/knotNews.ts';
import { tellsOfThePast } from './slots/putOff.ts';
import { isNothingButRating } from './slots/rating.ts';
import { slotsFor, spokenPlaces } from './slots.ts';
import type { Understood } from './understood.ts';
import { findWarning, type Warning } from './warning-signs/findWarning.ts';

/** What messages are understood with: the words of a language, and what was learned from them. */
export interface Learned {
  lexicon: Lexicon;
  model: Model;
}

/** A message under a question, and what the list of signs makes of it. */
export interface Opened {
  words: string;
  reading: Reading;
  expecting: Expecting;
  how: Understood['how'];
  warning: Warning;
}

/** The same, with what the phrases and the model make of it. */
export interface Heard extends Opened {
  found: Found<Entry>[];
  /** The side and the places that are named. */
  places: Slots;
  /** What the phrases alone would take it for. */
  byPhrases: Omit<Understood, 'how'>;
  /** What the model makes of it, the likeliest first, without what cannot be meant. */
  guesses: readonly Guess[];
  /** The model thinks of a sign, however faintly. */
  seesSign: boolean;
  /** It tells of the knot where a time was asked for. */
  isNews: boolean;
}

/** So likely the model has to think a sign for it to matter, before anybody looks whether there can be none. */
const SEEN = 0.02;

/** Reads a message, and looks for signs in it. */
export function open(words: string, expecting: Expecting, { lexicon }: Learned): Opened {
  const reading = readMessage(words, lexicon.writing, lexicon.repair);
  const warning = findWarning(reading, lexicon.warnings, lexicon.denying);
  return { words, reading, expecting, how: howSaid(reading, lexicon), warning };
}

/** Looks for phrases, and asks the model. */
export function hear(opened: Opened, { lexicon, model }: Learned): Heard {
  const { reading, expecting, warning } = opened;
  const { text } = reading;
  const found = lexicon.book.find(reading);
  const places = spokenPlaces(found, reading, expecting);
  const read = readByPhrases(reading, expecting, lexicon, found, places);
  const isOfOthers = read.intent === 'reminder.stop' && isOfOtherThings(text);
  const byPhrases = isOfOthers ? { ...nothing(), also: [] } : read;
  const isOver = expecting === 'check-in' && tellsOfThePast(text);
  const ranked = model.rank(see(reading, found, byPhrases.intent), expecting);
  const isWishless = ranked[0]?.label === 'reminder.set' && !mayWish(reading, expecting);
  const isPauseless = ranked[0]?.label === 'reminder.pause' && !mayPause(text, expecting);
  const isAboutOthers = expecting !== 'check-in' && !mayStop(text);
  const seesSign = ranked.some(({ label, probability }) => label.startsWith('red-flag ') && probability >= SEEN);
  const isUntold =
    seesSign &&
    !warning.certain &&
    !warning.doubt &&
    (isNoSign(text, reading.asks.every(Boolean)) || isPlaceAlone(byPhrases, ranked, reading));
  const isNumber = seesSign && RATING_ASKED.has(expecting) && isNothingButRating(text);
  const isNews = seesSign && TIME_ASKED.has(expecting) && !warning.doubt && tellsOfTheKnot(text);
  const guesses = ranked.filter(
    ({ label }) =>
      !((isNumber || isNews || isUntold) && label.startsWith('red-flag ')) &&
      !(isOver && label === 'reminder.snooze') &&
      !(isWishless && label === 'reminder.set') &&
      !(isPauseless && label === 'reminder.pause') &&
      !(isAboutOthers && label === 'reminder.stop'),
  );
  return { ...opened, found, places, byPhrases, guesses, seesSign, isNews };
}

/** What a message holds for an intent: a time, a rating, … */
export function slotsIn({ reading, found, places, expecting }: Heard, intent: Intent, lexicon: Lexicon): Slots {
  return slotsFor(intent, reading, found, places, expecting, lexicon);
}

function howSaid(reading: Reading, { bare, fillers }: Lexicon): Understood['how'] {
  if (reading.onlySigns) return 'emoji';
  const isBare =
    reading.words.some((word) => bare.has(word)) && reading.words.every((word) => bare.has(word) || fillers.has(word));
  return isBare ? 'bare' : 'words';
}

/** Whether a message only tells where the person lives, in no words that a sign has. */
function isPlaceAlone({ intent, slots }: Meaning, ranked: readonly Guess[], { text }: Reading): boolean {
  const sign = ranked.find(({ label }) => label.startsWith('red-flag '))?.label.slice('red-flag '.length);
  return (
    intent === 'zone.set' &&
    slots.zone !== undefined &&
    (sign === 'other' || namesSuch((sign ?? 'other') as WarningKind, text) === 'no')
  );
}
