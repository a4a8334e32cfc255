export type { Database, Json } from './database.js';
export type { SupabaseAnswer, SupabaseChannel, SupabaseConnection } from './supabase-connection.js';
export { type SupabaseStorageOptions, supabaseStorage } from './supabase-storage.js';
