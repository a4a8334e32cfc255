import type { Span } from '../../domain/text/span.js';
import { type Offsets, offsetsInto } from '../offsets.js';

/** A text made from an input, and where each of its code units came from: in the input, from `starts` to `ends`. */
export interface MappedText {
  readonly text: string;
  /** Both are null where the text is the input itself. */
  readonly starts: Offsets | null;
  readonly ends: Offsets | null;
}

export function unmapped(text: string): MappedText {
  return { text, starts: null, ends: null };
}

/** Room for the offsets of a text that is made from another one. */
export function offsetsLike({ text, starts }: MappedText, count: number): Offsets {
  // Those of the other one lead into the same input, and say by their width how long it is.
  const units = starts === null ? text.length : starts instanceof Uint16Array ? 0 : Number.MAX_SAFE_INTEGER;
  return offsetsInto(units, count);
}

/** Where in the input a stretch came from; stretches of a text that runs backwards too. */
export function sourceSpan({ text, starts, ends }: MappedText, start: number, end: number): Span {
  const from = Math.min(Math.max(0, Math.trunc(start)), text.length);
  const to = Math.min(Math.max(from, Math.trunc(end)), text.length);
  if (starts === null || ends === null) return { start: from, end: to };
  if (from === to) {
    const point = starts[from] ?? ends[from - 1] ?? 0;
    return { start: point, end: point };
  }
  return {
    start: Math.min(starts[from] ?? 0, starts[to - 1] ?? 0),
    end: Math.max(ends[from] ?? 0, ends[to - 1] ?? 0),
  };
}
