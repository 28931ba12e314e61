import type { Expected, Walker } from './walk.ts';

const DAY = 86_400_000;

/** Five people and their ways through a session. Told too in `test/conversations`, under their names, line by line. */
export const WALKERS = {
  margaret: {
    begins: 'Good morning. I have carried a heavy bag, and now there is a knot on top of my shoulder.',
    knot: 'pressure-relaxed',
    tender: [],
    outcome: 'knot-better',
    digressions: [{ at: 'outcome', says: ['May I ask what the difference was between the two sorts of knot?'] }],
    hears: [
      /chest/, // the signs, before anything is pressed
      /about 20 seconds/,
      /ordinary muscle at work/,
      /two kinds: muscle at work, and muscle pulled too long/,
      /feel now|the same or worse\?|compared with the start/, // the question she was at, again
      /Better/,
    ],
    neverHears: [/six places/, /first place around/, /Check-ins are set/],
  },
  jo: {
    begins: 'knot in my back, can u help',
    knot: 'pressure-hard',
    tender: ['ribs-side', 'ribs-front'],
    outcome: 'knot-better',
    digressions: [{ at: 'search', region: 'ribs-side', says: ['no', 'sorry, I meant yes'] }],
    hears: [
      /the side ribs, on your/,
      /the front ribs, on your/, // after the "no"
      /Stay on that spot at the side ribs/, // after the correction
      /the front ribs, on your/,
      /Stay on that spot at the front ribs/,
    ],
    neverHears: [],
  },
  agnieszka: {
    begins: 'Hello, I have a knot beside my shoulder blade, please help.',
    knot: 'pressure-hard',
    tender: ['ribs-front', 'upper-arm'],
    outcome: 'knot-better',
    digressions: [
      {
        at: 'search',
        region: 'upper-arm',
        says: [
          'I must go to a client now, I continue another day.',
          3 * DAY,
          'Hello, I am back after three days. Where have we stopped?',
        ],
      },
    ],
    hears: [
      /the back below the armpit, on your/,
      /the upper arm, on your/,
      /No rush|Take your time/,
      /start over/, // or go on
      /If you are only still sore or bruised from last time/, // the question about anything new
      /the upper arm, on your/,
    ],
    neverHears: [],
  },
  siobhan: {
    begins: 'I have a knot in my upper back that will not go.',
    knot: 'pressure-hard',
    tender: ['ribs-side', 'lower-back', 'upper-chest'],
    outcome: 'knot-better',
    digressions: [
      {
        at: 'pressure',
        says: [
          "The last fella dug his elbow into it for half an hour and I was in bits for three days. You're not going to have me do the same?",
        ],
      },
      { at: 'hold', says: ['And if I do go to someone again, what do I tell them?'] },
    ],
    hears: [
      /I am sorry if somebody hurt you/,
      /cannot let go/,
      /please work around the knot/,
      /Is it less sore\?|Is the spot easier now/, // back at the hold
    ],
    neverHears: [/press harder/i, /injured you/],
  },
  yuki: {
    begins: 'knot in my back, help',
    knot: 'pressure-hard',
    tender: ['upper-chest'],
    outcome: 'knot-better',
    digressions: [
      { at: 'pressure', says: ['👎'] },
      { at: 'search', region: 'upper-chest', says: ['😖👍'] },
      { at: 'hold', says: ['😌'] },
      { at: 'outcome', says: ['🎉🙂'] },
    ],
    hears: [/leave the knot itself alone/, /Stay on that spot at the upper chest/],
    neverHears: [/emergency number now/, /emoji/i],
  },
} satisfies Record<string, Walker & Expected>;
