/** Ranks from 1; equal values share the mean of the ranks they take up. */
function ranksOf(values: readonly number[]): readonly number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (order[to + 1]?.value === order[from]?.value) to += 1;
    for (const { index } of order.slice(from, to + 1)) ranks[index] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

/**
 * Spearman's rank correlation, from -1 to 1: Pearson's correlation of the ranks, which is the definition
 * that holds with ties. Null when either list has fewer than two different values.
 * @see Kendall and Gibbons, "Rank Correlation Methods" (1990), sections 1.8 and 3.8
 */
export function spearman(a: readonly number[], b: readonly number[]): number | null {
  const middle = (a.length + 1) / 2;
  const x = ranksOf(a).map((rank) => rank - middle);
  const y = ranksOf(b).map((rank) => rank - middle);
  const sum = (of: (dx: number, dy: number) => number) => x.reduce((total, dx, at) => total + of(dx, y[at] ?? 0), 0);
  const spread = Math.sqrt(sum((dx) => dx * dx) * sum((_, dy) => dy * dy));
  return spread === 0 ? null : Math.max(-1, Math.min(1, sum((dx, dy) => dx * dy) / spread));
}
