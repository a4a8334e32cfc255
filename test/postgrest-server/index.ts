export { overPglite, overPostgres, type PostgrestDatabase } from './postgrest-database.js';
export { startPostgrestServer } from './start-postgrest-server.js';
export {
  type ProjectClient,
  type SupabaseProject,
  type SupabaseProjectOptions,
  startSupabaseProject,
  supabaseClient,
} from './start-supabase-project.js';
export { supabasePglite } from './supabase-pglite.js';
