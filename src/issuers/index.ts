export { type Auth0Options, auth0Session } from './auth0-session.js';
export { type ClerkOptions, clerkSession } from './clerk-session.js';
export { type SupabaseOptions, supabaseSession } from './supabase-session.js';
