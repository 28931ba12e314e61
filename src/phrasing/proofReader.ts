import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node as YamlNode } from 'yaml';

/** Reads YAML files and notes what is wrong with them as `file:line: sentence`, instead of stopping at the first. */
export class ProofReader {
  readonly problems: string[] = [];
  readonly #read: (file: string) => string;

  constructor(read: (file: string) => string) {
    this.#read = read;
  }

  open(file: string): Node {
    const lines = new LineCounter();
    let text = '';
    try {
      text = this.#read(file);
    } catch {
      this.problems.push(`${file}: The file is missing or cannot be read.`);
    }
    const document = parseDocument(text, { lineCounter: lines });
    const complain = (offset: number, sentence: string) => {
      this.problems.push(`${file}:${lines.linePos(offset).line}: ${sentence}`);
    };
    for (const error of document.errors)
      complain(error.pos[0], (error.message.split('\n')[0] ?? '').replace(/ at line.*/, '.'));
    return new Node(document.contents, 0, complain);
  }
}

/** One place in a YAML file. Asking it for what it is not is noted as a problem, and answered with something empty. */
export class Node {
  readonly #node: YamlNode | null;
  readonly #offset: number;
  readonly #complain: (offset: number, sentence: string) => void;

  constructor(node: YamlNode | null, offset: number, complain: (offset: number, sentence: string) => void) {
    this.#node = node;
    this.#offset = node?.range?.[0] ?? offset;
    this.#complain = complain;
  }

  complain(sentence: string): void {
    this.#complain(this.#offset, sentence);
  }

  isList(): boolean {
    return isSeq(this.#node);
  }

  isRecord(): boolean {
    return isMap(this.#node);
  }

  items(): Node[] {
    if (!isSeq(this.#node)) {
      this.complain('Here a list is expected.');
      return [];
    }
    return this.#node.items.map((item) => this.#below(item as YamlNode));
  }

  entries(): [string, Node][] {
    if (!isMap(this.#node)) {
      this.complain('Here entries of the form `key: value` are expected.');
      return [];
    }
    return this.#node.items.map(({ key, value }) => [
      String(isScalar(key) ? key.value : key),
      new Node(value as YamlNode | null, (key as YamlNode).range?.[0] ?? this.#offset, this.#complain),
    ]);
  }

  at(key: string): Node {
    const found = this.optional(key);
    if (!found) this.complain(`'${key}' is missing here.`);
    return found ?? new Node(null, this.#offset, () => {});
  }

  optional(key: string): Node | undefined {
    if (!isMap(this.#node)) return undefined;
    return this.entries().find(([name]) => name === key)?.[1];
  }

  /** Exactly these keys, each read by `read`. */
  record<T>(keys: readonly string[], read: (entry: Node, key: string) => T): Record<string, T> {
    const entries = new Map(this.entries());
    for (const [key, entry] of entries) {
      if (!keys.includes(key)) entry.complain(`'${key}' is said nowhere. Remove it, or correct its name.`);
    }
    const record: Record<string, T> = {};
    for (const key of keys) {
      const entry = entries.get(key);
      if (entry) record[key] = read(entry, key);
      else this.complain(`'${key}' has no words yet. Add it.`);
    }
    return record;
  }

  /** Whatever keys there are. */
  map<T>(read: (entry: Node) => T): Record<string, T> {
    return Object.fromEntries(this.entries().map(([key, entry]) => [key, read(entry)]));
  }

  text(): string {
    const [only] = this.scalarOrScalars();
    if (isSeq(this.#node) || only === undefined || only.trim() === '') {
      this.complain('Here some text is expected.');
      return '';
    }
    // YAML has taken off what nobody meant; spaces between quotes are meant, as in ", ".
    return only.replace(/^\n+|\n+$/g, '');
  }

  texts(): string[] {
    return this.items().map((item) => item.text());
  }

  textOrTexts(): string[] {
    return isSeq(this.#node) ? this.texts() : [this.text()];
  }

  scalarOrScalars(): string[] {
    if (isSeq(this.#node)) return this.items().flatMap((item) => item.scalarOrScalars());
    return isScalar(this.#node) && this.#node.value !== null ? [String(this.#node.value)] : [];
  }

  #below(node: YamlNode): Node {
    return new Node(node, this.#offset, this.#complain);
  }
}
