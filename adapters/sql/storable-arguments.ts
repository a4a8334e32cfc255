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
    if (typeof value === 'string' && !isStorable(value)) {
      throw new PromptForgeError('internal', `The storage was given a name that it cannot keep, in ${name}.`);
    }
    storable[name] = typeof value === 'object' && value !== null ? (storableDocument(value) as object) : value;
  }
  return storable;
}

function storableDocument(value: unknown): unknown {
  if (typeof value === 'string') return isStorable(value) ? value : value.toWellFormed().replaceAll('\0', '\uFFFD');
  if (Array.isArray(value)) return value.map(storableDocument);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [storableDocument(key), storableDocument(item)]),
  );
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
