/** Runs one statement. @returns its rows. */
export type Query = (sql: string) => Promise<readonly unknown[]>;

/** One connection to a database. */
export interface DatabaseSession {
  readonly query: Query;
  /** Safe to call again. A statement under way fails. */
  close(): Promise<void>;
}
