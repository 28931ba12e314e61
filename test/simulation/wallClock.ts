const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A stretch of time in which a clock on the wall stays the same distance from UTC. */
interface Stretch {
  from: number;
  until: number;
  /** What the clock reads, as if it were UTC, minus the moment. */
  ahead: number;
}

/**
 * What a clock on the wall of a zone reads over some time, learnt by looking at it: hour by hour through
 * `Intl.DateTimeFormat`, and minute by minute through each hour after which it does not read exactly one hour more.
 * Nothing is shared with Temporal, nor with the code that schedules.
 */
export class WallClock {
  readonly #stretches: Stretch[] = [];

  constructor(zone: string, from: number, until: number) {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    const ahead = (at: number) => Date.parse(`${format.format(at).replace(' ', 'T')}Z`) - at;
    let stretch = { from, until: from, ahead: ahead(from) };
    for (let hour = from; hour < until; hour += HOUR) {
      if (ahead(hour + HOUR) === stretch.ahead) continue;
      for (let minute = hour + MINUTE; minute <= hour + HOUR; minute += MINUTE) {
        const now = ahead(minute);
        if (now === stretch.ahead) continue;
        this.#stretches.push({ ...stretch, until: minute });
        stretch = { from: minute, until: minute, ahead: now };
      }
    }
    this.#stretches.push({ ...stretch, until });
  }

  /** The date and time that the clock reads, as if it were UTC. */
  reads(at: number): number {
    const stretch = this.#stretches.find(({ until }) => at < until) ?? this.#stretches.at(-1);
    return at + (stretch?.ahead ?? 0);
  }

  /**
   * The first moment at which the clock reads the time on the date, or has just jumped past it. `date` and `time` are
   * milliseconds, as if the clock were in UTC.
   */
  firstReaches(date: number, time: number): number {
    const wall = date + time;
    for (const { from, until, ahead } of this.#stretches) {
      if (from + ahead >= wall) return from;
      if (wall - ahead < until) return wall - ahead;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Every moment from `from` on and before `until` at which somebody who wants it at `time` on these days is due. */
  occurrences(rule: { time: string; days: readonly number[] }, from: number, until: number): number[] {
    const [hours = 0, minutes = 0] = rule.time.split(':').map(Number);
    const found: number[] = [];
    for (let date = Math.floor(this.reads(from) / DAY) * DAY - DAY; date < until + 2 * DAY; date += DAY) {
      // 0 is Sunday.
      if (!rule.days.includes(new Date(date).getUTCDay())) continue;
      const at = this.firstReaches(date, hours * HOUR + minutes * MINUTE);
      if (at >= from && at < until) found.push(at);
    }
    return found;
  }
}
