/** Somebody who counts on a database of its own. */
export interface PostgresContestant {
  readonly name: string;
  /** Counts one call of a key. @throws Error when it is refused: limits are too high to be reached. */
  consume(key: number): Promise<unknown>;
  /** Calls that are counted in the database. */
  counted(): Promise<number>;
  /** Runs a statement over a connection of its own. */
  run(sql: string): Promise<void>;
  close(): Promise<void>;
}

/** Where a contestant lives, and what all of them have alike. */
export interface Ground {
  /** A new and empty database. */
  readonly url: string;
  /** Connections at most. */
  readonly pool: number;
}

/** So high that nobody is ever refused: what is measured is counting, not refusing. */
export const unreachable = 1_000_000_000;
