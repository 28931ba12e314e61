import { type Phrase, parsePhrase } from '../understanding/phrase.ts';

/** Whether a text as a whole is what a phrase says. */
type Whole = (plain: string) => boolean;

const known = new WeakMap<readonly string[], Whole[]>();

/**
 * Readers of phrases that have to be the whole message, made once for each list. Throws `PhraseError` for a phrase that
 * cannot be read.
 */
export function wholeMessages(phrases: readonly string[]): Whole[] {
  let wholes = known.get(phrases);
  if (!wholes) {
    wholes = phrases.map((written) => {
      // A word behind it, or a gap at its end would say nothing.
      const phrase = parsePhrase(`(${written}) end`, (word) => [word]).slice(0, -1);
      const pattern = new RegExp(`^${patternOf(phrase)}$`, 'u');
      return (plain) => pattern.test(` ${plain}`);
    });
    known.set(phrases, wholes);
  }
  return wholes;
}

function patternOf(phrase: Phrase): string {
  return phrase
    .map((part) => {
      if ('word' in part) return ` ${part.word}`;
      if ('gap' in part) return '(?: [^ ]+){0,8}';
      if ('choice' in part) return `(?:${part.choice.map(patternOf).join('|')})${part.optional ? '?' : ''}`;
      throw new TypeError('A whole message names no group and has no end of its own.');
    })
    .join('');
}
