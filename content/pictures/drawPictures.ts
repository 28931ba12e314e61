import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { PICTURES, SIDELESS } from '../../dialogs/pictures.ts';
import { type Drawn, MANIFEST, PNG_FOLDER } from '../../src/pictures.ts';

const SVG_FOLDER = import.meta.dirname;

/** Pixels, both ways. Channels show pictures at half of it, which is sharp on every screen. */
const SIZE = 600;

/** What a drawing is made of, whatever a checkout does to line ends. */
export function hashOfSvg(name: string): string {
  return hashOf(readSvg(name).replaceAll('\r\n', '\n'));
}

function readSvg(name: string): string {
  return readFileSync(join(SVG_FOLDER, `${name}.svg`), 'utf8');
}

const hashOf = (what: string | Uint8Array) => createHash('sha256').update(what).digest('hex').slice(0, 16);

/**
 * Draws every picture for the left and for the right side, names each after its bytes, and removes what is not drawn
 * any more. `npm run pictures`, after a change to a drawing; a test holds the files to the drawings.
 */
function drawAll(): void {
  mkdirSync(PNG_FOLDER, { recursive: true });
  const drawn: Record<string, Drawn> = {};
  for (const name of PICTURES) {
    const svg = readSvg(name);
    const files: Omit<Drawn, 'svg'> = SIDELESS.includes(name)
      ? { sideless: write(name, svg) }
      : { left: write(`${name}-left`, svg), right: write(`${name}-right`, mirrored(svg)) };
    drawn[name] = { svg: hashOfSvg(name), ...files };
  }
  writeFileSync(MANIFEST, `${JSON.stringify(drawn, null, 2)}\n`);
  const kept = Object.values(drawn).flatMap(({ left, right, sideless }) => [left, right, sideless]);
  for (const file of readdirSync(PNG_FOLDER)) {
    if (file.endsWith('.png') && !kept.includes(file)) rmSync(join(PNG_FOLDER, file));
  }
}

function write(name: string, svg: string): string {
  const png = new Resvg(svg, { fitTo: { mode: 'width', value: SIZE }, font: { loadSystemFonts: false } })
    .render()
    .asPng();
  const file = `${name}.${hashOf(png)}.png`;
  writeFileSync(join(PNG_FOLDER, file), png);
  process.stdout.write(`${file}  ${Math.ceil(png.length / 1024)} KB\n`);
  return file;
}

/** The other side of the body. */
function mirrored(svg: string): string {
  const drawing = svg.slice(svg.indexOf('<svg'));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}"><g transform="translate(${SIZE} 0) scale(-1 1)">${drawing.replace('<svg', `<svg width="${SIZE}" height="${SIZE}"`)}</g></svg>`;
}

if (import.meta.main) drawAll();
