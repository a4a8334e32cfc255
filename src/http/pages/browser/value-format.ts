import type { ChartUnit } from '../chart-data.js';

const formats: Readonly<Record<ChartUnit, Intl.NumberFormat>> = {
  count: new Intl.NumberFormat('en', { maximumFractionDigits: 0 }),
  share: new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 }),
  points: new Intl.NumberFormat('en', { maximumFractionDigits: 1 }),
  milliseconds: new Intl.NumberFormat('en', { style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 }),
  dollars: new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', maximumSignificantDigits: 3 }),
};

/** A value as the axis and the legend write it. */
export function written(value: number | null | undefined, unit: ChartUnit): string {
  if (value === null || value === undefined) return '–';
  // A long time in thousands of milliseconds is hard to read, and too wide for an axis.
  if (unit === 'milliseconds' && value >= 1_000) return `${formats.points.format(value / 1_000)} s`;
  return formats[unit].format(value);
}
