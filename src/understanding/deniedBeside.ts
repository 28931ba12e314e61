import type { Lexicon } from './lexicon.ts';
import { readMessage } from './reading.ts';
import { findWarning } from './warning-signs/findWarning.ts';

/** A part is looked at by itself, and nobody denies signs in more of them. */
const MOST_PARTS = 24;

/**
 * What is said beside signs that are only denied: "yes, eased" of "yes, eased. No fever or anything". Nothing where the
 * denial stands in the same sentence as all else, or is all of the message.
 */
export function besideDenied(words: string, lexicon: Lexicon): string | undefined {
  const parts = words.split(/(?<=[.!?;])\s+|\n+/, MOST_PARTS);
  const others = parts.filter((part) => {
    const reading = readMessage(part, lexicon.writing, lexicon.repair);
    return !findWarning(reading, lexicon.warnings, lexicon.denying).denied;
  });
  return others.length > 0 && others.length < parts.length ? others.join(' ') : undefined;
}
