import type { Intent, Meaning, Slots } from '../../dialogs/words.ts';

/** Labels of our own that are a finer kind of a label that is shared, and which. */
const KIND_OF: Partial<Record<Intent, Intent>> = {
  'ask.elsewhere': 'out-of-scope',
  'ask.everyone-presses': 'ask.deep-pressure',
  'data.show': 'ask.privacy',
  'reminder.skip': 'reminder.snooze',
  'zone.set': 'reminder.set',
  mistake: 'back',
};

/** Whether the one tells more finely what the other says: an answer to it is an answer to both, and a better one. */
export function isKindOf(finer: Intent, intent: Intent): boolean {
  return KIND_OF[finer] === intent;
}

/** Slots that no other reader has. */
const OWN_SLOTS: ReadonlySet<string> = new Set<keyof Slots>([
  'without',
  'added',
  'shift',
  'sameTime',
  'oftener',
  'from',
]);

/**
 * What a meaning is among the labels that others know: those of `docs/understanding.md`. A turn tells some of them
 * further apart, because it has more than one answer to them.
 */
export function sharedMeaning({ intent, slots }: Meaning): Meaning {
  if (intent === 'despair') return { intent: 'red-flag', slots: { ...slots, kind: 'other' } };
  const shared = Object.fromEntries(Object.entries(slots).filter(([slot]) => !OWN_SLOTS.has(slot)));
  return { intent: KIND_OF[intent] ?? intent, slots: shared };
}
