import type { Plan, SubscriptionFigures } from '../../../index.js';
import { inMoney, inWhole } from '../format.js';
import { type Html, html } from '../html.js';
import { panel } from '../panel.js';
import { table } from '../table.js';

/** How subscriptions stand, and what they bring. */
export function subscriptionPanels(
  { distribution, revenue }: SubscriptionFigures,
  plans: readonly Pick<Plan, 'id' | 'title'>[],
): Html {
  const title = (id: string) => plans.find((plan) => plan.id === id)?.title ?? id;
  return html`<div class="panels">${panel(
    'subscriptions',
    'Subscriptions',
    table({
      id: 'subscriptions-table',
      caption: 'Tenants and seats by plan',
      columns: [
        { title: 'Plan', value: ({ planId }) => title(planId) },
        { title: 'Status', value: ({ status }) => status.replaceAll('_', ' ') },
        { title: 'Tenants', value: ({ tenants }) => inWhole(tenants), isNumber: true },
        { title: 'Seats', value: ({ seats }) => inWhole(seats), isNumber: true },
      ],
      rows: distribution,
      empty: 'No organization has a subscription yet.',
    }),
  )}
${panel(
  'revenue',
  'Revenue',
  table({
    id: 'revenue-table',
    caption: 'Revenue by plan',
    columns: [
      { title: 'Plan', value: ({ planId }) => title(planId) },
      { title: 'Monthly', value: ({ monthly, currency }) => inMoney(monthly, currency), isNumber: true },
      { title: 'Accrued', value: ({ accrued, currency }) => inMoney(accrued, currency), isNumber: true },
    ],
    rows: revenue,
    empty: 'No plan with a price was paid for. Give plans a price to see revenue here.',
  }),
)}</div>`;
}
