import { PromptForgeError, type Run } from '../../src/storage.js';

/** The place of a run among those of its tenant: what a page goes on after. */
export interface RunCursor {
  readonly createdAt: number;
  readonly id: string;
}

/** Cursors are opaque to callers, who give them back as they got them. */
export function formatRunCursor({ createdAt, id }: Pick<Run, 'createdAt' | 'id'>): string {
  return `${createdAt}.${id}`;
}

/** @throws PromptForgeError `request_invalid` for a text that is no cursor. */
export function parseRunCursor(cursor: string): RunCursor {
  const [, createdAt, id] = /^(\d{1,15})\.(.+)$/su.exec(cursor) ?? [];
  // Databases hold neither NUL nor half a character, so no run is called that.
  if (createdAt === undefined || id === undefined || id.includes('\0') || !id.isWellFormed()) {
    throw new PromptForgeError(
      'request_invalid',
      'The cursor is not one that a page of runs came with. Leave it out to start with the newest run.',
    );
  }
  return { createdAt: Number(createdAt), id };
}
