import { questionOf } from '../../dialogs/questions.ts';
import type { Meaning } from '../../dialogs/words.ts';
import type { Bar } from '../understanding/bars.ts';
import { type Draft, question, say, top } from './draft.ts';
import { atRest, pushReturn } from './everywhere.ts';
import { happen, happenInMain } from './happen.ts';

/** Takes up what bars the way. Says whether it was taken up; else the message is heard as what it is besides. */
export function hearBar(draft: Draft, bar: Bar, { intent, slots }: Meaning): boolean {
  // With a warning sign about, nothing but the sign is spoken of.
  if (question(draft) === 'get-help') return false;
  switch (bar) {
    case 'age':
      end(draft);
      // Who begins all the same reads both lists again.
      draft.person.cleanAt = null;
      say(draft, 'under-age');
      return true;
    case 'dulled': {
      const resting = atRest(draft);
      if (!resting) end(draft);
      say(draft, resting ? 'dulled.at-rest' : 'dulled');
      draft.asks = 'none';
      return true;
    }
    case 'driving':
      // When to ask again is all that is taken up at the wheel.
      if (intent.startsWith('reminder.')) happen(draft, { type: intent, slots, how: 'words' });
      say(draft, 'driving');
      if (!atRest(draft) && top(draft.person.frames).machine !== 'return') pushReturn(draft, 'waiting');
      draft.asks = 'none';
      return true;
    case 'skin':
      return happen(draft, { type: 'spot.unfit', slots: {}, how: 'words' });
    case 'unread':
      if (questionOf(question(draft)).list !== true) return false;
      say(draft, 'screen.unread');
      draft.asks = 'again';
      return true;
  }
}

/** Nothing goes on, and what was pressed before is not gone back to. */
function end(draft: Draft): void {
  happenInMain(draft, { type: 'stop', slots: {}, how: 'words' });
  draft.parts = [];
  draft.person.trail = [];
  draft.leaves = null;
  draft.asks = 'none';
}
