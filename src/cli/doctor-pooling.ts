import { Row } from '../../adapters/sql/index.js';
import type { Query } from './database-session.js';
import { type Finding, ok, warning } from './doctor-finding.js';

const rounds = 4;

/**
 * Whether a pooler lends each transaction any connection of the server that is free. Two clients
 * that are connected at the same time then meet on one process of the server, or one client is
 * served by several: neither can happen otherwise.
 */
export async function checkPooling(one: Query, other: Query, hasDirectUrl: boolean): Promise<Finding> {
  const byOne = new Set<number>();
  const byOther = new Set<number>();
  for (let round = 0; round < rounds; round += 1) {
    byOne.add(await serverProcess(one));
    byOther.add(await serverProcess(other));
  }
  const shared = [...byOne].some((process) => byOther.has(process));
  if (!shared && byOne.size === 1 && byOther.size === 1) return ok('each connection has a server process of its own');
  const found = 'a pooler in transaction mode: no connection keeps its server process';
  const prepared = 'Use postgresStorage({ preparedStatements: false })';
  if (hasDirectUrl) return { status: 'ok', found, mend: `${prepared}, if you do not yet. DIRECT_URL is set.` };
  return warning(
    found,
    `${prepared}, and set DIRECT_URL to the address of the server itself, which migrations and LISTEN need.`,
  );
}

async function serverProcess(query: Query): Promise<number> {
  const [row] = await query('select pg_backend_pid() as process');
  return new Row(row).number('process');
}
