import { PromptForgeError } from '../../src/storage.js';
import type { SqlArgument, SqlArguments } from './sql-executor.js';

/**
 * Arguments that Postgres can store. It has neither NUL nor half a surrogate pair in its text.
 * In documents, which may quote a model, each becomes U+FFFD: losing a character is better than
 * losing a run. In names it would make two things one, so there it is refused.
 * @throws PromptForgeError `internal` for such a name.
 */
export function storableArguments(args: SqlArguments): SqlArguments {
  const storable: Record<string, SqlArgument> = {};
  for (const [name, value] of Object.entries(args)) {
    if (typeof value === 'string') requireStorable(value, name);
    storable[name] = typeof value === 'object' && value !== null ? storableDocument(value) : value;
  }
  return storable;
}

/** @throws PromptForgeError `internal` for a name that Postgres cannot store. `field` says which, in the message. */
export function requireStorable(name: string, field: string): void {
  if (isStorable(name)) return;
  throw new PromptForgeError('internal', `The storage was given a name that it cannot keep, in ${field}.`);
}

/** A document as it comes back from the database. */
export function storableDocument<T>(document: T): T {
  return storableValue(document) as T;
}

function storableValue(value: unknown): unknown {
  if (typeof value === 'string') return isStorable(value) ? value : value.toWellFormed().replaceAll('\0', '\uFFFD');
  if (Array.isArray(value)) return value.map(storableValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storableValue(key), storableValue(item)]));
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
