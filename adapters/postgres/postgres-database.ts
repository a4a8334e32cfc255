export interface PostgresQuery {
  readonly text: string;
  readonly values: unknown[];
  /** Names a statement that the server prepares once for each connection. */
  readonly name?: string;
}

export interface PostgresRows {
  readonly rows: readonly unknown[];
}

export interface PostgresNotification {
  readonly channel: string;
  readonly payload?: string | undefined;
}

/** The part of a `Client` of `pg` that is used here. */
export interface PostgresClient {
  query(text: string): Promise<PostgresRows>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  on(event: 'notification', listener: (notification: PostgresNotification) => void): unknown;
}

export interface PostgresPoolClient extends PostgresClient {
  /** Gives the connection back to its pool, which closes it when `destroy` is true. */
  release(destroy?: boolean): void;
}

/** The part of a `Pool` of `pg` that is used here. */
export interface PostgresPool {
  readonly options?: { readonly max?: number | undefined };
  query(query: PostgresQuery): Promise<PostgresRows>;
  connect(): Promise<PostgresPoolClient>;
}
