import { noCursor } from '../../guards/no-cursor.js';
import { cursorParts, isNamePart } from './cursor-parts.js';

/** The key of a quota counter: tenant, user, meter and period. */
export type WindowKey = readonly string[];

export function formatWindowCursor(key: WindowKey): string {
  return JSON.stringify(key);
}

/** @throws PromptForgeError `request_invalid` for a text that is no cursor. */
export function parseWindowCursor(cursor: string | null): WindowKey | null {
  if (cursor === null) return null;
  const key = cursorParts(cursor);
  if (key.length !== 4 || !key.every(isNamePart)) throw noCursor();
  return key;
}
