import { Pool } from 'pg';
import type { Ground } from './contestant.js';

/** A pool as the adapter of the library makes it. */
export function openPool({ url, pool }: Ground): Pool {
  const opened = new Pool({ connectionString: url, max: pool, keepAlive: true });
  opened.on('error', () => {});
  return opened;
}

/** The number in the only column of the only row. */
export async function numberFrom(pool: Pool, sql: string): Promise<number> {
  const { rows } = await pool.query<{ number: string }>(`select (${sql})::text as number`);
  return Number(rows[0]?.number);
}
