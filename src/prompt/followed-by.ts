/**
 * Whether one pattern is followed by another within so many characters, neither a line break nor
 * what `stop` names between them. Two patterns and a window, because one pattern for all of it
 * would read the window again and again.
 */
export interface Following {
  /** Has the flag `g`. */
  readonly first: RegExp;
  /** How many characters may stand between. */
  readonly reach: number;
  readonly second: RegExp;
  /** The most characters that `second` reads, and one more for the end of a word. */
  readonly longest: number;
  readonly stop: RegExp;
}

export function hasFollowing(text: string, { first, reach, second, longest, stop }: Following): boolean {
  for (const { 0: found, index } of text.matchAll(first)) {
    const from = index + found.length;
    const window = text.slice(from, from + reach + longest);
    const end = window.search(stop);
    const at = (end === -1 ? window : window.slice(0, end)).search(second);
    if (at !== -1 && at <= reach) return true;
  }
  return false;
}
