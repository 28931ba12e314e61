import { isTime } from './nextOccurrence.ts';

/** Cities that many people live by the clock of, for every hour and half hour that a clock may be ahead or behind. */
const ZONES = [
  'Europe/London',
  'Europe/Berlin',
  'Europe/Athens',
  'Europe/Moscow',
  'Asia/Tehran',
  'Asia/Dubai',
  'Asia/Kabul',
  'Asia/Karachi',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Dhaka',
  'Asia/Yangon',
  'Asia/Bangkok',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Adelaide',
  'Australia/Sydney',
  'Australia/Brisbane',
  'Pacific/Noumea',
  'Pacific/Auckland',
  'Pacific/Tongatapu',
  'Atlantic/Azores',
  'America/Noronha',
  'America/Sao_Paulo',
  'America/St_Johns',
  'America/Halifax',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Marquesas',
  'Pacific/Honolulu',
  'Pacific/Pago_Pago',
] as const;
/** A clock is read and typed with a few minutes between, and few clocks are exact. */
const OFF_BY_MINUTES = 7;

/**
 * A zone whose clocks show a time now, or nearly so: a guess, to be named to the person. Undefined where no clock does.
 *
 * Pure.
 */
export function zoneByClock(time: string, now: number): string | undefined {
  if (!isTime(time)) return undefined;
  const wanted = minutes(Temporal.PlainTime.from(time));
  const shown = (zone: string) =>
    minutes(Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainTime());
  return ZONES.find((zone) => Math.abs(((wanted - shown(zone) + 2160) % 1440) - 720) <= OFF_BY_MINUTES);
}

const minutes = ({ hour, minute }: Temporal.PlainTime) => hour * 60 + minute;
