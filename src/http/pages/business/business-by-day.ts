import type { BusinessMetrics } from '../../../index.js';
import { chart } from '../chart.js';
import { inDay, inDollars, inWhole } from '../format.js';
import { type Html, html } from '../html.js';
import { table } from '../table.js';

/** Runs and their cost on each day. */
export function businessByDay(byDay: BusinessMetrics['byDay']): Html {
  const rows = byDay.filter(({ runs }) => runs > 0).reverse();
  const labels = rows.length === 0 ? [] : byDay.map(({ day }) => day);
  return html`<div class="panels">${chart('Runs by day', {
    kind: 'lines',
    labels,
    unit: 'count',
    series: [{ title: 'Runs', values: byDay.map(({ runs }) => runs) }],
  })}${chart('Cost by day', {
    kind: 'lines',
    labels,
    unit: 'dollars',
    series: [{ title: 'Cost', values: byDay.map(({ costMicros }) => costMicros / 1_000_000) }],
  })}</div>${table({
    id: 'days-table',
    caption: 'Days with runs',
    columns: [
      { title: 'Day', value: ({ day }) => inDay(day) },
      { title: 'Runs', value: ({ runs }) => inWhole(runs), isNumber: true },
      { title: 'Cost', value: ({ costMicros }) => inDollars(costMicros), isNumber: true },
    ],
    rows,
    empty: 'No run has ended on these days. Choose other days, or take filters away.',
  })}`;
}
