import { PGlite } from '@electric-sql/pglite';
import { migrate } from '../../adapters/sql/migrate.js';
import { migrations } from '../../adapters/sql/migrations/index.js';

/** A database in this process with the roles every Supabase project has, and every migration. */
export async function supabasePglite(): Promise<PGlite> {
  const database = await PGlite.create();
  await database.exec(`
    create role anon nologin noinherit;
    create role authenticated nologin noinherit;
    create role service_role nologin noinherit bypassrls;`);
  const query = async (sql: string) => (await database.query(sql)).rows;
  await migrate({ query, exec: (sql) => database.exec(sql) }, migrations);
  return database;
}
