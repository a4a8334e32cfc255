import type { ActiveUserCount, BusinessMetrics } from '../../../index.js';
import { chart } from '../chart.js';
import { inChange, inDay, inMonth, inWhole } from '../format.js';
import { type Html, html } from '../html.js';
import { panel } from '../panel.js';
import { table } from '../table.js';

/** How many people used it, by day, week and month. */
export function activeUsersPanel({ day, week, month }: BusinessMetrics['activeUsers']): Html {
  const content = html`${chart('Active users by day', {
    kind: 'lines',
    labels: day.some(({ users }) => users > 0) ? day.map(({ from }) => from) : [],
    unit: 'count',
    series: [{ title: 'Active users', values: day.map(({ users }) => users) }],
  })}<div class="panels panels-small">${countTable('day', 'Active users by day', 'Day', day, inDay)}
${countTable('week', 'Active users by week', 'Week from', week, inDay)}
${countTable('month', 'Active users by month', 'Month', month, (from) => inMonth(from.slice(0, 7)))}</div>`;
  return panel('active-users', 'Active users', content);
}

function countTable(
  id: string,
  caption: string,
  title: string,
  rows: readonly ActiveUserCount[],
  written: (from: string) => string,
): Html {
  return table({
    id: `active-${id}-table`,
    caption,
    columns: [
      {
        title,
        value: ({ from, isWhole }) => html`${written(from)}${!isWhole && html` <span class="quiet">in part</span>`}`,
      },
      { title: 'Users', value: ({ users }) => inWhole(users), isNumber: true },
      { title: 'Growth', value: ({ growth }) => inChange(growth), isNumber: true },
    ],
    rows: rows.toReversed(),
    empty: 'Nobody had a run on these days.',
  });
}
