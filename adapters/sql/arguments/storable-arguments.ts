import { PromptForgeError } from '../../../src/storage.js';
import type { SqlArgument, SqlArguments, SqlParameter, SqlParameters } from '../sql-executor.js';
import { SqlArray } from './sql-array.js';
import { isStorableText, SqlDocument } from './sql-document.js';

/**
 * Arguments as Postgres can store them. In names, what it cannot store is refused: anything else would
 * make two things one.
 * @throws PromptForgeError `internal` for such a name.
 */
export function storableArguments(args: SqlArguments): SqlParameters {
  const storable: Record<string, SqlParameter> = {};
  for (const [name, value] of Object.entries(args)) storable[name] = storableArgument(value, name);
  return storable;
}

function storableArgument(value: SqlArgument, name: string): SqlParameter {
  if (typeof value === 'string') requireStorable(value, name);
  if (typeof value !== 'object' || value === null) return value;
  if (!(value instanceof SqlArray)) return new SqlDocument(value);
  for (const item of value.items) if (typeof item === 'string') requireStorable(item, name);
  return value;
}

/** @throws PromptForgeError `internal` for a name that Postgres cannot store. `field` says which, in the message. */
export function requireStorable(name: string, field: string): void {
  if (isStorableText(name)) return;
  throw new PromptForgeError('internal', `The storage was given a name that it cannot keep, in ${field}.`);
}
