import { openSqliteStore } from '../../src/store/sqlite.ts';
import { aTurn, ben } from './turns.ts';

/** A process of its own that commits one turn after the other, and says so, until it is killed. */
const store = await openSqliteStore(process.argv[2] as string);
for (let revision = 0; ; revision++) {
  await store.commit(aTurn({ person: ben, revision }));
  console.log(revision + 1);
}
