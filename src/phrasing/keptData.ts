import type { Region } from '../../dialogs/words.ts';
import { ratingsOf } from '../turn/course.ts';
import type { Facts } from '../turn/facts.ts';
import type { Content, Words } from './content.ts';
import { regionList } from './fill.ts';
import { dateOn, dayInWords, momentAt, scheduleInWords, zoneInWords } from './times.ts';

/** Everything that is kept about a person, in words, a line each. What there is nothing of is left out. */
export function keptData(facts: Facts, content: Content): string {
  const { words } = content;
  const { now, zone, schedule } = facts;
  const moment = (at: number | null) => (at === null ? undefined : momentAt(at, now, zone, words));
  const sessions = facts.results.filter(({ data }) => data.kind === 'session');
  const checkIns = facts.results.flatMap(({ data }) => (data.kind === 'check-in' ? [{ data }] : []));
  const noted = facts.ratingNoted === null ? [] : [facts.ratingNoted];
  const ratings = [...ratingsOf(facts.results).map(({ rating }) => rating), ...noted];
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
    ['check-ins', checkIns.map(({ data }) => checkInWithAnswer(data, words)).join('; ')],
    ['care', leftOut.length > 0 ? leftOut.join(', ') : undefined],
    ['screen', moment(facts.cleanAt)],
    ['locked', moment(facts.lockedUntil)],
    ['rest', moment(facts.restUntil)],
    ['schedule', schedule ? scheduleInWords(schedule, words) : undefined],
    ['once', moment(facts.onceAt)],
    ['changes', schedule ? changesInWords(schedule, words) : undefined],
    ['paused', schedule?.pausedUntil ? dayInWords(schedule.pausedUntil, words) : undefined],
    ['zone', zoneInWords(zone, words)],
    ['country', facts.country ?? undefined],
  ];
  return lines
    .flatMap(([label, value]) => (value === undefined || value === '' ? [] : [`- ${words.data[label]}: ${value}`]))
    .join('\n');
}

/** "Mon 2 Mar, better, 4" */
function checkInWithAnswer({ date, answer, rating }: CheckInData, words: Words): string {
  const parts = [dayInWords(date, words), answer === 'rated' ? '' : words.checkIns[answer], rating ?? ''];
  return parts.filter((part) => part !== '').join(', ');
}

type CheckInData = Extract<Facts['results'][number]['data'], { kind: 'check-in' }>;

/** "Tue 3 Mar at 10:15; Thu 5 Mar left out; Mon 9 Mar to Sun 15 Mar left out" */
function changesInWords({ changes }: NonNullable<Facts['schedule']>, words: Words): string {
  const spans: { first: string; last: string; time: string | null }[] = [];
  for (const [date, time] of Object.entries(changes).toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const before = spans.at(-1);
    if (before && time === null && before.time === null && isDayAfter(date, before.last)) before.last = date;
    else spans.push({ first: date, last: date, time });
  }
  return spans
    .map(({ first, last, time }) =>
      (
        (time !== null ? words.schedule.dayAt : first === last ? words.schedule.leftOut : words.schedule.daysLeftOut) ??
        ''
      )
        .replace('{date}', dayInWords(first, words))
        .replace('{last}', dayInWords(last, words))
        .replace('{time}', time ?? ''),
    )
    .join('; ');
}

function isDayAfter(date: string, before: string): boolean {
  return Temporal.PlainDate.from(before).add({ days: 1 }).toString() === date;
}
