import { isOneSlip } from '../spelling.ts';
import { withDigits } from './numbers.ts';

/** What names a time zone, without accents, and the zone: "sao paulo", "india", "cet", "europe/berlin". */
export type Places = ReadonlyMap<string, string>;

/** No place has more words: "trinidad and tobago", "coordinated universal time". */
const MOST_WORDS = 4;
/** A longer message tells a story, and names of places in it say little. */
const MOST_READ = 40;

/** Offsets that only zones without summer time have, each with one that many people live by. */
const WITHOUT_SUMMER: Record<number, string> = {
  0: 'UTC',
  240: 'Asia/Dubai',
  270: 'Asia/Kabul',
  300: 'Asia/Karachi',
  330: 'Asia/Kolkata',
  345: 'Asia/Kathmandu',
  360: 'Asia/Dhaka',
  390: 'Asia/Yangon',
  420: 'Asia/Bangkok',
  480: 'Asia/Singapore',
  540: 'Asia/Tokyo',
};

/** What an offset is counted from, and no place to live in. */
const FAR = new Set(['gmt', 'utc', 'zulu', 'greenwich']);

/** Words that name a place in a list of places and something else in a sentence. */
const ALSO_WORDS = new Set(
  'nice reading bath split male hull york la et pt mt ct art eat wat est bc ny kl cork derby mountain pacific eastern essen bonn faro wet jordan georgia cali durham hamilton norfolk victoria providence phoenix santiago bergen central wake center troll easter midway knox casey davis palmer'.split(
    ' ',
  ),
);

/**
 * The time zone of a place that is named, or of an offset no zone with summer time has. `alone` takes words that also
 * mean something else ("nice", "reading") for places, which holds only where a zone is asked for.
 */
export function readZone(message: string, places: Places, alone: boolean): string | undefined {
  const named = /\b[a-z]+\/[a-z_]+(?:\/[a-z_]+)?\b/.exec(message.toLowerCase())?.[0];
  const byName = named && places.get(named);
  if (byName) return byName;
  const words = wordsOf(message).slice(0, MOST_READ);
  const first = firstWords(places);
  let best: { zone: string; name: string; length: number } | undefined;
  for (let from = 0; from < words.length; from += 1) {
    // "Not London, Berlin".
    if (words[from - 1] === 'not' || !first.has(words[from] ?? '')) continue;
    for (let length = Math.min(MOST_WORDS, words.length - from); length > 0; length -= 1) {
      const name = words.slice(from, from + length).join(' ');
      const zone = places.get(name);
      if (!zone || (ALSO_WORDS.has(name) && !(alone && words.length <= 4))) continue;
      // The most exact is meant, and of two the last: "I was in London, now in Berlin".
      if (!best || FAR.has(best.name) || (length >= best.length && !FAR.has(name))) best = { zone, name, length };
      break;
    }
  }
  const offset = readOffset(message);
  // "UTC+2" is not UTC, but "Berlin, UTC+2" is Berlin.
  if (best && (offset === undefined || !FAR.has(best.name))) return best.zone;
  if (offset !== undefined) return WITHOUT_SUMMER[offset];
  return alone && words.length <= 5 ? misspelt(words, places) : undefined;
}

/** What the names of places begin with: few words of a message do. */
function firstWords(places: Places): ReadonlySet<string> {
  const before = firstWordsOf.get(places);
  if (before) return before;
  const words = new Set([...places.keys()].map((name) => name.split(' ', 1)[0] ?? ''));
  firstWordsOf.set(places, words);
  return words;
}
const firstWordsOf = new WeakMap<Places, ReadonlySet<string>>();

/** How far a clock is told to be from Greenwich, in minutes: "UTC+2", "gmt -5", "plus five thirty". */
export function readOffset(message: string): number | undefined {
  const text = withDigits(message)
    .replace(/[−–—]/g, '-')
    .replace(/\bplus\b/g, '+')
    .replace(/\bminus\b/g, '-');
  const told =
    /(?:\b(?:utc|gmt|zulu|greenwich)\b(?:\s*(?:time|zone|is|offset))?\s*|^[^a-z0-9+-]*(?:i(?:'| a)m (?:at |on |in )?|it(?:'s| is) |my (?:time ?zone|zone|offset) is |zone |offset )?)([+-])\s*(\d{1,2})(?:(?::|\.| )?([0-5]\d)|[.,](5))?(?!\d)/.exec(
      text,
    );
  const ahead = /\b(\d{1,2})(?:\.(5))? ?(?:h|hrs?|hours?) (ahead of|behind|before|after) (?:utc|gmt|greenwich)\b/.exec(
    text,
  );
  if (ahead) {
    const minutes = Number(ahead[1]) * 60 + (ahead[2] ? 30 : 0);
    return within(/ahead|after/.test(ahead[3] ?? '') ? minutes : -minutes);
  }
  if (!told) return undefined;
  const minutes = Number(told[2]) * 60 + (told[4] ? 30 : Number(told[3] ?? 0));
  return within(told[1] === '-' ? -minutes : minutes);
}

/** No clock on earth is further away. */
function within(minutes: number): number | undefined {
  return minutes >= -720 && minutes <= 840 ? minutes : undefined;
}

/** The names as they are looked up. */
export function placeName(name: string): string {
  return wordsOf(name).join(' ');
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]s\b|['’.]/gu, (said) => (said.length > 1 ? '' : said === '.' ? ' ' : "'"))
    .split(/[^\p{L}\p{N}']+/u)
    .filter((word) => word !== '');
}

/** A place one slip away from what was typed, when nothing else is: "lodnon", "new yrok". */
function misspelt(words: readonly string[], places: Places): string | undefined {
  for (let length = Math.min(3, words.length); length > 0; length -= 1) {
    for (let from = 0; from + length <= words.length; from += 1) {
      const name = words.slice(from, from + length).join(' ');
      if (name.length < 5) continue;
      const near = new Set<string>();
      for (const [place, zone] of places)
        if (place.length >= 5 && place[0] === name[0] && isOneSlip(name, place)) near.add(zone);
      const [only] = near;
      if (near.size === 1 && only) return only;
    }
  }
  return undefined;
}
