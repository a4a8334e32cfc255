import { openPool } from './open-pool.js';

/** The version of a server and the settings that decide how fast it is. */
export async function serverFacts(url: string): Promise<string> {
  const pool = openPool({ url, pool: 1 });
  try {
    const { rows } = await pool.query<{ name: string; setting: string }>(`
      select name, current_setting(name) as setting
        from unnest(array['server_version', 'fsync', 'full_page_writes', 'shared_buffers', 'jit']) as name`);
    return rows.map(({ name, setting }) => `${name} = ${setting}`).join(', ');
  } finally {
    await pool.end();
  }
}
