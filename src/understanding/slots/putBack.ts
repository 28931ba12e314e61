import type { NamedDay } from '../../../dialogs/words.ts';
import { plainDates, readDay } from './namedDay.ts';

const DAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)days?|tomorrow|today|tonight|next week|this week';
const ONE = `(?:the |my |that |this )?(?:it|that|this|them|those|one|${DAY})(?:'?s)?(?: one| check-?in| ping| reminder)?`;
/** "Don't skip it", "put Thursday back in", "I'm not away next week after all". */
const PUT_BACK = new RegExp(
  '^(?:(?:no|wait|actually|oh|sorry|please|pls|ok|okay|on second thoughts?|hmm+|well|nvm|never mind|but|and|lol|haha)[ ,.:!]+)*' +
    `(?:(?:don't|dont|do not|never) (?:skip|leave out|drop|miss|cancel) ${ONE}\\b` +
    `|un-?skip\\b|(?:put|leave|keep|have|bring|let|get) ${ONE} (?:back|in)\\b` +
    `|(?:bring|put) back ${ONE}` +
    "|(?:i'm|im|i am) (?:not|no longer) (?:away|off|on (?:holiday|leave|vacation))\\b.*\\bafter all\\b" +
    `|(?:i'm|im|i am|i'll be|i will be) (?:in|here|back|around|working|at work|free)\\b.*\\b(?:${DAY})\\b.*\\bafter all\\b)`,
);

/** A check-in that was left out is to come after all. */
export function putsBack(message: string): boolean {
  return PUT_BACK.test(message) && !/\?$/.test(message);
}

/** Which of those left out is to come after all, where one is named. */
export function readPutBack(message: string): NamedDay | undefined {
  if (!putsBack(message)) return undefined;
  const text = plainDates(message);
  return /\bweek\b/.test(text) ? undefined : readDay(text, false);
}
