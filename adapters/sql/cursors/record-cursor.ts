import type { JsonValue, RunRecord } from '../../../src/storage.js';
import { isStorableText } from '../arguments/sql-document.js';
import { noCursor } from './page-cursor.js';

/** The place of the last record of a page. */
export function formatRecordCursor({ createdAt, orgId, id }: RunRecord): string {
  return JSON.stringify([createdAt, orgId, id]);
}

/** @throws PromptForgeError `request_invalid` for a text that is no cursor. */
export function parseRecordCursor(cursor: string | null): readonly JsonValue[] | null {
  if (cursor === null) return null;
  const [createdAt, orgId, id, ...more] = listFrom(cursor);
  const isPlace = Number.isSafeInteger(createdAt) && isName(orgId) && isName(id) && more.length === 0;
  if (!isPlace) throw noCursor();
  return [Number(createdAt), orgId, id];
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && isStorableText(value);
}

function listFrom(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
