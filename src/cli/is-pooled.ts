import { Row } from '../../adapters/sql/index.js';
import type { Query } from './open-database.js';

const rounds = 4;

/**
 * Whether a pooler lends each transaction any connection of the server that is free. Two clients
 * that are connected at the same time then meet on one process of the server, or one client is
 * served by several: neither can happen otherwise.
 */
export async function isPooled(one: Query, other: Query): Promise<boolean> {
  const byOne = new Set<number>();
  const byOther = new Set<number>();
  for (let round = 0; round < rounds; round += 1) {
    byOne.add(await serverProcess(one));
    byOther.add(await serverProcess(other));
  }
  return byOne.size > 1 || byOther.size > 1 || [...byOne].some((process) => byOther.has(process));
}

async function serverProcess(query: Query): Promise<number> {
  const [row] = await query('select pg_backend_pid() as process');
  return new Row(row).number('process');
}
