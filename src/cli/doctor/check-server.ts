import { Row } from '../../../adapters/sql/index.js';
import type { Query } from '../open-database.js';
import { type Finding, failed, ok } from './finding.js';

const oldest = 15;

/** The version of Postgres. */
export async function checkServer(query: Query): Promise<Finding> {
  const [answer] = await query(`
    select current_setting('server_version_num')::integer as number,
           version() as version`);
  const row = new Row(answer);
  // "PostgreSQL 17.5 on x86_64-pc-linux-gnu, compiled by ..."
  const version = String(row.text('version').split(' on ')[0]);
  if (Math.floor(row.number('number') / 10_000) >= oldest) return ok(version);
  return failed(`${version} is too old`, `Upgrade the server to Postgres ${oldest} or later.`);
}
