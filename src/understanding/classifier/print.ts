/** The fingerprint of a text in 32 bits. Of two texts in four billion it is the same. */
export function printOf(text: string): number {
  let print = text.length;
  for (let i = 0; i < text.length; i++) print = mixed(print, text.charCodeAt(i));
  return print;
}

/** Two numbers as one of 32 bits, in this order (the mixing steps of MurmurHash3, public domain). */
export function mixed(one: number, other: number): number {
  let print = Math.imul(other, 0xcc9e2d51);
  print = Math.imul((print << 15) | (print >>> 17), 0x1b873593) ^ one;
  print = Math.imul((print << 13) | (print >>> 19), 5) + 0xe6546b64;
  print = Math.imul(print ^ (print >>> 16), 0x85ebca6b);
  return (print ^ (print >>> 13)) | 0;
}

/**
 * Which row belongs to what, by its fingerprint. It is ready in a millisecond, where a map of as many texts takes a
 * hundred and the texts have to be read, too. What is not in it is taken for something else once in ten thousand times.
 */
export class PrintTable {
  /** Fingerprints, each with its row beside it, at the place of its last bits or the next free one. */
  readonly #places: Int32Array;

  /** The fingerprints, by row. Of two that are the same the first counts. */
  constructor(prints: Int32Array) {
    // Three times the room, so that the next free place is near.
    const size = 2 ** Math.ceil(Math.log2(3 * prints.length + 1));
    const places = new Int32Array(2 * size).fill(-1);
    for (let row = 0; row < prints.length; row++) {
      const print = prints[row] as number;
      let at = print & (size - 1);
      while ((places[2 * at + 1] as number) >= 0) at = (at + 1) & (size - 1);
      places[2 * at] = print;
      places[2 * at + 1] = row;
    }
    this.#places = places;
  }

  /** The row of a fingerprint, or -1. */
  rowOf(print: number): number {
    const places = this.#places;
    const last = places.length / 2 - 1;
    let at = print & last;
    let row = places[2 * at + 1] as number;
    while (row >= 0 && places[2 * at] !== print) {
      at = (at + 1) & last;
      row = places[2 * at + 1] as number;
    }
    return row;
  }
}
