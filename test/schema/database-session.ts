import { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import { SqlArray } from '../../adapters/sql/arguments/sql-array.js';
import { migrate } from '../../adapters/sql/schema/migrate.js';
import type { Migration } from '../../adapters/sql/schema/migration.js';

export type DatabaseRow = Readonly<Record<string, unknown>>;

/** One connection, whatever is behind it. */
export interface DatabaseSession {
  query(sql: string, values?: readonly unknown[]): Promise<readonly DatabaseRow[]>;
  /** Several statements in one text. */
  exec(sql: string): Promise<void>;
  close(): Promise<void>;
}

export async function postgresSession(url: string): Promise<DatabaseSession> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return {
    query: async (sql, values = []) => (await client.query(sql, [...values])).rows,
    async exec(sql) {
      await client.query(sql);
    },
    close: () => client.end(),
  };
}

export function pgliteSession(database: PGlite): DatabaseSession {
  return {
    query: async (sql, values = []) => (await database.query<DatabaseRow>(sql, [...values])).rows,
    async exec(sql) {
      await database.exec(sql);
    },
    close: () => database.close(),
  };
}

/** An empty database with the roles that grants are for. */
export async function pgliteWithRoles(): Promise<PGlite> {
  const database = await PGlite.create();
  await database.exec(
    'create role anon nologin; create role authenticated nologin; create role service_role nologin bypassrls;',
  );
  return database;
}

export function applyMigrations(session: DatabaseSession, migrations: readonly Migration[]): Promise<void> {
  return migrate(session, migrations);
}

/** The answer of a function of the schema, called with named arguments. */
export async function callFunction(
  session: Pick<DatabaseSession, 'query'>,
  name: string,
  args: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const names = Object.keys(args);
  const parameters = names.map((parameter, index) => `${parameter} => $${index + 1}`).join(', ');
  const values = names.map((parameter) => {
    const value = args[parameter];
    if (value instanceof SqlArray) return value.items;
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  });
  const [row] = await session.query(`select promptforge.${name}(${parameters})::text as answer`, values);
  return typeof row?.answer === 'string' ? JSON.parse(row.answer) : null;
}
