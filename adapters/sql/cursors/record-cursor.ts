import type { JsonValue, RunRecord } from '../../../src/storage.js';
import { noCursor } from '../../guards/no-cursor.js';
import { cursorParts, isNamePart } from './cursor-parts.js';

/** The place of the last record of a page. */
export function formatRecordCursor({ createdAt, orgId, id }: RunRecord): string {
  return JSON.stringify([createdAt, orgId, id]);
}

/** @throws PromptForgeError `request_invalid` for a text that is no cursor. */
export function parseRecordCursor(cursor: string | null): readonly JsonValue[] | null {
  if (cursor === null) return null;
  const [createdAt, orgId, id, ...more] = cursorParts(cursor);
  const isPlace = Number.isSafeInteger(createdAt) && isNamePart(orgId) && isNamePart(id) && more.length === 0;
  if (!isPlace) throw noCursor();
  return [Number(createdAt), orgId, id];
}
