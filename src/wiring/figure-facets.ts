import type { AlertFacet } from '../facets/alert-facet.js';
import { type AnalyticsFacet, analyticsFacet } from '../facets/analytics-facet.js';
import type { CheckReportFacet } from '../facets/check-report-facet.js';
import type { ExportRunsRequest } from '../facets/export-request.js';
import { lazyFacet } from '../facets/lazy-facet.js';
import { once } from '../facets/once.js';
import type { SharedParts } from './shared-parts.js';

export interface FigureFacets {
  readonly analytics: AnalyticsFacet;
  readonly alerts: AlertFacet;
  readonly checkReports: CheckReportFacet;
}

/**
 * The facets of how everything goes: figures, alerts and reports of checks. The code of each is loaded with its
 * first use.
 * @param closing aborts when PromptForge is being closed.
 */
export function figureFacets(
  { settings, storage, sources, asCaller, working }: SharedParts,
  closing: AbortSignal,
): FigureFacets {
  const { clock, onError } = settings;
  const { analytics, events } = storage;
  const { catalogue, plans: plansOfTenants, plansInUse: plans } = sources;
  const { timeZone } = settings.analytics;
  return {
    analytics: analyticsFacet({
      own: once(async () => {
        const { ownAnalytics } = await import('../facets/own-analytics.js');
        const report = (error: unknown) => onError(error, { during: 'subscribe' });
        return ownAnalytics({ plans: plansOfTenants, analytics, events, clock, asCaller, closing, report });
      }),
      figures: once(async () => {
        const { figures } = await import('../facets/figures.js');
        return figures({ storage, plans, catalogue, clock, timeZone, asCaller });
      }),
      exportRuns: once(async () => {
        const { exportRuns } = await import('../facets/export-runs.js');
        const exporting = { analytics, plans, clock, timeZone, asCaller, working };
        return (request: ExportRunsRequest) => exportRuns(exporting, request);
      }),
    }),
    alerts: lazyFacet<AlertFacet>({ list: true }, async () => {
      const { alertFacet } = await import('../facets/alert-facet.js');
      return alertFacet(storage.alerts, settings.alerts?.rules ?? [], working);
    }),
    checkReports: lazyFacet<CheckReportFacet>({ save: true, latest: true, get: true, list: true }, async () => {
      const { checkReportFacet } = await import('../facets/check-report-facet.js');
      return checkReportFacet(storage.checkReports, working);
    }),
  };
}
