import type { Region } from './words.ts';

/** What was found at a region. */
export const FINDINGS = ['tender', 'nothing', 'unsure', 'not-reached', 'skipped', 'left-out', 'too-sore'] as const;
export type Finding = (typeof FINDINGS)[number];
export type Found = Partial<Record<Region, Finding>>;
