const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** Number words as thumbs and the north write them. */
const MISSPELT = {
  zeor: 0,
  zerro: 0,
  oen: 1,
  yin: 1,
  twoo: 2,
  twa: 2,
  thre: 3,
  trhee: 3,
  theree: 3,
  fuor: 4,
  foru: 4,
  foor: 4,
  fower: 4,
  fiev: 5,
  fve: 5,
  fiv: 5,
  sixx: 6,
  sevn: 7,
  sevne: 7,
  seve: 7,
  sevin: 7,
  eigth: 8,
  eihgt: 8,
  eght: 8,
  eigt: 8,
  nien: 9,
  ninee: 9,
  tenn: 10,
  eleve: 11,
  elevn: 11,
  twelv: 12,
  twlve: 12,
  fourty: 40,
  thrity: 30,
  tirty: 30,
  thirdy: 30,
  tewnty: 20,
  twenny: 20,
  fiften: 15,
  fivteen: 15,
  tne: 10,
  fivty: 50,
} satisfies Record<string, number>;

const VALUES = new Map<string, number>([
  ...Object.entries(MISSPELT),
  ...UNITS.map((word, i) => [word, i] as const),
  ...TENS.map((word, i) => [word, 20 + 10 * i] as const),
]);

const WORD = [...VALUES.keys()].join('|');
const NUMBER_WORDS = new RegExp(
  `\\b(${TENS.join('|')})[ -](${UNITS.slice(1, 10).join('|')})\\b|\\b(${WORD})(?:\\b|(?=ish\\b))`,
  'g',
);

/** "This one" and "no one" are no numbers; "at one", "a one" and "one o'clock" are. */
const ONE_BEFORE =
  /(?:^|\b(?:at|half|before|after|then|than|not|only|just|like|from|or|and|still|past|to|a|an|by|about|around|say|maybe|now|is|its|it's|was|until|till|every|make it|in|for|another|with|call|mean|meant)|[.,!?;:)]) $/;
const ONE_AFTER =
  /^(?: ?\/|-| (?:sharp|on the dot|out|of ten|o'?clock|[ap]m\b|(?:more )?hour|(?:more )?min|hr|thirty|fifteen|forty|in the|or two|maybe|to two))|^\s*$|^[.,!;)]/;

/** Small numbers in digits: "half past eight" becomes "half past 8", "seven out of ten" "7 out of 10". */
export function withDigits(text: string): string {
  return text.replace(NUMBER_WORDS, (word, tens: string | undefined, unit: string | undefined, _single, at: number) => {
    if (tens && unit) return String((VALUES.get(tens) ?? 0) + (VALUES.get(unit) ?? 0));
    if (word === 'one') {
      const before = text.slice(Math.max(0, at - 20), at);
      const after = text.slice(at + 3, at + 23);
      const isNumber =
        (before === '' || ONE_BEFORE.test(before)) &&
        (after === '' || ONE_AFTER.test(after) || /^ ?(?:hour|minute|pm|am)/.test(after));
      if (!isNumber && !/^ (?:hour|minute|min|hr)s?\b/.test(after)) return word;
    }
    return String(VALUES.get(word) ?? word);
  });
}
