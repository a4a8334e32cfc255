import {
  type AlertKey,
  type AlertState,
  type AlertStore,
  alertKeyText,
  type Page,
  type PageRequest,
  PromptForgeError,
  type SaveResult,
  type Versioned,
} from '../../../src/storage.js';
import { rowLimit } from '../arguments/row-limit.js';
import { parseIdCursor } from '../cursors/page-cursor.js';
import { Row } from '../rows/row.js';
import { toPage } from '../rows/to-page.js';
import { toSaveResult } from '../rows/to-save-result.js';
import type { SqlCall } from '../sql-call.js';

export class SqlAlerts implements AlertStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async load(key: AlertKey): Promise<Versioned<AlertState> | null> {
    const answer = await this.#call('load_alert_v1', { p_alert_id: alertKeyText(key) });
    return answer === null ? null : toState(new Row(answer));
  }

  async list({ limit, after }: PageRequest): Promise<Page<Versioned<AlertState>>> {
    const answer = await this.#call('list_alerts_v1', { p_limit: rowLimit(limit), p_after_id: parseIdCursor(after) });
    return toPage(answer, toState, ({ value }) => alertKeyText(value));
  }

  async save(state: AlertState, expectedVersion: number): Promise<SaveResult> {
    const answer = await this.#call('save_alert_v1', {
      p_alert_id: alertKeyText(state),
      p_state: state,
      p_expected_version: expectedVersion,
    });
    return toSaveResult(answer);
  }
}

function toState(row: Row): Versioned<AlertState> {
  const value = row.document<AlertState>('state');
  if (value !== null) return { version: row.number('version'), value };
  throw new PromptForgeError('storage_unavailable', 'The database holds a rule of alerts without its state.');
}
