import { PGlite } from '@electric-sql/pglite';
import { migrations } from '../../adapters/sql/migrations/index.js';
import { migrate } from '../../adapters/sql/schema/migrate.js';

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
