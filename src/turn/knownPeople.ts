import type { PersonKey } from '../address.ts';
import type { WakeKind } from '../store/store.ts';
import type { Person } from './person.ts';

/** A person as this process saved them, and what is in the database beside them. */
export interface Known {
  person: Person;
  revision: number;
  wakes: Readonly<Record<WakeKind, number | null>>;
}

/**
 * The people whom this process has saved last, so that whoever goes on is not read, parsed and checked at every turn.
 * Whether somebody else has changed one since is for the revision in the commit to tell.
 */
export class KnownPeople {
  readonly #most: number;
  /** In the order of use. */
  readonly #known = new Map<PersonKey, Known>();

  /** `most`: so many are kept. */
  constructor(most: number) {
    this.#most = most;
  }

  find(key: PersonKey): Known | undefined {
    return this.#known.get(key);
  }

  keep(key: PersonKey, known: Known): void {
    this.#known.delete(key);
    this.#known.set(key, known);
    if (this.#known.size <= this.#most) return;
    for (const oldest of this.#known.keys()) {
      this.#known.delete(oldest);
      return;
    }
  }

  drop(key: PersonKey): void {
    this.#known.delete(key);
  }
}
