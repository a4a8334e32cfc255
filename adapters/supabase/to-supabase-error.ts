import { PromptForgeError, type PromptForgeErrorOptions } from '../../src/storage.js';
import { toStorageError } from '../sql/to-storage-error.js';
import { migrateCommands } from './require-schema-version.js';

/** Codes that say that a function or a table of ours is not there, or not known to the API yet. */
const missing = new Set(['PGRST202', 'PGRST205', '3F000', '42704', '42883', '42P01']);
/** Codes that say that the token was not taken. */
const keyRejected = new Set(['PGRST300', 'PGRST301', 'PGRST302', 'PGRST303']);

const whichKey =
  'supabaseStorage() needs the secret key (sb_secret_...) or the service_role key of the project, which you find ' +
  'under Project Settings > API Keys. Keep it on the server: it may do everything.';

/**
 * What a project answered instead of a result, as the port promises it. Like
 * {@link toStorageError}, it leaves the message out, which may quote a user.
 * @param status of HTTP; 0 when nothing was answered.
 */
export function toSupabaseError(error: unknown, status: number): PromptForgeError {
  const { cause, details } = toStorageError(error);
  const about = { cause, details };
  const code = textOf(error, 'code');
  if (code === 'PGRST106') {
    return new PromptForgeError(
      'storage_not_ready',
      'The API of the Supabase project does not expose the schema promptforge. Add it under Project Settings > API > ' +
        'Exposed schemas, and locally to `schemas` below `[api]` in supabase/config.toml.',
      about,
    );
  }
  if (missing.has(code)) {
    return new PromptForgeError(
      'storage_not_ready',
      `The Supabase project lacks the schema that this version of promptforge needs (${code}). ${migrateCommands}`,
      about,
    );
  }
  if (keyRejected.has(code) || (status === 401 && code === '')) {
    const what = code === '' ? 'HTTP 401' : code;
    return unavailable(
      `The Supabase project did not take the key (${what}): it is wrong or past its expiry. ${whichKey}`,
      about,
    );
  }
  if (code === '42501') {
    return unavailable(
      `The key of the Supabase client may not do this (42501): it is not the one for servers. ${whichKey}`,
      about,
    );
  }
  if (code !== '') return toStorageError(error);
  if (status >= 500 || status === 429) {
    return unavailable(`The Supabase project failed, or turned the call away (HTTP ${status}).`, {
      ...about,
      retryAfterMs: 1_000,
    });
  }
  if (status > 0) {
    return unavailable(
      `The answer is not one of a Supabase project (HTTP ${status}). Give createClient() the URL of the project, such ` +
        'as https://abcdefgh.supabase.co, without a path.',
      about,
    );
  }
  // The client appends the code of the network's own error.
  const [, what = 'no answer'] = /\(([A-Z][A-Z0-9_]{2,40})\)/.exec(textOf(error, 'details')) ?? [];
  return unavailable(
    `The Supabase project could not be reached (${what}). Check the URL given to createClient() and the network, and ` +
      'that the project is not paused.',
    { ...about, retryAfterMs: 1_000 },
  );
}

/** Runs a call; whatever the client throws becomes a `PromptForgeError`. */
export async function withSupabaseErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw PromptForgeError.is(error) ? error : toSupabaseError(error, 0);
  }
}

function unavailable(message: string, about: PromptForgeErrorOptions): PromptForgeError {
  return new PromptForgeError('storage_unavailable', message, about);
}

function textOf(error: unknown, name: 'code' | 'details'): string {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : '';
}
