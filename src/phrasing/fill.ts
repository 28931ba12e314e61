import type { Meaning, Region } from '../../dialogs/words.ts';
import type { Facts } from '../turn/facts.ts';
import type { Content } from './content.ts';
import { keptData } from './keptData.ts';
import type { Slot } from './slots.ts';
import { cityOf, dateOn, dayInWords, momentAt, scheduleInWords, zoneInWords } from './times.ts';
import { trend } from './trend.ts';

/** What one utterance knows beside the facts. */
export interface Said {
  named?: Region;
  language?: string;
  candidates?: readonly [Meaning, Meaning];
}

/** Puts the facts into the braces of a text. Texts from content may hold braces themselves, one level deep. */
export function fill(text: string, facts: Facts, content: Content, said: Said): string {
  return text.replace(/\{(\w+)\}/g, (_, slot: Slot) =>
    FILLERS[slot](facts, content, said).replace(/\{(\w+)\}/g, (__, inner: Slot) =>
      FILLERS[inner](facts, content, said),
    ),
  );
}

type Filler = (facts: Facts, content: Content, said: Said) => string;

const regionWord =
  (word: 'where' | 'how' | 'otherWay' | 'feel' | 'caution' | 'why'): Filler =>
  (facts, content) =>
    content.regions[facts.region === 'none' ? 'lower-back' : facts.region][word];

const moment =
  (pick: (facts: Facts) => number | null): Filler =>
  (facts, { words }) =>
    momentAt(pick(facts) ?? facts.now, facts.now, facts.zone, words);

const FILLERS: Record<Slot, Filler> = {
  side: ({ side }, { words }) => words.sides[side] ?? '',
  hand: ({ side }, { words }) => words.hands[side] ?? '',
  region: ({ region }, { regions }) => (region === 'none' ? '' : regions[region].name),
  named: (_, { regions }, { named }) => (named ? regions[named].name : ''),
  regionWhere: regionWord('where'),
  regionHow: regionWord('how'),
  regionOtherWay: regionWord('otherWay'),
  regionFeel: regionWord('feel'),
  regionCaution: regionWord('caution'),
  regionWhy: regionWord('why'),
  careQuestion: ({ care }, { cares }) => cares[care].question,
  careList: ({ care }, { cares }) => cares[care].list.map((item) => `- ${item}`).join('\n'),
  seconds: ({ seconds }) => String(seconds),
  maxSeconds: ({ maxSeconds }) => String(maxSeconds),
  sorenessFrom: ({ soreness }) => String(soreness[0]),
  sorenessTo: ({ soreness }) => String(soreness[1]),
  tooSore: ({ tooSore }) => String(tooSore),
  rating: ({ rating }) => String(rating ?? 0),
  ratingBefore: ({ ratingBefore }) => String(ratingBefore ?? 0),
  tender: ({ found }, content) =>
    regionList(
      regionsOf(found).filter((region) => found[region] === 'tender'),
      content,
    ),
  helped: ({ helped }, content) => regionList(helped, content),
  notReached: ({ found, reached }, content) =>
    list(
      [
        ...(reached ? [] : [content.words.lists.knot ?? '']),
        ...regionsOf(found).flatMap((region) => (found[region] === 'not-reached' ? [item(region, content)] : [])),
      ],
      content,
    ),
  leftOut: ({ found }, content, { named }) =>
    regionList(named ? [named] : regionsOf(found).filter((region) => found[region] === 'left-out'), content),
  left: ({ left }) => String(left),
  spot: ({ spot }) => String(spot),
  number: ({ country, zone }, { emergency }) => {
    const byZone = emergency.zones.find(([prefix]) => zone.startsWith(prefix))?.[1];
    // Where the clock and the channel disagree about the country, no single number can be relied on.
    const known = byZone && country && byZone !== country ? undefined : (country ?? byZone);
    return (known && emergency.countries[known]) ?? emergency.general;
  },
  dates: ({ dates, schedule, zone }, { words }) =>
    dates.map((at) => `- ${dateOn(at, schedule?.zone ?? zone, words)}`).join('\n'),
  changedAt: ({ changedAt, now, schedule, zone }, { words }) => dateOn(changedAt ?? now, schedule?.zone ?? zone, words),
  schedule: ({ schedule }, { words }) => scheduleInWords(schedule, words),
  zone: ({ zone, schedule }, { words }) => zoneInWords(schedule?.zone ?? zone, words),
  newZone: ({ newZone }) => cityOf(newZone),
  oldZone: ({ zone, schedule }) => cityOf(schedule?.zone ?? zone),
  untried: ({ untriedRegions }, content) => regionList(untriedRegions, content),
  pausedUntil: ({ schedule, zone, now }, { words }) =>
    schedule ? dateOn(schedule.next.at, schedule.zone, words) : dateOn(now, zone, words),
  snoozeAt: moment(({ schedule }) => schedule?.snoozedTo ?? null),
  onceAt: moment(({ onceAt }) => onceAt),
  onceIn: ({ onceAt, now }) => String(Math.max(1, Math.round(((onceAt ?? now) - now) / 60_000))),
  leftOutFrom: ({ leftOut }, { words }) => (leftOut ? dayInWords(leftOut[0], words) : ''),
  leftOutTo: ({ leftOut }, { words }) => (leftOut ? dayInWords(leftOut[1], words) : ''),
  lockedUntil: moment(({ lockedUntil }) => lockedUntil),
  restUntil: moment(({ restUntil }) => restUntil),
  sessionsAgainAt: moment(({ sessionsAgainAt }) => sessionsAgainAt),
  where: ({ where }, { words }) => words.places[where] ?? '',
  data: (facts, content) => keptData(facts, content),
  language: (_, { words }, { language }) => words.languages[language ?? 'other'] ?? words.languages.other ?? '',
  trend: (facts, { words }) => trend(facts, words),
  first: (_, { words }, { candidates }) => words.readings[candidates?.[0].intent ?? 'out-of-scope'] ?? '',
  second: (_, { words }, { candidates }) => words.readings[candidates?.[1].intent ?? 'out-of-scope'] ?? '',
};

const regionsOf = (found: Facts['found']) => Object.keys(found) as Region[];

/** "your upper arm, your neck and your side ribs" */
export function regionList(regions: readonly Region[], content: Content): string {
  return list(
    regions.map((region) => item(region, content)),
    content,
  );
}

function item(region: Region, { regions, words: { lists } }: Content): string {
  return (lists.item ?? '{name}').replace('{name}', regions[region].name);
}

function list(items: readonly string[], { words: { lists } }: Content): string {
  const last = items.at(-1);
  if (last === undefined) return lists.none ?? '';
  return items.length === 1 ? last : `${items.slice(0, -1).join(lists.comma)}${lists.and}${last}`;
}
