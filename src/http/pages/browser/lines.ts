import uPlot, { type AlignedData, type Options } from 'uplot';
import type { ChartData } from '../chart-data.js';
import { axisLook, valueAxis, valueRange } from './chart-axes.js';
import { currentColor } from './colors.js';
import { written } from './value-format.js';

type Drawn = { readonly options: Omit<Options, 'width' | 'height'>; readonly values: AlignedData };

const shortFormat = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' });
const dayFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });

const daySeconds = 86_400;

/** From the first day to the last; a single one has the days beside it, so that there is an axis. */
function dayRange(_chart: uPlot, first: number, last: number): [number, number] {
  return first === last ? [first - daySeconds, last + daySeconds] : [first, last];
}

/** Lines over days, with a point for each day, since a single one makes no line. */
export function linesOf({ labels, unit, series }: ChartData): Drawn {
  const days = labels.map((day) => Date.parse(day) / 1_000);
  return {
    options: {
      // Days have no time zone: they are drawn as those of UTC, and never shifted.
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), 'Etc/UTC'),
      scales: { x: { range: dayRange }, y: { range: valueRange(unit) } },
      axes: [
        {
          ...axisLook(),
          space: 64,
          // No mark between days.
          incrs: [1, 2, 7, 14, 28, 91, 182, 364].map((days) => days * daySeconds),
          values: (_chart, splits) => splits.map((seconds) => shortFormat.format(seconds * 1_000)),
        },
        valueAxis(unit),
      ],
      cursor: { drag: { x: false, y: false } },
      series: [
        { label: 'Day', value: (_chart, seconds) => (seconds === null ? '–' : dayFormat.format(seconds * 1_000)) },
        ...series.map(({ title }, index) => {
          const color = currentColor(`series-${index + 1}`);
          return {
            label: title,
            // A score is known on days with runs alone: the line leads from one to the next.
            spanGaps: unit === 'points',
            stroke: color,
            width: 2,
            // Told apart by more than their color.
            ...(index === 0 ? {} : { dash: [6 - index, 3 + index] }),
            points: { show: labels.length <= 62, size: 6, fill: color, stroke: color },
            value: (_chart: uPlot, value: number | null) => written(value, unit),
          };
        }),
      ],
    },
    values: [days, ...series.map(({ values }) => [...values])],
  };
}
