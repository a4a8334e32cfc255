import { z } from 'zod';

const claimsSchema = z.object({ role: z.enum(['anon', 'service_role']) });

/**
 * Whom a key of a Supabase project makes of its bearer; null when it cannot be told. New keys say it
 * at their beginning, the older ones are tokens with a claim. Nothing is verified: it is to notice keys
 * that were mixed up.
 *
 * @see https://supabase.com/docs/guides/api/api-keys
 */
export function roleOfSupabaseKey(key: string): 'anon' | 'service_role' | null {
  if (key.startsWith('sb_publishable_')) return 'anon';
  if (key.startsWith('sb_secret_')) return 'service_role';
  try {
    const payload: unknown = JSON.parse(Buffer.from(String(key.split('.')[1]), 'base64url').toString());
    return claimsSchema.parse(payload).role;
  } catch {
    return null;
  }
}
