import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Wakes are shared out among replicas, rows go by lanes, and clocks keep all replicas within what a channel allows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('wake')
    .addColumn('look_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`update wake set look_at = due_at`.execute(db);
  await db.schema.dropIndex('wake_due').execute();
  // The time first: whoever looks walks from the earliest and stops, however many are scheduled behind it.
  await db.schema.createIndex('wake_look').on('wake').columns(['look_at', 'channel']).execute();

  await db.schema
    .createIndex('outbox_lane')
    .on('outbox')
    .columns(['kind', 'not_before'])
    .where(sql.raw<boolean>("state = 'open'"))
    .execute();

  await db.schema
    .createTable('pace')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('clock', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('pace_age').on('pace').column('clock').execute();
}
