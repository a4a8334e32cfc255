import { daysBetween } from '../../../domain/time/local-day.js';
import type { DayRange, PlanUsage, UserMetrics } from '../../../index.js';
import { chart } from '../chart.js';
import { definitions } from '../definitions.js';
import { selectField } from '../fields.js';
import { figureList } from '../figure-list.js';
import { filters } from '../filters.js';
import { inDay, inPoints, inWhole } from '../format.js';
import { type Html, html } from '../html.js';
import { liveSwitch } from '../live-switch.js';
import { panel } from '../panel.js';
import { table } from '../table.js';
import { timeZones } from '../time-zones.js';
import { ownDefinitions } from './own-definitions.js';
import { ownFigures } from './own-figures.js';
import { quotaTable } from './quota-table.js';

export interface OwnPageView {
  readonly basePath: string;
  readonly metrics: UserMetrics;
  readonly days: DayRange;
  readonly timeZone: string;
  readonly today: string;
  /** Null for those who may not see it. */
  readonly usage: Pick<PlanUsage, 'plan' | 'quota'> | null;
}

/** What somebody has done themselves. */
export function ownPage({ basePath, metrics, days, timeZone, today, usage }: OwnPageView): Html {
  const path = `${basePath}/dashboard`;
  const zone = timeZone === 'UTC' ? null : timeZone;
  return html`${filters({
    path,
    days,
    today,
    query: { timeZone: zone },
    fields: [selectField('timeZone', 'Time zone', timeZone, timeZones())],
    exports: { path: `${basePath}/analytics/export`, of: 'self' },
  })}
${days.last === today && liveSwitch('self', metrics.runs)}
${figureList(ownFigures(metrics))}
${usage !== null && panel('quota', `Your plan: ${usage.plan.title}`, quotaTable(usage.quota))}
${panel('by-day', 'By day', byDay(metrics, days))}
<div class="panels">${panel(
    'domains',
    'Domains',
    table({
      id: 'domains-table',
      caption: 'Runs by domain',
      columns: [
        { title: 'Domain', value: ({ domain }) => domain },
        { title: 'Runs', value: ({ runs }) => inWhole(runs), isNumber: true },
      ],
      rows: metrics.domains,
      empty: 'Domains are told by the 7D parameters of a run. Optimize a prompt to see its domain here.',
    }),
  )}
${panel(
  'modules',
  'Modules',
  table({
    id: 'modules-table',
    caption: 'Runs by module',
    columns: [
      { title: 'Module', value: ({ moduleId }) => moduleId },
      { title: 'Runs', value: ({ runs }) => inWhole(runs), isNumber: true },
    ],
    rows: metrics.modules,
    empty: 'No prompt was made by a module on these days. Choose one of the library to see it here.',
  }),
)}</div>
${definitions(ownDefinitions)}`;
}

function byDay({ days }: UserMetrics, range: DayRange): Html {
  const known = new Map(days.map((day) => [day.day, day]));
  const labels = days.length === 0 ? [] : daysBetween(range);
  return html`<div class="panels">${chart('Mean score by day', {
    kind: 'lines',
    labels: days.map(({ day }) => day),
    unit: 'points',
    series: [{ title: 'Mean score', values: days.map(({ meanScore }) => meanScore) }],
  })}${chart('Runs by day', {
    kind: 'lines',
    labels,
    unit: 'count',
    series: [
      { title: 'Runs', values: labels.map((day) => known.get(day)?.runs ?? 0) },
      { title: 'Succeeded', values: labels.map((day) => known.get(day)?.succeeded ?? 0) },
    ],
  })}</div>${table({
    id: 'days-table',
    caption: 'Days with runs',
    columns: [
      { title: 'Day', value: ({ day }) => inDay(day) },
      { title: 'Runs', value: ({ runs }) => inWhole(runs), isNumber: true },
      { title: 'Succeeded', value: ({ succeeded }) => inWhole(succeeded), isNumber: true },
      { title: 'Mean score', value: ({ meanScore }) => inPoints(meanScore), isNumber: true },
    ],
    rows: days.toReversed(),
    empty: 'No run has ended on these days. Optimize a prompt, or choose other days.',
  })}`;
}
