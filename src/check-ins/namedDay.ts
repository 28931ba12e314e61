import { type NamedDay, WEEKDAYS, type Weekday } from '../../dialogs/words.ts';

/**
 * The day that was meant, on the calendar of whoever said it today: the coming one, and for a weekday or a date never
 * today itself. Undefined where no calendar has such a day. "next" is a day of a series and of no calendar.
 *
 * Pure.
 */
export function onCalendar(named: NamedDay, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (named === 'today') return today;
  if (named === 'tomorrow') return today.add({ days: 1 });
  const [, base, later] = /^(.+)\+(\d{1,3})$/.exec(named) ?? [];
  if (base !== undefined) return onCalendar(base, today)?.add({ days: Number(later) });
  const weekday = WEEKDAYS.indexOf(named as Weekday);
  if (weekday >= 0) return today.add({ days: (weekday + 1 - today.dayOfWeek + 7) % 7 || 7 });
  const days = /^\+(\d{1,3})$/.exec(named)?.[1];
  if (days !== undefined) return today.add({ days: Number(days) });
  try {
    if (/^\d{4}-\d\d-\d\d$/.test(named)) return Temporal.PlainDate.from(named, { overflow: 'reject' });
    if (/^\d\d$/.test(named)) return comingDayOfMonth(Number(named), today);
    if (/^\d\d-\d\d$/.test(named)) return comingDate(Temporal.PlainMonthDay.from(named, { overflow: 'reject' }), today);
  } catch {
    // "02-30": no year has it.
  }
  return undefined;
}

/** The next month that has such a day: the 31st said in February is in March. */
function comingDayOfMonth(day: number, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  for (let months = 0; day >= 1 && day <= 31 && months <= 2; months += 1) {
    const month = today.with({ day: 1 }).add({ months });
    if (day > month.daysInMonth) continue;
    const date = month.with({ day });
    if (Temporal.PlainDate.compare(date, today) > 0) return date;
  }
  return undefined;
}

function comingDate(date: Temporal.PlainMonthDay, today: Temporal.PlainDate): Temporal.PlainDate {
  const inYear = (year: number) => date.toPlainDate({ year });
  const thisYear = inYear(today.year);
  return Temporal.PlainDate.compare(thisYear, today) > 0 ? thisYear : inYear(today.year + 1);
}
