import type { Expecting, Intent } from '../../dialogs/words.ts';

/** What a question takes as an answer, and what a plain yes, no or "not sure" means to it. */
export interface Expected {
  answers: ReadonlySet<Intent>;
  yes?: Intent;
  no?: Intent;
  unsure?: Intent;
}

const YES_NO = { answers: ['yes', 'no', 'unsure'], yes: 'yes', no: 'no', unsure: 'unsure' } as const;
const KNOT = { answers: ['knot.gone', 'knot.better', 'knot.same', 'knot.worse', 'knot.rating'] } as const;

const EXPECTED = {
  nothing: { answers: [] },
  consent: YES_NO,
  safety: YES_NO,
  rating: { answers: ['knot.rating', 'unsure'], unsure: 'unsure' },
  side: { answers: ['side.set', 'unsure'], unsure: 'unsure' },
  pressure: {
    answers: ['pressure.relaxes', 'pressure.does-not-relax', 'pressure.unsure', 'cannot-reach', 'hurts-too-much'],
    yes: 'pressure.relaxes',
    no: 'pressure.does-not-relax',
    unsure: 'pressure.unsure',
  },
  contracting: {
    answers: ['hold.eased', 'hold.not-eased', 'hurts-too-much', 'cannot-reach', 'unsure'],
    yes: 'hold.eased',
    no: 'hold.not-eased',
    unsure: 'unsure',
  },
  region: {
    answers: ['region.tender', 'region.not-tender', 'unsure', 'cannot-reach', 'hurts-too-much'],
    yes: 'region.tender',
    no: 'region.not-tender',
    unsure: 'unsure',
  },
  hold: {
    answers: ['hold.eased', 'hold.not-eased', 'cannot-reach', 'hurts-too-much', 'unsure'],
    yes: 'hold.eased',
    no: 'hold.not-eased',
    unsure: 'unsure',
  },
  outcome: KNOT,
  'reminder-offer': YES_NO,
  'reminder-time': { answers: ['no', 'unsure'], no: 'no', unsure: 'unsure' },
  zone: { answers: ['zone.set', 'unsure'], unsure: 'unsure' },
  'check-in': KNOT,
  confirm: YES_NO,
  doubt: YES_NO,
} as const satisfies Record<Expecting, { answers: readonly Intent[]; yes?: Intent; no?: Intent; unsure?: Intent }>;

const BY_EXPECTING = new Map<Expecting, Expected>(
  Object.entries(EXPECTED).map(([expecting, expected]) => [
    expecting as Expecting,
    { ...expected, answers: new Set<Intent>(expected.answers) },
  ]),
);

/** What is taken as an answer to the open question. */
export function expectedBy(expecting: Expecting): Expected {
  return BY_EXPECTING.get(expecting) ?? { answers: new Set() };
}
