import { noCursor } from './page-cursor.js';

/** The key of a quota counter: tenant, user, meter and period. */
export type WindowKey = readonly string[];

export function formatWindowCursor(key: WindowKey): string {
  return JSON.stringify(key);
}

/** @throws PromptForgeError `request_invalid` for a text that is no cursor. */
export function parseWindowCursor(cursor: string | null): WindowKey | null {
  if (cursor === null) return null;
  const key = fromJson(cursor);
  if (!Array.isArray(key) || key.length !== 4 || !key.every(isStorableText)) throw noCursor();
  return key;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw noCursor();
  }
}

function isStorableText(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
}
