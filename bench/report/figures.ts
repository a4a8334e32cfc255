/** The middle of some figures, and how far apart they are. */
export interface Figures {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** @throws Error when there are none. */
export function figuresOf(values: readonly number[]): Figures {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  const [least] = sorted;
  const most = sorted.at(-1);
  if (low === undefined || high === undefined || least === undefined || most === undefined) {
    throw new Error('There are no figures.');
  }
  return { median: (low + high) / 2, least, most };
}

/** One divided by the other in each round: a slow moment of the machine falls on both. */
export function ratioOf(values: readonly number[] = [], base: readonly number[] = []): Figures {
  if (values.length !== base.length) throw new Error('Ratios are taken within rounds.');
  return figuresOf(values.map((value, round) => value / Number(base[round])));
}
