import type { Rates } from '../in-turns.js';
import { ratioOf } from './figures.js';
import { markdownTable, ratio } from './markdown-table.js';

/** A ratio that was promised, and what came of it. */
export interface Bar {
  readonly promise: string;
  readonly bar: number;
  readonly kind: 'at least' | 'at most';
  readonly measured: number;
}

/** The ratio of two contestants of one run, as the median of the rounds. */
export function rateBar(promise: string, bar: number, rates: Rates, name: string, peer: string): Bar {
  return { promise, bar, kind: 'at least', measured: ratioOf(rates.get(name), rates.get(peer)).median };
}

export function barTable(bars: readonly Bar[]): string {
  return markdownTable(
    ['promise', 'bar', 'measured', 'kept'],
    bars.map(({ promise, bar, kind, measured }) => [
      promise,
      `${kind} ${ratio(bar)}`,
      ratio(measured),
      (kind === 'at least' ? measured >= bar : measured <= bar) ? 'yes' : 'no',
    ]),
  );
}
