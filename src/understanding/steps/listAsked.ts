import { isAsk } from '../../../dialogs/words.ts';
import { asksMeaning } from '../asksMeaning.ts';
import { see } from '../classifier/features.ts';
import type { Learned, Opened } from '../heard.ts';
import { deniesTheList, exceptsOne, isRemark, namesALine, onlyBegins } from '../listAnswer.ts';
import { nothing } from '../readByPhrases.ts';
import type { Reading } from '../reading.ts';
import { doctorAllows } from '../screenAsides.ts';
import type { Understood } from '../understood.ts';

/** So sure of a "no" to a list that is put in a picture: "fit as a fiddle". */
const SURE_OF_NO = 0.9;

/** More than a doctor's word: it says of the other lines, too, that they do not apply. */
const DENIES_ALL = /\b(?:no|none|nothing(?! against))\b/;

/** What is said of a list of signs before any sign in it counts: a word is asked about, or a doctor knows. */
export function beforeTheList({ reading, expecting, how, warning }: Opened): Understood | undefined {
  const isNamed = warning.certain !== undefined || warning.doubt !== undefined;
  const isSignAsked = expecting === 'safety' || expecting === 'doubt' || isNamed;
  if (how === 'words' && (isSignAsked || expecting === 'confirm') && asksMeaning(reading.text, !isSignAsked)) {
    return { intent: 'ask.warning-signs', slots: {}, also: [], how, asksMeaning: true };
  }
  if (expecting !== 'safety') return undefined;
  // "No, but my wife has": told of nobody else, and the whole list is denied.
  if (warning.ofAnother && deniesTheList(reading.text)) {
    return { intent: 'no', slots: {}, also: [], how, ofAnother: true };
  }
  const isUnnamed = !isNamed && !DENIES_ALL.test(reading.text);
  if ((warning.isCondition || isUnnamed) && doctorAllows(reading.text)) {
    return { intent: 'no', slots: {}, also: [], how, half: 'one-line' };
  }
  return undefined;
}

/** What an answer to a list of signs says of how much of the list it is about. */
export function ofTheList(understood: Understood, reading: Reading, learned: Learned): Understood {
  const { text } = reading;
  const { intent } = understood;
  // A lone "10" is neither a delay nor a time here.
  if (intent.startsWith('reminder.') && /^\W*\d+\W*$/.test(text)) return { ...nothing(), also: [], how: 'words' };
  const allows = doctorAllows(text);
  const told: Understood = {
    ...understood,
    // "No, none. My physio said it is fine" asks nothing about physiotherapists.
    ...(allows && { doctorAllows: true as const, also: understood.also.filter((one) => !isAsk(one.intent)) }),
  };
  if (intent === 'yes' && (onlyBegins(text) || allows)) return { ...told, how: 'bare' };
  if (intent !== 'no' || understood.ofAnother) return told;
  if (!deniesTheList(text)) {
    if (allows || namesALine(text)) return { ...told, half: 'one-line' };
    return answersInPictures(reading, learned) ? told : { ...told, half: 'remark' };
  }
  if (allows && !DENIES_ALL.test(text)) return { ...told, half: 'one-line' };
  return exceptsOne(text) ? { ...told, half: 'maybe-line' } : told;
}

/** "Fit as a fiddle": a "no" without a word of it, which the model is sure of. */
function answersInPictures(reading: Reading, { lexicon, model }: Learned): boolean {
  if (isRemark(reading.text)) return false;
  const ranked = model.rank(see(reading, lexicon.book.find(reading), 'out-of-scope'), 'safety');
  return ranked[0]?.label === 'no' && ranked[0].probability >= SURE_OF_NO;
}
