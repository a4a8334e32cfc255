/** A text made from another one, which remembers where each of its characters came from. */
export interface MappedText {
  readonly text: string;
  /** Where in the source the character at a position came from; the length of the source for the end. */
  sourceOf(position: number): number;
}

export function unchanged(text: string): MappedText {
  return { text, sourceOf: (position) => position };
}

/** A text with each match of a global pattern replaced. It must match in order and apart, as `matchAll` does. */
export function replaceMapped(
  source: string,
  pattern: RegExp,
  replacement: (match: RegExpExecArray) => string,
): MappedText {
  const targets = [0];
  const sources = [0];
  let text = '';
  let from = 0;
  for (const match of source.matchAll(pattern)) {
    const end = match.index + match[0].length;
    const replaced = replacement(match);
    text += source.slice(from, match.index);
    if (replaced !== '') {
      targets.push(text.length);
      sources.push(match.index);
      text += replaced;
    }
    targets.push(text.length);
    sources.push(end);
    from = end;
  }
  if (from === 0) return unchanged(source);
  text += source.slice(from);
  const sourceOf = (position: number): number => {
    const piece = lastAtMost(targets, position);
    const start = sources[piece] ?? 0;
    return Math.min(start + position - (targets[piece] ?? 0), sources[piece + 1] ?? source.length);
  };
  return { text, sourceOf };
}

/** The index of the last number that is not above a limit, in a rising list that begins below it. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle;
  }
  return low;
}
