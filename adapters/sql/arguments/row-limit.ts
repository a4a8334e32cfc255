/** A number of rows that fits the `integer` parameters of the schema, with room for one more. */
export function rowLimit(limit: number): number {
  return Math.min(Math.max(Math.trunc(limit), 0), 2_147_483_646);
}
