import type uPlot from 'uplot';
import type { AlignedData, Options } from 'uplot';
import type { ChartData } from '../chart-data.js';
import { axisLook, valueAxis } from './chart-axes.js';
import { currentColor } from './colors.js';
import { written } from './value-format.js';

type Drawn = { readonly options: Omit<Options, 'width' | 'height'>; readonly values: AlignedData };

/**
 * Points beside each other for each name, on a logarithmic axis: times of milliseconds and of minutes are both
 * seen. Every point has a place of its own on the axis of names, which have one between them.
 */
export function pointsOf({ labels, unit, series }: ChartData): Drawn {
  const places = series.length + 1;
  const xs = labels.flatMap((_label, group) => series.map((_series, place) => group * places + place));
  const middles = labels.map((_label, group) => group * places + (series.length - 1) / 2);
  const nameAt = (x: number) => labels[Math.floor(x / places)] ?? '';
  return {
    options: {
      scales: {
        x: { time: false, range: [-1, Math.max(1, labels.length * places - 1)] },
        y: { distr: 3, range: (_chart, least, most) => [powerOfTen(least, 0), powerOfTen(most, 1)] },
      },
      axes: [
        {
          ...axisLook(),
          grid: { show: false },
          splits: () => middles,
          values: (_chart, splits) => splits.map(nameAt),
          rotate: ({ width }) => (isNarrow(width, labels) ? -35 : 0),
          size: ({ width }) => (isNarrow(width, labels) ? 68 : 40),
        },
        // Between the powers of ten there are lines, and no words.
        {
          ...valueAxis(unit),
          values: (_chart, splits) => splits.map((split) => (isPower(split) ? written(split, unit) : '')),
        },
      ],
      cursor: { drag: { x: false, y: false }, points: { show: false } },
      series: [
        { label: 'Of', value: (_chart, x) => (x === null ? '–' : nameAt(x)) },
        ...series.map(({ title }, index) => {
          const color = currentColor(`series-${index + 1}`);
          return {
            label: title,
            stroke: color,
            paths: () => null,
            points: { show: true, size: 11, fill: color, stroke: color },
            value: (_chart: uPlot, value: number | null) => written(value, unit),
          };
        }),
      ],
    },
    values: [xs, ...series.map(({ values }, place) => placed(values, place, series.length))],
  };
}

/** Whether names beside each other would touch. */
function isNarrow(width: number, labels: readonly string[]): boolean {
  return width / labels.length < 96;
}

/** The values of one series at its own places, and nothing at those of the others. A logarithm takes no zero. */
function placed(values: readonly (number | null)[], place: number, count: number): (number | null)[] {
  return values.flatMap((value) =>
    Array.from({ length: count }, (_none, other) => (other === place && value !== null ? Math.max(1, value) : null)),
  );
}

/** The power of ten below a value, or the one above it. */
function powerOfTen(value: number, further: 0 | 1): number {
  const exponent = Number.isFinite(value) && value > 0 ? Math.floor(Math.log10(value)) : 0;
  return 10 ** (exponent + further);
}

function isPower(value: number): boolean {
  return Number.isInteger(Math.round(Math.log10(value) * 1e6) / 1e6);
}
