import type { FigureScope, PerformanceMetrics, Plan } from '../../../index.js';
import { definitions } from '../definitions.js';
import { figureList } from '../figure-list.js';
import { inDuration, inPercent, inWhole, unknown } from '../format.js';
import { type Html, html } from '../html.js';
import { liveSwitch } from '../live-switch.js';
import { panel } from '../panel.js';
import { isUnfiltered, runFilters } from '../run-filters.js';
import { scopeSwitch } from '../scope-switch.js';
import { latencyPanel } from './latency-panel.js';
import { modelPanels } from './model-panels.js';
import { performanceByDay } from './performance-by-day.js';
import { performanceDefinitions } from './performance-definitions.js';

export interface PerformancePageView {
  readonly basePath: string;
  readonly of: FigureScope;
  readonly metrics: PerformanceMetrics;
  readonly plans: readonly Pick<Plan, 'id' | 'title'>[];
  readonly today: string;
  readonly maySeePlatform: boolean;
}

/** How well the product worked. */
export function performancePage({ basePath, of, metrics, plans, today, maySeePlatform }: PerformancePageView): Html {
  const { days, filter, runs } = metrics;
  const path = `${basePath}/dashboard/performance`;
  const models = (metrics.latency ?? []).flatMap(({ model }) => model ?? []);
  const isLive = of === 'organization' && days.last === today && isUnfiltered(filter);
  return html`${scopeSwitch(path, of, maySeePlatform)}
${runFilters({ basePath, path, of, days, today, filter, plans, models: [...new Set(models)], modules: [] })}
${isLive && liveSwitch('organization', runs)}
${figureList(headFigures(metrics))}
${panel('by-day', 'By day', performanceByDay(metrics.byDay))}
${latencyPanel(metrics.latency)}
${modelPanels(metrics)}
${definitions(performanceDefinitions)}`;
}

function headFigures({ runs, errorRate, latency, throughput, cache, gate, queueDepth }: PerformanceMetrics) {
  const { succeeded, failed, canceled, abandoned } = runs;
  const run = latency?.find(({ stage, model }) => stage === 'run' && model === null);
  const speed = throughput?.find(({ model }) => model === null)?.tokensPerSecond;
  return [
    {
      title: 'Runs',
      value: inWhole(succeeded + failed + canceled + abandoned),
      note: `${inWhole(succeeded)} succeeded, ${inWhole(canceled)} canceled`,
      live: 'ended',
    },
    {
      title: 'Error rate',
      value: inPercent(errorRate),
      note: `${inWhole(failed)} failed, ${inWhole(abandoned)} abandoned`,
      live: 'errorRate',
    },
    {
      title: 'Time of a run, p95',
      value: inDuration(run?.p95 ?? null),
      note: run === undefined ? 'none was measured' : `half of them within ${inDuration(run.p50)}`,
    },
    {
      title: 'Gate pass rate',
      value: inPercent(gate.passRate),
      note: `${inWhole(gate.passed)} of ${inWhole(gate.decided)}`,
    },
    {
      title: 'Cache hit rate',
      value: inPercent(cache?.hitRate ?? null),
      note:
        cache === null
          ? 'not measured'
          : `${inWhole(cache.cached)} from the cache, ${inWhole(cache.answered)} by a model`,
    },
    { title: 'Tokens per second', value: speed === undefined ? unknown : inWhole(Math.round(speed)) },
    { title: 'Under way', value: inWhole(queueDepth), note: 'now, of all runs' },
  ];
}
