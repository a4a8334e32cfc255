import { describe, test } from 'vitest';
import { supabaseStorage } from '../../adapters/supabase/index.js';
import { storageContract } from '../../src/testing/storage-contract/index.js';
import { type ProjectClient, supabaseClient } from '../postgrest-server/index.js';

/** The whole contract through supabase-js, with the rights of a server. */
export function supabaseContract(client: () => ProjectClient): void {
  storageContract({
    describe,
    test,
    async create({ clock }) {
      const storage = supabaseStorage({ client: client(), clock });
      await storage.setup();
      return storage;
    },
  });
}

/**
 * A client of the project that `SUPABASE_URL` and `SUPABASE_SERVICE_ROLE_KEY` name, to run a suite
 * against instead of a server of its own; null without them. The project has to be set up, with
 * nothing in its schema.
 */
export function givenProject(): ProjectClient | null {
  const { SUPABASE_URL: url = '', SUPABASE_SERVICE_ROLE_KEY: key = '' } = process.env;
  if ((url === '') !== (key === '')) {
    throw new Error('Give both SUPABASE_URL and SUPABASE_SERVICE_ROLE_KEY, or neither.');
  }
  return url === '' ? null : supabaseClient(url, key);
}
