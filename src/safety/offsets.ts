/** Offsets into a text, in UTF-16 code units. */
export type Offsets = Uint16Array | Int32Array;

/**
 * Room for offsets into a text of so many units. Half as wide where they fit, which they do in every prompt:
 * what is larger than 128 kB is fetched from the system anew each time, page by page.
 */
export function offsetsInto(units: number, count: number): Offsets {
  return units <= 0xffff ? new Uint16Array(count) : new Int32Array(count);
}
