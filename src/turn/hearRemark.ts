import { questionOf } from '../../dialogs/questions.ts';
import type { Remark } from '../understanding/remarks.ts';
import { type Draft, question, say } from './draft.ts';
import { happen } from './happen.ts';
import { showSchedule } from './scheduling.ts';

/** Says something to a remark that answers nothing. Says whether it did; else the message is heard as any other. */
export function hearRemark(draft: Draft, remark: Remark): boolean {
  const here = question(draft);
  // With a warning sign about, nothing but the sign is spoken of.
  if (here === 'get-help' || questionOf(here).expecting === 'doubt') return false;
  switch (remark) {
    case 'at-a-loss':
      return happen(draft, { type: 'unsure', slots: {}, how: 'words' });
    case 'scolds':
      say(draft, 'scolded');
      break;
    case 'not-asked':
      say(draft, 'check-in.missed');
      if (draft.person.schedule) showSchedule(draft);
      break;
    case 'not-answered':
      say(draft, 'check-in.excused');
      break;
    case 'other-errand':
      say(draft, 'check-in.knot-only');
      break;
    case 'of-the-knot':
      if (!['reminder-offer', 'reminder-time'].includes(questionOf(here).expecting)) return false;
      say(draft, 'check-in.news-beside');
      break;
    case 'in-part':
      say(draft, 'data.in-part');
      // Said under "shall I delete everything?", it is no yes to that.
      if (here !== 'confirm-delete') return false;
      break;
  }
  draft.asks = 'again';
  return true;
}
