import { isPooled } from '../is-pooled.js';
import type { Query } from '../open-database.js';
import { type Finding, ok, warning } from './finding.js';

/** What lies between this machine and the server. */
export async function checkPooling(one: Query, other: Query, hasDirectUrl: boolean): Promise<Finding> {
  if (!(await isPooled(one, other))) return ok('each connection has a server process of its own');
  const found = 'a pooler in transaction mode: no connection keeps its server process';
  const prepared = 'Use postgresStorage({ preparedStatements: false })';
  if (hasDirectUrl) return { status: 'ok', found, mend: `${prepared}, if you do not yet. DIRECT_URL is set.` };
  return warning(
    found,
    `${prepared}, and set DIRECT_URL to the address of the server itself, which migrations and LISTEN need.`,
  );
}
