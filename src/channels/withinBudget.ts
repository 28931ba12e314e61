/**
 * The pieces that fit into `max` characters together. The last always stays, because it asks the open question; what
 * has no room is left out just before it.
 */
export function withinBudget<T>(pieces: T[], length: (piece: T) => number, max: number): T[] {
  const last = pieces.at(-1);
  if (last === undefined) return [];
  let left = max - length(last);
  const before = pieces.slice(0, -1).filter((piece) => {
    left -= length(piece);
    return left >= 0;
  });
  return [...before, last];
}

/** A text of at most `max` characters; one that was longer ends in a mark that says so. */
export function shorten(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`;
}
