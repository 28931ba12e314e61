import { WEEKDAYS, type Weekday } from '../../../dialogs/words.ts';
import type { Named } from './namedDays.ts';

/** "The day after", "the following morning", "the 2 days before": days that lie beside others. "Every day after work" is none. */
const BESIDE =
  /(?<!\b(?:every|each|all|any|per|same|work|working|office|other|whole|that|in the|of the|at the) )\b(?:(?<count>[1-6]) )?(?:day|morning|evening|afternoon)s? (?:right |just |directly |immediately |that comes? )?(?<way>after|afterwards|efter|following|before|afore|later|earlier)\b(?! (?:work|tomorrow|lunch|dinner|breakfast|school|noon|the office|\d|day\b|i (?:get|come|start|log|finish|wake)))|\b(?<next>next|following) (?:day|morning|evening|1)\b/;

const BEFORE = new Set(['before', 'afore', 'earlier']);
/** How near after "the day after" the day that it goes by has to stand. */
const NEAR = 30;

/**
 * The days wanted, where they are told by those beside them: "leg day is Wednesday, so the day after", "the day after my
 * Sunday shift". Undefined where none are told so.
 */
export function daysBeside(all: readonly Named[], text: string): readonly Weekday[] | undefined {
  const said = BESIDE.exec(text);
  if (!said || all.length === 0) return undefined;
  const { count, way, next } = said.groups ?? {};
  const end = said.index + said[0].length;
  if (all.some(({ mention }) => mention.at < end && mention.end > said.index)) return undefined;
  const single = all.filter(({ mention }) => !mention.whole);
  const own = single.filter(({ out }) => !out);
  const named = own.length > 0 ? own : single;
  const near = named.filter(
    ({ mention }) => mention.at >= end && mention.at - end < NEAR && !/[.;!?]/.test(text.slice(end, mention.at)),
  );
  const before = named.filter(({ mention }) => mention.end <= said.index);
  const told = before.filter(({ isTold }) => isTold);
  const from = [near, told, before].find((some) => some.length > 0) ?? named;
  if (from.length === 0) return undefined;
  // "The day after, Wednesday": it is named.
  const called = near.find(({ mention }) =>
    /^\s*[,:(–—-]\s*(?:so |i\.e\. |that's |that is )?(?:on )?$/.test(text.slice(end, mention.at)),
  );
  if (called) return called.mention.days;
  const steps = Number(count ?? 1);
  const sign = next === undefined && BEFORE.has(way ?? '') ? -1 : 1;
  const moved = new Set<Weekday>();
  const days = from.flatMap(({ mention }) => mention.days);
  // "Friday to Sunday not, the four days before that": before the first of them, and after the last.
  const ends = steps === 1 ? days : sign < 0 ? days.slice(0, 1) : days.slice(-1);
  for (const day of ends) for (let step = 1; step <= steps; step++) moved.add(stepped(day, sign * step));
  // "Tuesdays and the two days after".
  const together = near.length === 0 && /\b(?:and|plus|&|\+) (?:also )?(?:on )?the $/.test(text.slice(0, said.index));
  if (together) for (const { mention } of before) for (const day of mention.days) moved.add(day);
  return [...moved];
}

function stepped(day: Weekday, steps: number): Weekday {
  return WEEKDAYS[(WEEKDAYS.indexOf(day) + steps + 7) % 7] ?? day;
}
