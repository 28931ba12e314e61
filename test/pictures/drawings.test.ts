import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Resvg } from '@resvg/resvg-js';

const FOLDER = join(import.meta.dirname, '../../content/pictures');
const PRESSED = [
  'ball-on-wall',
  'contraction',
  'lower-back',
  'neck',
  'pressure-test',
  'ribs-front',
  'ribs-side',
  'upper-arm',
  'upper-chest',
];
const DRAWINGS = [...PRESSED, 'where-not-to-press', 'body'];
const ICONS: [name: string, size: number][] = [
  ['icon-color', 192],
  ['icon-outline', 32],
];
const REGIONS = [
  'back-left-blade',
  'back-right-blade',
  'back-middle',
  'back-left-shoulder-top',
  'back-right-shoulder-top',
  'back-low',
  'front-left-chest',
  'front-right-chest',
  'neck',
  'elsewhere-arm-left',
  'elsewhere-arm-right',
];
const CARDS = { white: [255, 255, 255], 'dark grey': [0x1f, 0x1f, 0x1f] } as const;

type Rgb = readonly [number, number, number];
type Picture = { width: number; height: number; pixels: Uint8Array };

const source = (name: string) => readFileSync(join(FOLDER, `${name}.svg`), 'utf8');

function rendered(name: string, width: number): Picture {
  const picture = new Resvg(source(name), {
    fitTo: { mode: 'width', value: width },
    font: { loadSystemFonts: false },
  }).render();
  return { width: picture.width, height: picture.height, pixels: picture.pixels };
}

const alphaAt = ({ width, pixels }: Picture, x: number, y: number) => pixels[(y * width + x) * 4 + 3] as number;

/** Relative luminance, 0 to 1, as WCAG 2.2 defines it. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((byte) => {
    const part = byte / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio, 1 to 21. */
function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The share, 0 to 1, of the clear pixels along the figure that have 3:1 against the card within `reach` pixels. */
function visibleRim(picture: Picture, card: Rgb, reach = 5): number {
  const { width, height, pixels } = picture;
  const near = (x: number, y: number, by: number, holds: (x: number, y: number) => boolean) => {
    for (let down = -by; down <= by; down++)
      for (let right = -by; right <= by; right++) if (holds(x + right, y + down)) return true;
    return false;
  };
  const solid = (x: number, y: number) => alphaAt(picture, x, y) > 250;
  const stands = (x: number, y: number) => {
    const at = (y * width + x) * 4;
    return solid(x, y) && contrast([...pixels.subarray(at, at + 3)] as unknown as Rgb, card) >= 3;
  };
  let rim = 0;
  let seen = 0;
  for (let y = reach; y < height - reach; y++) {
    for (let x = reach; x < width - reach; x++) {
      if (alphaAt(picture, x, y) > 5 || !near(x, y, 2, solid)) continue;
      rim++;
      if (near(x, y, reach, stands)) seen++;
    }
  }
  return seen / rim;
}

it('holds each drawing once, and nothing else', () => {
  const names = [...DRAWINGS, ...ICONS.map(([name]) => name)].map((name) => `${name}.svg`);
  expect(
    readdirSync(FOLDER)
      .filter((name) => name.endsWith('.svg'))
      .sort(),
  ).toEqual(names.sort());
});

describe.each([...DRAWINGS.map((name) => [name, 600] as const), ...ICONS])('%s', (name, size) => {
  it('is a square without letters, photographs or anything from elsewhere', () => {
    expect(source(name)).toContain(`viewBox="0 0 ${size} ${size}"`);
    expect(source(name)).not.toMatch(/<text|<tspan|<image|<foreignObject|<script|<!ENTITY|@import|font/i);
    expect(source(name).replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /https?:|data:|href="[^#]|url\([^#]/i,
    );
    expect(source(name).length).toBeLessThan(30_000);
  });
});

it.each(DRAWINGS)('%s names each of its parts once', (name) => {
  const ids = [...source(name).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids).toEqual([...new Set(ids)]);
});

describe.each(DRAWINGS)('%s', (name) => {
  const picture = rendered(name, 300);

  it('is a figure on nothing: the corners are clear, the middle is not', () => {
    const far = picture.width - 1;
    expect([picture.width, picture.height]).toEqual([300, 300]);
    expect(
      [
        [0, 0],
        [far, 0],
        [0, far],
        [far, far],
      ].map(([x, y]) => alphaAt(picture, x as number, y as number)),
    ).toEqual([0, 0, 0, 0]);
    const opaque = picture.pixels.filter((byte, at) => at % 4 === 3 && byte > 250).length / 300 ** 2;
    expect(opaque).toBeGreaterThan(0.2);
  });

  it.each(Object.entries(CARDS))('has an outline that is seen on %s', (_card, rgb) => {
    expect(visibleRim(picture, rgb)).toBeGreaterThan(0.98);
  });
});

it.each(PRESSED)('%s shows one place to press: a dot in a ring', (name) => {
  expect(source(name).match(/id="press"/g)).toHaveLength(1);
  expect(source(name)).not.toContain('id="no-go"');
});

it('marks the places to leave alone by hatching and a cross, not by colour alone', () => {
  const drawing = source('where-not-to-press');
  expect(drawing).not.toContain('id="press"');
  const zones = drawing.slice(drawing.indexOf('id="no-go"'));
  expect(zones.match(/url\(#hatch\)/g)?.length).toBeGreaterThanOrEqual(8);
  expect(zones.match(/href="#cross"/g)?.length).toBeGreaterThanOrEqual(8);
});

it.each(REGIONS)('the body has %s to tap, at least 44 px wide and high on a phone', (region) => {
  const group = source('body').match(new RegExp(`<g id="${region}">[\\s\\S]*?</g>`))?.[0] ?? '';
  const boxes = [...group.matchAll(/<rect [^>]*width="([\d.]+)" height="([\d.]+)"[^>]*pointer-events="all"/g)];
  const sides = boxes.flatMap(([, width, height]) => [Number(width), Number(height)]);
  expect(sides.length).toBeGreaterThan(0);
  expect(Math.min(...sides) * (320 / 600)).toBeGreaterThanOrEqual(44);
});
