import { REGIONS } from './words.ts';

/**
 * Everything there is a drawing of, by its name in `content/pictures`. Drawn for the person's own left side; the right
 * one is its mirror image.
 */
export const PICTURES = [...REGIONS, 'pressure-test', 'contraction', 'ball-on-wall', 'where-not-to-press'] as const;
export type PictureName = (typeof PICTURES)[number];

/** Shows the whole body, so it has no side. */
export const SIDELESS: readonly PictureName[] = ['where-not-to-press'];
