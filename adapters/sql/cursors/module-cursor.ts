import { versionOrder } from '../../../src/storage.js';
import { noCursor } from '../../guards/no-cursor.js';
import { parseIdCursor } from './page-cursor.js';

/** The place of a version in a list of modules. */
export interface ModuleCursor {
  readonly id: string;
  /** As `versionOrder` gives it. */
  readonly order: string;
}

/** Versions hold no space. */
export function formatModuleCursor({ id, version }: { readonly id: string; readonly version: string }): string {
  return `${version} ${id}`;
}

/** @throws PromptForgeError `request_invalid` for a text that is no cursor. */
export function parseModuleCursor(cursor: string | null): ModuleCursor | null {
  if (cursor === null) return null;
  const [, version, id] = /^(\S+) (.+)$/su.exec(cursor) ?? [];
  const order = version === undefined ? null : versionOrder(version);
  if (order === null || id === undefined) throw noCursor();
  return { id: parseIdCursor(id), order };
}
