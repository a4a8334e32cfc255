/** One connection, used by nobody else, with the rights to create things. */
export interface MigrationSession {
  /** Runs one statement. @returns its rows. */
  query(sql: string): Promise<readonly unknown[]>;
  /** Runs several statements as one simple query, which makes them one transaction. */
  exec(sql: string): Promise<unknown>;
}
