import { inflect } from './inflect.ts';

/**
 * A phrase is written as people type it, with seven signs:
 *
 *     (a|b c)   one of these
 *     [a b]     may be left out
 *     *         anything, a few words within the same breath
 *     {name}    one of the words of the group `name` in `groups.yaml`
 *     relax~    relax, relaxes, relaxed, relaxing
 *     it did .  only at the end of a breath
 *     a & b     both, in any order, a few words apart
 */
export type Phrase = Part[];
export type Part =
  | { word: string }
  | { group: string }
  | { gap: true }
  | { end: true }
  | { choice: Phrase[]; optional: boolean };

/** A phrase that cannot be read. The message says what is wrong in words a person who edits the file can use. */
export class PhraseError extends Error {
  override readonly name = 'PhraseError';
}

/** Reads a phrase. `standard` turns a word into the words that the reader sees for it. */
export function parsePhrase(written: string, standard: (word: string) => string[]): Phrase {
  const signs =
    inAnyOrder(written)
      .toLowerCase()
      .match(/\{[^}]*\}?|[()[\]|*]|[^\s()[\]|*{}]+/g) ?? [];
  let at = 0;

  function branches(closing: string | undefined): Phrase[] {
    const all: Phrase[] = [];
    let branch: Phrase = [];
    for (;;) {
      const sign = signs[at];
      if (sign === undefined && closing !== undefined) throw new PhraseError(`'${written}' has no closing ${closing}`);
      at += 1;
      if (sign === undefined || sign === closing) break;
      if (sign === '|') {
        all.push(branch);
        branch = [];
      } else branch.push(...parts(sign));
    }
    return [...all, branch];
  }

  function parts(sign: string): Phrase {
    if (sign === '(') return [{ choice: branches(')'), optional: false }];
    if (sign === '[') return [{ choice: branches(']'), optional: true }];
    if (sign === ')' || sign === ']') throw new PhraseError(`'${written}' has a ${sign} that nothing opens`);
    if (sign === '*') return [{ gap: true }];
    if (sign === '.') return [{ end: true }];
    if (sign.startsWith('{')) {
      if (!/^\{[a-z-]+\}$/.test(sign)) {
        throw new PhraseError(`'${written}' has a group that is not written {like-this}`);
      }
      return [{ group: sign.slice(1, -1) }];
    }
    const forms = sign.endsWith('~') ? inflect(sign.slice(0, -1)) : [sign];
    const ways = forms.map((form) => standard(form).map((word) => ({ word })));
    return ways.length === 1 ? (ways[0] ?? []) : [{ choice: ways, optional: false }];
  }

  const all = branches(undefined);
  const phrase = withoutOuterGaps(all.length === 1 ? (all[0] ?? []) : [{ choice: all, optional: false }]);
  if (phrase.slice(0, -1).some((part) => 'end' in part)) {
    throw new PhraseError(`'${written}' has a . that is not at its end`);
  }
  if (canBeEmpty(phrase)) throw new PhraseError(`'${written}' holds no word that has to be there`);
  return phrase;
}

/** `a & b` written out: `(a * b|b * a)`. */
function inAnyOrder(written: string): string {
  const parts = written.split(' & ');
  if (parts.length === 1) return written;
  return `(${orders(parts)
    .map((order) => order.join(' * '))
    .join('|')})`;
}

function orders(parts: string[]): string[][] {
  if (parts.length === 1) return [parts];
  return parts.flatMap((first, i) => orders(parts.toSpliced(i, 1)).map((rest) => [first, ...rest]));
}

/** A gap before the first or after the last word says nothing. */
function withoutOuterGaps(phrase: Phrase): Phrase {
  const first = phrase.findIndex((part) => !('gap' in part));
  const last = phrase.findLastIndex((part) => !('gap' in part));
  return first < 0 ? [] : phrase.slice(first, last + 1);
}

function canBeEmpty(phrase: Phrase): boolean {
  return phrase.every((part) => {
    if ('choice' in part) return part.optional || part.choice.some(canBeEmpty);
    return !('word' in part || 'group' in part);
  });
}

/** Every word and every group a phrase names. */
export function namesIn(phrase: Phrase): { words: string[]; groups: string[] } {
  const words: string[] = [];
  const groups: string[] = [];
  for (const part of phrase) {
    if ('word' in part) words.push(part.word);
    if ('group' in part) groups.push(part.group);
    for (const branch of 'choice' in part ? part.choice : []) {
      const inside = namesIn(branch);
      words.push(...inside.words);
      groups.push(...inside.groups);
    }
  }
  return { words, groups };
}

/** Every way to write a phrase in plain words, with the groups it names written out. */
export function waysToWrite(phrase: Phrase, groups: ReadonlyMap<string, string[][]>): string[][] {
  let ways: string[][] = [[]];
  for (const part of phrase) {
    const tails = waysOfPart(part, groups);
    ways = ways.flatMap((way) => tails.map((tail) => [...way, ...tail]));
  }
  return ways;
}

function waysOfPart(part: Part, groups: ReadonlyMap<string, string[][]>): string[][] {
  if ('word' in part) return [[part.word]];
  if ('group' in part) {
    const options = groups.get(part.group);
    if (!options) throw new PhraseError(`there is no group {${part.group}} above this line`);
    return options;
  }
  if ('choice' in part) {
    const ways = part.choice.flatMap((branch) => waysToWrite(branch, groups));
    return part.optional ? [[], ...ways] : ways;
  }
  throw new PhraseError('a group cannot hold a * or a .');
}
