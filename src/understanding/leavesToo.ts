import type { Expecting } from '../../dialogs/words.ts';
import type { Understood } from './understood.ts';

const FOR_TODAY =
  /^(?:(?:ok|okay|right|well|so|thanks|thank you|alright|sorry|now)[ ,.!]+)*(?:(?:that's|thats|that is|this is|it's|that'll be|i've had|i think that's) )?(?:(?:quite )?enough(?: of (?:it|this|that))? (?:for )?(?:today|now|tonight|one day|the day)|(?:i'm |im |we're )?(?:done|finished) for (?:today|now|tonight)|(?:let's|lets|let us|i'll|i will|i want to|can we|we) (?:stop|leave it|call it a day|end|finish)(?: it)?(?: here| there| for (?:today|now))?\b|no more (?:for )?today|stop here)/;
const GOES =
  /^(?:(?:ok|okay|right|well|so|thanks|thank you|alright|sorry|now|oh)[ ,.!]+)*(?:(?:good ?bye|bye(?:[- ]bye)?|see you|cheers|later|talk later)\b(?! \d)|(?:i(?:'ve| have)? )?(?:have|got|need|must|gotta)(?: to)? (?:go|run|leave|dash|head off|be off)\b|(?:i'm|im) (?:off|leaving|out)\b)/;
/** Where something is going on that can be left. */
const NOTHING_TO_LEAVE = new Set<Expecting>([
  'nothing',
  'check-in',
  'reminder-offer',
  'reminder-time',
  'zone',
  'consent',
]);

/** "That's enough for today, remind me tomorrow at eight": a wish to be asked on another day, and an end for now. */
export function leavesToo(understood: Understood, text: string, expecting: Expecting): Understood {
  const { intent, slots, also } = understood;
  const isOnce = intent === 'reminder.snooze' || (intent === 'reminder.set' && slots.on !== undefined);
  if (!isOnce || NOTHING_TO_LEAVE.has(expecting) || understood.bar || understood.doubt) return understood;
  const leaves = FOR_TODAY.test(text) ? 'stop' : GOES.test(text) ? 'later' : undefined;
  if (leaves === undefined || also.some((one) => one.intent === 'stop')) return understood;
  return { ...understood, also: [...also.filter((one) => one.intent !== 'later'), { intent: leaves, slots: {} }] };
}
