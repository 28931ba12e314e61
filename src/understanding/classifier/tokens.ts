import type { Reading } from '../reading.ts';

/** The words of a message in order, with a mark where it pauses or asks. */
export function tokensOf({ words, pauses, questionAfter }: Reading): string[] {
  const tokens: string[] = [];
  for (const [at, word] of words.entries()) {
    if (at > 0 && pauses[at] === 'comma') tokens.push(',');
    if (at > 0 && pauses[at] === 'sentence') tokens.push('.');
    tokens.push(word);
    if (questionAfter.has(at)) tokens.push('?');
  }
  return tokens;
}
