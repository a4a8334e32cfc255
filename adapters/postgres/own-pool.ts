import type { Pool, PoolConfig } from 'pg';
import { loadPg } from './load-pg.js';
import type { ConnectionSettings } from './postgres-options.js';

/** A pool of our own, whose connections are replaced when they break. */
export async function createPool(settings: ConnectionSettings): Promise<Pool> {
  const { Pool } = await loadPg();
  const pool = new Pool(poolConfig(settings));
  // Without a listener, an idle connection that breaks would end the process.
  pool.on('error', () => {});
  return pool;
}

function poolConfig(settings: ConnectionSettings): PoolConfig {
  const { preparedStatements, connectionTimeoutMs, statementTimeoutMs } = settings;
  return {
    max: settings.maxConnections,
    connectionTimeoutMillis: connectionTimeoutMs,
    // The server cancels first; this is for a network that swallows the answer.
    query_timeout: statementTimeoutMs + connectionTimeoutMs,
    keepAlive: true,
    allowExitOnIdle: true,
    fallback_application_name: 'promptforge',
    ...(preparedStatements
      ? sessionSettings(settings)
      : // A pooler in transaction mode refuses settings of a session.
        { connectionString: settings.connectionString }),
  };
}

/** The functions of the schema rely on READ COMMITTED, whatever a server has for its default. */
function sessionSettings({ connectionString, statementTimeoutMs }: ConnectionSettings): PoolConfig {
  const address = new URL(connectionString);
  const given = address.searchParams.get('options') ?? '';
  address.searchParams.delete('options');
  return {
    connectionString: address.href,
    statement_timeout: statementTimeoutMs,
    options: `${given} -c default_transaction_isolation=read\\ committed`.trim(),
  };
}
