import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import type { Database } from '../../adapters/supabase/index.js';
import type { PostgrestDatabase } from './postgrest-database.js';
import { startPostgrestServer } from './start-postgrest-server.js';

export interface SupabaseProject {
  readonly url: string;
  /** For browsers: the role `anon`. */
  readonly publishableKey: string;
  /** For servers: the role `service_role`. */
  readonly secretKey: string;
  /** A client of the real supabase-js. */
  client(key: string): ProjectClient;
  /** A client that a user is signed in with. */
  clientOf(userId: string): ProjectClient;
  /** A token that is signed as Supabase signs them. */
  token(claims: Readonly<Record<string, unknown>>, expires?: string | Date): Promise<string>;
  close(): Promise<void>;
}

export interface SupabaseProjectOptions {
  /** `public` and `promptforge` by default. */
  readonly schemas?: readonly string[];
}

const publishableKey = 'sb_publishable_for_tests';
const secretKey = 'sb_secret_for_tests';
const secret = 'a secret of thirty-two characters or more';

/** What of a Supabase project is needed here: its API over a database that has its roles. */
export async function startSupabaseProject(
  database: PostgrestDatabase,
  { schemas = ['public', 'promptforge'] }: SupabaseProjectOptions = {},
): Promise<SupabaseProject> {
  const apiKeys = { [publishableKey]: 'anon', [secretKey]: 'service_role' };
  const server = await startPostgrestServer({ database, schemas, secret, apiKeys });
  const token: SupabaseProject['token'] = (claims, expires = '1h') =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuedAt()
      .setExpirationTime(expires)
      .sign(new TextEncoder().encode(secret));
  return {
    url: server.url,
    publishableKey,
    secretKey,
    token,
    client: (key) => supabaseClient(server.url, key),
    clientOf(userId) {
      const signed = token({ role: 'authenticated', sub: userId });
      return supabaseClient(server.url, publishableKey, () => signed);
    },
    close: () => server.close(),
  };
}

export type ProjectClient = SupabaseClient<Database, 'promptforge'>;

// Node 20 has no WebSocket of its own, without which no client can be made.
if (globalThis.WebSocket === undefined) Object.assign(globalThis, { WebSocket });

/** As in a server: nothing kept, nothing refreshed. */
export function supabaseClient(url: string, key: string, accessToken?: () => Promise<string>): ProjectClient {
  return createClient<Database, 'promptforge'>(url, key, {
    db: { schema: 'promptforge' },
    auth: { persistSession: false, autoRefreshToken: false },
    ...(accessToken === undefined ? {} : { accessToken }),
  });
}
