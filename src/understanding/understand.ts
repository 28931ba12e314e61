import type { Expecting } from '../../dialogs/words.ts';
import type { Model } from './classifier/model.ts';
import { isAnswer } from './combine.ts';
import { forThePlace } from './forThePlace.ts';
import { hear, type Learned, type Opened, open } from './heard.ts';
import type { Lexicon } from './lexicon.ts';
import { answerAsked } from './steps/answer.ts';
import { setApart } from './steps/apart.ts';
import { beforeTheList } from './steps/listAsked.ts';
import { mostLikely } from './steps/meaning.ts';
import { toldOutright } from './steps/outright.ts';
import { onlyRemarks } from './steps/remark.ts';
import { certainSign, restOfDenied, settle } from './steps/signs.ts';
import type { Understand, Understood } from './understood.ts';

/** The reader for one language. Pure and synchronous: the same message and question always mean the same. */
export function createUnderstand(lexicon: Lexicon, model: Model): Understand {
  const learned = { lexicon, model };
  return (words, expecting) => {
    const opened = open(words, expecting, learned);
    const part = (rest: string, asked: Expecting) => read(open(rest, asked, learned), learned);
    return forThePlace(read(opened, learned), opened, learned, part);
  };
}

/** What a message means by itself. The steps come in this order, and the first that knows has the word. */
function read(opened: Opened, learned: Learned): Understood {
  const { how, expecting } = opened;
  const ofAList = beforeTheList(opened);
  if (ofAList) return ofAList;
  if (opened.warning.certain === 'despair') return { intent: 'despair', slots: {}, also: [], how };
  const heard = certainSign(hear(opened, learned), learned);
  if (!('guesses' in heard)) return heard;
  const rest = restOfDenied(heard, learned);
  if (rest !== undefined) {
    const told = read(open(rest, expecting, learned), learned);
    if (isAnswer(told.intent)) return told;
  }
  const apart = setApart(heard, learned);
  if (apart) return apart;
  const settled = settle(heard, learned);
  if ('told' in settled) return settled.told;
  const { doubtful } = settled;
  return (
    onlyRemarks(heard, learned, doubtful) ??
    toldOutright(heard, learned, doubtful) ??
    answerAsked(heard, settled, learned) ??
    mostLikely(heard, settled, learned)
  );
}
