import { Row } from '../../../adapters/sql/index.js';
import type { Query } from '../open-database.js';
import { type Finding, ok, warning } from './finding.js';

/** From this share of the connections on, one more server process may find none left. */
const crowded = 0.8;

/** How many of the connections of the server are taken. */
export async function checkConnections(query: Query): Promise<Finding> {
  const [answer] = await query(`
    select current_setting('max_connections')::integer
             - current_setting('superuser_reserved_connections')::integer
             - coalesce(current_setting('reserved_connections', true), '0')::integer as most,
           sum(d.numbackends)::integer as used
      from pg_catalog.pg_stat_database as d`);
  const row = new Row(answer);
  const [used, most] = [row.number('used'), row.number('most')];
  if (used < most * crowded) return ok(`${used} of ${most} in use`);
  return warning(
    `${used} of ${most} in use`,
    'Give each process a smaller pool, put a pooler such as PgBouncer in front, or raise max_connections.',
  );
}
