/** Digits that stand together. */
export interface DigitGroup {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  /** What stands between the group before and this one; null when that is much, or when there is none. */
  readonly gap: string | null;
}

const longestGap = 4;

export function digitGroups(text: string): readonly DigitGroup[] {
  let before = -longestGap - 1;
  return [...text.matchAll(/\d+/g)].map((match) => {
    const start = match.index;
    const gap = start - before <= longestGap ? text.slice(before, start) : null;
    before = start + match[0].length;
    return { start, end: before, digits: match[0], gap };
  });
}
