import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Chart, Picture } from './message.ts';

export const PNG_FOLDER = join(import.meta.dirname, '../content/pictures/png');
export const MANIFEST = join(PNG_FOLDER, 'manifest.json');

/** The files of one drawing, and what they were drawn from. */
export interface Drawn {
  /** Hash of the drawing. */
  svg: string;
  left?: string;
  right?: string;
  /** In place of the two, where there is no side to it. */
  sideless?: string;
}

/** The address of a picture or a chart, or undefined where it cannot be shown. */
export type PictureUrl = (shown: Picture | Chart) => string | undefined;

export interface Pictures {
  /** Under an address like `https://unknot.example.com`; nothing is shown without one. */
  urlsUnder(address: () => string | undefined): (picture: Picture) => string | undefined;
  /** A file by its name. Its name changes with its bytes, so it may be kept for ever. */
  route: {
    method: 'get';
    path: string;
    answer(request: { params: Record<string, string> }): Promise<{
      status: number;
      body: unknown;
      headers?: Record<string, string>;
    }>;
  };
}

const A_YEAR_S = 31_536_000;

/** The drawn pictures. Nothing is drawn at run time; `npm run pictures` does it. Throws when they are not there. */
export function loadPictures(): Pictures {
  const drawn = JSON.parse(readFileSync(MANIFEST, 'utf8')) as Record<string, Drawn>;
  const files = new Set(Object.values(drawn).flatMap(({ left, right, sideless }) => [left, right, sideless]));

  return {
    urlsUnder:
      (address) =>
      ({ name, side }) => {
        const base = address();
        // A message of an earlier release may name a picture that is not there any more.
        const file = Object.hasOwn(drawn, name) ? drawn[name]?.[side ?? 'sideless'] : undefined;
        return base === undefined || file === undefined ? undefined : `${base.replace(/\/+$/, '')}/pictures/${file}`;
      },
    route: {
      method: 'get',
      path: '/pictures/:file',
      async answer({ params }) {
        const { file = '' } = params;
        // Only what is in the list is looked for, so no name leads out of the folder.
        if (!files.has(file)) return { status: 404, body: { error: 'There is no such picture, or no longer.' } };
        return {
          status: 200,
          body: await readFile(join(PNG_FOLDER, file)),
          headers: { 'content-type': 'image/png', 'cache-control': `public, max-age=${A_YEAR_S}, immutable` },
        };
      },
    },
  };
}
