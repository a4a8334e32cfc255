import type { CheckReport } from '../domain/figures/check-report.js';
import type { Page, PageRequest } from '../domain/lists/page.js';

/** Reports of the checks: those of the whole platform, which belong to no tenant. */
export interface CheckReportStore {
  /**
   * Keeps a report. Of all that were saved the last `keptCheckReports` stay, in the order in which they were
   * saved. One whose id is there already is left as it is.
   */
  save(report: CheckReport): Promise<void>;

  /** The report that was saved last; null when there is none. */
  latest(): Promise<CheckReport | null>;

  /** Null when there is none of that id. */
  get(id: string): Promise<CheckReport | null>;

  /** The one that was saved last comes first. */
  list(request: PageRequest): Promise<Page<CheckReport>>;
}
