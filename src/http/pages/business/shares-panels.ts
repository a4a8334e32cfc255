import type { BusinessMetrics, Plan, RunShare } from '../../../index.js';
import { inDollars, inWhole } from '../format.js';
import { type Html, html } from '../html.js';
import { panel } from '../panel.js';
import { shareBar } from '../share-bar.js';
import { table } from '../table.js';

type Shares = Pick<BusinessMetrics, 'byPlan' | 'byModel' | 'byModule'>;

/** What runs were made on, with and of. */
export function sharesPanels(
  { byPlan, byModel, byModule }: Shares,
  plans: readonly Pick<Plan, 'id' | 'title'>[],
): Html {
  const title = (id: string) => plans.find((plan) => plan.id === id)?.title ?? id;
  return html`<div class="panels panels-small">${sharePanel('plans', 'Plans', 'Plan', byPlan, (name) => (name === null ? 'None' : title(name)))}
${sharePanel('models', 'Models', 'Model', byModel, (name) => name ?? 'Rules engine')}
${sharePanel('modules', 'Modules', 'Module', byModule, (name) => name ?? 'No module')}</div>`;
}

function sharePanel(
  id: string,
  title: string,
  head: string,
  shares: readonly RunShare[],
  written: (name: string | null) => string,
): Html {
  const all = shares.reduce((sum, { runs }) => sum + runs, 0);
  return panel(
    id,
    title,
    table({
      id: `${id}-table`,
      caption: `Runs by ${head.toLowerCase()}`,
      columns: [
        {
          title: head,
          value: ({ name, runs }) => html`${written(name)}${shareBar(all === 0 ? 0 : runs / all)}`,
        },
        { title: 'Runs', value: ({ runs }) => inWhole(runs), isNumber: true },
        { title: 'Cost', value: ({ costMicros }) => inDollars(costMicros), isNumber: true },
      ],
      rows: shares,
      empty: 'No run has ended on these days. Choose other days, or take filters away.',
    }),
  );
}
