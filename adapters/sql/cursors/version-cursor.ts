import type { PromptVersionReference } from '../../../src/storage.js';
import { noCursor } from '../../guards/no-cursor.js';
import { parseIdCursor } from './page-cursor.js';

/** @throws PromptForgeError `request_invalid` for a text that is no number of a version. */
export function parseNumberCursor(cursor: string | null): number | null {
  if (cursor === null) return null;
  if (!/^\d{1,9}$/u.test(cursor)) throw noCursor();
  return Number(cursor);
}

/** The place of a version in a list that spans prompts. */
export function formatVersionCursor({ promptId, number }: PromptVersionReference): string {
  return `${number}.${promptId}`;
}

/** @throws PromptForgeError `request_invalid` for a text that is no cursor. */
export function parseVersionCursor(cursor: string | null): PromptVersionReference | null {
  if (cursor === null) return null;
  const [, number, promptId] = /^(\d{1,9})\.(.+)$/su.exec(cursor) ?? [];
  if (promptId === undefined) throw noCursor();
  return { promptId: parseIdCursor(promptId), number: Number(number) };
}
