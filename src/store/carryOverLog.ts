import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** Runs in a thread of its own. Where the database is gone, none is made in its place. */
const place = pathToFileURL(workerData);
place.searchParams.set('mode', 'rw');

parentPort?.on('message', () => {
  try {
    using database = new DatabaseSync(place);
    // What is in the log is on the disk before it is carried over, and the database before the log may begin anew.
    database.exec('pragma synchronous = full; pragma wal_checkpoint(passive)');
  } catch {
    // The log is still there, and is tried again when it has become longer.
  }
  parentPort?.postMessage('over');
});
