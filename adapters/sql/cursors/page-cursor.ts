import { noCursor } from '../../guards/no-cursor.js';

/** The place of an item in a list that is sorted by time: what a page goes on after. */
export interface PageCursor {
  readonly createdAt: number;
  readonly id: string;
}

/** Cursors are opaque to callers, who give them back as they got them. */
export function formatPageCursor({ createdAt, id }: PageCursor): string {
  return `${createdAt}.${id}`;
}

/** @throws PromptForgeError `request_invalid` for a text that is no cursor. */
export function parsePageCursor(cursor: string | null): PageCursor | null {
  if (cursor === null) return null;
  const [, createdAt, id] = /^(\d{1,15})\.(.+)$/su.exec(cursor) ?? [];
  if (createdAt === undefined || id === undefined) throw noCursor();
  return { createdAt: Number(createdAt), id: parseIdCursor(id) };
}

/**
 * The cursor of a list that is sorted by id is the id.
 * @throws PromptForgeError `request_invalid` for a text that is no id in any database.
 */
export function parseIdCursor(cursor: string): string;
export function parseIdCursor(cursor: string | null): string | null;
export function parseIdCursor(cursor: string | null): string | null {
  if (cursor === '' || cursor?.includes('\0') || cursor?.isWellFormed() === false) throw noCursor();
  return cursor;
}
