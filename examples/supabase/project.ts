import { createClient } from '@supabase/supabase-js';
import { readEnvironment } from 'promptforge';
import { WebSocket } from 'ws';

// Node 20 has none of its own, without which no client can be made.
if (globalThis.WebSocket === undefined) Object.assign(globalThis, { WebSocket });

/** Nothing of one caller is kept for the next. */
const stateless = { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false } as const;

function namedProject() {
  const requires = ['NEXT_PUBLIC_SUPABASE_URL', 'NEXT_PUBLIC_SUPABASE_ANON_KEY', 'SUPABASE_SERVICE_ROLE_KEY'] as const;
  const { url, anonKey, serviceRoleKey } = readEnvironment(process.env, { requires }).supabase;
  return {
    url,
    /** May do everything: it signs nobody in. */
    admin: createClient(url, serviceRoleKey, { auth: stateless }),
    /** For one request, since it remembers whom it has signed in. */
    visitor: () => createClient(url, anonKey, { auth: stateless }),
  };
}

export type Project = ReturnType<typeof namedProject>;

/** The project of the environment. Null where none is named: then everything stays on this machine. */
export const project: Project | null = process.env.NEXT_PUBLIC_SUPABASE_URL ? namedProject() : null;
