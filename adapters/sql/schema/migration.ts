/** One step of the schema. A migration that was released never changes. */
export interface Migration {
  /** `YYYYMMDDHHMMSS_name`, as the file is called. */
  readonly name: string;
  /** Statements of one transaction, which they neither begin nor end. They record the name themselves. */
  readonly sql: string;
}
