import type { PerformanceMetrics, StageLatency } from '../../../index.js';
import { chart } from '../chart.js';
import { inDuration, inWhole } from '../format.js';
import { type Html, html } from '../html.js';
import { panel } from '../panel.js';
import { table } from '../table.js';

/** Why some figures are absent, and what brings them back. */
export const notMeasured =
  'This is not measured for a plan and a module at once. Take one of the two filters away to see it.';

/** How long runs and their stages took. */
export function latencyPanel(latency: PerformanceMetrics['latency']): Html {
  if (latency === null) return panel('latency', 'Latency', html`<p class="empty">${notMeasured}</p>`);
  const ofAll = latency.filter(({ model }) => model === null);
  const content = html`${chart('Latency by stage, each step ten times longer', {
    kind: 'points',
    labels: ofAll.map(({ stage }) => stageNames[stage] ?? stage),
    unit: 'milliseconds',
    series: (['p50', 'p95', 'p99'] as const).map((title) => ({ title, values: ofAll.map((one) => one[title]) })),
  })}${table<StageLatency>({
    id: 'latency-table',
    caption: 'Latency by stage and model',
    columns: [
      { title: 'Stage', value: ({ stage }) => stageTitle(stage) },
      { title: 'Model', value: ({ model }) => model ?? 'All' },
      { title: 'Measured', value: ({ count }) => inWhole(count), isNumber: true },
      { title: 'p50', value: ({ p50 }) => inDuration(p50), isNumber: true },
      { title: 'p95', value: ({ p95 }) => inDuration(p95), isNumber: true },
      { title: 'p99', value: ({ p99 }) => inDuration(p99), isNumber: true },
    ],
    rows: latency,
    empty: 'Nothing was measured on these days. Choose other days, or take filters away.',
  })}`;
  return panel('latency', 'Latency', content);
}

const stageNames: Readonly<Record<string, string>> = { run: 'Whole run', admission: 'Admission' };

function stageTitle(stage: string): string {
  return stageNames[stage] ?? `Model: ${stage}`;
}
