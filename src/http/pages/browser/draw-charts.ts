import uPlot from 'uplot';
import { chartDataOf } from './chart-data.js';
import { onSchemeChange } from './colors.js';
import { linesOf } from './lines.js';
import { pointsOf } from './points.js';

/** Draws every chart of the page, and again when its room or the colors change. */
export function drawCharts(page: Document): void {
  const figures = [...page.querySelectorAll<HTMLElement>('[data-chart]')];
  // Each takes its room before the first one is measured.
  for (const figure of figures) figure.hidden = false;
  figures.forEach(drawChart);
}

function drawChart(figure: HTMLElement): void {
  const data = chartDataOf(figure);
  const plot = figure.querySelector<HTMLElement>('.chart-plot');
  if (data === null || plot === null) return;
  const draw = () => {
    plot.replaceChildren();
    const { options, values } = data.kind === 'lines' ? linesOf(data) : pointsOf(data);
    return new uPlot({ ...options, ...sizeOf(plot) }, values, plot);
  };
  let chart = draw();
  onSchemeChange(() => {
    chart.destroy();
    chart = draw();
  });
  new ResizeObserver(() => {
    const size = sizeOf(plot);
    if (size.width !== chart.width) chart.setSize(size);
  }).observe(plot);
}

function sizeOf(plot: HTMLElement): { readonly width: number; readonly height: number } {
  return { width: Math.max(1, Math.floor(plot.clientWidth)), height: 220 };
}
