import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { inject } from 'vitest';
import { migrations } from '../../adapters/sql/migrations/index.js';
import { migrate } from '../../adapters/sql/schema/migrate.js';
import {
  createSupabaseRoles,
  type DatabaseServer,
  databasesOf,
  onServer,
  type TestDatabase,
} from './server-databases.js';
import { startPostgresServer } from './start-postgres-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The port that tells where the Postgres of this run is; see global-setup.ts. */
    postgresPort: number;
  }
}

let server: Promise<DatabaseServer> | null = null;

/**
 * The server that tests share: the one `PROMPTFORGE_TEST_DATABASE_URL` names, else the one of
 * this run, else one of this test file. Nobody needs to stop it.
 */
export function sharedServer(): Promise<DatabaseServer> {
  server ??= findServer();
  return server;
}

/** A new, empty database. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return (await sharedServer()).createDatabase();
}

/** A new database with every migration applied, copied from a template in some 20 milliseconds. */
export async function migratedDatabase(): Promise<TestDatabase> {
  const shared = await sharedServer();
  return shared.createDatabase({ template: await migratedTemplate(shared) });
}

async function findServer(): Promise<DatabaseServer> {
  const given = process.env.PROMPTFORGE_TEST_DATABASE_URL;
  if (given !== undefined && given !== '') {
    await createSupabaseRoles(given);
    return databasesOf(given);
  }
  const port: number | undefined = inject('postgresPort');
  if (port === undefined) return startPostgresServer();
  const answer = await text(connect(port, '127.0.0.1'));
  if (!answer.startsWith('postgres')) throw new Error(answer);
  return databasesOf(answer);
}

/**
 * The name of a database with every migration applied, to copy others from. Made by the first who
 * asks, among all test files; named for its contents.
 */
export async function migratedTemplate(shared: DatabaseServer): Promise<string> {
  const contents = createHash('sha256').update(migrations.map(({ sql }) => sql).join('\n'));
  const name = `template_${contents.digest('hex').slice(0, 32)}`;
  const client = new Client({ connectionString: shared.url() });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('${name}'))`);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      const draft = await shared.createDatabase();
      await applyMigrations(draft.url);
      await onServer(shared.url(), `alter database ${draft.name} rename to ${name}`);
    }
    return name;
  } finally {
    await client.end();
  }
}

async function applyMigrations(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const query = async (sql: string) => (await client.query(sql)).rows;
    await migrate({ query, exec: (sql) => client.query(sql) }, migrations);
  } finally {
    await client.end();
  }
}
