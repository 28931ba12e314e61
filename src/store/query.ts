import type { Compilable } from 'kysely';
import type { NodeSqlite, SqliteValue } from './nodeSqlite.ts';

/** Stands for a value that is given when the query runs. */
export type Value<Values> = <Name extends keyof Values & string>(name: Name) => Values[Name];

/**
 * A query that kysely has checked and built once and SQLite runs many times: building costs more than running.
 * Synchronous, so that a transaction has no gap into which something else could slip.
 */
export class Query<Values, Row> {
  readonly sql: string;
  readonly #database: NodeSqlite;
  readonly #parameters: readonly unknown[];

  constructor(database: NodeSqlite, build: (value: Value<Values>) => Compilable<Row>) {
    const { sql, parameters } = build((name) => new Slot(name) as never).compile();
    this.sql = sql;
    this.#database = database;
    this.#parameters = parameters;
  }

  all(values: Values): Row[] {
    return this.#database.prepare(this.sql).all(this.#fill(values)) as Row[];
  }

  first(values: Values): Row | undefined {
    return this.#database.prepare(this.sql).get(this.#fill(values)) as Row | undefined;
  }

  /** Returns how many rows were changed. */
  run(values: Values): number {
    return Number(this.#database.prepare(this.sql).run(this.#fill(values)).changes);
  }

  #fill(values: Values): SqliteValue[] {
    return this.#parameters.map((parameter) =>
      parameter instanceof Slot ? values[parameter.name as keyof Values] : parameter,
    ) as SqliteValue[];
  }
}

class Slot {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}
