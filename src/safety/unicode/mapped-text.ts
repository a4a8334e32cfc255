import type { Span } from '../../domain/span.js';

/** A text made from an input, and where each of its code units came from: in the input, from `starts` to `ends`. */
export interface MappedText {
  readonly text: string;
  /** Both are null where the text is the input itself. */
  readonly starts: Int32Array | null;
  readonly ends: Int32Array | null;
}

export function unmapped(text: string): MappedText {
  return { text, starts: null, ends: null };
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
