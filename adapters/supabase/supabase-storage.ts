import { type Clock, PromptForgeError, type Storage } from '../../src/storage.js';
import { Row } from '../sql/rows/row.js';
import type { SqlExecutor } from '../sql/sql-executor.js';
import { sqlStorage } from '../sql/sql-storage.js';
import { neededSchema, requireSchemaVersion } from './require-schema-version.js';
import type { SupabaseConnection } from './supabase-connection.js';
import { supabaseSignals } from './supabase-signals.js';
import { toSupabaseError, withSupabaseErrors } from './to-supabase-error.js';

export interface SupabaseStorageOptions {
  /**
   * What `createClient(url, key)` of `@supabase/supabase-js` returns, made with the secret or
   * service_role key. It must act for nobody: sign no user in with it. The host owns it.
   */
  readonly client: SupabaseConnection;
  /** For tests alone. The clock of the database by default. */
  readonly clock?: Pick<Clock, 'now'>;
}

/**
 * Keeps everything in a Supabase project, over its API alone: no connection to the database is
 * needed, so that it runs wherever `fetch` does. The API can create no tables: `setup()` only
 * verifies that the project has them, and says which command creates them when it has not.
 * @throws PromptForgeError `config_invalid` for something that is no client.
 */
export function supabaseStorage(options: SupabaseStorageOptions): Storage {
  const { client, clock = null } = options ?? {};
  if (typeof client?.schema !== 'function') {
    throw new PromptForgeError(
      'config_invalid',
      'supabaseStorage() takes the client that createClient() of @supabase/supabase-js returns.',
    );
  }
  const executor = supabaseExecutor(client);
  return sqlStorage({
    traits: { adapter: 'supabase', durable: true, scope: 'shared' },
    executor,
    schema: neededSchema,
    async setup() {
      const health = new Row(await executor.call('health_v1', {}));
      requireSchemaVersion(health.nullableText('schemaVersion'));
    },
    release: async () => {},
    signals: supabaseSignals(client),
    clock,
  });
}

function supabaseExecutor(client: SupabaseConnection): SqlExecutor {
  return {
    call: (functionName, args) =>
      withSupabaseErrors(async () => {
        const { data, error, status } = await client.schema('promptforge').rpc(functionName, args);
        // Every function answers with JSON, if only with null. The client takes a 404 without a body for a 204.
        if (error !== null || status === 204) throw toSupabaseError(error, status);
        return data;
      }),
  };
}
