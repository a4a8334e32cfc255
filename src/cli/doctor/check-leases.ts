import { Row } from '../../../adapters/sql/index.js';
import type { Query } from '../open-database.js';
import { type Finding, ok, warning } from './finding.js';

const toleratedMinutes = 15;

/** Runs whose process is long gone and that nobody has ended: they hold quota until maintenance does. */
export async function checkLeases(query: Query): Promise<Finding> {
  const [answer] = await query(`
    select count(*)::integer as runs
      from promptforge.runs as r
     where r.status = 'reserved'
       and r.lease_expires_at < clock_timestamp() - interval '${toleratedMinutes} minutes'`);
  const runs = new Row(answer).number('runs');
  if (runs === 0) return ok('no run waits to be ended');
  return warning(
    `${runs} ${runs === 1 ? 'run was' : 'runs were'} left behind more than ${toleratedMinutes} minutes ago and ` +
      'still hold quota',
    'Call forge.maintain() every few minutes, from cron or an interval.',
  );
}
