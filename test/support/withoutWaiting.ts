import { fdatasyncSync } from 'node:fs';
import type { SqliteOptions } from '../../src/store/sqlite.ts';

/**
 * For tests that turn the clock by hand: the database is through with everything within rounds of the event loop. The
 * disk is waited for on the spot, and nothing is held back for company.
 */
export const WITHOUT_WAITING: SqliteOptions = {
  toDisk: async (file) => fdatasyncSync(file),
  after: (_ms, run) => {
    const soon = setImmediate(run);
    return () => clearImmediate(soon);
  },
};
