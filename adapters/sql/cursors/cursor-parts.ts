import { isStorableText } from '../arguments/sql-document.js';

/** What a cursor that is a list in JSON is made of; of nothing where it is none. */
export function cursorParts(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(cursor);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** Whether a part of a cursor can be a name in a database. */
export function isNamePart(part: unknown): part is string {
  return typeof part === 'string' && isStorableText(part);
}
