/** How the values of a series are written. */
export type ChartUnit = 'count' | 'share' | 'points' | 'milliseconds' | 'dollars';

export interface ChartSeries {
  readonly title: string;
  /** One for each label; null leaves a gap. Shares are from 0 to 1. */
  readonly values: readonly (number | null)[];
}

/** What a chart shows: the same figures as the table below it. */
export interface ChartData {
  /** Lines over days, or points beside each other over names, on a logarithmic axis. */
  readonly kind: 'lines' | 'points';
  /** Days such as `2026-11-23` for lines, names for points. */
  readonly labels: readonly string[];
  readonly unit: ChartUnit;
  readonly series: readonly ChartSeries[];
}
