import type { Compilable } from 'kysely';
import type { Asked, Steps } from './engine.ts';

/** Stands for a value that is given when the query runs. */
export type Value<Values> = <Name extends keyof Values & string>(name: Name) => Values[Name];

/**
 * A query that kysely has checked and built once and the database runs many times: building costs more than
 * running.
 */
export class Query<Values, Row> {
  readonly sql: string;
  readonly #parameters: readonly unknown[];

  constructor(build: (value: Value<Values>) => Compilable<Row>) {
    const { sql, parameters } = build((name) => new Slot(name) as never).compile();
    this.sql = sql;
    this.#parameters = parameters;
  }

  *all(values: Values): Steps<Row[]> {
    return (yield this.#fill(values)).rows as Row[];
  }

  *first(values: Values): Steps<Row | undefined> {
    return (yield this.#fill(values)).rows[0] as Row | undefined;
  }

  /** Returns how many rows were changed. */
  *run(values: Values): Steps<number> {
    return (yield this.#fill(values)).changed;
  }

  #fill(values: Values): Asked {
    return {
      sql: this.sql,
      values: this.#parameters.map((parameter) =>
        parameter instanceof Slot ? values[parameter.name as keyof Values] : parameter,
      ),
    };
  }
}

class Slot {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}
