/**
 * The tables, as a query sees them. Times are milliseconds since 1970; what is JSON is text, because no query
 * looks inside it. Only types that SQLite and PostgreSQL share.
 */
export interface Tables {
  /** What the database knows about itself. */
  meta: { name: string; value: string };

  person: {
    key: string;
    /** 0 while only the address is known. */
    revision: number;
    state: string | null;
    address: string | null;
  };

  inbound: {
    /** HMAC-SHA256 of the inbound key, so that nothing can be read off it. */
    hash: string;
    /** Null when the person asked to be forgotten in that very turn. */
    person: string | null;
    expires_at: number;
    replies: string | null;
  };

  result: { person: string; id: string; at: number; data: string };

  wake: {
    person: string;
    kind: string;
    channel: string;
    due_at: number;
    /** When to look at it next: when it is due, or later while somebody has claimed it. */
    look_at: number;
  };

  /** Clocks that all replicas share, to keep within what a channel allows. */
  pace: {
    /** HMAC-SHA256 of the clock's name. */
    key: string;
    clock: number;
  };

  outbox: {
    id: string;
    person: string;
    /** Counts per person. */
    number: number;
    channel: string;
    kind: string;
    /** Null once closed, as is the address. */
    body: string | null;
    address: string | null;
    state: string;
    not_before: number;
    expires_at: number;
    attempts: number;
    /** Set while `sending`. */
    lease_until: number | null;
    activity_id: string | null;
    /** Null while `open` or `sending`. */
    closed_at: number | null;
    /** 1 when the person was forgotten in the same turn: such a row is removed as soon as it is closed. */
    forgotten: number;
  };
}
