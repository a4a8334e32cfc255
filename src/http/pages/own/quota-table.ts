import type { PlanUsage } from '../../../index.js';
import { inDollars, inWait, inWhole } from '../format.js';
import { type Html, html } from '../html.js';
import { shareBar } from '../share-bar.js';
import { table } from '../table.js';

type Quota = PlanUsage['quota'][number];

const meters = { calls: 'Calls', tokens: 'Tokens', cost: 'Cost' } as const satisfies Record<Quota['meter'], string>;
const subjects = { user: '', org: ' of the organization', key: ' of the key' } as const;

/** What is left of each limit of a plan. */
export function quotaTable(quota: PlanUsage['quota']): Html {
  return table({
    id: 'quota-table',
    caption: 'Limits of the plan',
    columns: [
      { title: 'Limit', value: windowTitle },
      { title: 'Used', value: used },
      { title: 'Of', value: ({ meter, max }) => amountOf(meter, max), isNumber: true },
      { title: 'Left', value: ({ meter, remaining }) => amountOf(meter, remaining), isNumber: true },
      { title: 'Begins anew in', value: ({ resetAfterMs }) => inWait(resetAfterMs), isNumber: true },
    ],
    rows: quota,
    empty: 'This plan has no limits.',
  });
}

function windowTitle({ subject, meter, period }: Quota): string {
  return `${meters[meter]}${subjects[subject]} ${period === 'day' ? 'today' : `this ${period}`}`;
}

function used({ meter, max, used: amount }: Quota): Html {
  return html`${amountOf(meter, amount)}${shareBar(max === 0 ? 1 : amount / max, { warnsWhenFull: true })}`;
}

function amountOf(meter: Quota['meter'], amount: number): string {
  return meter === 'cost' ? inDollars(amount) : inWhole(amount);
}
