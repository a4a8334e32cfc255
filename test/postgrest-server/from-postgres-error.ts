import { PostgrestError, postgrestError } from './postgrest-error.js';

/** Statuses of SQLSTATEs and of classes of them; the longest prefix counts. */
const statuses: Readonly<Record<string, number>> = {
  '08': 503,
  '09': 500,
  '0L': 403,
  '0P': 403,
  '23503': 409,
  '23505': 409,
  '25006': 405,
  '25': 500,
  '28': 403,
  '2D': 500,
  '38': 500,
  '39': 500,
  '3B': 500,
  '40': 500,
  '53400': 500,
  '53': 503,
  '54': 500,
  '55': 500,
  '57': 500,
  '58': 500,
  F0: 500,
  HV: 500,
  P0001: 400,
  P0: 500,
  XX: 500,
  '42883': 404,
  '42P01': 404,
  '42P17': 500,
};

interface PostgresError {
  readonly code: string;
  readonly message: string;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
}

/** What PostgREST answers when a statement fails. Anything else than an error of Postgres is given back as it is. */
export function fromPostgresError(error: unknown, anonymous: boolean): unknown {
  if (!isPostgresError(error)) return error;
  if (error.code === 'PGRST') return raisedResponse(error);
  return postgrestError(statusOf(error, anonymous), error.code, error.message, {
    details: error.detail ?? null,
    hint: error.hint ?? null,
  });
}

function isPostgresError(error: unknown): error is PostgresError {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)
  );
}

function statusOf({ code, message }: PostgresError, anonymous: boolean): number {
  if (code === '42501') return anonymous ? 401 : 403;
  if (code === '22023' && /^role ".*" does not exist$/.test(message)) return 401;
  const own = /^PT(\d{3})$/.exec(code);
  if (own !== null) return Number(own[1]);
  return statuses[code] ?? statuses[code.slice(0, 2)] ?? 400;
}

/** `raise sqlstate 'PGRST'` gives the whole answer: the body as its message, status and headers as its detail. */
function raisedResponse(error: PostgresError): PostgrestError {
  try {
    const { code, message, details = null, hint = null } = JSON.parse(error.message);
    const { status, headers = {} } = JSON.parse(error.detail ?? '');
    if (typeof code === 'string' && typeof message === 'string' && typeof status === 'number') {
      return new PostgrestError(status, { code, message, details, hint }, headers);
    }
  } catch {
    // Answered below.
  }
  return postgrestError(500, 'PGRST121', 'Could not parse JSON in the "RAISE SQLSTATE \'PGRST\'" error', {
    details: `Invalid JSON value for MESSAGE or DETAIL`,
  });
}
