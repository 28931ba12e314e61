import type { Message } from '../message.ts';
import type { PictureUrl } from '../pictures.ts';

/** A picture with everything that a channel needs to show it. */
export interface ShownPicture {
  url: string;
  alt: string;
}

/** The drawings are square. At this many pixels they are clear, and leave room for the words on a phone. */
export const PICTURE_WIDTH = 300;

/** Undefined when the message has neither picture nor chart, or it cannot be shown. */
export function showPicture({ picture, chart }: Message, urlOf: PictureUrl): ShownPicture | undefined {
  const shown = picture ?? chart;
  const url = shown && urlOf(shown);
  return shown && url !== undefined ? { url, alt: shown.alt } : undefined;
}

/** Puts the picture after the words of the step, so that the open question and its buttons stay together. */
export function beforeQuestion<T, P>(blocks: readonly T[], picture: P | undefined): (T | P)[] {
  if (picture === undefined) return [...blocks];
  return [...blocks.slice(0, -1), picture, ...blocks.slice(-1)];
}
