/** The part of a PGlite instance that is used here. */
export interface PgliteDatabase {
  /** Where its files are; absent or `memory://` for one in memory. */
  readonly dataDir?: string | undefined;
  query(sql: string, parameters?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
  exec(sql: string): Promise<unknown>;
  close(): Promise<void>;
  /** Calls back for each notification on a channel. @returns how to stop. */
  listen?(channel: string, callback: (payload: string) => void): Promise<() => Promise<void>>;
}
