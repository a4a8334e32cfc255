import type { EnvironmentName } from '../../index.js';
import type { StorageName } from './init-arguments.js';

/** What of the code goes by the storage. */
export interface StorageCode {
  /** Names, and where they are imported from. */
  readonly imports: readonly (readonly [name: string, from: string])[];
  /** What makes it. */
  readonly expression: string;
  /** The property of `readEnvironment()` that it takes; null for none. */
  readonly property: string | null;
  /** Variables that must be set, in a file that is not committed. */
  readonly variables: readonly EnvironmentName[];
  /** The package to install beside `promptforge`; null for none. */
  readonly peer: '@electric-sql/pglite' | 'pg' | '@supabase/supabase-js' | null;
}

/** Where PGlite keeps the database. */
export const dataFolder = '.promptforge';

export const storageCodes: Readonly<Record<StorageName, StorageCode>> = {
  pglite: {
    imports: [['pgliteStorage', 'promptforge/adapters/pglite']],
    expression: `pgliteStorage({ dataDir: '${dataFolder}' })`,
    property: null,
    variables: [],
    peer: '@electric-sql/pglite',
  },
  postgres: {
    imports: [['postgresStorage', 'promptforge/adapters/postgres']],
    expression: 'postgresStorage({ connectionString: databaseUrl })',
    property: 'databaseUrl',
    variables: ['DATABASE_URL'],
    peer: 'pg',
  },
  supabase: {
    imports: [
      ['createClient', '@supabase/supabase-js'],
      ['supabaseStorage', 'promptforge/adapters/supabase'],
    ],
    expression: `supabaseStorage({
  client: createClient(supabase.url, supabase.serviceRoleKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  }),
})`,
    property: 'supabase',
    variables: ['NEXT_PUBLIC_SUPABASE_URL', 'SUPABASE_SERVICE_ROLE_KEY'],
    peer: '@supabase/supabase-js',
  },
  memory: {
    imports: [['memoryStorage', 'promptforge/adapters/memory']],
    expression: 'memoryStorage()',
    property: null,
    variables: [],
    peer: null,
  },
};
