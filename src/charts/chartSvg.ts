/** One number that a person gave. */
export interface ChartPoint {
  /** Milliseconds since 1970. */
  at: number;
  /** 0 to 10. */
  rating: number;
  /** Given at the end of a session rather than before it or at a check-in. */
  after?: true;
}

export interface ChartWords {
  title: string;
  /** What an empty point stands for. */
  after: string;
  /** The days of the first and of the last point. */
  first: string;
  last: string;
}

/** The picture is made for this many pixels of a phone, and drawn finer. */
export const CHART_WIDTH = 300;
const HEIGHT = 190;
const LEFT = 34;
const RIGHT = CHART_WIDTH - 22;
const TOP = 44;
const BOTTOM = HEIGHT - 32;
const DAY_MS = 86_400_000;
/** So far apart are two points at least, when the second is the number after a session. */
const APART = 9;

/** Its own light ground, so that it reads the same on a light and on a dark screen. 4.5:1 or more for all that is read. */
const GROUND = '#ffffff';
const INK = '#242424';
const LINE = '#1b5e8c';
const GRID = '#d1d1d1';
const EDGE = '#767676';

/**
 * The numbers of a diary as a line from 0 to 10, the oldest on the left. `points` is in order of time and not empty.
 *
 * Pure.
 */
export function chartSvg(points: readonly ChartPoint[], words: ChartWords): string {
  const spots = points.map((point, index) => ({ ...point, x: across(points, index), y: down(point.rating) }));
  const [first, last] = [spots[0], spots.at(-1)];
  const path = spots.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CHART_WIDTH} ${HEIGHT}" font-family="DejaVu Sans" font-size="12" fill="${INK}">`,
    `<rect x="0.5" y="0.5" width="${CHART_WIDTH - 1}" height="${HEIGHT - 1}" rx="6" fill="${GROUND}" stroke="${EDGE}"/>`,
    text(12, 20, words.title, 'start', 'bold'),
    ...[0, 5, 10].flatMap((rating) => [
      `<path d="M${LEFT} ${down(rating)}H${RIGHT}" stroke="${GRID}"/>`,
      text(LEFT - 8, down(rating) + 4, String(rating), 'end'),
    ]),
    `<path d="${path}" fill="none" stroke="${LINE}" stroke-width="2.5" stroke-linejoin="round"/>`,
    ...spots.map(
      ({ x, y, after }) =>
        `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="4" fill="${after ? GROUND : LINE}" stroke="${LINE}" stroke-width="2"/>`,
    ),
    ...(first && last && last !== first ? [first, last] : [first]).flatMap((spot) => (spot ? [value(spot)] : [])),
    text(LEFT - 4, HEIGHT - 12, words.first, 'start'),
    ...(words.last === words.first ? [] : [text(RIGHT + 6, HEIGHT - 12, words.last, 'end')]),
    ...(points.some(({ after }) => after) ? legend(words.after) : []),
    '</svg>',
  ].join('');
}

/** By time, because a diary has gaps; within one day by turns. */
function across(points: readonly ChartPoint[], index: number): number {
  const [first, last, point] = [points[0], points.at(-1), points[index]] as [ChartPoint, ChartPoint, ChartPoint];
  const width = RIGHT - LEFT - APART;
  if (last.at - first.at < DAY_MS) return LEFT + (points.length < 2 ? 0 : (width * index) / (points.length - 1));
  return LEFT + (width * (point.at - first.at)) / (last.at - first.at) + (point.after ? APART : 0);
}

function down(rating: number): number {
  return BOTTOM - ((BOTTOM - TOP) * rating) / 10;
}

/** Above its point, or below it where the line comes from above. */
function value({ x, y, rating }: { x: number; y: number; rating: number }): string {
  return text(x, y - 9, String(rating), 'middle', 'bold');
}

function legend(words: string): string[] {
  const x = CHART_WIDTH / 2 - 44;
  return [
    `<circle cx="${x}" cy="${HEIGHT - 16}" r="3.5" fill="${GROUND}" stroke="${LINE}" stroke-width="2"/>`,
    text(x + 8, HEIGHT - 12, words, 'start'),
  ];
}

function text(x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end', weight?: 'bold'): string {
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}"${weight ? ` font-weight="${weight}"` : ''}>${escaped}</text>`;
}
