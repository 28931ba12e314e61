/** The numbers of a packed file: a byte or four each. */
type Numbers = Int8Array | Float32Array | Int32Array;

/** A file of numbers: a line that says what it is, a line of JSON about it, then the numbers, each array padded to four bytes. */
export function pack(magic: string, about: object, arrays: Record<string, Numbers>): Buffer {
  const named = Object.entries(arrays);
  const sizes = named.map(([name, { length, BYTES_PER_ELEMENT: bytes }]) => ({ name, length, bytes }));
  const parts: Uint8Array[] = [Buffer.from(`${magic}\n${JSON.stringify({ ...about, arrays: sizes })}\n`)];
  for (const [, { buffer, byteOffset, byteLength }] of named) {
    parts.push(new Uint8Array(buffer, byteOffset, byteLength), new Uint8Array(padding(byteLength)));
  }
  return Buffer.concat(parts);
}

export interface Unpacked<About> {
  about: About;
  /** The numbers of a name. Throws when there are none. */
  int8: (name: string) => Int8Array;
  float32: (name: string) => Float32Array;
  int32: (name: string) => Int32Array;
}

/** Reads a packed file; undefined when it is none with this first line. */
export function unpack<About>(magic: string, bytes: Buffer): Unpacked<About> | undefined {
  const start = magic.length + 1;
  const end = bytes.indexOf('\n', start);
  if (bytes.subarray(0, start).toString() !== `${magic}\n` || end < 0) return undefined;
  const about = JSON.parse(bytes.subarray(start, end).toString()) as About & {
    arrays: { name: string; length: number; bytes: number }[];
  };
  const numbers = bytes.subarray(end + 1);
  const places = new Map<string, { offset: number; length: number }>();
  let offset = 0;
  for (const { name, length, bytes: each } of about.arrays) {
    places.set(name, { offset, length });
    offset += length * each + padding(length * each);
  }
  const place = (name: string) => {
    const found = places.get(name);
    if (!found) throw new Error(`The file '${magic}' holds no '${name}'.`);
    return found;
  };
  return {
    about,
    int8: (name) => {
      const { offset, length } = place(name);
      return new Int8Array(numbers.buffer, numbers.byteOffset + offset, length);
    },
    float32: (name) => new Float32Array(fours(name)),
    int32: (name) => new Int32Array(fours(name)),
  };

  /** A copy, because numbers of four bytes cannot lie anywhere. */
  function fours(name: string): ArrayBuffer {
    const { offset, length } = place(name);
    return new Uint8Array(numbers.subarray(offset, offset + 4 * length)).buffer;
  }
}

const padding = (bytes: number) => (4 - (bytes % 4)) % 4;

/** Rows of numbers in a byte each, with what one step of a row stands for. A quarter of the size, and no difference that could be measured. */
export function quantisedRows(values: Float32Array, width: number): { bytes: Int8Array; steps: Float32Array } {
  const rows = values.length / width;
  const bytes = new Int8Array(values.length);
  const steps = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let largest = 0;
    for (let at = row * width; at < (row + 1) * width; at++) largest = Math.max(largest, Math.abs(values[at] ?? 0));
    const step = Math.fround(largest / 127) || 1;
    steps[row] = step;
    for (let at = row * width; at < (row + 1) * width; at++) bytes[at] = Math.round((values[at] ?? 0) / step);
  }
  return { bytes, steps };
}
