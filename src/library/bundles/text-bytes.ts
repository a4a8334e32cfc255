/** A text in UTF-8. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

export function sameBytes(first: Uint8Array, second: Uint8Array): boolean {
  return first.length === second.length && first.every((byte, index) => byte === second[index]);
}

/** Compares two texts of ASCII by their bytes, whatever the locale. */
export function byBytes(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}
