import { seededRandom } from './seeded-random.js';

/** Where a figure lies with a probability of 95 %. */
export type Interval = readonly [low: number, high: number];

const draws = 2_000;

/**
 * The interval in which a figure lies with a probability of 95 %: the middle of what it comes to on 2,000
 * sets drawn from the items with replacement. Null when it comes to nothing on more than half of them.
 * @param figure of the items; null when they do not suffice for one.
 * @see Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), section 13.3, the percentile interval
 */
export function bootstrapInterval<T>(
  items: readonly T[],
  figure: (items: readonly T[]) => number | null,
  seed: number,
): Interval | null {
  const random = seededRandom(seed);
  const draw = (): readonly T[] => {
    const drawn: T[] = [];
    for (const _ of items) drawn.push(...items.slice(Math.floor(random() * items.length)).slice(0, 1));
    return drawn;
  };
  const figures = Array.from({ length: draws }, () => figure(draw()))
    .filter((value) => value !== null)
    .sort((a, b) => a - b);
  if (figures.length < draws / 2) return null;
  const at = (share: number): number => figures[Math.round(share * (figures.length - 1))] ?? 0;
  return [at(0.025), at(0.975)];
}
