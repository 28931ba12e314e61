import type { Facts } from '../turn/facts.ts';

/** The facts between which content may choose (`when:`), with what each may be. */
export const CONDITIONS = [
  'place',
  'knot',
  'side',
  'region',
  'searched',
  'locked',
  'hasSchedule',
  'reached',
  'kind',
  'rated',
  'change',
  'last',
  'untried',
  'helpful',
  'order',
  'gently',
] as const;
export type Condition = (typeof CONDITIONS)[number];

/** One wording: variants in order, the first whose `when` fits is taken, and its alternatives take turns. */
export type Wording = readonly Variant[];

export interface Variant {
  when: Partial<Record<Condition, readonly string[]>>;
  say: readonly string[];
}

/**
 * The words for these facts, still with braces. `turn` counts up, so that with two alternatives or more the same one
 * is never said twice running.
 */
export function choose(wording: Wording, facts: Facts, turn: number): string {
  const variant = wording.find(({ when }) => fits(when, facts));
  if (!variant) throw new Error('A wording has no variant for what is the case; its last one must have no `when`.');
  return variant.say[turn % variant.say.length] as string;
}

function fits(when: Variant['when'], facts: Facts): boolean {
  for (const condition of CONDITIONS) {
    const allowed = when[condition];
    if (allowed && !allowed.includes(String(facts[condition]))) return false;
  }
  return true;
}
