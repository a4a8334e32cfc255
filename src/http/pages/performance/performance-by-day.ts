import type { PerformanceMetrics } from '../../../index.js';
import { chart } from '../chart.js';
import { inDay, inDuration, inPercent, inWhole } from '../format.js';
import { type Html, html } from '../html.js';
import { table } from '../table.js';

/** How each day went. */
export function performanceByDay(byDay: PerformanceMetrics['byDay']): Html {
  const rows = byDay.filter(({ runs }) => runs > 0).reverse();
  const labels = rows.length === 0 ? [] : byDay.map(({ day }) => day);
  return html`<div class="panels">${chart('Runs by day', {
    kind: 'lines',
    labels,
    unit: 'count',
    series: [{ title: 'Runs', values: byDay.map(({ runs }) => runs) }],
  })}${chart('Errors and passes by day', {
    kind: 'lines',
    labels,
    unit: 'share',
    series: [
      { title: 'Gate pass rate', values: byDay.map(({ passRate }) => passRate) },
      { title: 'Error rate', values: byDay.map(({ errorRate }) => errorRate) },
    ],
  })}</div>${table({
    id: 'days-table',
    caption: 'Days with runs',
    columns: [
      { title: 'Day', value: ({ day }) => inDay(day) },
      { title: 'Runs', value: ({ runs }) => inWhole(runs), isNumber: true },
      { title: 'Error rate', value: ({ errorRate }) => inPercent(errorRate), isNumber: true },
      { title: 'Gate pass rate', value: ({ passRate }) => inPercent(passRate), isNumber: true },
      { title: 'Mean duration', value: ({ meanDurationMs }) => inDuration(meanDurationMs), isNumber: true },
    ],
    rows,
    empty: 'No run has ended on these days. Choose other days, or take filters away.',
  })}`;
}
