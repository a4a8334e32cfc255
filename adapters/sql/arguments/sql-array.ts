/** Names or numbers for an array parameter of SQL. A plain list is for `jsonb`. */
export class SqlArray {
  readonly items: readonly (string | number | null)[];

  constructor(items: readonly (string | number | null)[]) {
    this.items = items;
  }

  toJSON() {
    return this.items;
  }
}
