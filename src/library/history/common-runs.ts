import imported from '@jest/diff-sequences';

/**
 * Where it is imported, as Node does, it is the function itself; where it is required, as its types say, and in
 * the CommonJS build, a module of which it is the default.
 */
const diffSequence: typeof imported.default = 'default' in imported ? imported.default : imported;

/** Items that two lists have in common, in this order: so many from here in the one, and from there in the other. */
export interface CommonRun {
  readonly before: number;
  readonly after: number;
  readonly length: number;
}

/**
 * The longest common subsequence of two lists, as runs in their order; null when it is not found within so
 * many comparisons. They grow with the square of the differences, and are counted rather than timed, so that
 * the answer is the same on every machine.
 */
export function commonRuns(
  before: readonly string[],
  after: readonly string[],
  comparisons: number,
): readonly CommonRun[] | null {
  const numbers = new Map<string, number>();
  const numberOf = (item: string): number => {
    const known = numbers.get(item) ?? numbers.size;
    numbers.set(item, known);
    return known;
  };
  const [left, right] = [Uint32Array.from(before, numberOf), Uint32Array.from(after, numberOf)];
  const runs: CommonRun[] = [];
  let made = 0;
  try {
    diffSequence(
      left.length,
      right.length,
      (a, b) => {
        made += 1;
        // There is no other way to stop it.
        if (made > comparisons) throw enough;
        return left[a] === right[b];
      },
      (length, a, b) => runs.push({ before: a, after: b, length }),
    );
  } catch (error) {
    if (error === enough) return null;
    throw error;
  }
  return runs;
}

/** What two lists begin and end with alike, however much lies in between. */
export function commonEnds(before: readonly string[], after: readonly string[]): readonly CommonRun[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return [
    { before: 0, after: 0, length: start },
    { before: before.length - end, after: after.length - end, length: end },
  ];
}

const enough = new Error('There are too many differences.');
