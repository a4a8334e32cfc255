import type { PerformanceMetrics } from '../../../index.js';
import { inWhole } from '../format.js';
import { type Html, html } from '../html.js';
import { panel } from '../panel.js';
import { table } from '../table.js';
import { notMeasured } from './latency-panel.js';

/** How fast models answered, and why runs failed. */
export function modelPanels({ throughput, errors }: PerformanceMetrics): Html {
  return html`<div class="panels">${panel('throughput', 'Models', throughput === null ? absent : throughputTable(throughput))}
${panel('errors', 'Errors', errors === null ? absent : errorTable(errors))}</div>`;
}

const absent = html`<p class="empty">${notMeasured}</p>`;

function throughputTable(rows: NonNullable<PerformanceMetrics['throughput']>): Html {
  return table({
    id: 'throughput-table',
    caption: 'Output tokens per second',
    columns: [
      { title: 'Model', value: ({ model }) => model ?? 'All' },
      {
        title: 'Tokens per second',
        value: ({ tokensPerSecond }) => inWhole(Math.round(tokensPerSecond)),
        isNumber: true,
      },
    ],
    rows,
    empty: 'No model was asked on these days. Runs of the rules engine ask none.',
  });
}

function errorTable(rows: NonNullable<PerformanceMetrics['errors']>): Html {
  return table({
    id: 'errors-table',
    caption: 'Failed runs by error',
    columns: [
      { title: 'Error', value: ({ code }) => html`<code>${code}</code>` },
      { title: 'Runs', value: ({ runs }) => inWhole(runs), isNumber: true },
    ],
    rows,
    empty: 'No run has failed on these days.',
  });
}
