/**
 * True for a name when it was not, within the time. Forgets the names that it has not seen for that long. `now` gives
 * milliseconds since 1970.
 */
export function atMostEvery<Name extends string>(ms: number, now: () => number): (name: Name) => boolean {
  const last = new Map<Name, number>();
  return (name) => {
    const time = now();
    for (const [other, seen] of last) {
      if (time - seen < ms) break; // The map is in order of time.
      last.delete(other);
    }
    if (last.has(name)) return false;
    last.set(name, time);
    return true;
  };
}
