import { at, listAt, textAt } from './json.ts';

/**
 * The person's zone, when a client tells. Teams and Web Chat write `localTimezone`; Teams repeats it in its
 * `clientInfo`. Only names that exist: a made-up one would fail much later, when a check-in is computed.
 */
export function zoneOf(activity: unknown): string | undefined {
  for (const name of [textAt(activity, 'localTimezone'), textAt(clientInfo(activity), 'timezone')]) {
    const zone = name === undefined ? undefined : knownZone(name);
    if (zone !== undefined) return zone;
  }
  return undefined;
}

/** ISO 3166, two letters. */
export function countryOf(activity: unknown): string | undefined {
  const country = textAt(clientInfo(activity), 'country');
  return country !== undefined && /^[A-Za-z]{2}$/.test(country) ? country.toUpperCase() : undefined;
}

/** BCP 47, in canonical spelling. */
export function localeOf(activity: unknown): string | undefined {
  const locale = textAt(activity, 'locale') ?? textAt(clientInfo(activity), 'locale');
  if (locale === undefined || locale.length > 35) return undefined;
  const known = locales.get(locale);
  if (known !== undefined) return known;
  try {
    const [canonical] = Intl.getCanonicalLocales(locale);
    if (canonical !== undefined && locales.size < KEPT) locales.set(locale, canonical);
    return canonical;
  } catch {
    return undefined;
  }
}

function clientInfo(activity: unknown): unknown {
  return listAt(activity, 'entities').find((entity) => at(entity, 'type') === 'clientInfo');
}

/** Asking Intl costs as much as the rest of hearing. What anybody could make up without end is not kept without end. */
const zones = new Map<string, string>();
const locales = new Map<string, string>();
const KEPT = 2_000;

function knownZone(name: string): string | undefined {
  const known = zones.get(name);
  if (known !== undefined) return known;
  // Intl takes offsets such as "+02:00", too, but they say nothing about when the clocks change.
  if (!/^[A-Za-z]/.test(name) || name.length > 64) return undefined;
  try {
    const zone = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    if (zones.size < KEPT) zones.set(name, zone);
    return zone;
  } catch {
    return undefined;
  }
}
