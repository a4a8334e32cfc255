import type { Axis } from 'uplot';
import type { ChartUnit } from '../chart-data.js';
import { currentColor } from './colors.js';
import { written } from './value-format.js';

/** What all axes have in common. */
export function axisLook(): Axis {
  const line = currentColor('line');
  return {
    stroke: currentColor('ink-quiet'),
    font: '12px system-ui, sans-serif',
    grid: { stroke: line, width: 1 },
    ticks: { stroke: line, width: 1, size: 4 },
  };
}

/** The axis of values. */
export function valueAxis(unit: ChartUnit): Axis {
  return {
    ...axisLook(),
    size: 56,
    // Half a run says nothing.
    incrs: unit === 'count' ? wholeSteps : undefined,
    values: (_chart, splits) => splits.map((split) => written(split, unit)),
  } as Axis;
}

const wholeSteps = Array.from({ length: 12 }, (_step, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat();

/** From zero, with a little room above; shares never beyond one. */
export function valueRange(unit: ChartUnit): (chart: unknown, least: number, most: number) => [number, number] {
  return (_chart, _least, most) => {
    const top = Number.isFinite(most) && most > 0 ? most * 1.1 : 1;
    return [0, unit === 'share' ? Math.min(1, top) : unit === 'points' ? Math.min(100, top) : top];
  };
}
