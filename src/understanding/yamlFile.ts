import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** A file of words that cannot be used as it is. Each problem is `file:line: sentence`. */
export class LexiconError extends Error {
  override readonly name = 'LexiconError';
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`The words people type cannot be read:\n${problems.join('\n')}`);
    this.problems = problems;
  }
}

/** A place in a file of words, which knows its line for when something is wrong with it. */
export interface Spot {
  node: Node | null;
  complain: (sentence: string) => void;
}

/** Reads a YAML file so that every mistake in it can be reported with its line. Mistakes are added to `problems`. */
export function readYaml(path: string, problems: string[]): Spot {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const file = basename(path);
  for (const error of document.errors) {
    problems.push(`${file}:${error.linePos?.[0].line ?? 1}: ${error.message.split('\n')[0]}`);
  }
  const root = document.errors.length > 0 ? null : (document.contents as Node | null);
  return spot(root, (node) => (sentence) => {
    problems.push(`${file}:${lines.linePos(node?.range?.[0] ?? 0).line || 1}: ${sentence}`);
  });
}

type Complaints = (node: Node | null) => (sentence: string) => void;
const complaintsOf = new WeakMap<Spot, Complaints>();

function spot(node: Node | null, complaints: Complaints): Spot {
  const here = { node, complain: complaints(node) };
  complaintsOf.set(here, complaints);
  return here;
}

function below(parent: Spot, node: unknown): Spot {
  const complaints = complaintsOf.get(parent) ?? (() => parent.complain);
  return spot((node ?? null) as Node | null, complaints);
}

/** The entries of a mapping, in order. */
export function entries(of: Spot): [key: string, value: Spot, keySpot: Spot][] {
  if (of.node === null) return [];
  if (!isMap(of.node)) {
    of.complain('here should be names, each with a colon behind it');
    return [];
  }
  return of.node.items.map(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : '';
    return [name, below(of, value), below(of, key)];
  });
}

/** A list of texts; a single text counts as a list of one. */
export function texts(of: Spot): { text: string; spot: Spot }[] {
  if (of.node === null) return [];
  const nodes: unknown[] = isSeq(of.node) ? of.node.items : [of.node];
  return nodes.flatMap((node) => {
    const here = below(of, node);
    if (isScalar(node) && (typeof node.value === 'string' || typeof node.value === 'number')) {
      return [{ text: typeof node.value === 'number' ? (node.source ?? String(node.value)) : node.value, spot: here }];
    }
    here.complain(
      isScalar(node) && typeof node.value === 'boolean'
        ? `${node.source} needs quotation marks, or it is read as true or false`
        : 'here should be a list of phrases; a phrase with : # { [ or * at its start needs quotation marks',
    );
    return [];
  });
}

/** Whether this is a mapping, a list, or anything else. */
export function shape(of: Spot): 'mapping' | 'list' | 'other' {
  return isMap(of.node) ? 'mapping' : isSeq(of.node) ? 'list' : 'other';
}
