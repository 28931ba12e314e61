import type { About } from '../../dialogs/topics.ts';
import type { Understood } from '../understanding/understood.ts';
import { plainWords } from './plainWords.ts';
import { asksOutright } from './questionForm.ts';

type Asked = { understood: Understood; about?: About };

/**
 * Two questions in one message, "should I use heat and can I drink a beer after": what each asks, in their order.
 * Nothing where there are not just two, or where a warning sign may be in it. `read` understands one of them. Pure.
 */
export function twoQuestions(
  words: string,
  whole: Understood,
  read: (part: string) => Asked,
): { understood: Understood; about: (About | undefined)[] } | undefined {
  if (whole.doubt || whole.foreign || whole.intent === 'red-flag' || whole.intent === 'despair') return undefined;
  const parts = words.split(BETWEEN).filter((part) => plainWords(part) !== '');
  if (parts.length !== 2 || !parts.every((part) => asksOutright(part))) return undefined;
  const [first, second] = parts.map(read) as [Asked, Asked];
  const [one, other] = [first.understood, second.understood];
  if (![one, other].every((each) => each.intent.startsWith('ask.') && !each.candidates)) return undefined;
  const same = one.intent === other.intent && JSON.stringify(first.about) === JSON.stringify(second.about);
  if (same) return undefined;
  return {
    understood: { ...one, also: [{ intent: other.intent, slots: {} }] },
    about: [first.about, second.about],
  };
}

const BETWEEN = /[?;,.]\s+(?:and |or |also |plus )?|\s+(?:and|also|plus|and also)\s+/i;
