import type { Span } from '../../domain/text/span.js';

/** Tells whether a position lies in one of some spans, which are in order and apart from each other. */
export function regionTest(regions: readonly Span[]): (position: number) => boolean {
  return (position) => {
    let low = 0;
    let high = regions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((regions[middle]?.end ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return (regions[low]?.start ?? Number.POSITIVE_INFINITY) <= position;
  };
}
