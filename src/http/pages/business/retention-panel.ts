import type { RetentionCohort } from '../../../index.js';
import { counted, inMonth, inPercent, inWhole } from '../format.js';
import { type Html, html } from '../html.js';
import { panel } from '../panel.js';

const id = 'retention-table';

/** How many of those who began in a month came back: a table whose cells are the darker the more did. */
export function retentionPanel(cohorts: readonly RetentionCohort[]): Html {
  const months = Math.max(0, ...cohorts.map(({ active }) => active.length));
  if (months === 0) {
    return panel(
      'retention',
      'Retention',
      html`<p class="empty">Nobody had a first run in the months of these days. Choose more days to see those who came earlier.</p>`,
    );
  }
  const heads = Array.from(
    { length: months },
    (_none, index) => html`<th scope="col" class="right">${headOf(index)}</th>`,
  );
  return panel(
    'retention',
    'Retention',
    html`<div class="table" role="group" aria-labelledby="${id}" tabindex="0"><table>
<caption id="${id}">Users who came back, by the month of their first run</caption>
<thead><tr><th scope="col">First run in</th><th scope="col" class="right">Users</th>${heads}</tr></thead>
<tbody>${cohorts.map((cohort) => cohortRow(cohort, months))}</tbody>
</table></div>`,
  );
}

function headOf(index: number): string {
  return index === 0 ? 'That month' : `${counted(index, 'month')} on`;
}

function cohortRow({ month, users, active }: RetentionCohort, months: number): Html {
  const cells = Array.from({ length: months }, (_none, index) => heatCell(active[index], users));
  return html`<tr><th scope="row">${inMonth(month)}</th><td class="right">${inWhole(users)}</td>${cells}</tr>\n`;
}

function heatCell(active: number | undefined, users: number): Html {
  if (active === undefined) return html`<td></td>`;
  const share = users === 0 ? 0 : active / users;
  return html`<td class="heat heat-${Math.ceil(share * 4)}">${inPercent(share)} <span class="quiet">${inWhole(active)}</span></td>`;
}
