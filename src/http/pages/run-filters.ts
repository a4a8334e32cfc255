import type { DayRange, FigureScope, Plan, RunFilter } from '../../index.js';
import { selectField, suggestField } from './fields.js';
import { filters } from './filters.js';
import type { Html } from './html.js';

export interface RunFilterParts {
  readonly basePath: string;
  /** Where the page is, without its query. */
  readonly path: string;
  readonly of: FigureScope;
  readonly days: DayRange;
  readonly today: string;
  readonly filter: RunFilter;
  readonly plans: readonly Pick<Plan, 'id' | 'title'>[];
  /** Names that occur in the figures, to choose from. */
  readonly models: readonly string[];
  readonly modules: readonly string[];
}

/** The filters of figures of many people: days, plan, model and module. */
export function runFilters({ basePath, path, of, days, today, filter, plans, models, modules }: RunFilterParts): Html {
  const { planId, model, moduleId } = filter;
  const plan = plans.map(({ id, title }) => [id, title] as const);
  return filters({
    path,
    days,
    today,
    query: { of: of === 'platform' ? of : null, planId, model, moduleId },
    kept: ['of'],
    fields: [
      selectField('planId', 'Plan', planId, [['', 'All'], ...plan]),
      suggestField('model', 'Model', model, models),
      suggestField('moduleId', 'Module', moduleId, modules),
    ],
    exports: { path: `${basePath}/analytics/export`, of },
  });
}

/** Whether these are the figures of all runs. */
export function isUnfiltered({ planId, model, moduleId }: RunFilter): boolean {
  return planId === null && model === null && moduleId === null;
}
