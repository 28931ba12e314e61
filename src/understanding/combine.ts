import { ANSWERS, type Intent, type WarningKind } from '../../dialogs/words.ts';
import type { Guess } from './classifier/model.ts';
import { isKindOf } from './sharedMeaning.ts';

/** From here on a guess is taken without looking further. */
const SURE = 0.5;
/** Below this a guess is no better than asking again. */
const LIKELY = 0.2;
/** Below this the likeliest two are asked about. */
const WEAK = 0.3;
/** What the phrases say has to seem at least this much as likely to the model as its own guess. */
const SHARED = 0.4;
/** Two guesses that both reach this are asked about. */
const CLOSE = 0.33;
/** A warning sign that only the classifier sees: stop, or ask. A missed one costs more than a question. */
const WARNING_SURE = 0.4;
const WARNING_DOUBT = 0.2;
/** Beside a sign that is denied ("no numbness, but …") another one has to be as plain as this. */
const WARNING_SURE_DESPITE_DENIAL = 0.95;
/**
 * The same for one that the list explains away, as another's or as long past; from half of it on, it is asked about. And
 * for one beside a plain answer in which the list finds none: "Friday at 5, when 40 hours of typing sit in my shoulder".
 */
const WARNING_SURE_THOUGH_EXPLAINED = 0.85;

export type Combined =
  | { warning: WarningKind }
  | { intent: Intent; doubt?: WarningKind; candidates?: [Intent, Intent] };

/**
 * The classifier's ranking and the phrases' reading made one. The phrases know little and are mostly right in what they
 * know; the classifier has seen more ways of saying things than anybody would list.
 */
export function combine(
  guesses: readonly Guess[],
  byPhrases: Intent,
  sign: {
    denied: boolean;
    cleared: boolean;
    ofAnother?: boolean;
    isOver?: boolean;
    doubt?: WarningKind;
    asked?: boolean;
    answered?: boolean;
  },
): Combined {
  const warnings = guesses.filter(({ label }) => label.startsWith('red-flag '));
  const warning = warnings.reduce((sum, { probability }) => sum + probability, 0);
  const kind = (warnings[0]?.label.slice('red-flag '.length) ?? 'other') as WarningKind;
  // What the list of signs doubts, the classifier may make certain; but "is chest pain normal?" is asked back.
  const sure = sign.ofAnother
    ? Number.POSITIVE_INFINITY
    : sign.denied
      ? WARNING_SURE_DESPITE_DENIAL
      : sign.cleared || (sign.answered && !sign.doubt)
        ? WARNING_SURE_THOUGH_EXPLAINED
        : sign.doubt
          ? sign.asked || sign.isOver
            ? Number.POSITIVE_INFINITY
            : WARNING_DOUBT
          : WARNING_SURE;
  if (warning >= sure) return { warning: sign.doubt ?? kind };
  const asks = sign.ofAnother
    ? WARNING_SURE_DESPITE_DENIAL
    : sign.denied
      ? WARNING_SURE_THOUGH_EXPLAINED
      : sign.cleared
        ? WARNING_SURE
        : WARNING_DOUBT;
  const doubted = sign.doubt ?? (warning >= asks ? kind : undefined);
  const doubt = doubted ? { doubt: doubted } : {};

  const [first, second] = guesses.filter(({ label }) => !label.startsWith('red-flag ')) as unknown as [
    { label: Intent; probability: number },
    { label: Intent; probability: number },
  ];
  if (isKindOf(byPhrases, first.label)) return { intent: byPhrases, ...doubt };
  // Pain that is told in so many words is never taken for relief: pressing would go on.
  if (byPhrases === 'hurts-too-much' && RELIEF.has(first.label)) return { intent: byPhrases, ...doubt };
  const known = 1 - warning || 1;
  const share = (guess: { probability: number }) => guess.probability / known;
  if (share(first) >= SURE || first.label === byPhrases) return { intent: first.label, ...doubt };
  const heard = guesses.find(({ label }) => label === byPhrases);
  const isShared = (heard?.probability ?? 0) >= first.probability * SHARED;
  if (byPhrases !== 'out-of-scope' && isShared) return { intent: byPhrases, ...doubt };
  if (share(first) < LIKELY) return { intent: byPhrases, ...doubt };
  const close =
    (share(second) >= CLOSE || share(first) < WEAK) && isWorthAsking(first.label) && isWorthAsking(second.label);
  return { intent: first.label, ...(close && { candidates: [first.label, second.label] }), ...doubt };
}

const RELIEF = new Set<Intent>(['hold.eased', 'hold.not-eased', 'pressure.relaxes', 'region.not-tender']);

/** "Did you mean" is for what would lead to different places, not for pleasantries. */
function isWorthAsking(intent: Intent): boolean {
  return !['greet', 'thanks', 'goodbye', 'out-of-scope', 'unsure'].includes(intent);
}

export const isAnswer = (intent: Intent): boolean => (ANSWERS as readonly string[]).includes(intent);
