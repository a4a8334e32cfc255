import type { SubscriptionChange } from '../../../src/storage.js';
import { noCursor } from '../../guards/no-cursor.js';
import { parseIdCursor } from './page-cursor.js';

/** The place of a change among those of all tenants. */
export type ChangeCursor = Pick<SubscriptionChange, 'at' | 'orgId' | 'version'>;

export function formatChangeCursor({ at, version, orgId }: ChangeCursor): string {
  return `${at}.${version}.${orgId}`;
}

/** @throws PromptForgeError `request_invalid` for a text that is no cursor. */
export function parseChangeCursor(cursor: string | null): ChangeCursor | null {
  if (cursor === null) return null;
  const [, at, version, orgId] = /^(\d{1,15})\.(\d{1,15})\.(.+)$/su.exec(cursor) ?? [];
  if (orgId === undefined) throw noCursor();
  return { at: Number(at), version: Number(version), orgId: parseIdCursor(orgId) };
}

/** The cursor of the history of one tenant is the version of its last entry. */
export function parseVersionCursor(cursor: string | null): number | null {
  if (cursor === null) return null;
  if (!/^\d{1,15}$/.test(cursor)) throw noCursor();
  return Number(cursor);
}
