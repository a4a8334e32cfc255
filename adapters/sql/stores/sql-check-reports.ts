import {
  type CheckReport,
  type CheckReportStore,
  keptCheckReports,
  type Page,
  type PageRequest,
  PromptForgeError,
} from '../../../src/storage.js';
import { noCursor } from '../../guards/no-cursor.js';
import { rowLimit } from '../arguments/row-limit.js';
import { parseIdCursor } from '../cursors/page-cursor.js';
import { Row } from '../rows/row.js';
import { toPage } from '../rows/to-page.js';
import type { SqlCall } from '../sql-call.js';

export class SqlCheckReports implements CheckReportStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async save(report: CheckReport): Promise<void> {
    await this.#call('save_check_report_v1', { p_report_id: report.id, p_report: report, p_kept: keptCheckReports });
  }

  async latest(): Promise<CheckReport | null> {
    return this.#found(null);
  }

  async get(id: string): Promise<CheckReport | null> {
    return this.#found(id);
  }

  async list({ limit, after }: PageRequest): Promise<Page<CheckReport>> {
    const answer = await this.#call('list_check_reports_v1', {
      p_limit: rowLimit(limit),
      p_after_id: parseIdCursor(after),
    });
    if (!new Row(answer).flag('known')) throw noCursor();
    return toPage(answer, toReport, ({ id }) => id);
  }

  async #found(id: string | null): Promise<CheckReport | null> {
    const answer = await this.#call('get_check_report_v1', { p_report_id: id });
    return answer === null ? null : toReport(new Row(answer));
  }
}

function toReport(row: Row): CheckReport {
  const report = row.document<CheckReport>('report');
  if (report !== null) return report;
  throw new PromptForgeError('storage_unavailable', 'The database holds a report of the checks without its document.');
}
