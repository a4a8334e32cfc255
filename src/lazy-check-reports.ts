import type { Working } from './facets/caller.js';
import type { CheckReportFacet } from './facets/check-report-facet.js';
import { lazyFacet } from './facets/lazy-facet.js';
import type { CheckReportStore } from './ports/check-report-store.js';

/** Loaded by those alone who run checks, or look at their reports. */
export function lazyCheckReports(store: CheckReportStore, working: Working): CheckReportFacet {
  return lazyFacet<CheckReportFacet>({ save: true, latest: true, get: true, list: true }, async () => {
    const { checkReportFacet } = await import('./facets/check-report-facet.js');
    return checkReportFacet(store, working);
  });
}
