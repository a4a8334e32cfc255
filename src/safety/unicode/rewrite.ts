import { type MappedText, offsetsLike } from './mapped-text.js';

/** What is to stand in a text instead of one stretch of it, which is not empty. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The text with its edits made, which are in order and don't overlap. What takes the place of as many
 * code units is mapped one to one; anything else comes from the whole stretch.
 */
export function rewrite(source: MappedText, edits: readonly Edit[]): MappedText {
  if (edits.length === 0) return source;
  const length = edits.reduce((sum, { start, end, text }) => sum + text.length - (end - start), source.text.length);
  const starts = offsetsLike(source, length);
  const ends = offsetsLike(source, length);
  const parts: string[] = [];
  let read = 0;
  let written = 0;
  const copy = (to: number): void => {
    parts.push(source.text.slice(read, to));
    for (; read < to; read += 1, written += 1) {
      starts[written] = source.starts?.[read] ?? read;
      ends[written] = source.ends?.[read] ?? read + 1;
    }
  };
  for (const { start, end, text } of edits) {
    copy(start);
    if (text.length === end - start) {
      copy(end);
      parts[parts.length - 1] = text;
      continue;
    }
    parts.push(text);
    const written0 = written;
    written += text.length;
    starts.fill(source.starts?.[start] ?? start, written0, written);
    ends.fill(source.ends?.[end - 1] ?? end, written0, written);
    read = end;
  }
  copy(source.text.length);
  return { text: parts.join(''), starts, ends };
}
