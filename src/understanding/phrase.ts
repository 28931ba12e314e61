import { inflect } from './inflect.ts';

/**
 * One word of a phrase, a named group of words, or a gap of a few words.
 *
 * A phrase is written as people type it, with six signs:
 *
 *     (a|b c)   one of these
 *     [a b]     may be left out
 *     *         anything, up to four words within the same breath
 *     {name}    one of the words of the group `name` in `groups.yaml`
 *     relax~    relax, relaxes, relaxed, relaxing
 *     it did .  only at the end of a breath
 */
export type Piece = { word: string } | { group: string } | { gap: true } | { end: true };

/** A phrase that cannot be read. The message says what is wrong in words a person who edits the file can use. */
export class PhraseError extends Error {
  override readonly name = 'PhraseError';
}

/** More ways than this of writing one phrase is a slip, such as a row of optional words. */
const MOST_WAYS = 20_000;

/** Choices of more options than this become a group of their own, so that a row of them does not multiply. */
const FEW = 3;

/**
 * Every way in which one phrase can be written. `standard` turns a word into the words the reader sees for it.
 * `inline` receives the choices that became groups, by their names, which begin with a bracket.
 */
export function waysToWrite(
  phrase: string,
  standard: (word: string) => string[],
  inline?: Map<string, Piece[][]>,
): Piece[][] {
  const signs = phrase.toLowerCase().match(/\{[^}]*\}?|[()[\]|*]|[^\s()[\]|*{}]+/g) ?? [];
  let at = 0;

  function either(closing: string | undefined): Piece[][] {
    const ways: Piece[][] = [];
    let branch: Piece[][] = [[]];
    for (;;) {
      const sign = signs[at];
      if (sign === undefined) {
        if (closing !== undefined) throw new PhraseError(`'${phrase}' has no closing ${closing}`);
        break;
      }
      at += 1;
      if (sign === closing) break;
      if (sign === '|') {
        ways.push(...branch);
        branch = [[]];
        continue;
      }
      branch = joined(branch, next(sign));
    }
    ways.push(...branch);
    return ways;
  }

  function next(sign: string): Piece[][] {
    if (sign === '(') return grouped(either(')'));
    if (sign === '[') return [[], ...grouped(either(']'))];
    if (sign === ')' || sign === ']') throw new PhraseError(`'${phrase}' has a ${sign} that nothing opens`);
    if (sign === '*') return [[{ gap: true }]];
    if (sign === '.') return [[{ end: true }]];
    if (sign.startsWith('{')) {
      if (!/^\{[a-z-]+\}$/.test(sign)) throw new PhraseError(`'${phrase}' has a group that is not written {like-this}`);
      return [[{ group: sign.slice(1, -1) }]];
    }
    const forms = sign.endsWith('~') ? inflect(sign.slice(0, -1)) : [sign];
    return forms.map((form) => standard(form).map((word) => ({ word })));
  }

  function grouped(ways: Piece[][]): Piece[][] {
    const plain = ways.every((way) => way.length > 0 && way.every((piece) => 'word' in piece));
    if (!inline || ways.length <= FEW || !plain) return ways;
    const name = `(${ways.map((way) => way.map((piece) => ('word' in piece ? piece.word : '')).join(' ')).join('|')})`;
    inline.set(name, ways);
    return [[{ group: name }]];
  }

  function joined(heads: Piece[][], tails: Piece[][]): Piece[][] {
    const all = heads.flatMap((head) => tails.map((tail) => [...head, ...tail]));
    if (all.length > MOST_WAYS) throw new PhraseError(`'${phrase}' can be written in more than ${MOST_WAYS} ways`);
    return all;
  }

  const ways = either(undefined).filter((way) => way.some((piece) => !('gap' in piece || 'end' in piece)));
  if (ways.length === 0) throw new PhraseError(`'${phrase}' holds no word`);
  const trimmed = ways.map(withoutOuterGaps);
  if (trimmed.some((way) => way.some((piece, i) => 'end' in piece && i < way.length - 1))) {
    throw new PhraseError(`'${phrase}' has a . that is not at its end`);
  }
  return trimmed;
}

/** A gap before the first or after the last word says nothing. */
function withoutOuterGaps(way: Piece[]): Piece[] {
  let from = 0;
  let to = way.length;
  while (from < to && 'gap' in (way[from] ?? {})) from += 1;
  while (to > from && 'gap' in (way[to - 1] ?? {})) to -= 1;
  return way.slice(from, to);
}
