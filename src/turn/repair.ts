import { questionOf } from '../../dialogs/questions.ts';
import type { Understood } from '../understanding/understood.ts';
import { type Draft, question, say } from './draft.ts';

/**
 * What was said has no answer here. Said differently the first time, as choices the second, as a menu the third;
 * the count starts again with the first thing that is understood.
 */
export function repair(draft: Draft, understood?: Understood): void {
  const { person } = draft;
  person.misses += 1;
  // The list has only just been asked: it is pointed to once before it is said in other words.
  if (person.misses === 1 && understood?.how === 'words' && !understood.foreign && questionOf(question(draft)).list) {
    say(draft, 'screen.list-above');
    draft.asks = 'choices';
    return;
  }
  // In turn, so that the question is not asked in the same words twice running.
  draft.asks = person.misses % 2 === 1 ? 'again' : 'simpler';
  if (understood?.foreign) say(draft, 'foreign');
  else if (understood?.how === 'emoji' && questionOf(question(draft)).grave) say(draft, 'screen.thumb');
  else if (understood?.how === 'emoji' && draft.person.misses <= 2 && question(draft) !== 'home')
    say(draft, 'sign-unclear');
  else if (question(draft) === 'get-help') say(draft, 'locked.missed');
  // "Ok" or "fine" to a doubt fits both ways.
  else if (understood?.how === 'bare' && questionOf(question(draft)).expecting === 'doubt') say(draft, 'screen.bare');
  else if (question(draft) === 'home' && understood && understood.intent !== 'out-of-scope')
    say(draft, 'nothing-to-answer');
  else if (question(draft) === 'home' && person.misses === 1) say(draft, 'outside');
  else if (person.misses === 1) say(draft, 'not-understood.first');
  else if (person.misses === 2) say(draft, 'not-understood.second');
  else say(draft, 'not-understood.third');
}
