import { openPostgresStore } from './postgres.ts';
import { openSqliteStore } from './sqlite.ts';
import { NewerDatabaseError, type Store, StoreDownError } from './store.ts';

interface Where {
  /** PostgreSQL, which wins. */
  databaseUrl: string | undefined;
  /** The SQLite file. */
  databasePath: string;
}

/** Opens the store that the settings name. The errors name it too, without its password. */
export async function openStore({ databaseUrl, databasePath }: Where): Promise<Store> {
  try {
    return await (databaseUrl === undefined ? openSqliteStore(databasePath) : openPostgresStore(databaseUrl));
  } catch (error) {
    if (error instanceof NewerDatabaseError) throw error;
    const what =
      databaseUrl === undefined ? `The database file ${databasePath}` : `The database at ${placeOf(databaseUrl)}`;
    const more = error instanceof StoreDownError ? ` ${error.message}` : '';
    const advice = isDamaged(error)
      ? ' It was left as it is. Put a backup in its place; docs/operating.md says how.'
      : '';
    throw new Error(`${what} cannot be opened.${more}${advice}`, { cause: error });
  }
}

/** SQLite's codes for a file that is damaged, and for one that is no database. */
function isDamaged(error: unknown): boolean {
  const { errcode } = ((error as Error).cause ?? {}) as { errcode?: unknown };
  return typeof errcode === 'number' && [11, 26].includes(errcode & 0xff);
}

function placeOf(databaseUrl: string): string {
  const { host, pathname, searchParams } = new URL(databaseUrl);
  return `${host || searchParams.get('host') || 'localhost'}${pathname}`;
}
