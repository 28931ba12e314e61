import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { hashOfSvg } from '../../content/pictures/drawPictures.ts';
import { PICTURES, SIDELESS } from '../../dialogs/pictures.ts';
import { type Drawn, loadPictures, MANIFEST, PNG_FOLDER } from '../../src/pictures.ts';

/** The files that are served, against the drawings that they were made from. `npm run pictures` makes them. */
const drawn = JSON.parse(readFileSync(MANIFEST, 'utf8')) as Record<string, Drawn>;
const files = Object.values(drawn).flatMap(({ left, right, sideless }) =>
  [left, right, sideless].flatMap((f) => f ?? []),
);
const pictures = loadPictures();
const get = (file: string) => pictures.route.answer({ params: { file } });

it('there are files for every picture, and no others', () => {
  expect(Object.keys(drawn)).toEqual([...PICTURES]);
  expect(readdirSync(PNG_FOLDER).sort()).toEqual([...files, 'manifest.json'].sort());
});

it.each(PICTURES)('%s is drawn from what the drawing is now', (name) => {
  expect(drawn[name]?.svg).toBe(hashOfSvg(name));
});

it.each(PICTURES)('%s is there for every side that it has', (name) => {
  const { left, right, sideless } = drawn[name] as Drawn;
  if (SIDELESS.includes(name)) expect([left, right, sideless]).toEqual([undefined, undefined, expect.any(String)]);
  else expect(new Set([left, right, sideless]).size).toBe(3);
});

it.each(files)('%s is named by its bytes, and is of a size that Teams and Slack show', (file) => {
  const bytes = readFileSync(join(PNG_FOLDER, file));
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  expect(file).toMatch(new RegExp(`^[a-z-]+\\.${hash}\\.png$`));
  // Width and height stand at the same place in every PNG.
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([600, 600]);
  expect(bytes.length).toBeLessThan(100_000);
});

describe('the address of a picture', () => {
  const urlOf = pictures.urlsUnder(() => 'https://unknot.example.com/bot/');

  it('is the file of its side under the address that is known', () => {
    expect(urlOf({ name: 'upper-arm', side: 'right', alt: '' })).toBe(
      `https://unknot.example.com/bot/pictures/${drawn['upper-arm']?.right}`,
    );
    expect(urlOf({ name: 'where-not-to-press', side: null, alt: '' })).toMatch(/\/where-not-to-press\.\w+\.png$/);
  });

  it.each([
    ['of an earlier release', { name: 'elbow', side: 'left' }],
    ['named like something that every object has', { name: 'constructor', side: 'left' }],
    ['without the side that it needs', { name: 'neck', side: null }],
  ] as const)('is not there for one %s', (_which, picture) => {
    expect(urlOf({ ...picture, alt: '' })).toBeUndefined();
  });

  it('is not there where nobody could reach it', () => {
    expect(pictures.urlsUnder(() => undefined)({ name: 'neck', side: 'left', alt: '' })).toBeUndefined();
  });
});

describe('a picture that is asked for', () => {
  it('may be kept for a year by whoever passes it on', async () => {
    expect(await get(files[0] as string)).toMatchObject({
      status: 200,
      headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=31536000, immutable' },
    });
  });

  it.each(['manifest.json', '../body.svg', '..%2fbody.svg', '', 'neck-left.0000000000000000.png', '/etc/passwd'])(
    'is not found as %j',
    async (file) => {
      expect(await get(file)).toMatchObject({ status: 404 });
    },
  );
});
