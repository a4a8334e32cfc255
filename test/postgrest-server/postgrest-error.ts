export interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly details: string | null;
  readonly hint: string | null;
}

/** An answer that is an error, as PostgREST words it. */
export class PostgrestError extends Error {
  readonly status: number;
  readonly body: Partial<ErrorBody>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: Partial<ErrorBody>, headers: Readonly<Record<string, string>> = {}) {
    super(body.message ?? '');
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** One of PostgREST's own errors, all of whose fields are always there. */
export function postgrestError(
  status: number,
  code: string,
  message: string,
  { details = null, hint = null }: { readonly details?: string | null; readonly hint?: string | null } = {},
): PostgrestError {
  const headers: Record<string, string> = {};
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer';
  return new PostgrestError(status, { code, details, hint, message }, headers);
}
