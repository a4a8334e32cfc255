import { Row } from '../../../adapters/sql/index.js';
import type { Query } from '../open-database.js';
import { type Finding, failed, ok } from './finding.js';

/** The limits rely on READ COMMITTED: after waiting for a row, its guard is judged on the newest version. */
export async function checkIsolation(query: Query): Promise<Finding> {
  const [answer] = await query(`select current_setting('default_transaction_isolation') as isolation`);
  const isolation = new Row(answer).text('isolation');
  if (isolation === 'read committed') return ok(isolation);
  return failed(
    `transactions begin as ${isolation}; calls at once would fail instead of waiting for each other`,
    'Set it back: alter database NAME reset default_transaction_isolation; the same for the role, if it is set there.',
  );
}
