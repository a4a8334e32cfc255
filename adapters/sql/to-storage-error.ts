import { PromptForgeError } from '../../src/storage.js';
import { databaseFailure, driverCode } from './database-failures.js';

/** Classes of SQLSTATE that say that the values were wrong, not the database: 22 data, 23 integrity. */
const wrongValues = /^2[23]/;

/**
 * What a driver threw, as the port promises it. The driver's own message is left out: Postgres
 * quotes values of rows in it. Its name and code stay, as the cause.
 */
export function toStorageError(error: unknown): PromptForgeError {
  if (PromptForgeError.is(error)) return error;
  const code = codeOf(error);
  const failure = databaseFailure(code);
  const reason = failure?.reason;
  const about = {
    cause: redacted(error, code),
    details: { ...detailsOf(code), ...(reason === undefined ? {} : { reason }) },
  };
  if (failure !== null) {
    return new PromptForgeError(failure.code, failure.message, { ...about, retryAfterMs: failure.retryAfterMs });
  }
  if (wrongValues.test(code)) {
    return new PromptForgeError('internal', `The database rejected a value as impossible (${code}).`, about);
  }
  const what = code === '' ? 'no code' : code;
  return new PromptForgeError('storage_unavailable', `The database failed or did not answer (${what}).`, about);
}

function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  const known = typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : '';
  // PgBouncer has one code for everything.
  if (known !== '' && known !== '08P01') return known;
  return (error instanceof Error && driverCode(error.message)) || known;
}

function detailsOf(code: string) {
  if (/^[0-9A-Z]{5}$/.test(code) && /\d/.test(code)) return { sqlState: code };
  return code === '' ? {} : { reason: code };
}

function redacted(error: unknown, code: string): Error {
  const name = error instanceof Error ? error.name : 'Error';
  const cause = new Error(code === '' ? name : `${name} ${code}`);
  cause.name = name;
  return Object.assign(cause, code === '' ? {} : { code });
}
