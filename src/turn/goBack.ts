import { questionAt } from '../../dialogs/place.ts';
import { questionOf } from '../../dialogs/questions.ts';
import { collapse, type Draft, say, top } from './draft.ts';
import { happenInFrame } from './happen.ts';

const TRAIL_LENGTH = 10;

/** What the bot asked back is settled once it is answered: behind it lies what the person was about. */
const ASKED_BACK: ReadonlySet<string> = new Set(['did-you-mean', 'doubt']);

/** Notes the place that was just left, so that it can be gone back to. */
export function leaveTrail({ person, leaves }: Draft): void {
  if (leaves && !ASKED_BACK.has(top(leaves).machine)) person.trail = [...person.trail, leaves].slice(-TRAIL_LENGTH);
}

/**
 * Goes back to the place before. Schedules and consent stay as they are. An answer about safety is not undone: its
 * list is asked again in full.
 */
export function goBack(draft: Draft): 'back' | 'safety' | 'nowhere' {
  const { person } = draft;
  const here = top(person.frames).machine;
  if (here === 'doubt') {
    // What came before is an exercise, perhaps.
    say(draft, 'back.safety');
    draft.asks = 'again';
    return 'nowhere';
  }
  if (here === 'return' && questionAt(top(person.frames)) !== 'anything-new') {
    // Back to where they were is on, with all that a long break asks first.
    happenInFrame(draft, { type: 'go-on', slots: {}, how: 'words' });
    return 'nowhere';
  }
  const before = person.trail.at(-1);
  if (!before) {
    say(draft, 'back.nowhere');
    draft.asks = 'again';
    return 'nowhere';
  }
  person.trail = person.trail.slice(0, -1);
  person.frames = before;
  draft.leaves = null;
  const asked = questionOf(questionAt(top(before)));
  if (asked.grave && asked.expecting === 'safety') {
    collapse(draft);
    happenInFrame(draft, { type: 'screen.start', slots: {}, how: 'words' });
    draft.parts = [{ kind: 'saying', id: 'back.safety' }];
    return 'safety';
  }
  say(draft, 'back.done');
  return 'back';
}
