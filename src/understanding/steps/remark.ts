import { type Heard, type Learned, slotsIn } from '../heard.ts';
import { nothing } from '../readByPhrases.ts';
import { remarkIn } from '../remarks.ts';
import { isBusyAt, isNotBefore } from '../slots/reminder.ts';
import type { Understood } from '../understood.ts';

/** What is told by the way, and answers nothing though a number or a day stands in it. */
export function onlyRemarks(
  heard: Heard,
  { lexicon }: Learned,
  doubtful: Pick<Understood, 'doubt'>,
): Understood | undefined {
  const { reading, expecting, how, byPhrases, guesses, isNews } = heard;
  const none: Understood = { ...nothing(), also: [], how, ...doubtful };
  const remark = how === 'words' ? remarkIn(reading.text, expecting, [byPhrases.intent, guesses[0]?.label]) : undefined;
  if (remark) return { ...none, remark };
  if (expecting === 'check-in' && (byPhrases.intent === 'knot.rating' ? isBusyAt(reading) : isNotBefore(reading))) {
    const later = slotsIn(heard, 'reminder.snooze', lexicon);
    if (later.time !== undefined) return { ...none, intent: 'reminder.snooze', slots: later };
  }
  return isNews ? none : undefined;
}
