import { type Kysely, sql } from 'kysely';

/** The first tables. Indexes of the outbox are partial, so that closed rows cost nothing while they wait to be swept. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('meta')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('person')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('state', 'text')
    .addColumn('address', 'text')
    .execute();

  await db.schema
    .createTable('inbound')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('person', 'text')
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('replies', 'text')
    .execute();
  await db.schema.createIndex('inbound_person').on('inbound').column('person').execute();
  await db.schema.createIndex('inbound_expiry').on('inbound').column('expires_at').execute();

  await db.schema
    .createTable('result')
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('result_key', ['person', 'id'])
    .execute();
  await db.schema.createIndex('result_newest').on('result').columns(['person', 'at']).execute();
  await db.schema.createIndex('result_age').on('result').column('at').execute();

  await db.schema
    .createTable('wake')
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('wake_key', ['person', 'kind'])
    .execute();
  // The time first: whoever looks walks from the earliest and stops, however many are scheduled behind it.
  await db.schema.createIndex('wake_due').on('wake').columns(['due_at', 'channel']).execute();

  await db.schema
    .createTable('outbox')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('operation', 'text', (column) => column.notNull())
    .addColumn('of', 'text')
    .addColumn('body', 'text')
    .addColumn('address', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('not_before', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('lease_until', 'bigint')
    .addColumn('activity_id', 'text')
    .addColumn('closed_at', 'bigint')
    .addColumn('forgotten', 'smallint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('outbox_order').unique().on('outbox').columns(['person', 'number']).execute();
  const index = (name: string, columns: string[], where: string) =>
    db.schema.createIndex(name).on('outbox').columns(columns).where(sql.raw<boolean>(where)).execute();
  await index('outbox_waiting', ['person', 'number'], 'closed_at is null');
  await index('outbox_due', ['not_before', 'channel'], "state = 'open'");
  await index('outbox_expiry', ['expires_at', 'channel'], "state = 'open'");
  await index('outbox_leased', ['lease_until', 'channel'], "state = 'sending'");
  await index('outbox_closed', ['state', 'closed_at'], 'closed_at is not null');
  await index('outbox_forgotten', ['state'], 'forgotten = 1');
}
