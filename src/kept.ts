import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** Where what was worked out from other files is kept for the next start. It goes when `node_modules` does. */
export const KEPT_IN: string = join(ROOT, 'node_modules/.cache/unknot');

export interface KeptOptions {
  /** Of the file. */
  name: string;
  /** The files and folders that it is worked out from, the code that does it among them. */
  from: readonly string[];
  make: () => Buffer;
  /** Undefined: nothing is kept. */
  keptIn: string | undefined;
}

/**
 * What `make` makes, or what it made at an earlier start from the very same files. A change to one of them is always
 * seen, and where nothing can be written everything works all the same, only slower. Throws what `make` throws.
 */
export function kept({ name, from, make, keptIn }: KeptOptions): Buffer {
  if (keptIn === undefined) return make();
  const path = join(keptIn, name);
  const fingerprint = fingerprintOf(from);
  const old = read(path);
  if (old?.subarray(0, fingerprint.length).equals(fingerprint)) return old.subarray(fingerprint.length);
  const made = make();
  write(path, [fingerprint, made]);
  return made;
}

/** 32 bytes, of the names of files and what is in them, and of the Node that reads them: it knows the time zones. */
function fingerprintOf(from: readonly string[]): Buffer {
  const hash = createHash('sha256').update(process.version);
  for (const file of from.flatMap(filesOf)) {
    const bytes = readFileSync(file);
    hash.update(`\n${relative(ROOT, file)} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest();
}

function filesOf(path: string): string[] {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function write(path: string, parts: readonly Buffer[]): void {
  const unfinished = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch {
    return;
  }
  try {
    writeFileSync(unfinished, Buffer.concat(parts));
    // Whoever reads at this moment finds the old file or the new one, whole.
    renameSync(unfinished, path);
  } catch {
    // A full disk leaves half a file.
    rmSync(unfinished, { force: true });
  }
}
