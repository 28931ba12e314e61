import type { Expecting, Intent, Meaning } from '../../../dialogs/words.ts';
import { AFFIRMS } from '../affirms.ts';
import { type Bar, barIn, isShrug } from '../bars.ts';
import { expectedBy } from '../expected.ts';
import { foreignLanguage, languageNamedWithin } from '../foreign.ts';
import type { Heard, Learned } from '../heard.ts';
import { COMMANDS, nothing, readByPhrases } from '../readByPhrases.ts';
import { readMessage } from '../reading.ts';
import { asksToGoOn } from '../screenAsides.ts';
import { namesOnly } from '../slots.ts';
import { isRuledOut } from '../sureness.ts';
import { tookBack } from '../takenBack.ts';
import type { Understood } from '../understood.ts';

/** Where "can we go on?" may be wished: at rest, after a sign, under a doubt. */
const MAY_GO_ON = new Set<Expecting>(['nothing', 'safety', 'doubt']);

/**
 * What is no answer in any place, and is heard before all else: what bars the way, a wish to go on, another language,
 * and what takes back the last answer.
 */
export function setApart(heard: Heard, learned: Learned): Understood | undefined {
  const { reading, expecting, how, warning, found } = heard;
  const { lexicon } = learned;
  const doubt = warning.doubt ? { doubt: warning.doubt } : {};
  const bar = warning.doubt ? undefined : barIn(reading.text, expecting);
  if (bar) return { intent: meantBeside(bar, expecting, reading.text), slots: {}, also: [], how, bar };

  const language = found.find(({ what }) => what.is === 'language')?.what;
  if (MAY_GO_ON.has(expecting) && !warning.doubt && !language && asksToGoOn(reading.text)) {
    return { intent: 'go-on', slots: {}, also: [], how };
  }

  const foreign = foreignLanguage(reading, lexicon.foreign, lexicon.vocabulary);
  if (foreign && !namesOnly(reading, expecting, lexicon)) {
    const to = language?.is === 'language' ? language.code : languageNamedWithin(reading);
    const meaning: Meaning = to ? { intent: 'language.change', slots: { to } } : nothing();
    return { ...meaning, also: [], how, foreign, ...doubt };
  }
  return takenBack(heard, learned, doubt);
}

function takenBack(
  { reading, expecting, found, guesses }: Heard,
  { lexicon }: Learned,
  doubt: Pick<Understood, 'doubt'>,
): Understood | undefined {
  const correction = tookBack(reading, found, lexicon.fillers, lexicon.bare);
  if (correction === undefined || isRuledOut(['back', 'mistake'], guesses)) return undefined;
  const after =
    correction === ''
      ? undefined
      : readByPhrases(readMessage(correction, lexicon.writing, lexicon.repair), expecting, lexicon);
  // "Yes, wait, no, it doesn't" takes back what it said itself.
  if (after && AFFIRMS.has(reading.words[0] ?? '') && expectedBy(expecting).answers.has(after.intent)) {
    return { ...after, also: [], how: 'words', ...doubt };
  }
  if (after && isSomethingElse(after.intent)) return undefined;
  return { intent: 'back', slots: {}, also: [], how: 'words', ...(correction ? { correction } : {}), ...doubt };
}

/** What a message that bars the way is as an answer: "hmm" is no more than unsure, and who is not of age declines. */
function meantBeside(bar: Bar, expecting: Expecting, text: string): Intent {
  if (bar === 'unread' && isShrug(text)) return 'unsure';
  return bar === 'age' && expecting === 'consent' ? 'no' : 'out-of-scope';
}

/** "No wait, why does it do that?" is a question and takes nothing back. */
function isSomethingElse(intent: Intent): boolean {
  return intent.startsWith('ask.') || COMMANDS.test(intent);
}
