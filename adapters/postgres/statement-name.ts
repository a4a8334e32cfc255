import { createHash } from 'node:crypto';

const names = new Map<string, string>();

/** A name for a prepared statement, the same for the same text: 52 of the 63 bytes that Postgres keeps. */
export function statementName(text: string): string {
  const name = names.get(text) ?? `promptforge_${createHash('sha256').update(text).digest('hex').slice(0, 40)}`;
  names.set(text, name);
  return name;
}
