import type { CheckReport } from '../domain/figures/check-report.js';
import type { Page } from '../domain/lists/page.js';
import { isIdentifier } from '../domain/text/is-identifier.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { CheckReportStore } from '../ports/check-report-store.js';
import type { Working } from './caller.js';
import { checkedPage } from './checked-page.js';
import { checkedRequest } from './checked-request.js';

export interface CheckReportListRequest {
  /** 1 to 500. Default: 20. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string | null;
}

/**
 * Reports of the checks of `promptforge/checks`: the last 100. For the trusted side of the host: no token is
 * asked for.
 */
export interface CheckReportFacet {
  /** Keeps a report; one that is kept already stays as it is. @throws PromptForgeError `request_invalid` */
  save(request: { readonly report: CheckReport }): Promise<void>;
  /** The one that was saved last; null when there is none. */
  latest(): Promise<CheckReport | null>;
  /** @throws PromptForgeError `check_report_not_found` */
  get(request: { readonly reportId: string }): Promise<CheckReport>;
  /** The one that was saved last comes first. @throws PromptForgeError `request_invalid` */
  list(request?: CheckReportListRequest): Promise<Page<CheckReport>>;
}

/** Characters of a report as JSON. */
const longestReport = 1_000_000;

export function checkReportFacet(store: CheckReportStore, working: Working): CheckReportFacet {
  return Object.freeze<CheckReportFacet>({
    save: (request) =>
      working(async () => {
        const { report } = checkedRequest('checkReports.save()', request, ['report']);
        const isReport = isIdentifier(report?.id) && Array.isArray(report.outcomes);
        if (isReport && JSON.stringify(report).length <= longestReport) return store.save(report);
        throw new PromptForgeError('request_invalid', 'report must be one that checks.run() has made.');
      }),
    latest: () => working(() => store.latest()),
    get: (request) =>
      working(async () => {
        const { reportId } = checkedRequest('checkReports.get()', request, ['reportId']);
        const report = isIdentifier(reportId) ? await store.get(reportId) : null;
        if (report !== null) return report;
        throw new PromptForgeError(
          'check_report_not_found',
          'There is no report of the checks with this id: the last 100 are kept.',
        );
      }),
    list: (request = {}) =>
      working(async () => {
        const page = checkedRequest('checkReports.list()', request, ['limit', 'after']);
        return store.list(checkedPage(page, 20));
      }),
  });
}
