import { PromptForgeError } from '../../src/storage.js';

/** SQLSTATEs, and codes of PostgREST, that say that the schema or a part of it is not there. */
const missingSchema = new Set(['3F000', '42P01', '42883', '42704', 'PGRST106', 'PGRST202']);

/** Classes of SQLSTATE that say that the values were wrong, not the database: 22 data, 23 integrity. */
const wrongValues = /^2[23]/;

/**
 * What a driver threw, as the port promises it. The driver's own message is left out: Postgres
 * quotes values of rows in it. Its name and code stay, as the cause.
 */
export function toStorageError(error: unknown): PromptForgeError {
  if (PromptForgeError.is(error)) return error;
  const code = codeOf(error);
  const cause = redacted(error, code);
  if (missingSchema.has(code)) {
    return new PromptForgeError(
      'storage_not_ready',
      'The database lacks the schema that this version of promptforge needs. Call forge.setup() first.',
      { cause },
    );
  }
  if (wrongValues.test(code)) {
    return new PromptForgeError('internal', `The database rejected a value as impossible (${code}).`, { cause });
  }
  const what = code === '' ? 'no code' : code;
  return new PromptForgeError('storage_unavailable', `The database failed or did not answer (${what}).`, { cause });
}

function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : '';
}

function redacted(error: unknown, code: string): Error {
  const name = error instanceof Error ? error.name : 'Error';
  const cause = new Error(code === '' ? name : `${name} ${code}`);
  cause.name = name;
  return Object.assign(cause, code === '' ? {} : { code });
}
