export interface PostgresUrl {
  readonly connectionString: string;
  /** Without password and parameters. */
  readonly shown: string;
}

const form = 'The form is postgres://USER:PASSWORD@HOST:5432/DATABASE.';

/** Reads the URL of a database, or says what is wrong with it without repeating any of it. */
export function postgresUrl(value: string): PostgresUrl | { readonly problem: string } {
  const connectionString = value.trim();
  if (!/^postgres(ql)?:\/\//.test(connectionString)) return { problem: `is not the URL of a Postgres server. ${form}` };
  const url = URL.canParse(connectionString) ? new URL(connectionString) : null;
  // With a "/", "?" or "#" of the password left as it is, the rest of it would pass for another part.
  if (url === null || `${url.pathname}${url.search}${url.hash}`.includes('@')) {
    return { problem: `cannot be read. Characters such as / ? # @ in a password are percent-encoded. ${form}` };
  }
  url.password = '';
  url.search = '';
  url.hash = '';
  return { connectionString, shown: url.href };
}
