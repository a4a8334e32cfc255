import type { BusinessMetrics, FigureScope, Plan } from '../../../index.js';
import { definitions } from '../definitions.js';
import { type Figure, figureList } from '../figure-list.js';
import { counted, inChange, inDollars, inPercent, inWhole } from '../format.js';
import { type Html, html } from '../html.js';
import { panel } from '../panel.js';
import { runFilters } from '../run-filters.js';
import { scopeSwitch } from '../scope-switch.js';
import { activeUsersPanel } from './active-users-panel.js';
import { businessByDay } from './business-by-day.js';
import { businessDefinitions, platformDefinitions } from './business-definitions.js';
import { retentionPanel } from './retention-panel.js';
import { sharesPanels } from './shares-panels.js';
import { subscriptionPanels } from './subscription-panels.js';

export interface BusinessPageView {
  readonly basePath: string;
  readonly of: FigureScope;
  readonly metrics: BusinessMetrics;
  readonly plans: readonly Pick<Plan, 'id' | 'title'>[];
  readonly today: string;
  readonly maySeePlatform: boolean;
}

/** How the organization, or the product, does. */
export function businessPage({ basePath, of, metrics, plans, today, maySeePlatform }: BusinessPageView): Html {
  const { days, filter, byModel, byModule, subscriptions } = metrics;
  const path = `${basePath}/dashboard/business`;
  const names = (shares: BusinessMetrics['byModel']) => shares.flatMap(({ name }) => name ?? []);
  return html`${scopeSwitch(path, of, maySeePlatform)}
${runFilters({ basePath, path, of, days, today, filter, plans, models: names(byModel), modules: names(byModule) })}
${figureList([...runFigures(metrics), ...subscriptionFigures(metrics)])}
${panel('by-day', 'By day', businessByDay(metrics.byDay))}
${activeUsersPanel(metrics.activeUsers)}
${retentionPanel(metrics.retention)}
${sharesPanels(metrics, plans)}
${subscriptions !== null && subscriptionPanels(subscriptions, plans)}
${definitions(subscriptions === null ? businessDefinitions : platformDefinitions)}`;
}

function runFigures({ runs, tokens, costMicros, runsOfUnknownCost, activeUsers }: BusinessMetrics): readonly Figure[] {
  const month = activeUsers.month.at(-1);
  return [
    {
      title: 'Runs',
      value: inWhole(runs.ended),
      note: `${inWhole(runs.before)} before${runs.growth === null ? '' : `, ${inChange(runs.growth)}`}`,
    },
    { title: 'Tokens', value: inWhole(tokens) },
    {
      title: 'Cost',
      value: inDollars(costMicros),
      ...(runsOfUnknownCost === 0 ? {} : { note: `besides ${counted(runsOfUnknownCost, 'run')} of unknown cost` }),
    },
    {
      title: 'Active in the last month',
      value: inWhole(month?.users ?? 0),
      ...(month === undefined || month.isWhole ? {} : { note: 'a month in part' }),
    },
  ];
}

function subscriptionFigures({ subscriptions, margin }: BusinessMetrics): readonly Figure[] {
  if (subscriptions === null) return [];
  const { paying, trials, churn } = subscriptions;
  return [
    { title: 'Paying', value: inWhole(paying.after), note: `${inWhole(paying.before)} when the days began` },
    {
      title: 'Trial conversion',
      value: inPercent(trials.conversionRate),
      note: `${inWhole(trials.converted)} of ${counted(trials.running, 'trial')}`,
    },
    { title: 'Churn', value: inPercent(churn.rate), note: `${inWhole(churn.lost)} lost` },
    ...(margin === null
      ? []
      : [
          {
            title: 'Gross margin',
            value: inPercent(margin.share),
            note: `${inDollars(margin.marginMicros)} of ${inDollars(margin.revenueMicros)}`,
          },
        ]),
  ];
}
