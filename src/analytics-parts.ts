import type { CatalogueSource } from './entitlement/catalogue.js';
import type { PlanOfTenant } from './entitlement/plan-of-tenant.js';
import { type AnalyticsFacet, analyticsFacet } from './facets/analytics-facet.js';
import type { AsCaller, Working } from './facets/caller.js';
import type { ExportRunsRequest } from './facets/export-request.js';
import { once } from './facets/once.js';
import type { Settings } from './options.js';
import type { Storage } from './ports/storage.js';

export interface AnalyticsParts {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly catalogue: CatalogueSource;
  readonly plans: PlanOfTenant;
  /** As calls are let in by, also while the storage is away. */
  readonly plansInUse: Pick<PlanOfTenant, 'resolve'>;
  readonly asCaller: AsCaller;
  readonly working: Working;
  /** Aborts when PromptForge is being closed. */
  readonly closing: AbortSignal;
}

/** The facet of figures. Its code is loaded with its first use. */
export function analyticsWith({
  settings,
  storage,
  catalogue,
  plans,
  plansInUse,
  ...parts
}: AnalyticsParts): AnalyticsFacet {
  const { clock, onError } = settings;
  const { analytics, events } = storage;
  const { timeZone } = settings.analytics;
  const { asCaller, working, closing } = parts;
  return analyticsFacet({
    own: once(async () => {
      const { ownAnalytics } = await import('./facets/own-analytics.js');
      const report = (error: unknown) => onError(error, { during: 'subscribe' });
      return ownAnalytics({ plans, analytics, events, clock, asCaller, closing, report });
    }),
    figures: once(async () => {
      const { figures } = await import('./facets/figures.js');
      return figures({ storage, plans: plansInUse, catalogue, clock, timeZone, asCaller });
    }),
    exportRuns: once(async () => {
      const { exportRuns } = await import('./facets/export-runs.js');
      const exporting = { analytics, plans: plansInUse, clock, timeZone, asCaller, working };
      return (request: ExportRunsRequest) => exportRuns(exporting, request);
    }),
  });
}
