/** An object that somebody outside wrote: any field may be missing or of any type. */
export type Json = Record<string, unknown>;

/** No id, name or url of a real channel comes near this; longer ones would only fill the database. */
const TEXT_MAX = 1_000;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at the end of the path. Only own fields, so that `constructor` is as absent as anything else. */
export function at(value: unknown, ...path: string[]): unknown {
  let here = value;
  for (const name of path) {
    if (!isObject(here) || !Object.hasOwn(here, name)) return undefined;
    here = here[name];
  }
  return here;
}

/**
 * A non-empty string of a sane length at the end of the path. For ids, names and urls, not for what a person wrote.
 * Half of a surrogate pair is no text: it cannot be put into a key.
 */
export function textAt(value: unknown, ...path: string[]): string | undefined {
  const text = at(value, ...path);
  if (typeof text !== 'string' || text.length > TEXT_MAX) return undefined;
  return text.trim() !== '' && text.isWellFormed() ? text : undefined;
}

export function listAt(value: unknown, ...path: string[]): unknown[] {
  const list = at(value, ...path);
  return Array.isArray(list) ? list : [];
}
