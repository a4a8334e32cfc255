/** Where words stand that say what a number is. */
export interface WordsNear {
  /** Whether one ends at most `reach` units before `start`. */
  readonly before: (start: number, reach: number) => boolean;
  /** Whether one begins at most `reach` units after `end`. */
  readonly after: (end: number, reach: number) => boolean;
}

/**
 * Looks for the words once, and only when somebody asks. A bracket stands between a word and a
 * number as a wall does: so what stands in for a removed number never brings another one nearer.
 * @param pattern has the flag `g`.
 */
export function wordsNear(text: string, pattern: RegExp): WordsNear {
  let found: readonly { readonly start: number; readonly end: number }[] | null = null;
  const words = () => {
    found ??= [...text.matchAll(pattern)]
      .map((match) => ({ start: match.index, end: match.index + match[0].length }))
      .filter(({ start }) => text[start - 1] !== '[');
    return found;
  };
  const open = (from: number, to: number) => !text.slice(from, to).includes(']');
  return {
    before: (start, reach) => {
      const word = words()[firstEndingAfter(words(), start) - 1];
      return word !== undefined && start - word.end <= reach && open(word.end, start);
    },
    after: (end, reach) => {
      const word = words()[firstEndingAfter(words(), end)];
      return word !== undefined && word.start >= end && word.start - end <= reach && open(end, word.start);
    },
  };
}

/** How many words end at or before an offset. */
function firstEndingAfter(words: readonly { readonly end: number }[], offset: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
