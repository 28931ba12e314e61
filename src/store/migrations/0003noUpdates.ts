import { type Kysely, sql } from 'kysely';

/** Changes to earlier messages are tried once and kept nowhere, so the outbox holds what is sent and nothing else. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`delete from outbox where operation = 'update'`.execute(db);
  await db.schema.alterTable('outbox').dropColumn('operation').execute();
  await db.schema.alterTable('outbox').dropColumn('of').execute();
}
