export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A literal without a type, which Postgres gives the type of what it is compared with. */
export function quoteLiteral(value: string): string {
  const quoted = `'${value.replaceAll("'", "''")}'`;
  return value.includes('\\') ? `e${quoted.replaceAll('\\', '\\\\')}` : quoted;
}

/** An array literal of texts: `{"a","b"}`. */
export function quoteArray(values: readonly string[]): string {
  const items = values.map((value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`);
  return quoteLiteral(`{${items.join()}}`);
}
