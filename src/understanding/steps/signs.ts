import type { Expecting, Intent, WarningKind } from '../../../dialogs/words.ts';
import { namesSuch } from '../alarmWords.ts';
import { partsWithSigns } from '../besides.ts';
import type { Guess, Model } from '../classifier/model.ts';
import { combine } from '../combine.ts';
import { besideDenied } from '../deniedBeside.ts';
import type { Heard, Learned } from '../heard.ts';
import { onlyDenies, saysNone } from '../listAnswer.ts';
import { COMMANDS } from '../readByPhrases.ts';
import type { Reading } from '../reading.ts';
import { openingNews } from '../slots/knotNews.ts';
import { ENOUGH_ALONE } from '../sureness.ts';
import type { Understood } from '../understood.ts';
import { RATED } from './meaning.ts';
import { isTimeTold, putsThisOff } from './outright.ts';

/** So surely harmless is what the model takes for something else. */
const SURE_OF_NO_SIGN = 0.95;
const HARDLY_A_SIGN = 0.02;
/** So likely a sentence by itself tells of a sign, whatever the others are about. */
const IS_A_SIGN = 0.4;
/** From here on a denied sign is looked at with all that was said beside it. */
const MAY_BE_A_SIGN = 0.2;
/** So sure the model has to be of a sign in words that hold nothing of its kind. */
const SURE_WITHOUT_A_WORD = 0.9;

/** Where signs are asked about, so that a "no" to them is the answer. */
const ABOUT_SIGNS = new Set<Expecting>(['safety', 'doubt', 'confirm']);
/** Where no finger is on a spot, and no sign was asked about. */
const AT_EASE = new Set<Expecting>([
  'nothing',
  'consent',
  'confirm',
  'outcome',
  'check-in',
  'reminder-offer',
  'reminder-time',
]);

/**
 * A sign that the list is certain of. Where the model has seen such words mean something else, it is none, and the
 * message is heard with a doubt.
 */
export function certainSign(heard: Heard, learned: Learned): Understood | Heard {
  const { guesses, places, how, words, expecting } = heard;
  const { certain } = heard.warning;
  if (!certain || certain === 'despair') return heard;
  const isTold = () =>
    partsWithSigns(words, expecting, learned.lexicon, learned.model).some((part) => signShare(part) >= IS_A_SIGN);
  if (!isHarmless(guesses) || isTold()) {
    return { intent: 'red-flag', slots: { kind: certain, ...places }, also: [], how };
  }
  return { ...heard, warning: { denied: false, cleared: false, doubt: certain } };
}

/** "Yes, eased. No fever or anything": the "no" is about the fever alone, and the rest by itself is an answer. */
export function restOfDenied({ warning, guesses, expecting, words }: Heard, { lexicon }: Learned): string | undefined {
  if (!warning.denied || signShare(guesses) >= MAY_BE_A_SIGN || ABOUT_SIGNS.has(expecting)) return undefined;
  return besideDenied(words, lexicon);
}

/** What the phrases and the model come to, with what has to be asked about first. */
export interface Settled {
  intent: Intent;
  candidates?: [Intent, Intent];
  doubtful: { doubt?: WarningKind };
}

/** The phrases and the model made one: an alarm, a "no" to signs that were only denied, or what is most likely meant. */
export function settle(heard: Heard, { model }: Learned): { told: Understood } | Settled {
  const { reading, expecting, how, warning, byPhrases, guesses, places } = heard;
  const doubt = warning.doubt ? { doubt: warning.doubt } : {};
  const combined =
    isGuessless(heard, model) || opensWithNews(heard)
      ? { intent: byPhrases.intent, ...doubt }
      : combine(guesses, byPhrases.intent, {
          ...warning,
          asked: reading.asks.every(Boolean),
          answered: byPhrases.intent === 'zone.set' || putsThisOff(heard) || isTimeTold(byPhrases, expecting),
        });
  if ('warning' in combined) {
    const kind = combined.warning;
    const alarm: Understood = { intent: 'red-flag', slots: { kind, ...places }, also: [], how };
    if (warning.doubt || warning.certain) return { told: alarm };
    // The model alone sees it, in words that hold nothing of the kind: whether it is one is asked.
    const named = namesSuch(kind, reading.text);
    const isThin = named === 'denied' || (named === 'no' && signShare(guesses) < SURE_WITHOUT_A_WORD);
    if (expecting === 'safety') {
      return { told: isThin || saysNone(reading.text) ? { ...alarm, half: 'maybe-line' } : alarm };
    }
    return {
      told: named === 'denied' ? { intent: byPhrases.intent, slots: {}, also: [], how, doubt: kind } : alarm,
    };
  }
  // Half seen by the model alone, in words that hold nothing of the kind, it is none.
  const isUnheard =
    combined.doubt !== undefined &&
    AT_EASE.has(expecting) &&
    !warning.doubt &&
    !warning.cleared &&
    namesSuch(combined.doubt, reading.text) === 'no';
  const doubtful = combined.doubt && !isUnheard ? { doubt: combined.doubt } : {};
  if (expecting === 'safety' && warning.denied) {
    const no: Understood = { intent: 'no', slots: {}, also: [], how, ...doubtful };
    const isTakenForYes = combined.intent === 'yes' || byPhrases.intent === 'yes';
    if (isTakenForYes && onlyDenies(reading.text)) return { told: no };
    if (byPhrases.intent === 'out-of-scope') return { told: { ...no, how: 'words' } };
  }
  const { intent, candidates } = combined;
  return { intent, ...(candidates && { candidates }), doubtful };
}

/** "Better thanks! Yesterday I could even sleep": what it begins with is the answer, whatever else is told. */
function opensWithNews({ reading, expecting, byPhrases, seesSign }: Heard): boolean {
  const news = RATED.has(expecting) ? openingNews(reading.text) : undefined;
  return news !== undefined && news === byPhrases.intent && !seesSign;
}

/** How likely the model thinks a sign, of whatever kind. */
function signShare(guesses: readonly Guess[]): number {
  const signs = guesses.filter(({ label }) => label.startsWith('red-flag ') || label === 'despair');
  return signs.reduce((total, { probability }) => total + probability, 0);
}

function isHarmless(guesses: readonly Guess[]): boolean {
  return (guesses[0]?.probability ?? 0) >= SURE_OF_NO_SIGN && signShare(guesses) < HARDLY_A_SIGN;
}

/** Strange words, programs and lone signs are not guessed from. */
function isGuessless({ reading, words, how, guesses }: Heard, model: Model): boolean {
  const [best] = guesses;
  const isOdd = (isStrange(reading, model) || isCode(words)) && (best?.probability ?? 0) < ENOUGH_ALONE;
  return isOdd || (how === 'emoji' && !isPlainSign(best));
}

/** From a lone sign no command is guessed, and little else: asking again costs a line, a wrong guess a step. */
function isPlainSign(guess: Guess | undefined): boolean {
  return guess !== undefined && guess.probability >= ENOUGH_ALONE && !COMMANDS.test(guess.label);
}

/** Signs that stand in programs and hardly in messages. */
function isCode(words: string): boolean {
  return /--|[{};]\s*$|[<>]=|\(\)|<\/?\w+>/.test(words);
}

/** A short message with words that nobody has used before: what the classifier makes of the rest means nothing. */
function isStrange({ words }: Reading, model: Model): boolean {
  const unknown = words.filter((word) => !model.knows(word)).length;
  return words.length <= 4 && words.length > 1 && unknown >= words.length / 3;
}
