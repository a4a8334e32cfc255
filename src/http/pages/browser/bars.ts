import uPlot, { type AlignedData, type Options } from 'uplot';
import type { ChartData } from '../chart-data.js';
import { axisLook, valueAxis, valueRange } from './chart-axes.js';
import { currentColor } from './colors.js';
import { written } from './value-format.js';

type Drawn = { readonly options: Omit<Options, 'width' | 'height'>; readonly values: AlignedData };

/** Bars beside each other for each name: every bar has a place of its own on the axis, and names have one between. */
export function barsOf({ labels, unit, series }: ChartData): Drawn {
  const places = series.length + 1;
  const xs = labels.flatMap((_label, group) => series.map((_series, place) => group * places + place));
  const middles = labels.map((_label, group) => group * places + (series.length - 1) / 2);
  const nameAt = (x: number) => labels[Math.floor(x / places)] ?? '';
  const bars = uPlot.paths.bars?.({ size: [0.86, 48] });
  return {
    options: {
      scales: {
        x: { time: false, range: [-1, Math.max(1, labels.length * places - 1)] },
        y: { range: valueRange(unit) },
      },
      axes: [
        {
          ...axisLook(),
          grid: { show: false },
          splits: () => middles,
          values: (_chart, splits) => splits.map(nameAt),
          rotate: labels.length > 4 ? -35 : 0,
          size: labels.length > 4 ? 76 : 40,
        },
        valueAxis(unit),
      ],
      cursor: { drag: { x: false, y: false }, points: { show: false } },
      series: [
        { label: 'Of', value: (_chart, x) => (x === null ? '–' : nameAt(x)) },
        ...series.map(({ title }, index) => ({
          label: title,
          fill: currentColor(`series-${index + 1}`),
          stroke: currentColor(`series-${index + 1}`),
          width: 0,
          points: { show: false },
          ...(bars === undefined ? {} : { paths: bars }),
          value: (_chart: uPlot, value: number | null) => written(value, unit),
        })),
      ],
    },
    values: [xs, ...series.map(({ values }, place) => placed(values, place, series.length))],
  };
}

/** The values of one series at its own places, and nothing at those of the others. */
function placed(values: readonly (number | null)[], place: number, count: number): (number | null)[] {
  return values.flatMap((value) => Array.from({ length: count }, (_none, other) => (other === place ? value : null)));
}
