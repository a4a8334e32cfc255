import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

export interface TestDatabase {
  readonly name: string;
  readonly url: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
}

/** A server on which databases can be made. */
export interface DatabaseServer {
  /** The address of a database as a superuser, of the one named `postgres` by default. */
  url(database?: string): string;
  /** A new database: an empty one, or a copy of the one named `template`, which nobody may be connected to. */
  createDatabase(options?: { readonly template?: string }): Promise<TestDatabase>;
}

/** @param address of any database on the server, with a role that may create databases. */
export function databasesOf(address: string): DatabaseServer {
  const url = (database?: string) => {
    const target = new URL(address);
    if (database !== undefined) target.pathname = `/${database}`;
    return target.href;
  };
  return {
    url,
    async createDatabase({ template = 'template1' } = {}) {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      await onServer(address, `create database ${name} template ${template}`);
      return { name, url: url(name), drop: () => drop(address, name) };
    },
  };
}

/** Connections that are saying goodbye are waited for: told to go, they would raise errors nobody expects. */
async function drop(address: string, name: string): Promise<void> {
  const client = new Client({ connectionString: address });
  client.on('error', () => {});
  await client.connect();
  try {
    const deadline = Date.now() + 1_000;
    const users = `select from pg_stat_activity where datname = '${name}'`;
    while (Date.now() < deadline && ((await client.query(users)).rowCount ?? 0) > 0) await pause(10);
    await client.query(`drop database if exists ${name} with (force)`);
  } finally {
    await client.end();
  }
}

/** Runs statements, each of them alone and in a transaction of its own, over a connection of its own. */
export async function onServer(address: string, ...statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: address });
  client.on('error', () => {});
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The roles every Supabase server has, without which nobody could be granted anything there. */
export async function createSupabaseRoles(address: string): Promise<void> {
  await onServer(address, ...['anon', 'authenticated', 'service_role bypassrls'].map(createRoleOnce));
}

function createRoleOnce(role: string): string {
  const [name] = role.split(' ');
  return `
do $$
begin
  perform pg_advisory_xact_lock(hashtext('promptforge test roles'));
  if not exists (select from pg_roles where rolname = '${name}') then
    create role ${role.replace(' ', ' nologin noinherit ')};
  end if;
end
$$`;
}
