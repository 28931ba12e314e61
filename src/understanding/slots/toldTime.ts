/** A time of day that stands in a message. */
export interface ToldTime {
  /** Minutes from midnight, as they were said. */
  minutes: number;
  at: number;
  end: number;
  /** Whether it may as well be twelve hours later: "8:30", "half 9". */
  open: boolean;
  /** Nothing but a number: only a time where a time is asked for. */
  thin: boolean;
  /** Reckoned from another time in the message: "a quarter of an hour earlier". */
  reckoned?: true;
}

export const HALF_DAY = 720;
export const DAY = 1440;
