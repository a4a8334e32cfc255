import { Row } from '../../../adapters/sql/index.js';
import type { Query } from '../open-database.js';
import { type Finding, failed, ok } from './finding.js';

/** Whether anything can be written. */
export async function checkWritable(query: Query): Promise<Finding> {
  const [answer] = await query(`
    select pg_is_in_recovery() as standby,
           current_setting('transaction_read_only') = 'on' as read_only`);
  const row = new Row(answer);
  if (row.flag('standby')) {
    return failed('the server is a standby, which only reads', 'Connect to the primary server.');
  }
  if (row.flag('read_only')) {
    return failed(
      'the database only lets itself be read',
      'Turn it off: alter database NAME reset default_transaction_read_only; the same for the role, if it is set ' +
        'there. Hosted servers also turn it on when the disk is nearly full: make room first.',
    );
  }
  return ok('reads and writes');
}
