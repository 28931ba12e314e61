/** The middle one; of an even number, the lower of the two in the middle. Throws when there is none. */
export function median(figures: readonly number[]): number {
  const middle = figures.toSorted((a, b) => a - b)[(figures.length - 1) >> 1];
  if (middle === undefined) throw new Error('There is no figure to take the median of.');
  return middle;
}

/** The figure that this share of all, 0 to 1, does not exceed. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const figure = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (figure === undefined) throw new Error('There is no figure to take a share of.');
  return figure;
}

/** Rows under a heading, in columns, as text. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  return `${[head, ...rows].map((row) => line(row).trimEnd()).join('\n')}\n`;
}
