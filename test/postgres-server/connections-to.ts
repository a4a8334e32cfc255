import { Client } from 'pg';
import type { TestDatabase } from './server-databases.js';

/** How many connections to a database there are, besides the one that asks. */
export async function connectionsTo({ url, name }: Pick<TestDatabase, 'url' | 'name'>): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ others: number }>(
      `select count(*)::integer as others
         from pg_catalog.pg_stat_activity as a
        where a.datname = $1
          and a.pid <> pg_backend_pid()`,
      [name],
    );
    return rows[0]?.others ?? 0;
  } finally {
    await client.end();
  }
}
