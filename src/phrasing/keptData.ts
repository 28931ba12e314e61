import type { Region } from '../../dialogs/words.ts';
import type { Facts } from '../turn/facts.ts';
import type { Content } from './content.ts';
import { regionList } from './fill.ts';
import { dateOn, momentAt, scheduleInWords, zoneInWords } from './times.ts';

/** Everything that is kept about a person, in words, a line each. What there is nothing of is left out. */
export function keptData(facts: Facts, content: Content): string {
  const { words } = content;
  const { now, zone, schedule } = facts;
  const moment = (at: number | null) => (at === null ? undefined : momentAt(at, now, zone, words));
  const sessions = facts.results.filter(({ data }) => data.kind === 'session');
  const checkIns = facts.results.filter(({ data }) => data.kind === 'check-in');
  const ratings = facts.results
    .flatMap(({ data }) => (data.kind === 'session' ? [data.ratingAfter, data.rating] : [data.rating]))
    .filter((rating) => rating !== null)
    .reverse();
  const found = (Object.entries(facts.found) as [Region, keyof typeof words.findings][]).map(
    ([region, finding]) => `${content.regions[region].name}, ${words.findings[finding]}`,
  );
  const leftOut = Object.entries(facts.careAnswers).flatMap(([care, out]) => (out ? [care] : []));
  const lines: [label: string, value: string | undefined][] = [
    ['consent', moment(facts.consentAt)],
    ['place', words.places[facts.place]],
    ['side', facts.side === 'unknown' ? undefined : words.sides[facts.side]],
    ['knot', facts.knot === 'unknown' ? undefined : words.knots[facts.knot]],
    ['regions', found.length > 0 ? found.join('; ') : undefined],
    ['helped', facts.helped.length > 0 ? regionList(facts.helped, content) : undefined],
    ['ratings', ratings.length > 0 ? ratings.join(', ') : undefined],
    ['sessions', sessions.length > 0 ? sessions.map(({ at }) => dateOn(at, zone, words)).join('; ') : undefined],
    ['check-ins', checkIns.length > 0 ? checkIns.map(({ at }) => dateOn(at, zone, words)).join('; ') : undefined],
    ['care', leftOut.length > 0 ? leftOut.join(', ') : undefined],
    ['screen', moment(facts.cleanAt)],
    ['locked', moment(facts.lockedUntil)],
    ['rest', moment(facts.restUntil)],
    ['schedule', schedule ? scheduleInWords(schedule, words) : undefined],
    ['paused', schedule?.pausedUntil ?? undefined],
    ['zone', zoneInWords(zone, words)],
    ['country', facts.country ?? undefined],
  ];
  return lines
    .flatMap(([label, value]) => (value === undefined || value === '' ? [] : [`- ${words.data[label]}: ${value}`]))
    .join('\n');
}
