/** From 22:00 to 07:00 on the person's own clock nothing comes unasked. */
const FROM_HOUR = 22;
const TO_HOUR = 7;

/** Whether it is night where the clock shows the time of `zone`. Pure; throws on an unknown zone. */
export function isNight(at: number, zone: string): boolean {
  return isNightTime(inZone(at, zone).toPlainTime());
}

/** Whether a wall-clock time, "HH:MM", lies in the night: then the night was asked for. */
export function isNightTime(time: string | Temporal.PlainTime): boolean {
  const { hour } = Temporal.PlainTime.from(time);
  return hour >= FROM_HOUR || hour < TO_HOUR;
}

/** The moment itself by day; by night the moment at which that night is over. */
export function afterNight(at: number, zone: string): number {
  if (!isNight(at, zone)) return at;
  const local = inZone(at, zone);
  const morning = local.hour >= FROM_HOUR ? local.add({ days: 1 }) : local;
  return morning.withPlainTime({ hour: TO_HOUR }).epochMilliseconds;
}

/** When the next night begins, seen from the day. */
export function nextNight(at: number, zone: string): number {
  const local = inZone(at, zone);
  const tonight = local.withPlainTime({ hour: FROM_HOUR });
  const next = tonight.epochMilliseconds > at ? tonight : local.add({ days: 1 }).withPlainTime({ hour: FROM_HOUR });
  return next.epochMilliseconds;
}

function inZone(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}
